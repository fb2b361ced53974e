"""How is each listener of mentors reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.ids import UserId
from bot.mentors.service import roster
from bot.playground.people.modals import Home
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene, Sender, at_home, made, pressed, typed, whole_home
from tests.mentors.test_conversations import names_channel
from tests.mentors.town import newest
from tests.office import Office


def _said(office: Office) -> None:
    """Let all that is promised be said, as fast as Slack takes it."""
    for _ in range(5):
        office.clock.advance(timedelta(seconds=2))
        office.speaks()


def _teaching(office: Office) -> Person:
    ana = office.slack.person("ana")
    ana.types("@pollen", "I can mentor k8s and negotiation")
    ana.clicks("List me", newest(ana))
    _said(office)
    return ana


def _wished(office: Office, who: str = "ben", what: str = "Kubernetes") -> tuple[Person, Seen]:
    ben = office.slack.person(who)
    ben.types("@pollen", f"I need a mentor for {what}")
    _said(office)
    return ben, newest(ben, words="Should I look")


def _asked(office: Office) -> tuple[Person, Seen]:
    _teaching(office)
    ben, card = _wished(office)
    ben.clicks("Ask for me", card)
    _said(office)
    return ben, newest(ben, words="one person asked")


def _paired(office: Office) -> tuple[Person, Seen]:
    ben, status = _asked(office)
    ana = office.slack.person("ana")
    ana.clicks("I'll help", newest(ana, words="would like a mentor"))
    _said(office)
    return ben, ben.looks_again(status)


def _owner(office: Office) -> Person:
    members = office.slack.workspace.members.values()
    owner = next(office.slack.person(one.name) for one in members if one.is_admin and not one.is_bot)
    owner.types("@pollen", "/pollen mentor")
    return owner


def _open(office: Office, *who: str) -> Person:
    """Nobody teaches it: it is with the owner, or where there is one with the mentors' channel."""
    owner = _owner(office)
    for name in who:
        person, card = _wished(office, name, "pottery")
        person.clicks("Ask for me", card)
        _said(office)
    return owner


def _several(office: Office) -> tuple[Person, Seen]:
    ben = office.slack.person("ben")
    ben.types("@pollen", "I need a mentor for SQL, C++ and negotiation")
    _said(office)
    return ben, newest(ben, words="That's 3")


def _looked_for(office: Office) -> tuple[Person, Seen]:
    """Two teach it, and one of them is asked."""
    chika = office.slack.person("chika")
    chika.types("@pollen", "I can mentor k8s")
    chika.clicks("List me", newest(chika))
    return _asked(office)


def _put_to(office: Office) -> tuple[Person, Seen]:
    _asked(office)
    ana = office.slack.person("ana")
    return ana, newest(ana, words="would like a mentor")


def _not_theirs(office: Office) -> tuple[Person, Seen]:
    ana, card = _put_to(office)
    ana.clicks("Not my area", card)
    _said(office)
    return ana, ana.looks_again(card)


def _nobody_teaches(office: Office) -> tuple[Person, Seen]:
    names_channel(office)
    _open(office, "ben")
    chika = office.slack.person("chika")
    return chika, newest(chika, "mentors")


def help(office: Office) -> Act:
    _open(office, "ben")
    chika = office.slack.person("chika")
    listener = next(one for one in office.bot.listeners if one.name == "mentors.help")
    press = made(office, listener, Sender(user=chika.id, team=office.slack.team_id), value="pottery")
    return lambda: office.slack.postman.send(press)


def _checked_in(office: Office) -> tuple[Person, Seen]:
    ben, _ = _paired(office)
    office.clock.advance(timedelta(days=8))
    next(job for job in office.bot.jobs if job.name == "mentors").run()
    _said(office)
    return ben, newest(ben, words="met about Kubernetes")


def _done(office: Office) -> tuple[Person, Seen]:
    ben, status = _paired(office)
    ben.clicks("We're done", status)
    _said(office)
    return ben, newest(ben, words="How did it go?")


def _offering(office: Office) -> tuple[Person, Seen]:
    ana = office.slack.person("ana")
    ana.types("@pollen", "I can mentor k8s")
    _said(office)
    return ana, newest(ana)


def consent(office: Office) -> Act:
    _owner(office)
    ana = office.slack.person("ana")
    ana.types("@pollen", "/pollen mentor")
    now = office.clock.now()
    office.database.transaction(
        lambda s: roster.suggest(
            s, workspace=office.workspace, user=UserId(ana.id), topic="k8s", reason="You were thanked.", now=now
        )
    )
    _said(office)
    card = newest(ana, words="Would you mentor")
    return lambda: ana.clicks("Yes, list Kubernetes", card)


