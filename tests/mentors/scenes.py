"""How is each listener of mentors reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.ids import UserId
from bot.mentors.service import roster
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene, Sender, made
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


def command(office: Office) -> Act:
    return lambda: office.slack.person("ben").runs("#general", "/pollen mentor Kubernetes")


def says(sentence: str) -> Scene:
    return lambda office: lambda: office.slack.person("ben").types("@pollen", sentence)


def on_the_wish(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ben, card = _wished(office)
        return lambda: ben.clicks(label, card)

    return scene


def on_several(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ben = office.slack.person("ben")
        ben.types("@pollen", "I need a mentor for SQL, C++ and negotiation")
        _said(office)
        card = newest(ben, words="That's 3")
        return lambda: ben.clicks(label, card)

    return scene


def on_the_status(label: str, *, is_paired: bool = False) -> Scene:
    def scene(office: Office) -> Act:
        if not is_paired:
            cleo = office.slack.person("chika")
            cleo.types("@pollen", "I can mentor k8s")
            cleo.clicks("List me", newest(cleo))
        ben, card = _paired(office) if is_paired else _asked(office)
        return lambda: ben.clicks(label, card)

    return scene


def on_the_question(label: str) -> Scene:
    def scene(office: Office) -> Act:
        _asked(office)
        ana = office.slack.person("ana")
        card = newest(ana, words="would like a mentor")
        return lambda: ana.clicks(label, card)

    return scene


def unlist(office: Office) -> Act:
    _asked(office)
    ana = office.slack.person("ana")
    card = newest(ana, words="would like a mentor")
    ana.clicks("Not my area", card)
    _said(office)
    answered = ana.looks_again(card)
    return lambda: ana.clicks("Remove Kubernetes from my topics", answered)


def claim(office: Office) -> Act:
    names_channel(office)
    _open(office, "ben")
    chika = office.slack.person("chika")
    card = newest(chika, "mentors")
    return lambda: chika.clicks("I can help", card)


def help(office: Office) -> Act:
    _open(office, "ben")
    chika = office.slack.person("chika")
    listener = next(one for one in office.bot.listeners if one.name == "mentors.help")
    press = made(office, listener, Sender(user=chika.id, team=office.slack.team_id), value="pottery")
    return lambda: office.slack.postman.send(press)


def on_the_check_in(label: str) -> Scene:
    def scene(office: Office) -> Act:
        ben, _ = _paired(office)
        office.clock.advance(timedelta(days=8))
        next(job for job in office.bot.jobs if job.name == "mentors").run()
        _said(office)
        card = newest(ben, words="met about Kubernetes")
        return lambda: ben.clicks(label, card)

    return scene


def outcome(office: Office) -> Act:
    ben, status = _paired(office)
    ben.clicks("We're done", status)
    _said(office)
    card = newest(ben, words="How did it go?")
    return lambda: ben.clicks("Reached the goal", card)


def list_me(office: Office) -> Act:
    ana = office.slack.person("ana")
    ana.types("@pollen", "I can mentor k8s")
    _said(office)
    card = newest(ana)
    return lambda: ana.clicks("List me", card)


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


def after_the_command(words: str, label: str) -> Scene:
    def scene(office: Office) -> Act:
        ana = _teaching(office)
        (shown,) = ana.runs("@pollen", words)
        return lambda: ana.clicks(label, shown)

    return scene


def pause(office: Office) -> Act:
    ana = _teaching(office)
    home = ana.opens_home()
    return lambda: ana.clicks("Pause mentoring", home)


def group(office: Office) -> Act:
    names_channel(office)
    owner = _open(office, "ben", "chika", "ida")
    card = newest(owner, words="Should I suggest a group session")
    return lambda: owner.clicks("Suggest a group session", card)


def lead(office: Office) -> Act:
    group(office)()
    _said(office)
    chika = office.slack.person("chika")
    card = newest(chika, "mentors", words="Who would lead one session")
    return lambda: chika.clicks("I'd lead it", card)


def profile(office: Office) -> Act:
    ben = office.slack.person("ben")
    home = ben.opens_home()
    return lambda: ben.clicks("Offer to mentor", home)


def suggest(office: Office) -> Act:
    owner = _open(office, "ben")
    home = owner.opens_home()
    return lambda: owner.clicks("Suggest someone", home)


def requested(office: Office) -> Act:
    ben, card = _wished(office)
    ben.clicks("Edit request", card)
    return ben.modal.fill(goal="Sleep at night").submit


def changed(office: Office) -> Act:
    ben, status = _asked(office)
    ben.clicks("Edit request", status)
    return ben.modal.fill(goal="Understand networking").submit


def profiled(office: Office) -> Act:
    profile(office)()
    return office.slack.person("ben").modal.fill(deep="Rust", capacity="3").submit


def suggested(office: Office) -> Act:
    suggest(office)()
    return _owner(office).modal.fill(person="@chika").submit


SCENES: Mapping[str, Scene] = {
    "command:/pollen mentor": command,
    "sentence:mentors.wished": says("I need a mentor for Kubernetes"),
    "sentence:mentors.offered": says("I can mentor SQL and negotiation"),
    "sentence:mentors.again": says("I don't need a mentor any more"),
    "press:mentors.ask": on_the_wish("Ask for me"),
    "press:mentors.edit": on_the_wish("Edit request"),
    "press:mentors.drop": on_the_wish("Never mind"),
    "press:mentors.first": on_several("C++"),
    "press:mentors.all": on_several("All 3"),
    "press:mentors.next": on_the_status("Ask someone else now"),
    "press:mentors.widen": on_the_status("Widen the search"),
    "press:mentors.change": on_the_status("Edit request"),
    "press:mentors.cancel": on_the_status("Cancel"),
    "press:mentors.accept": on_the_question("I'll help"),
    "press:mentors.decline": on_the_question("No time"),
    "press:mentors.unlist": unlist,
    "press:mentors.claim": claim,
    "press:mentors.help": help,
    "press:mentors.met": on_the_check_in("Yes, we've met"),
    "press:mentors.touch": on_the_check_in("We're in touch"),
    "press:mentors.keep": on_the_check_in("Not yet, give us a week"),
    "press:mentors.fit": on_the_status("Find someone else", is_paired=True),
    "press:mentors.done": on_the_status("We're done", is_paired=True),
    "press:mentors.outcome": outcome,
    "press:mentors.list": list_me,
    "press:mentors.consent": consent,
    "press:mentors.pause": pause,
    "press:mentors.back": after_the_command("/pollen mentor pause", "I'm back"),
    "press:mentors.retire": after_the_command("/pollen mentor stop", "Stop mentoring"),
    "press:mentors.group": group,
    "press:mentors.lead": lead,
    "press:mentors.profile": profile,
    "press:mentors.suggest": suggest,
    "submit:mentors.request": requested,
    "submit:mentors.changed": changed,
    "submit:mentors.profiled": profiled,
    "submit:mentors.suggested": suggested,
}
