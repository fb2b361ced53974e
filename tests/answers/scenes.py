"""How is each listener of answers reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene
from tests.office import Office

TRAVEL = """---
title: Travel expenses
tags: [finance]
---
Keep every receipt.

## Claiming travel expenses

Fill in the expense form within thirty days of your trip. Your manager approves it.

## Booking a hotel

Book through the travel desk.
"""
VACATION = "# Vacation\n\nAsk for vacation two weeks ahead in the calendar. Your team lead approves it.\n"
SURE, UNSURE, UNKNOWN = "who approves vacation in the calendar?", "zeppelin form approval lattice", "xyzzy plugh"


def _knowing(office: Office) -> Person:
    office.knows({"money/travel.md": TRAVEL, "people/vacation.md": VACATION})
    return office.slack.person("ana")


def typed(text: str) -> Scene:
    def scene(office: Office) -> Act:
        ana = _knowing(office)
        return lambda: ana.types("#general", text)

    return scene


def pressed(label: str, *, asked: str = SURE, first: tuple[str, ...] = ()) -> Scene:
    """Press a button, found by its label or action, under an answer, or under what follows from pressing others."""

    def scene(office: Office) -> Act:
        ana = _knowing(office)
        ana.types("#general", f"/learn {asked}")
        for one in first:
            ana.clicks(one, on=ana.sees("#general")[-1])
        shown = ana.sees("#general")[-1]
        return lambda: ana.clicks(label, on=shown)

    return scene


def again(office: Office) -> Act:
    ana = _knowing(office)
    ana.types("#general", f"/learn {SURE}")
    home = ana.opens_home()
    return lambda: ana.clicks("Read again", on=home)


def above(office: Office) -> Act:
    ana = _knowing(office)
    question = ana.types("#general", SURE)
    return lambda: office.slack.person("ben").types("#general", "@pollen ?", thread=question)


def replied(office: Office) -> Act:
    ana, ben = _knowing(office), office.slack.person("ben")
    question = ana.types("#general", f"@pollen {UNKNOWN}")
    return lambda: ben.types("#general", "Ask the desk.", thread=question)


def shortcut(name: str) -> Scene:
    def scene(office: Office) -> Act:
        ana, post = _knowing(office), office.slack.person("ben").types("#general", SURE)
        return lambda: ana.uses_shortcut(name, on=post)

    return scene


def saved(office: Office) -> Act:
    ana, post = _knowing(office), office.slack.person("ben").types("#general", "The desk waters the begonias.")
    ana.uses_shortcut("Save to knowledge", on=post)
    form = ana.modal.fill({"Title": "Who waters the begonias"})
    return form.submit


def _proposed(office: Office) -> tuple[Person, Seen]:
    ida = office.slack.person("ida")
    ida.types("#general", "/pollen doctor")
    saved(office)()
    card = next(seen for seen in ida.sees("@pollen") if "suggests adding this" in seen.text)
    return ida, card


def decided(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ida, card = _proposed(office)
        return lambda: ida.clicks(label, on=card)

    return scene


def revised(office: Office) -> Act:
    ida, card = _proposed(office)
    ida.clicks("Edit and publish", on=card)
    return ida.modal.submit


def words(office: Office) -> Act:
    ida = office.slack.person("ida")
    home = ida.opens_home()
    return lambda: ida.clicks("answers.synonyms", on=home)


def taught(office: Office) -> Act:
    words(office)()
    return office.slack.person("ida").modal.fill({"synonyms": "PTO = vacation"}).submit


def article(office: Office) -> Act:
    ana = _knowing(office)
    topics = ana.types("#general", "/learn")
    ana.clicks("answers.topic:0", on=topics)
    shown = ana.sees("#general")[-1]
    label = next(one for one in shown.buttons if one in ("Vacation", "Travel expenses"))
    return lambda: ana.clicks(label, on=shown)


def more(office: Office) -> Act:
    steps = "\n".join(f"{number}. Step {number} of claiming travel expenses takes a while." for number in range(1, 60))
    office.knows({"travel.md": f"# Travel expenses\n\n## Claiming travel expenses\n\n{steps}\n"})
    ana = office.slack.person("ana")
    answer = ana.types("#general", "/learn how does claiming travel expenses work?")
    return lambda: ana.clicks("Show more", on=answer)


def others(office: Office) -> Act:
    office.knows(
        {
            "vacation.md": VACATION,
            "calendar.md": "# The calendar\n\nYour team lead approves what stands in the calendar.\n",
        }
    )
    ana = office.slack.person("ana")
    answer = ana.types("#general", f"/learn {SURE}")
    return lambda: ana.clicks("Other results", on=answer)


def take_out(office: Office) -> Act:
    ida, card = _proposed(office)
    ida.clicks("Publish", on=card)
    office.passes(timedelta(seconds=5))
    ben = office.slack.person("ben")
    told = next(seen for seen in reversed(ben.sees("@pollen")) if "Remove it" in seen.buttons)
    return lambda: ben.clicks("Remove it", on=told)


SCENES: Mapping[str, Scene] = {
    "press:answers.article": article,
    "press:answers.more": more,
    "press:answers.others": others,
    "press:answers.take_out": take_out,
    "command:/learn help": typed("/learn help"),
    "command:/learn": typed(f"/learn {SURE}"),
    "sentence:answers.greeted": typed("thanks @pollen!"),
    "sentence:answers.pointed": above,
    "sentence:answers.asked": typed(f"@pollen {SURE}"),
    "event:message": replied,
    "shortcut:answers.find": shortcut("Find an answer"),
    "shortcut:answers.save": shortcut("Save to knowledge"),
    "press:answers.pick": pressed("Vacation", asked=UNSURE),
    "press:answers.none": pressed("answers.none", asked=UNSURE),
    "press:answers.helpful": pressed("answers.helpful"),
    "press:answers.not_helpful": pressed("answers.not_helpful"),
    "press:answers.reason": pressed("answers.reason:wrong", first=("answers.not_helpful",)),
    "press:answers.unrate": pressed("answers.unrate", first=("answers.helpful",)),
    "press:answers.share": pressed("answers.share"),
    "press:answers.ask": pressed("answers.ask", asked=UNKNOWN),
    "press:answers.take_back": pressed("answers.take_back", asked=UNKNOWN, first=("answers.ask",)),
    "press:answers.search": pressed("answers.search", asked="help"),
    "press:answers.topic": pressed("answers.topic:0", asked=""),
    "press:answers.again": again,
    "submit:answers.saved": saved,
    "press:answers.publish": decided("Publish"),
    "press:answers.revise": decided("Edit and publish"),
    "press:answers.decline": decided("Decline"),
    "submit:answers.revised": revised,
    "press:answers.synonyms": words,
    "submit:answers.teach": taught,
}
