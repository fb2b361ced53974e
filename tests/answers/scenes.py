"""How is each listener of answers reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.playground.people.modals import Home
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene, at_home, pressed, whole_home
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


def under(label: str, *, asked: str = SURE, first: tuple[str, ...] = ()) -> Scene:
    """Press a button, found by its label or action, under an answer, or under what follows from pressing others."""

    def stage(office: Office) -> tuple[Person, Seen]:
        ana = _knowing(office)
        ana.types("#general", f"/learn {asked}")
        for one in first:
            ana.clicks(one, on=ana.sees("#general")[-1])
        return ana, ana.sees("#general")[-1]

    return pressed(label, stage)


def among_us(scene: Scene) -> Scene:
    """The same where the bot is in the channel."""

    def act(office: Office) -> Act:
        office.slack.invite_bot("general")
        return scene(office)

    return act


def _asked_before(office: Office) -> tuple[Person, Home]:
    ana = _knowing(office)
    ana.types("#general", f"/learn {SURE}")
    return ana, whole_home(ana)


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


def _thread(office: Office) -> tuple[Person, Seen]:
    """Ben answers what Ana asked in a channel that the bot is in."""
    office.slack.person("ida").types("#general", "/pollen doctor")
    office.slack.invite_bot("general")
    asked = _knowing(office).types("#general", "Who waters the begonias?")
    answer = office.slack.person("ben").types("#general", "The desk waters the begonias.", thread=asked)
    assert asked is not None
    assert answer is not None
    return office.slack.person("ida"), answer


def ticked(office: Office) -> Act:
    ida, answer = _thread(office)
    ida.uses_shortcut("Save to knowledge", on=answer)
    return ida.modal.submit


def _kept(office: Office) -> Seen:
    ida, answer = _thread(office)
    ida.uses_shortcut("Save to knowledge", on=answer)
    ida.modal.submit()
    ida.modal.submit()
    return answer


def _named(office: Office) -> tuple[Person, Seen]:
    _kept(office)
    office.passes(timedelta(seconds=5))
    ben = office.slack.person("ben")
    return ben, next(seen for seen in reversed(ben.sees("@pollen")) if "Don't name me" in seen.buttons)


def _going_on(office: Office) -> tuple[Person, Seen]:
    answer = _kept(office)
    office.slack.person("chika").types("#general", "And on Fridays, when it is hot.", thread=answer)
    office.passes(timedelta(seconds=5))
    ida = office.slack.person("ida")
    return ida, next(seen for seen in reversed(ida.sees("@pollen")) if "Add this too" in seen.buttons)


def _proposed(office: Office) -> tuple[Person, Seen]:
    ida = office.slack.person("ida")
    ida.types("#general", "/pollen doctor")
    saved(office)()
    card = next(seen for seen in ida.sees("@pollen") if "suggests adding this" in seen.text)
    return ida, card


def declined(office: Office) -> Act:
    ida, card = _proposed(office)
    ida.clicks("Decline", on=card)
    return ida.modal.fill({"Why? They'll read it.": "The plant list says it."}).submit


def revised(office: Office) -> Act:
    ida, card = _proposed(office)
    ida.clicks("Edit and publish", on=card)
    return ida.modal.submit


def taught(office: Office) -> Act:
    at_home("answers.synonyms", "ida")(office)()
    return office.slack.person("ida").modal.fill({"synonyms": "PTO = vacation"}).submit


def article(office: Office) -> Act:
    ana = _knowing(office)
    topics = ana.types("#general", "/learn")
    ana.clicks("answers.topic:0", on=topics)
    shown = ana.sees("#general")[-1]
    label = next(one for one in shown.buttons if one in ("Vacation", "Travel expenses"))
    return lambda: ana.clicks(label, on=shown)


def _long(office: Office) -> tuple[Person, Seen | None]:
    steps = "\n".join(f"{number}. Step {number} of claiming travel expenses takes a while." for number in range(1, 60))
    office.knows({"travel.md": f"# Travel expenses\n\n## Claiming travel expenses\n\n{steps}\n"})
    ana = office.slack.person("ana")
    return ana, ana.types("#general", "/learn how does claiming travel expenses work?")


def _alike(office: Office) -> tuple[Person, Seen | None]:
    calendar = "# The calendar\n\nYour team lead approves what stands in the calendar.\n"
    office.knows({"vacation.md": VACATION, "calendar.md": calendar})
    ana = office.slack.person("ana")
    return ana, ana.types("#general", f"/learn {SURE}")


def _published(office: Office) -> tuple[Person, Seen]:
    pressed("Publish", _proposed)(office)()
    office.passes(timedelta(minutes=2))
    ben = office.slack.person("ben")
    return ben, next(seen for seen in reversed(ben.sees("@pollen")) if "Remove it" in seen.buttons)


def _asked(office: Office) -> tuple[Person, Person]:
    """Ana has put a question to Ben."""
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    office.knows({"staging.md": f"---\ntitle: Deploying to staging\nowner: {ben.id}\n---\nPush the tag.\n"})
    ben.clicks("answers.willing", on=whole_home(ben))
    return ana, ben


def put(office: Office) -> Act:
    ana, _ = _asked(office)
    ana.types("#general", "/learn who knows about staging?")
    ana.clicks("Ask ben", on=ana.sees("#general")[-1])
    return ana.modal.submit


def ask(office: Office) -> Act:
    ana, _ = _asked(office)
    ana.types("#general", "/learn who knows about staging?")
    found = ana.sees("#general")[-1]
    return lambda: ana.clicks("Ask ben", on=found)


def carded(label: str, *, filled: Mapping[str, str] | None = None) -> Scene:
    """Press a button on Ben's card, or send the form behind it."""

    def scene(office: Office) -> Act:
        put(office)()
        ben = office.slack.person("ben")
        card = next(seen for seen in ben.sees("@pollen") if label in seen.buttons)
        if filled is None:
            return lambda: ben.clicks(label, on=card)
        ben.clicks(label, on=card)
        return ben.modal.fill(filled).submit

    return scene


