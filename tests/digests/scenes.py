"""How is each listener of digests reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene
from tests.milestones.test_conversations import newest
from tests.office import Office


def _started(office: Office) -> tuple[Person, Seen]:
    ana = office.slack.person("ana")
    (said,) = ana.runs("#general", "/pollen digest weekly Wed 10:00 UTC")
    office.passes(timedelta(minutes=5))
    return ana, said


def command(office: Office) -> Act:
    return lambda: office.slack.person("ana").runs("#general", "/pollen digest weekly Wed 10:00")


def asked(office: Office) -> Act:
    return lambda: office.slack.person("ana").types("#general", "@pollen digest here weekly Wed 10:00")


def on_the_settings(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ana, said = _started(office)
        return lambda: ana.clicks(label, said)

    return scene


def resume(office: Office) -> Act:
    ana, _ = _started(office)
    ana.runs("#general", "/pollen digest pause")
    home = ana.opens_home()
    return lambda: ana.clicks("Resume", home)


def _previewed(office: Office) -> tuple[Person, Seen]:
    ana, _ = _started(office)
    for name, what in (
        ("ben", "CKA"),
        ("chika", "the SQL course"),
        ("ana", "the Go course"),
        ("ben", "the Rust course"),
    ):
        office.slack.person(name).types("#general", f"@pollen I finished the {what} course")
    office.passes(timedelta(days=6, hours=1))
    return ana, newest(ana, "@pollen", "goes out")


def on_the_preview(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ana, preview = _previewed(office)
        return lambda: ana.clicks(label, preview)

    return scene


def adjust(office: Office) -> Act:
    ana, preview = _previewed(office)
    ana.clicks("Edit digest", preview)
    return ana.modal.fill({"A line from you": "What a week!"}).submit


def monthly(office: Office) -> Act:
    ana = office.slack.person("ana")
    home = ana.opens_home()
    return lambda: ana.clicks("Send me a monthly recap", home)


def set_up(office: Office) -> Act:
    ana = office.slack.person("ana")
    home = ana.opens_home()
    return lambda: ana.clicks("Set up a digest", home)


def submitted(office: Office) -> Act:
    ana, said = _started(office)
    ana.clicks("Change", said)
    return ana.modal.fill({"Day": "Friday"}).submit


def _lost(office: Office) -> tuple[Person, Seen]:
    ana, _ = _started(office)
    office.slack.archive("general")
    office.passes(timedelta(days=4))
    return ana, newest(ana, "@pollen", "couldn't post your digest")


def elsewhere(office: Office) -> Act:
    ana, said = _lost(office)
    return lambda: ana.clicks("Choose another channel", said)


def relocate(office: Office) -> Act:
    ana, said = _lost(office)
    ana.clicks("Choose another channel", said)
    return ana.modal.fill({"Where should it go?": "learning"}).submit


SCENES: Mapping[str, Scene] = {
    "command:/pollen digest": command,
    "sentence:digests.asked": asked,
    "press:digests.pause": on_the_settings("Pause"),
    "press:digests.stop": on_the_settings("Stop"),
    "press:digests.set_up": set_up,
    "press:digests.resume": resume,
    "press:digests.monthly": monthly,
    "press:digests.skip": on_the_preview("Skip this week"),
    "press:digests.send": on_the_preview("Send now"),
    "press:digests.edit": on_the_preview("Edit digest"),
    "press:digests.elsewhere": elsewhere,
    "submit:digests.submit": submitted,
    "submit:digests.adjust": adjust,
    "submit:digests.relocate": relocate,
}