def told(words: str, label: str) -> Scene:
    """A mentor types a command, and presses what the answer offers."""

    def stage(office: Office) -> tuple[Person, Seen]:
        ana = _teaching(office)
        (shown,) = ana.runs("@pollen", words)
        return ana, shown

    return pressed(label, stage)


def _teaches(office: Office) -> tuple[Person, Home]:
    ana = _teaching(office)
    return ana, whole_home(ana)


def _wanted_by_three(office: Office) -> tuple[Person, Seen]:
    names_channel(office)
    owner = _open(office, "ben", "chika", "ida")
    return owner, newest(owner, words="Should I suggest a group session")


def _without_a_leader(office: Office) -> tuple[Person, Seen]:
    pressed("Suggest a group session", _wanted_by_three)(office)()
    _said(office)
    chika = office.slack.person("chika")
    return chika, newest(chika, "mentors", words="Who would lead one session")


def _with_the_owner(office: Office) -> tuple[Person, Home]:
    owner = _open(office, "ben")
    return owner, whole_home(owner)


def requested(office: Office) -> Act:
    ben, card = _wished(office)
    ben.clicks("Edit request", card)
    return ben.modal.fill(goal="Sleep at night").submit


def changed(office: Office) -> Act:
    ben, status = _asked(office)
    ben.clicks("Edit request", status)
    return ben.modal.fill(goal="Understand networking").submit


def profiled(office: Office) -> Act:
    at_home("Offer to mentor", "ben")(office)()
    return office.slack.person("ben").modal.fill(deep="Rust", capacity="3").submit


def suggested(office: Office) -> Act:
    pressed("Suggest someone", _with_the_owner)(office)()
    return _owner(office).modal.fill(person="@chika").submit


SCENES: Mapping[str, Scene] = {
    "command:/pollen mentor": typed("/pollen mentor Kubernetes", "ben"),
    "sentence:mentors.wished": typed("I need a mentor for Kubernetes", "ben", "@pollen"),
    "sentence:mentors.offered": typed("I can mentor SQL and negotiation", "ben", "@pollen"),
    "sentence:mentors.away": typed("I'm away until Monday", "ben", "@pollen"),
    "sentence:mentors.again": typed("I don't need a mentor any more", "ben", "@pollen"),
    "press:mentors.ask": pressed("Ask for me", _wished),
    "press:mentors.edit": pressed("Edit request", _wished),
    "press:mentors.drop": pressed("Never mind", _wished),
    "press:mentors.first": pressed("C++", _several),
    "press:mentors.all": pressed("All 3", _several),
    "press:mentors.next": pressed("Ask someone else now", _looked_for),
    "press:mentors.widen": pressed("Widen the search", _looked_for),
    "press:mentors.change": pressed("Edit request", _looked_for),
    "press:mentors.cancel": pressed("Cancel", _looked_for),
    "press:mentors.accept": pressed("I'll help", _put_to),
    "press:mentors.decline": pressed("No time", _put_to),
    "press:mentors.unlist": pressed("Remove Kubernetes from my topics", _not_theirs),
    "press:mentors.claim": pressed("I can help", _nobody_teaches),
    "press:mentors.help": help,
    "press:mentors.met": pressed("Yes, we've met", _checked_in),
    "press:mentors.touch": pressed("We're in touch", _checked_in),
    "press:mentors.keep": pressed("Not yet, give us a week", _checked_in),
    "press:mentors.fit": pressed("Find someone else", _paired),
    "press:mentors.done": pressed("We're done", _paired),
    "press:mentors.outcome": pressed("Reached the goal", _done),
    "press:mentors.list": pressed("List me", _offering),
    "press:mentors.consent": consent,
    "press:mentors.pause": pressed("Pause mentoring", _teaches),
    "press:mentors.back": told("/pollen mentor pause", "I'm back"),
    "press:mentors.retire": told("/pollen mentor stop", "Stop mentoring"),
    "press:mentors.group": pressed("Suggest a group session", _wanted_by_three),
    "press:mentors.lead": pressed("I'd lead it", _without_a_leader),
    "press:mentors.profile": at_home("Offer to mentor", "ben"),
    "press:mentors.suggest": pressed("Suggest someone", _with_the_owner),
    "submit:mentors.request": requested,
    "submit:mentors.changed": changed,
    "submit:mentors.profiled": profiled,
    "submit:mentors.suggested": suggested,
}