def tracked(label: str) -> Scene:
    def scene(office: Office) -> Act:
        put(office)()
        ana = office.slack.person("ana")
        card = next(seen for seen in ana.sees("@pollen") if label in seen.buttons)
        return lambda: ana.clicks(label, on=card)

    return scene


def kept_reply(office: Office) -> Act:
    put(office)()
    ben = office.slack.person("ben")
    card = next(seen for seen in ben.sees("@pollen") if "Answer" in seen.buttons)
    ben.types("@pollen", "The newest.", thread=card)
    office.passes(timedelta(seconds=5))
    thanks = next(seen for seen in ben.sees("@pollen", thread=card) if "Suggest it as an article" in seen.buttons)
    return lambda: ben.clicks("Suggest it as an article", on=thanks)


def may_i(label: str) -> Scene:
    def scene(office: Office) -> Act:
        replied(office)()
        ben = office.slack.person("ben")
        question = next(seen for seen in ben.sees("@pollen") if label in seen.buttons)
        return lambda: ben.clicks(label, on=question)

    return scene


def switched(action: str) -> Scene:
    def scene(office: Office) -> Act:
        ben = office.slack.person("ben")
        home = whole_home(ben)
        return lambda: ben.clicks(action, on=home)

    return scene


def who(office: Office) -> Act:
    ana = _knowing(office)
    asked = ana.types("#general", f"@pollen {UNKNOWN}")
    answer = ana.sees("#general", thread=asked)[-1]
    return lambda: ana.clicks("Ask someone who knows", on=answer)


def where(office: Office) -> Act:
    ana = _knowing(office)
    ana.types("@pollen", UNKNOWN)
    answer = ana.sees("@pollen")[-1]
    return lambda: ana.clicks("Ask a channel", on=answer)


def there(office: Office) -> Act:
    office.slack.invite_bot("general")
    where(office)()
    return office.slack.person("ana").modal.fill({"Channel": "#general"}).submit


def _gaps(office: Office) -> tuple[Person, Seen]:
    """What Ida sees of questions that nothing answers."""
    ana, ida = _knowing(office), office.slack.person("ida")
    ida.types("#general", "/pollen doctor")
    for animal in ("ant", "bee", "cat", "dog", "eel", "fox"):
        ana.types("#general", f"/learn {animal}{UNKNOWN.replace(' ', animal)}")
    ida.types("#general", "/pollen gaps")
    return ida, ida.sees("#general")[-1]


def gap(label: str, *, filled: Mapping[str, str] | None = None) -> Scene:
    def scene(office: Office) -> Act:
        ida, found = _gaps(office)
        if filled is None:
            return lambda: ida.clicks(label, on=found)
        ida.clicks(label, on=found)
        return ida.modal.fill(filled).submit

    return scene


def typed_gaps(office: Office) -> Act:
    ida = office.slack.person("ida")
    return lambda: ida.types("#general", "/pollen gaps")


