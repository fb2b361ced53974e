"""Is what is over cleaned up in small pieces, and is nothing written when there is nothing to clean?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot import ids
from bot.db import MANY
from bot.erasure import Erasure
from bot.ids import ChannelId
from bot.outbox import jobs, privacy
from bot.outbox.rules import EVERYTHING, KEPT, PLACE_KEPT, Kind, State
from bot.outbox.store.tables import OutboxRow, PaceRow
from bot.slack import deliveries
from tests.outbox.conftest import ANA, BEN, GENERAL, Bot, T


@dataclass
class Writing:
    """What was written, a number of rows for each statement."""

    rows: list[int] = field(default_factory=list)
    #: statements that begin like this fail
    broken: str = ""

    def see(self, _connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self.rows.append(cursor.rowcount)

    def hinder(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if self.broken and statement.startswith(self.broken):
            raise OperationalError(statement, {}, Exception("canceling statement due to statement timeout"))


@contextmanager
def watched(bot: Bot, *, broken: str = "") -> Iterator[Writing]:
    writing, engine = Writing(broken=broken), bot.runtime.database.engine
    event.listen(engine, "after_cursor_execute", writing.see)
    event.listen(engine, "before_cursor_execute", writing.hinder)
    yield writing
    event.remove(engine, "after_cursor_execute", writing.see)
    event.remove(engine, "before_cursor_execute", writing.hinder)


def kept(bot: Bot, count: int, kind: Kind, *, ago: timedelta) -> None:
    """Put settled messages of long ago into the outbox."""
    then = bot.clock.now() - ago
    rows = [
        {
            "workspace": T,
            "id": ids.fresh(),
            "key": f"{kind} {ago} {number}",
            "kind": kind,
            "state": State.SENT,
            "users": "",
            "message": {"text": "words"},
            "topic": "",
            "what": "your words",
            "made_at": then,
            "not_before": then,
            "settled_at": then,
            "attempts": 1,
            "is_doubtful": False,
            "is_resent": False,
        }
        for number in range(count)
    ]
    bot.runtime.transaction(lambda session: session.execute(insert(OutboxRow), rows))


MONTH, YEAR = KEPT + timedelta(days=1), PLACE_KEPT + timedelta(days=1)


def test_what_is_over_goes_in_batches_and_the_second_time_nothing_is_written(bot: Bot) -> None:
    kept(bot, MANY + 100, Kind.POST, ago=MONTH)
    kept(bot, 2 * MANY, Kind.WHISPER, ago=MONTH)
    kept(bot, 10, Kind.POST, ago=YEAR)
    kept(bot, 10, Kind.POST, ago=timedelta(days=1))
    bot.runtime.transaction(
        lambda session: session.add_all(
            PaceRow(workspace=T, bucket=f"C{number}", open_at=bot.clock.now() - MONTH) for number in range(MANY + 1)
        )
    )
    with watched(bot) as first:
        jobs.forget(bot.runtime)
    assert sum(first.rows) == MANY + 100 + 2 * MANY + 10 + MANY + 1
    assert max(first.rows) <= MANY
    with watched(bot) as second:
        jobs.forget(bot.runtime)
    assert second.rows == []
    rows = bot.runtime.reading(lambda session: session.scalars(select(OutboxRow)).all())
    assert len(rows) == MANY + 110
    assert sum(row.message != {} for row in rows) == 10


def test_emptying_does_not_wait_for_deleting(bot: Bot) -> None:
    kept(bot, 3, Kind.POST, ago=MONTH)
    kept(bot, 3, Kind.WHISPER, ago=MONTH)
    with watched(bot, broken="DELETE"):
        jobs.forget(bot.runtime)
    rows = bot.runtime.reading(lambda session: session.scalars(select(OutboxRow)).all())
    assert sorted(bool(row.message) for row in rows) == [False] * 3 + [True] * 3


def test_that_a_token_is_refused_is_remembered_until_one_is_taken(bot: Bot) -> None:
    silent = PaceRow(workspace=T, bucket=EVERYTHING, open_at=bot.clock.now() - MONTH, why="token_revoked")
    bot.runtime.transaction(lambda session: session.add(silent))
    jobs.forget(bot.runtime)
    assert bot.counts().silent == 1


def test_deliveries_go_in_batches_and_the_second_time_nothing_is_written(bot: Bot) -> None:
    now = bot.clock.now()
    old = [
        {"workspace": T, "key": f"Ev{number}", "received_at": now - timedelta(days=8)} for number in range(MANY + 100)
    ]
    bot.runtime.transaction(lambda session: session.execute(insert(deliveries.DeliveryRow), old))
    bot.runtime.transaction(lambda session: deliveries.is_new(session, T, "Ev new", now=now))
    with watched(bot) as first:
        bot.runtime.in_batches(lambda session: deliveries.forget(session, now=now))
    assert first.rows == [MANY, 100]
    with watched(bot) as second:
        bot.runtime.in_batches(lambda session: deliveries.forget(session, now=now))
    assert second.rows == []
    assert bot.runtime.reading(lambda session: deliveries.is_noted(session, T, "Ev new"))


@pytest.mark.parametrize("ago", [timedelta(), MONTH])
def test_a_place_is_known_for_as_long_as_it_may_be_edited(bot: Bot, ago: timedelta) -> None:
    promise = bot.post("card")
    bot.deliver()
    bot.clock.advance(ago.total_seconds())
    jobs.forget(bot.runtime)
    assert bot.find(promise).channel == GENERAL


def test_who_is_erased_goes_in_batches(bot: Bot) -> None:
    """Whatever is theirs, to them or of them: no transaction of an erasure writes more than some of it."""
    kept(bot, MANY + 100, Kind.POST, ago=timedelta(days=2))
    kept(bot, MANY + 100, Kind.WHISPER, ago=timedelta(days=1))
    whispers = update(OutboxRow).where(OutboxRow.kind == Kind.WHISPER)
    bot.runtime.transaction(lambda session: session.execute(whispers.values(users=f"{BEN} {ANA}")))
    for number in range(privacy.SOME + 1):
        bot.post(f"in the name of Ana, part {number}", channel=ChannelId(f"C{number}"), tell=ANA, what="your words")
    first = bot.direct("to Ana")
    bot.delivers_all()
    talk = bot.find(first).channel
    assert talk is not None
    reply = bot.post("said in her conversation", channel=talk, key="reply")
    of_her = bot.direct(f"of <@{ANA}>", user=BEN)
    bot.delivers_all()
    owed = bot.direct(f"soon of <@{ANA}>", user=BEN)
    erasure = Erasure(workspace=T, user=ANA, name="Ana", now=bot.clock.now())

    def goes_on(session: Session) -> bool:
        return privacy.forget_some(session, erasure)

    parts = 0
    with watched(bot) as written:
        while bot.runtime.transaction(goes_on):
            parts += 1
            assert sum(written.rows) <= 2 * MANY
            written.rows.clear()
    assert parts >= 7
    assert sum(written.rows) == 0, "the second time there is nothing to do"
    bot.runtime.transaction(lambda session: privacy.forget_person(session, erasure))
    assert not bot.is_known(first)
    assert not bot.is_known(reply)
    assert (bot.row(of_her).message, bot.row(of_her).key) == ({}, f"{BEN} of <@{erasure.tombstone}>")
    assert bot.row(owed).message["text"] == "soon of someone"
    rows = bot.runtime.reading(lambda session: session.scalars(select(OutboxRow)).all())
    assert not [row for row in rows if ANA in f"{row.key} {row.users} {row.tell} {row.message} {row.what}"]
    assert {row.what for row in rows} == {""}
