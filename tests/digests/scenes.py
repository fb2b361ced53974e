"""How is each listener of digests reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.playground.people.modals import Home
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene, at_home, pressed, typed, whole_home
from tests.milestones.test_conversations import newest
from tests.office import Office


def _started(office: Office) -> tuple[Person, Seen]:
    ana = office.slack.person("ana")
    (said,) = ana.runs("#general", "/pollen digest weekly Wed 10:00 UTC")
    office.passes(timedelta(minutes=5))
    return ana, said


def _paused(office: Office) -> tuple[Person, Home]:
    ana, _ = _started(office)
    ana.runs("#general", "/pollen digest pause")
    return ana, whole_home(ana)


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


def adjust(office: Office) -> Act:
    ana, preview = _previewed(office)
    ana.clicks("Edit digest", preview)
    return ana.modal.fill({"A line from you": "What a week!"}).submit


def submitted(office: Office) -> Act:
    ana, said = _started(office)
    ana.clicks("Change", said)
    return ana.modal.fill({"Day": "Friday"}).submit


def _lost(office: Office) -> tuple[Person, Seen]:
    ana, _ = _started(office)
    office.slack.archive("general")
    office.passes(timedelta(days=4))
    return ana, newest(ana, "@pollen", "couldn't post your digest")


def relocate(office: Office) -> Act:
    ana, said = _lost(office)
    ana.clicks("Choose another channel", said)
    return ana.modal.fill({"Where should it go?": "learning"}).submit


SCENES: Mapping[str, Scene] = {
    "command:/pollen digest": typed("/pollen digest weekly Wed 10:00"),
    "sentence:digests.asked": typed("@pollen digest here weekly Wed 10:00"),
    "press:digests.pause": pressed("Pause", _started),
    "press:digests.stop": pressed("Stop", _started),
    "press:digests.set_up": at_home("Set up a digest"),
    "press:digests.resume": pressed("Resume", _paused),
    "press:digests.monthly": at_home("digests.monthly"),
    "press:digests.skip": pressed("Skip this week", _previewed),
    "press:digests.send": pressed("Send now", _previewed),
    "press:digests.edit": pressed("Edit digest", _previewed),
    "press:digests.elsewhere": pressed("Choose another channel", _lost),
    "submit:digests.submit": submitted,
    "submit:digests.adjust": adjust,
    "submit:digests.relocate": relocate,
}
