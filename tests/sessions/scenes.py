"""How is each listener of sessions reached by hand?"""

from collections.abc import Mapping
from datetime import timedelta

from bot.playground.people.modals import Home
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene, Stage, pressed, typed
from tests.milestones.test_conversations import newest
from tests.office import Office

DAY, TIME = "2026-03-12", "15:00"


def suggested(*, is_host: bool = True, is_planned: bool = False) -> Stage:
    """Ana has suggested a session; what ben sees of it."""

    def stage(office: Office) -> tuple[Person, Home | Seen | None]:
        ana = office.slack.person("ana")
        ana.runs("#general", "/pollen session Git")
        who = "I'll host it" if is_host else "I'm looking for someone to host it"
        ana.modal.fill({"Who hosts it?": who, **({"Day": DAY, "Time": TIME} if is_planned else {})}).submit()
        ben = office.slack.person("ben")
        return ben, newest(ben, "#general", "Git")

    return stage


def studied(office: Office) -> tuple[Person, Home | Seen | None]:
    """What ana steers a study group by."""
    ana = office.slack.person("ana")
    ana.runs("#general", "/pollen session Git")
    weekly = {"Form": "Study group", "How often?": "Every week"}
    ana.modal.fill({"Who hosts it?": "I'll host it", "Day": DAY, "Time": TIME, **weekly}).submit()
    office.passes(timedelta(seconds=5))
    return ana, newest(ana, "@pollen", "You're hosting")


def studied_on(office: Office) -> tuple[Person, Home | Seen | None]:
    """The post of its second week."""
    studied(office)
    office.passes(timedelta(days=8, hours=7))
    ben = office.slack.person("ben")
    return ben, newest(ben, "#general", "week 2")


def week_planned(office: Office) -> Act:
    ana, card = studied(office)
    ana.clicks("Plan this week", card)
    return ana.modal.fill({"What should people read or prepare?": "Chapter two"}).submit


def joined(office: Office) -> tuple[Person, Home | Seen | None]:
    ben, post = suggested(is_planned=True)(office)
    assert isinstance(post, Seen)
    ben.clicks("Join", post)
    return ben, newest(ben, "#general", "You're in for")


def voting(office: Office) -> tuple[Person, Home | Seen | None]:
    ana, card = steered()(office)
    assert isinstance(card, Seen)
    ana.clicks("Let people vote", card)
    office.passes(timedelta(seconds=5))
    ben = office.slack.person("ben")
    return ben, newest(ben, "#general", "Git")


def steered(*, is_planned: bool = False) -> Stage:
    """What ana steers it by."""

    def stage(office: Office) -> tuple[Person, Home | Seen | None]:
        suggested(is_planned=is_planned)(office)
        ana = office.slack.person("ana")
        return ana, newest(ana, "@pollen", "You're hosting")

    return stage


def said(office: Office) -> tuple[Person, Home | Seen | None]:
    ana = office.slack.person("ana")
    ana.types("#general", "@pollen I could run a session on Git")
    office.slack.eventually(lambda: any("A session on" in one.text for one in ana.sees("#general")))
    return ana, newest(ana, "#general", "A session on")


def asked(office: Office) -> tuple[Person, Home | Seen | None]:
    """Chika, who mentors it, is asked to host it."""
    chika = office.slack.person("chika")
    chika.types("@pollen", "I can mentor negotiation")
    chika.clicks("List me", newest(chika, "@pollen", "negotiation"))
    ana = office.slack.person("ana")
    ana.runs("#general", "/pollen session negotiation")
    ana.modal.submit()
    office.passes(timedelta(minutes=2))
    return chika, newest(chika, "@pollen", "could you host it?")


def proposed(office: Office) -> Act:
    ana = office.slack.person("ana")
    ana.runs("#general", "/pollen session Git")
    return ana.modal.fill({"Who hosts it?": "I'll host it", "Day": DAY, "Time": TIME}).submit


def asking(office: Office) -> Act:
    ben, post = suggested(is_planned=True)(office)
    ben.clicks("Ask a question", post)
    return ben.modal.fill({"What would you like to ask?": "What is a rebase?"}).submit


def unasking(office: Office) -> Act:
    asking(office)()
    ana = office.slack.person("ana")
    office.passes(timedelta(seconds=5))
    ana.clicks("Questions 1", newest(ana, "@pollen", "You're hosting"))
    return ana.modal.fill({"Remove questions that don't belong here": ["What is a rebase?"]}).submit


