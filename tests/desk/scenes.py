"""How is each listener of the desk reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.answers.scenes import SURE, VACATION, under
from tests.listeners import Act, Scene, pressed
from tests.office import Office

RIGHT = "Ask for vacation three weeks ahead in the calendar. Your team lead approves it."


def newest(person: Person, words: str) -> Seen:
    """The newest message of the bot to somebody, with these words."""
    found = [seen for seen in person.sees("@pollen") if words in seen.text]
    assert found, [seen.text for seen in person.sees("@pollen")]
    return found[-1]


def asked(office: Office, name: str = "ana") -> tuple[Person, Seen]:
    """Somebody has an answer; Ida is the admin, and so a curator."""
    office.slack.person("ida").types("#general", "/pollen doctor")
    office.knows({"people/vacation.md": VACATION})
    person = office.slack.person(name)
    answer = person.types("#general", f"/learn {SURE}")
    assert answer is not None
    return person, answer


def flagged(office: Office, *, why: str = "Out of date") -> tuple[Person, Seen]:
    """Ana says that an answer is wrong; Ida has the card."""
    ana, answer = asked(office)
    ana.clicks("Wrong", on=answer)
    ana.clicks(why, on=ana.sees("#general")[-1])
    ida = office.slack.person("ida")
    return ida, newest(ida, "Someone says")


def suggested(office: Office) -> tuple[Person, Seen]:
    """Ana suggests a change; Ida has the card."""
    ana, answer = asked(office)
    ana.clicks("Fix it", on=answer)
    assert ana.modal.fill({"What it should say": RIGHT}).submit() == {}
    ida = office.slack.person("ida")
    return ida, newest(ida, "suggests a change")


def corrected(office: Office) -> tuple[Person, Seen]:
    """Ben has read what Ida then puts right, and is told."""
    ben, _ = asked(office, "ben")
    office.passes(timedelta(minutes=1))
    ida = office.slack.person("ida")
    answer = ida.types("#general", f"/learn {SURE}")
    ida.clicks("Fix it", on=answer)
    ida.modal.fill({"What it should say": RIGHT, "wrong": ["wrong"]}).submit()
    office.passes(timedelta(minutes=20))
    office.passes(timedelta(minutes=1))
    return ben, newest(ben, "A correction")


def righted(office: Office) -> Act:
    ida, card = flagged(office)
    ida.clicks("It's right", on=card)
    return ida.modal.fill({"Why is it right?": "The policy says so."}).submit


def declined(office: Office) -> Act:
    ida, card = suggested(office)
    ida.clicks("Decline", on=card)
    return ida.modal.fill({"Why? They'll read it.": "It says so already."}).submit


def detailed(office: Office) -> Act:
    ana, answer = asked(office)
    ana.clicks("Wrong", on=answer)
    ana.clicks("It's wrong", on=ana.sees("#general")[-1])
    ana.clicks("Add details", on=ana.sees("#general")[-1])
    return ana.modal.fill({"What should it say?": "Three weeks."}).submit


def sent(office: Office) -> Act:
    ana, answer = asked(office)
    ana.clicks("Fix it", on=answer)
    return ana.modal.fill({"What it should say": RIGHT}).submit


def unwilling(office: Office) -> tuple[Person, Seen]:
    """Ben would rather not hear of corrections."""
    ben, told = corrected(office)
    ben.clicks(NO_MORE, on=told)
    return ben, ben.sees("@pollen")[-1]


NO_MORE = "Don't tell me about corrections"


def at_desk(office: Office) -> tuple[Person, Seen]:
    """Ida looks at her desk, on which there is one of each."""
    suggested(office)
    ben = office.slack.person("ben")
    ben.clicks("Wrong", on=ben.types("#general", f"/learn {SURE}"))
    ben.clicks("It's wrong", on=ben.sees("#general")[-1])
    ida = office.slack.person("ida")
    shown = ida.types("#general", "/pollen desk")
    assert shown is not None
    return ida, shown


def checking(office: Office) -> tuple[Person, Seen]:
    """Ida looks at what is to be checked."""
    asked(office)
    ida = office.slack.person("ida")
    office.passes(timedelta(minutes=1))
    ida.clicks("desk.page:checks", on=ida.types("#general", "/pollen desk"))
    return ida, ida.sees("#general")[-1]


def looked_back(office: Office) -> tuple[Person, Seen]:
    """Ida has changed an article, and looks at its versions."""
    ida, shown = checking(office)
    ida.clicks("Edit", on=shown)
    ida.modal.fill({"What it should say": RIGHT}).submit()
    ida.clicks("History", on=shown)
    return ida, ida.sees("#general")[-1]


def on_page(office: Office) -> tuple[Person, Seen]:
    ida, shown = at_desk(office)
    ida.clicks("desk.page:flags", on=shown)
    return ida, ida.sees("#general")[-1]


def typed(text: str) -> Scene:
    def scene(office: Office) -> Act:
        asked(office)
        return lambda: office.slack.person("ida").types("#general", text)

    return scene


TWIN = "# Vacation rules\n\nAsk for vacation two weeks ahead in the calendar. Your team lead approves it.\n"


def twins(office: Office) -> tuple[Person, Seen]:
    """Ida looks at two articles that say the same."""
    ida = office.slack.person("ida")
    ida.types("#general", "/pollen doctor")
    office.knows({"people/vacation.md": VACATION, "people/holidays.md": TWIN})
    office.passes(timedelta(days=8))
    shown = ida.types("#general", "/pollen desk")
    assert shown is not None
    ida.clicks("desk.twins", on=shown)
    return ida, ida.sees("#general")[-1]


def _merged(office: Office) -> tuple[Person, Seen]:
    ida, shown = twins(office)
    ida.clicks("Keep 1, merge 2 into it", on=shown)
    return ida, ida.sees("#general")[-1]


def _with_twins(office: Office) -> tuple[Person, Seen]:
    ida, _ = twins(office)
    shown = ida.types("#general", "/pollen desk")
    assert shown is not None
    return ida, shown


def reading(office: Office, name: str = "ida") -> tuple[Person, Seen]:
    """Somebody reads an article."""
    asked(office)
    person = office.slack.person(name)
    person.clicks("People", on=person.types("#general", "/learn"))
    person.clicks("Vacation", on=person.sees("#general")[-1])
    return person, person.sees("#general")[-1]


def retired(office: Office) -> tuple[Person, Seen]:
    """Ida has retired an article, and looks at what is retired."""
    ida, card = flagged(office)
    ida.clicks("Retire", on=card)
    shown = ida.types("#general", "/pollen desk")
    assert shown is not None
    ida.clicks("desk.gone", on=shown)
    return ida, ida.sees("#general")[-1]


def _with_retired(office: Office) -> tuple[Person, Seen]:
    ida, _ = retired(office)
    shown = ida.types("#general", "/pollen desk")
    assert shown is not None
    return ida, shown


FLAGGING = ("answers.not_helpful", "answers.reason:wrong")

SCENES: Mapping[str, Scene] = {
    "press:desk.details": under("desk.details", first=FLAGGING),
    "submit:desk.detailed": detailed,
    "press:desk.fix": under("desk.fix"),
    "submit:desk.fixed": sent,
    "press:desk.repair": pressed("Fix", flagged),
    "press:desk.right": pressed("It's right", flagged),
    "submit:desk.righted": righted,
    "press:desk.retire": pressed("Retire", flagged),
    "press:desk.publish": pressed("Publish", suggested),
    "press:desk.revise": pressed("Edit", suggested),
    "press:desk.decline": pressed("Decline", suggested),
    "submit:desk.declined": declined,
    "command:/pollen desk": typed("/pollen desk"),
    "sentence:desk.desk": typed("@pollen desk"),
    "press:desk.desk": pressed("desk.desk", on_page),
    "press:desk.page": pressed("desk.page:flags", at_desk),
    "press:desk.still_right": pressed("Still right", checking),
    "press:desk.edit": pressed("Edit", checking),
    "press:desk.not_mine": pressed("Not mine", checking),
    "press:desk.history": pressed("History", checking),
    "press:desk.restore": pressed("Restore", looked_back),
    "press:desk.amend": pressed("Fix it", reading),
    "press:desk.gone": pressed("desk.gone", _with_retired),
    "press:desk.twins": pressed("desk.twins", _with_twins),
    "press:desk.merge": pressed("Keep 1, merge 2 into it", twins),
    "press:desk.keep_both": pressed("Keep both", twins),
    "press:desk.unmerge": pressed("Undo", _merged),
    "press:desk.no_more": pressed(NO_MORE, corrected),
    "press:desk.again": pressed("Tell me again", unwilling),
}
