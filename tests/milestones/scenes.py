"""How is each listener of milestones reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene, at_home, pressed, typed, whole_home
from tests.milestones.test_conversations import celebrates_in, newest
from tests.office import Office


def _claimed(office: Office) -> tuple[Person, Seen]:
    ana = office.slack.person("ana")
    ana.types("#general", "@pollen I passed CKA")
    return ana, newest(ana, "#general", "sharing it in")


def learned(office: Office) -> Act:
    celebrates_in(office, "learning")
    return lambda: office.slack.person("ana").runs("#general", "/pollen learned passed CKA")


def on_the_post(label: str, who: str) -> Scene:
    def stage(office: Office) -> tuple[Person, Seen]:
        _claimed(office)
        person = office.slack.person(who)
        return person, newest(person, "#general", "In their own words")

    return pressed(label, stage)


def _unshared(office: Office) -> tuple[Person, Seen]:
    celebrates_in(office, "learning")
    ana = office.slack.person("ana")
    ana.types("@pollen", "I finished the SQL course")
    return ana, newest(ana, "@pollen", "Only you can see")


def submitted(office: Office) -> Act:
    ana, receipt = _claimed(office)
    ana.clicks("Edit", receipt)
    form = ana.modal.fill({"In a few words": "CKAD"})
    return form.submit


def _letter(office: Office) -> tuple[Person, Seen]:
    ida = office.slack.person("ida")
    celebrates_in(office, "learning")
    ida.clicks("milestones.lead", whole_home(ida))
    office.slack.person("ana").runs("#general", "/pollen learned passed CKA")
    said = newest(office.slack.person("ana"), "#general", "Only you can see")
    office.slack.person("ana").clicks("Share", said)
    office.passes(timedelta(hours=1))
    office.passes(timedelta(days=5))
    return ida, newest(ida, "@pollen", "CKA")


def line(office: Office) -> Act:
    ida, letter = _letter(office)
    ida.clicks("Write a line", letter)
    return ida.modal.fill({"Your line": "Well done!"}).submit


def preferred(office: Office) -> Act:
    ana = office.slack.person("ana")
    home = whole_home(ana)
    return lambda: ana.chooses("Share straight away", on=home)


SCENES: Mapping[str, Scene] = {
    "command:/pollen learned": learned,
    "sentence:milestones.told": typed("@pollen I passed CKA"),
    "press:milestones.congratulate": on_the_post("Congratulate", "ben"),
    "press:milestones.confirm": on_the_post("Confirm", "ida"),
    "press:milestones.applaud": pressed("Applaud", _letter),
    "press:milestones.write": pressed("Write a line", _letter),
    "press:milestones.celebrate": pressed("Share", _unshared),
    "press:milestones.edit": pressed("Edit", _claimed),
    "press:milestones.withdraw": pressed("Remove", _claimed),
    "press:milestones.new": at_home("Add a milestone"),
    "press:milestones.lead": at_home("milestones.lead"),
    "press:milestones.prefer": preferred,
    "submit:milestones.submit": submitted,
    "submit:milestones.line": line,
}
