"""How is each listener of milestones reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene
from tests.milestones.test_conversations import celebrates_in, newest
from tests.office import Office


def _claimed(office: Office) -> tuple[Person, Seen]:
    ana = office.slack.person("ana")
    ana.types("#general", "@pollen I passed CKA")
    return ana, newest(ana, "#general", "shared it in")


def learned(office: Office) -> Act:
    celebrates_in(office, "learning")
    return lambda: office.slack.person("ana").runs("#general", "/pollen learned passed CKA")


def told(office: Office) -> Act:
    return lambda: office.slack.person("ana").types("#general", "@pollen I passed CKA")


def on_the_post(label: str, who: str) -> Scene:
    def scene(office: Office) -> Act:
        _claimed(office)
        person = office.slack.person(who)
        post = newest(person, "#general", "In their own words")
        return lambda: person.clicks(label, post)

    return scene


def on_the_receipt(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ana, receipt = _claimed(office)
        return lambda: ana.clicks(label, receipt)

    return scene


def celebrate(office: Office) -> Act:
    celebrates_in(office, "learning")
    ana = office.slack.person("ana")
    ana.types("@pollen", "I finished the SQL course")
    receipt = newest(ana, "@pollen", "Only you can see")
    return lambda: ana.clicks("Share", receipt)


def submitted(office: Office) -> Act:
    ana, receipt = _claimed(office)
    ana.clicks("Edit", receipt)
    form = ana.modal.fill({"In a few words": "CKAD"})
    return form.submit


def at_home(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ana = office.slack.person("ana")
        home = ana.opens_home()
        return lambda: ana.clicks(label, home)

    return scene


def _letter(office: Office) -> tuple[Person, Seen]:
    ida = office.slack.person("ida")
    celebrates_in(office, "learning")
    ida.clicks("I manage people: send me my team's wins", ida.opens_home())
    office.slack.person("ana").runs("#general", "/pollen learned passed CKA")
    said = newest(office.slack.person("ana"), "#general", "Only you can see")
    office.slack.person("ana").clicks("Share", said)
    office.passes(timedelta(hours=1))
    office.passes(timedelta(days=5))
    return ida, newest(ida, "@pollen", "CKA")


def in_the_letter(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ida, letter = _letter(office)
        return lambda: ida.clicks(label, letter)

    return scene


def line(office: Office) -> Act:
    ida, letter = _letter(office)
    ida.clicks("Write a line", letter)
    return ida.modal.fill({"Your line": "Well done!"}).submit


SCENES: Mapping[str, Scene] = {
    "command:/pollen learned": learned,
    "sentence:milestones.told": told,
    "press:milestones.congratulate": on_the_post("Congratulate", "ben"),
    "press:milestones.confirm": on_the_post("Confirm", "ida"),
    "press:milestones.applaud": in_the_letter("Applaud"),
    "press:milestones.write": in_the_letter("Write a line"),
    "press:milestones.celebrate": celebrate,
    "press:milestones.edit": on_the_receipt("Edit"),
    "press:milestones.withdraw": on_the_receipt("Remove"),
    "press:milestones.new": at_home("Add a milestone"),
    "press:milestones.lead": at_home("I manage people: send me my team's wins"),
    "press:milestones.prefer": at_home("Milestones I notice for you: ask first"),
    "submit:milestones.submit": submitted,
    "submit:milestones.line": line,
}
