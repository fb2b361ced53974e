"""Does a right that was used, or refused, leave its row: who, what, on what, when, how it ended, and no words?"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import audit
from bot.audit import Outcome
from bot.db import Database
from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId
from bot.slack import gate
from tests.office import Office

T = WorkspaceId("T1")


def noted(office: Office) -> list[tuple[str, str, str, str]]:
    found = office.bot.runtime.reading(lambda session: audit.entries(session, office.workspace))
    return [(one.actor, one.what, one.outcome, one.rule) for one in found]


def test_a_digest_of_somebody_elses_is_not_theirs_to_stop_and_that_stays_known(office: Office) -> None:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ana.runs("#general", "/pollen digest weekly Wed 10:00 UTC")
    assert noted(office) == []
    ben.runs("#general", "/pollen digest stop")
    assert noted(office) == [(ben.id, "command:/pollen", Outcome.REFUSED, "NotYours")]


def test_an_admin_reads_who_was_refused_by_name_and_others_do_not(office: Office) -> None:
    ana, ben, ida = (office.slack.person(name) for name in ("ana", "ben", "ida"))
    ana.runs("#general", "/pollen digest weekly Wed 10:00 UTC")
    ben.runs("#general", "/pollen digest stop")
    (said,) = ida.runs("#general", "/pollen audit")
    assert "ben" in said.text
    assert "refused" in said.text
    assert ben.id not in said.text
    (said,) = ben.runs("#general", "/pollen audit")
    assert "Only" in said.text


def test_a_stranger_leaves_a_row_and_none_of_their_words(office: Office) -> None:
    office.slack.workspace.add_member("mallory", company="Partner")
    mallory = office.slack.person("mallory")
    mallory.joins("#general")
    mallory.types("#general", "@pollen I passed the secret exam")
    assert [(who, rule) for who, _, _, rule in noted(office)] == [(mallory.id, gate.Stranger.__name__)]
    kept = office.bot.runtime.reading(lambda session: audit.entries(session, office.workspace))
    assert "secret" not in str(kept)


def write(session: Session, now: datetime, *targets: str) -> None:
    for target in targets:
        audit.note(session, T, actor=UserId("U1"), what="press:x", target=target, now=now)


def test_only_ids_are_kept_of_what_it_was_done_to(database: Database, now: datetime) -> None:
    database.transaction(lambda session: write(session, now, "17", "C0GENERAL|2026-W10", "my own words", "x" * 65))
    found = database.reading(lambda session: audit.entries(session, T))
    assert [one.target for one in found] == ["", "", "C0GENERAL|2026-W10", "17"]
    assert audit.as_csv(found).splitlines()[0] == "at,actor,what,target,outcome,rule"


def test_no_cell_of_the_audit_is_a_formula(database: Database, now: datetime) -> None:
    database.transaction(lambda session: write(session, now, "-A1"))
    found = database.reading(lambda session: audit.entries(session, T))
    assert ",'-A1," in audit.as_csv(found)


def test_a_year_later_it_is_gone_and_the_second_time_there_is_nothing_to_do(database: Database, now: datetime) -> None:
    database.transaction(lambda session: write(session, now, "17"))
    database.transaction(lambda session: write(session, now + timedelta(days=300), "18"))
    later = now + timedelta(days=400)
    assert database.transaction(lambda session: audit.forget(session, now=later)) == 1
    assert database.transaction(lambda session: audit.forget(session, now=later)) == 0
    assert [one.target for one in database.reading(lambda session: audit.entries(session, T))] == ["18"]


def test_who_is_erased_is_nobody_in_it_any_more(database: Database, now: datetime) -> None:
    erasure = Erasure(workspace=T, user=UserId("U1"), name="One", now=now)
    database.transaction(lambda session: write(session, now, "U1", "C1|U1"))
    database.transaction(lambda session: audit.forget_person(session, erasure))
    assert "U1" not in str(database.reading(lambda session: audit.entries(session, T)))