def edited(office: Office) -> Act:
    ana, card = steered()(office)
    ana.clicks("Edit", card)
    return ana.modal.fill({"Places": "12"}).submit


def planned(office: Office) -> Act:
    ana, card = steered()(office)
    ana.clicks("Choose a time", card)
    return ana.modal.fill({"Day": DAY, "Time": TIME}).submit


def over(*, is_host: bool = False, is_ticked: bool = False) -> Stage:
    """Ana's session is over; what ben, who came, sees of it, or ana."""

    def stage(office: Office) -> tuple[Person, Home | Seen | None]:
        ben, post = suggested(is_planned=True)(office)
        assert isinstance(post, Seen)
        ben.clicks("Join", post)
        office.passes(timedelta(days=8, hours=7))
        ana = office.slack.person("ana")
        card = newest(ana, "@pollen", "Thank you for hosting it")
        if is_host:
            return ana, card
        if is_ticked:
            ana.clicks("Who was there?", card)
            ana.modal.submit()
            office.passes(timedelta(minutes=1))
            return ben, newest(ben, "@pollen", "Were you?")
        return ben, ben.sees("#general", thread=post)[-1]

    return stage


def ticked(office: Office) -> Act:
    ana, card = over(is_host=True)(office)
    ana.clicks("Who was there?", card)
    return ana.modal.submit


def learned(office: Office) -> Act:
    ben, end = over()(office)
    ben.clicks("What did you learn?", end)
    return ben.modal.fill({"What did you take away?": "Rebase before you push."}).submit


def written(office: Office) -> Act:
    learned(office)()
    ana = office.slack.person("ana")
    ana.clicks("Write it up", newest(ana, "@pollen", "Thank you for hosting it"))
    return ana.modal.submit


SCENES: Mapping[str, Scene] = {
    "command:/pollen session": typed("/pollen session list"),
    "sentence:sessions.wished": typed("@pollen could someone do a session on negotiation?"),
    "press:sessions.new": pressed("Add details", said),
    "press:sessions.post": pressed("Post it here", said),
    "press:sessions.drop": pressed("Never mind", said),
    "press:sessions.interested": pressed("I'd come", suggested()),
    "press:sessions.host": pressed("I'll host it", suggested(is_host=False)),
    "press:sessions.not_me": pressed("Not this time", asked),
    "press:sessions.join": pressed("Join", suggested(is_planned=True)),
    "press:sessions.maybe": pressed("Maybe", suggested(is_planned=True)),
    "press:sessions.leave": pressed("Leave", suggested(is_planned=True)),
    "press:sessions.calendar": pressed("Add to calendar", joined),
    "press:sessions.ask": pressed("Ask a question", suggested(is_planned=True)),
    "press:sessions.questions": pressed("Questions", steered(is_planned=True)),
    "press:sessions.checklist": pressed("Checklist", steered(is_planned=True)),
    "press:sessions.vote": pressed("sessions.vote:0", voting),
    "press:sessions.suggest": pressed("Let people vote", steered()),
    "press:sessions.step_back": pressed("I can't host it", steered()),
    "press:sessions.cancel": pressed("Cancel session", steered()),
    "press:sessions.edit": pressed("Edit", steered()),
    "press:sessions.plan": pressed("Choose a time", steered()),
    "press:sessions.who": pressed("Who was there?", over(is_host=True)),
    "press:sessions.write": pressed("Write it up", over(is_host=True)),
    "press:sessions.there": pressed("I was there", over()),
    "press:sessions.not_there": pressed("I wasn't", over(is_ticked=True)),
    "press:sessions.learn": pressed("What did you learn?", over()),
    "press:sessions.thank": pressed("Thank ana", over()),
    "submit:sessions.ticked": ticked,
    "submit:sessions.learned": learned,
    "submit:sessions.written": written,
    "press:sessions.week": pressed("Plan this week", studied),
    "press:sessions.weeks": pressed("Weeks so far", studied_on),
    "submit:sessions.week_planned": week_planned,
    "submit:sessions.propose": proposed,
    "submit:sessions.asked": asking,
    "submit:sessions.unasked": unasking,
    "submit:sessions.edited": edited,
    "submit:sessions.planned": planned,
}
