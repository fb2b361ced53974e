"""Is everything around a request right: groups, the programme, exports, undeliverable messages, suggestions?"""

import csv
import io
import json
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ids import PromiseId, UserId
from bot.mentors import service
from bot.mentors.rules import Answer, State, refusals, topics
from bot.mentors.service import claims, export, groups, programme, roster, suggestions
from bot.mentors.store import mentors
from bot.outbox import rules as outbox_rules
from bot.outbox import store as outbox_store
from bot.outbox.tables import OutboxRow
from tests.kudos.company import ANA as THANKED
from tests.kudos.company import BO, CLEO, DAN, Company
from tests.mentors.town import OWNER, WORKSPACE, Town

ANA = UserId("UANA")


def three_wait(town: Town) -> None:
    for number in range(3):
        town.person(f"UASKER{number}")
        town.ask(f"UASKER{number}", "Terraform")


def test_three_wait_and_the_owner_is_offered_a_group_session(town: Town) -> None:
    three_wait(town)
    offers = [line for line in town.said(OWNER) if "Shall I propose a group session" in line]
    assert len(offers) == 1
    assert "3 people are waiting for a mentor for *Terraform*, and nobody teaches it yet" in offers[0]

    def propose(actor: UserId) -> int:
        return town.do(lambda s: groups.propose(s, workspace=WORKSPACE, actor=actor, topic="terraform", now=town.now))

    with pytest.raises(refusals.NotTheOwner):
        propose(UserId("UASKER1"))
    assert propose(OWNER) == 3
    assert propose(OWNER) == 3
    assert "3 people would like to learn *Terraform*" in town.heard("CMENTORS")
    assert len([line for line in town.said("UASKER1") if "group session" in line]) == 1
    town.person("UANA")
    town.person("UBEN")

    def lead(user: str) -> None:
        town.do(lambda s: groups.lead(s, workspace=WORKSPACE, actor=UserId(user), topic="terraform", now=town.now))

    lead("UANA")
    with pytest.raises(refusals.GroupTaken):
        lead("UBEN")
    assert "<@UANA> leads it" in town.heard("CMENTORS")
    assert "<@UANA> will lead a group session" in town.heard(OWNER)
    assert "<@UANA> will lead a group session" in town.heard("UASKER2")


def test_a_group_session_is_offered_again_once_the_last_one_is_long_over(town: Town) -> None:
    three_wait(town)
    town.do(lambda s: groups.propose(s, workspace=WORKSPACE, actor=OWNER, topic="terraform", now=town.now))
    town.person("UANA")
    town.do(lambda s: groups.lead(s, workspace=WORKSPACE, actor=UserId("UANA"), topic="terraform", now=town.now))
    town.pass_time(days=20)
    town.person("UASKER3")
    town.ask("UASKER3", "Terraform")
    assert len([line for line in town.said(OWNER) if "Shall I propose a group session" in line]) == 1
    town.pass_time(days=20)
    town.person("UASKER4")
    town.ask("UASKER4", "Terraform")
    offers = [line for line in town.said(OWNER) if "Shall I propose a group session" in line]
    assert "5 people are waiting for a mentor for *Terraform*" in offers[-1]
    assert len(offers) == 2
    assert town.do(lambda s: groups.propose(s, workspace=WORKSPACE, actor=OWNER, topic="terraform", now=town.now)) == 5
    assert "5 people would like to learn *Terraform*" in town.heard("CMENTORS")
    assert len([line for line in town.said("UASKER1") if "who would lead a group session" in line]) == 2


def test_the_programme_tells_what_is_missing_and_names_nobody_private(town: Town) -> None:
    three_wait(town)
    town.mentor("UANA", "Terraform")
    town.mentor("UBEN", "Rust")
    found = town.database.reading(lambda s: programme.programme(s, WORKSPACE, OWNER, now=town.now))
    assert [(one.label, one.waiting, one.mentors) for one in found.demands] == [("Terraform", 3, 1)]
    assert found.ages[0] == ("up to 2 days", 3)
    assert found.days_to_match is None
    with pytest.raises(refusals.NotTheOwner):
        town.database.reading(lambda s: programme.programme(s, WORKSPACE, UserId("UANA"), now=town.now))
    home = town.database.reading(lambda s: service.home(s, WORKSPACE, OWNER, now=town.now))
    assert home.programme is not None
    assert town.database.reading(lambda s: service.home(s, WORKSPACE, ANA, now=town.now)).programme is None


