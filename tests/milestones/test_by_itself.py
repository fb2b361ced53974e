"""What happens to milestones without a person typing: noticed by itself, forgotten with their person."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db import Database
from bot.erasure import Erasure
from bot.ids import ChannelId, UserId
from bot.milestones import privacy, service
from bot.milestones.rules import Announce, Claim, Facts, Kind, Milestone, MilestoneId, Place
from bot.milestones.service import letters, noticed, voices
from bot.milestones.service.noticed import Reached
from bot.milestones.store.tables import MilestoneRow, VoiceRow
from bot.outbox.store.tables import OutboxRow
from bot.people import service as people
from bot.workspaces import service as workspaces
from tests.digests.desk import ANA, BEN, T, settle

CKA = Facts(kind=Kind.CERTIFICATION, title="CKA")


def prepare(database: Database, now: datetime, likes: Announce) -> None:
    settle(database, now)

    def unit(session: Session) -> None:
        workspaces.choose(session, T, {"milestones.channel": "CPARTY"})
        people.prefer(session, T, ANA, {"milestones.announce": likes.value})

    database.transaction(unit)


def posts(database: Database) -> list[tuple[str | None, str]]:
    asked = select(OutboxRow.channel, OutboxRow.users).order_by(OutboxRow.id)
    return database.reading(lambda session: [(channel, users) for channel, users in session.execute(asked)])


def notice(database: Database, now: datetime) -> int:
    reached = Reached(user=ANA, facts=Facts(kind=Kind.MENTORSHIP, title="SQL"), key="mentorship:1")
    return database.transaction(
        lambda session: noticed.notice(session, T, (lambda _session, _workspace, _since: [reached],), now=now)
    )


def test_what_comes_by_itself_is_asked_about_once(database: Database, now: datetime) -> None:
    prepare(database, now, Announce.ASK)
    assert [notice(database, now), notice(database, now)] == [1, 0]
    assert posts(database) == [(None, ANA)]


def test_who_likes_it_always_is_celebrated(database: Database, now: datetime) -> None:
    prepare(database, now, Announce.ALWAYS)
    notice(database, now)
    assert posts(database) == [("CPARTY", ""), (None, ANA)]


def test_who_likes_it_never_is_left_alone(database: Database, now: datetime) -> None:
    prepare(database, now, Announce.NEVER)
    assert notice(database, now) == 1
    assert posts(database) == []


def test_the_same_claim_twice_is_celebrated_once(database: Database, now: datetime) -> None:
    prepare(database, now, Announce.ASK)
    claim = Claim(workspace=T, user=ANA, key="said:1", facts=CKA, channel=ChannelId("CTEAM"))
    for _ in range(2):
        database.transaction(lambda session: service.claim(session, claim, is_announced=True, now=now))
    assert posts(database) == [("CTEAM", "")]


def test_somebody_who_is_forgotten_leaves_nothing(database: Database, now: datetime) -> None:
    prepare(database, now, Announce.ASK)
    mine = Claim(workspace=T, user=ANA, key="1", facts=CKA, channel=ChannelId("CTEAM"))
    other = replace(mine, user=BEN, key="2")

    def unit(session: Session) -> None:
        first = service.claim(session, mine, is_announced=True, now=now)
        second = service.claim(session, other, is_announced=True, now=now)
        voices.congratulate(session, T, second.id, ANA, where=second.channel, now=now)
        voices.congratulate(session, T, first.id, BEN, where=first.channel, now=now)
        privacy.forget_person(session, Erasure(workspace=T, user=ANA, name="Ana", now=now))

    database.transaction(unit)

    def left(session: Session) -> tuple[int | None, int | None]:
        count = select(func.count())
        return session.scalar(count.select_from(MilestoneRow)), session.scalar(count.select_from(VoiceRow))

    assert database.reading(left) == (1, 0)


def test_a_leader_hears_of_newcomers_first_then_of_the_least_cheered(now: datetime) -> None:
    def one(id: int, user: str, kind: Kind = Kind.COURSE, cheers: int = 0) -> Milestone:
        return Milestone(
            id=MilestoneId(id),
            workspace=T,
            user=UserId(user),
            facts=Facts(kind=kind, title="x"),
            is_automatic=False,
            made_at=now,
            celebrated_at=now,
            withdrawn_at=None,
            channel=None,
            thread=None,
            place=Place.PUBLIC,
            post=None,
            roll=None,
            congratulated=tuple(UserId(f"U{n}") for n in range(cheers)),
        )

    found = [one(1, "UA", cheers=5), one(2, "UB"), one(3, "UB"), one(4, "UC", Kind.HELLO, 9), one(5, "UD", cheers=1)]
    assert [milestone.id for milestone in letters.choose(found, newcomers=set())] == [4, 2, 5]