def said_gaps(office: Office) -> Act:
    ida = office.slack.person("ida")
    return lambda: ida.types("#general", "@pollen gaps")


def gaps_at_home(office: Office) -> Act:
    ida = office.slack.person("ida")
    home = whole_home(ida)
    return lambda: ida.clicks("answers.gaps", on=home)


SCENES: Mapping[str, Scene] = {
    "command:/pollen gaps": typed_gaps,
    "sentence:answers.gaps": said_gaps,
    "press:answers.gaps": gaps_at_home,
    "press:answers.more_gaps": gap("Show more"),
    "press:answers.write_gap": gap("Write it"),
    "submit:answers.gap_wrote": gap("Write it", filled={"What it says": "Call the hangar."}),
    "press:answers.gap_is_written": gap("It's written"),
    "submit:answers.gap_pointed": gap("It's written", filled={"Not in the list?": "Vacation"}),
    "press:answers.refuse_gap": gap("Not for us"),
    "submit:answers.gap_refused": gap("Not for us", filled={"Where should people go instead?": "The desk."}),
    "command:/learn who": typed("/learn who knows about vacation?"),
    "command:/pollen who": typed("/pollen who knows about vacation?"),
    "sentence:answers.experts": typed("@pollen who knows about vacation?"),
    "press:answers.who": who,
    "press:answers.ask_where": where,
    "submit:answers.ask_there": there,
    "press:answers.agree": may_i("Yes, suggest me"),
    "press:answers.refuse": may_i("No, leave me out"),
    "press:answers.willing": switched("answers.willing"),
    "press:answers.hearing": switched("answers.hearing"),
    "press:answers.ask_expert": ask,
    "submit:answers.put": put,
    "press:answers.reply": carded("Answer"),
    "submit:answers.replied": carded("Answer", filled={"Your answer": "The newest."}),
    "press:answers.not_me": carded("Not me"),
    "press:answers.leave_me_out": carded("Leave me out for good"),
    "press:answers.written": carded("It's written here"),
    "submit:answers.pointed_to": carded("It's written here", filled={"Not in the list?": "Deploying to staging"}),
    "press:answers.ask_next": tracked("Ask someone else now"),
    "press:answers.withdraw": tracked("I don't need it any more"),
    "press:answers.keep_reply": kept_reply,
    "press:answers.article": article,
    "press:answers.more": pressed("Show more", _long),
    "press:answers.others": pressed("Other results", _alike),
    "press:answers.take_out": pressed("Remove it", _published),
    "command:/learn help": typed("/learn help"),
    "command:/learn": typed(f"/learn {SURE}"),
    "sentence:answers.greeted": typed("thanks @pollen!"),
    "sentence:answers.pointed": above,
    "sentence:answers.asked": typed(f"@pollen {SURE}"),
    "event:message": replied,
    "shortcut:answers.find": shortcut("Find an answer"),
    "shortcut:answers.save": shortcut("Save to knowledge"),
    "press:answers.pick": under("Vacation", asked=UNSURE),
    "press:answers.none": under("answers.none", asked=UNSURE),
    "press:answers.helpful": under("answers.helpful"),
    "press:answers.not_helpful": under("answers.not_helpful"),
    "press:answers.reason": under("answers.reason:wrong", first=("answers.not_helpful",)),
    "press:answers.unrate": under("answers.unrate", first=("answers.helpful",)),
    "press:answers.share": under("answers.share"),
    "press:answers.ask": among_us(under("answers.ask", asked=UNKNOWN)),
    "press:answers.take_back": among_us(under("answers.take_back", asked=UNKNOWN, first=("answers.ask",))),
    "press:answers.search": under("answers.search", asked="help"),
    "press:answers.topic": under("answers.topic:0", asked=""),
    "press:answers.again": pressed("Read again", _asked_before),
    "submit:answers.ticked": ticked,
    "submit:answers.saved": saved,
    "press:answers.add_too": pressed("Add this too", _going_on),
    "press:answers.unname": pressed("Don't name me", _named),
    "press:answers.publish": pressed("Publish", _proposed),
    "press:answers.revise": pressed("Edit and publish", _proposed),
    "press:answers.decline": pressed("Decline", _proposed),
    "submit:answers.declined": declined,
    "submit:answers.revised": revised,
    "press:answers.synonyms": at_home("answers.synonyms", "ida"),
    "submit:answers.teach": taught,
}
