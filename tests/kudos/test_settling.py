"""What when the post of a kudos is out, or never can be? The giver reads the truth; nothing is said in vain."""

import dataclasses
import threading
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.kudos import service
from bot.kudos.rules import Place, Source
from bot.kudos.service import changing, receipts
from bot.outbox import rules as outbox
from bot.outbox.store import value
from bot.outbox.store.tables import OutboxRow
from bot.playground.people.person import Person
from tests.kudos.company import ANA, BO, GENERAL, HERE, Company
from tests.office import Office

FOR = "for untangling the release on Friday night"


def post(company: Company) -> outbox.Promise:
    """Return the announcement in the channel."""
    return company.do(
        lambda session: value(session.scalars(select(OutboxRow).where(OutboxRow.channel == GENERAL)).one())
    )


def settle(company: Company, **facts: object) -> Callable[[Session], None]:
    promise = dataclasses.replace(post(company), **facts)  # type: ignore[arg-type]
    return lambda session: service.settled(session, promise, now=company.now)


def test_what_is_being_withdrawn_is_not_announced_privately(company: Company) -> None:
    """Slack refuses the post for good at the moment in which its giver takes the kudos back."""
    gesture = company.given(BO, ANA)
    unit = settle(company, state=outbox.State.DEAD, failure="not_in_channel")
    dead = threading.Thread(target=lambda: company.do(unit))

    def withdraw(session: Session) -> None:
        changing.undo(session, HERE, gesture.id, by=BO, now=company.now)
        session.flush()
        dead.start()
        dead.join(timeout=0.5)  # it waits for the kudos until this is committed

    company.do(withdraw)
    dead.join(timeout=30)
    assert company.said(ANA) == []
    assert company.said(BO) == []


def form_receipt(company: Company) -> str:
    [said] = [one for one in company.said(BO) if one.startswith("🙌")]
    return said


def test_a_receipt_says_what_is_promised_and_becomes_the_truth(company: Company) -> None:
    outcome = company.give(BO, ANA, source=Source.SHORTCUT)
    company.do(lambda session: receipts.send(session, BO, outcome, key="receipt", now=company.now))
    assert form_receipt(company) == "🙌 Your kudos to *Ana* will be in <#C1> as soon as I can post."
    company.do(settle(company, state=outbox.State.SENT, ts="9.9"))
    company.do(said_there)
    company.do(settle(company, state=outbox.State.SENT, ts="9.9"))
    assert form_receipt(company) == ("🙌 You thanked *Ana* in <#C1>. <https://slack.com/archives/C1/p99|View message>")


def said_there(session: Session) -> None:
    row = session.scalars(select(OutboxRow).where(OutboxRow.channel == GENERAL)).one()
    row.state, row.ts = outbox.State.SENT, "9.9"


def never_said(session: Session) -> None:
    row = session.scalars(select(OutboxRow).where(OutboxRow.channel == GENERAL)).one()
    row.state, row.failure = outbox.State.DEAD, "not_in_channel"


def test_a_receipt_of_what_can_never_be_posted_says_so(company: Company) -> None:
    outcome = company.give(BO, ANA, source=Source.SHORTCUT, place=Place.UNKNOWN)
    company.do(lambda session: receipts.send(session, BO, outcome, key="receipt", now=company.now))
    company.do(never_said)
    company.do(settle(company, state=outbox.State.DEAD, failure="not_in_channel"))
    assert form_receipt(company) == "🙌 You thanked *Ana* directly, because I can't post in <#C1>."
    assert any("I can't post in <#C1>, so I wrote to *Ana* directly" in one for one in company.said(BO))


def test_in_a_channel_without_the_bot_nobody_is_told_that_it_was_posted(office: Office) -> None:
    ana, ida = office.slack.person("ana"), office.slack.person("ida")
    receipt = ana.types("#leads", f"/kudos @ida {FOR}")
    assert receipt
    assert "will be in #leads as soon as I can post" in receipt.text
    assert "You thanked" not in receipt.text
    assert "I can't post in #leads" in newest(ana)
    assert "ana thanks you" in newest(ida)


def newest(person: Person) -> str:
    return person.sees(person.opens_dm())[-1].text


def test_the_receipt_of_a_form_leads_to_the_post(office: Office) -> None:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ben.types("#general", "/kudos")
    ben.modal.fill(people=[UserId(ana.id)]).fill(reason="pairing with me all afternoon").submit()
    message = ana.says("#general", "I wrote the runbook for the pager")
    ben.uses_shortcut("Give kudos for this", on=message)
    ben.modal.fill(reason="writing the runbook we all needed").submit()
    office.passes(timedelta(seconds=5))
    receipt = ben.sees(ben.opens_dm())[-1]
    assert "You thanked ana in #general. View message" in receipt.text
    reply = ana.sees("#general", thread=message)[-1]
    assert any(reply.ts.replace(".", "") in link for link in receipt.links), receipt.links