def test_the_median_counts_working_days(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")  # a Wednesday, 10 o'clock in Amsterdam
    town.now += timedelta(days=1)
    offer = town.offers(request)[0].id
    town.do(lambda s: claims.accept(s, workspace=WORKSPACE, actor=ANA, offer=offer, now=town.now))
    found = town.database.reading(lambda s: programme.programme(s, WORKSPACE, OWNER, now=town.now))
    assert found.days_to_answer == pytest.approx(1)
    assert found.days_to_match == pytest.approx(1)


def test_an_export_hides_private_names_and_holds_no_formula(town: Town) -> None:
    town.ask("UASKER", "Kubernetes")
    town.person("UOPEN")
    town.ask("UOPEN", "=cmd()", is_private=False)
    town.ask("UOPEN", "+SUM(A1)", is_private=False)
    lines = town.database.reading(lambda s: export.lines(s, WORKSPACE))
    rows = list(csv.DictReader(io.StringIO(export.as_csv(lines))))
    assert [row["asker"] for row in rows] == ["private", "UOPEN", "UOPEN"]
    assert [row["topic"] for row in rows] == ["Kubernetes", "'=cmd", "'+SUM(A1"]
    assert "UASKER" not in export.as_json(lines)
    assert len(json.loads(export.as_json(lines))) == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠"])
def test_a_cell_is_never_a_formula(start: str) -> None:
    assert export.cell(f"{start}1") == f"'{start}1"
    assert export.cell(-1.5) == "-1.5"


def test_open_topics_are_only_those_the_channel_was_shown(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.ask("UASKER", "Kubernetes")
    town.ask("UASKER", "Pottery")
    found = town.database.reading(lambda s: service.open_topics(s, WORKSPACE))
    assert [(one.key, one.waiting) for one in found] == [("pottery", 1)]


def die(town: Town, promise: PromiseId) -> None:
    """Slack will never take this message."""

    def unit(session: Session) -> None:
        one = (OutboxRow.workspace == WORKSPACE, OutboxRow.id == promise)
        session.execute(update(OutboxRow).where(*one).values(state=outbox_rules.State.DEAD))
        found = outbox_store.find(session, workspace=WORKSPACE, promise=promise)
        assert found is not None
        service.settled(session, found, now=town.now)

    town.do(unit)


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
    assert "could not post to the mentors' channel" in " ".join(town.said("UASKER"))
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


def test_a_suggested_topic_is_listed_only_with_consent(town: Town) -> None:
    def suggest() -> bool:
        return town.do(
            lambda s: roster.suggest(
                s, workspace=WORKSPACE, user=UserId("UASKER"), topic="k8s", reason="You were thanked.", now=town.now
            )
        )

    assert suggest()
    assert not suggest()
    assert "Would you mentor *Kubernetes* now and then?" in town.heard("UASKER")
    assert town.database.reading(lambda s: mentors.find(s, WORKSPACE, UserId("UASKER"))) is None
    town.do(lambda s: roster.consent(s, workspace=WORKSPACE, user=UserId("UASKER"), topic="kubernetes", now=town.now))
    assert town.database.reading(lambda s: roster.profile(s, WORKSPACE, UserId("UASKER"))).is_listed
    with pytest.raises(refusals.NoTopic):
        town.do(lambda s: roster.consent(s, workspace=WORKSPACE, user=ANA, topic="rust", now=town.now))


def test_thanks_name_topics() -> None:
    known = topics.names({"k9s": "Kubernetes"}, {"pottery"})
    said = "showing me how CI/CD works, some k8s, c++ & public speaking. You react fast, go you! Pottery too; k9s"
    assert suggestions.mentioned(said, known) == {"CI/CD", "Kubernetes", "C++", "Public speaking", "Pottery"}


def test_who_is_thanked_for_a_topic_is_asked_once(database: Database) -> None:
    company = Company(database=database)
    for number, giver in enumerate((BO, CLEO, DAN)):
        company.give(giver, THANKED, reason="showing me how k8s works", values=("taught-me",), key=f"k{number}")
    company.later(hours=1)

    def ask() -> int:
        return company.do(lambda s: suggestions.suggest(s, company.workspace, now=company.now))

    assert ask() == 1
    assert ask() == 0
