"""What if Slack will never deliver a question, a card, an introduction; or delivers it after its time?"""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.ids import PromiseId, UserId
from bot.mentors import service
from bot.mentors.rules import Answer, State
from bot.mentors.service import claims
from bot.outbox import rules as outbox_rules
from bot.outbox import store as outbox_store
from bot.outbox.store.tables import OutboxRow
from bot.playground.people.person import Person
from tests.mentors.town import WORKSPACE, Town, newest
from tests.office import Office

ANA = UserId("UANA")


def die(town: Town, promise: PromiseId) -> None:
    """Slack will never take this message."""

    def unit(session: Session) -> None:
        one = (OutboxRow.workspace == WORKSPACE, OutboxRow.id == promise)
        session.execute(update(OutboxRow).where(*one).values(state=outbox_rules.State.DEAD))
        found = outbox_store.find(session, workspace=WORKSPACE, promise=promise)
        assert found is not None
        service.settled(session, found, now=town.now)

    town.do(unit)
    town.pass_time(seconds=1)


def test_a_mentor_slack_cannot_reach_is_passed_over(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.mentor("UBEN", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    card = town.offers(request)[0].card
    assert card is not None
    die(town, card)
    assert [one.answer for one in town.offers(request)] == [Answer.UNREACHABLE, Answer.ASKED]
    town.check()


def test_a_channel_that_is_gone_hands_over_to_the_owner(town: Town) -> None:
    request = town.ask("UASKER", "Kubernetes")
    posted = town.request(request).posted
    assert posted is not None
    die(town, posted)
    assert town.request(request).state is State.OWNER
    assert "couldn't post to the mentors' channel" in " ".join(town.said("UASKER"))
    town.check()


def test_an_introduction_slack_refuses_reaches_both_apart(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    offer = town.offers(request)[0].id
    town.do(lambda s: claims.accept(s, workspace=WORKSPACE, actor=ANA, offer=offer, now=town.now))
    before = len([line for line in town.said("UASKER") if "meet <@UANA>" in line])
    key = f"mentors:{request.id}:introduction"

    def promise(session: Session) -> PromiseId:
        return PromiseId(session.query(OutboxRow).filter_by(key=key).one().id)

    die(town, town.database.reading(promise))
    assert len([line for line in town.said("UASKER") if "meet <@UANA>" in line]) == before + 1
    assert "meet <@UANA>" in town.heard("UANA")


def test_what_leaves_late_promises_nothing_that_is_over(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes")
    card = newest(ben)
    office.mute.set()
    ben.clicks("Ask for me", card)
    office.clock.advance(timedelta(days=4))
    office.mute.clear()
    office.speaks()
    question = newest(ana, words="would like a mentor")
    assert "Please answer soon; then I ask someone else." in question.text
    assert "Please answer by" not in question.text
    assert "reply due soon" in newest(ben, words="one person asked").text
    ana.clicks("I'll help", question)
    assert "said yes" in newest(ben, words="said yes").text


def test_news_that_leave_late_name_no_day_that_is_over(office: Office, ana: Person, ben: Person) -> None:
    chika = office.slack.person("chika")
    chika.types("@pollen", "I can mentor k8s")
    chika.clicks("List me", newest(chika))
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben))
    status = newest(ben, words="one person asked")
    office.mute.set()
    ben.clicks("Ask someone else now", status)
    office.clock.advance(timedelta(days=4))
    office.mute.clear()
    office.speaks()
    told = newest(ben, words="I have asked one more")
    assert "I have asked one more; the answer comes soon." in told.text
    assert "reply due soon" in ben.looks_again(status).text
