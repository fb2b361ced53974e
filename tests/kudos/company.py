"""A workspace with a few people in it, where kudos are given by the service, on either database."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from slack_sdk import WebClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import Base, Database
from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import Cause, Gesture, GestureId, Place, Source, stories
from bot.kudos.rules.wishes import Group, Outcome, Wish
from bot.kudos.service import changing, giving, wall
from bot.kudos.store import reading
from bot.outbox.store.tables import OutboxRow
from bot.people import service as people
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

Result = TypeVar("Result")

HERE = WorkspaceId("T1")
BOT = UserId("UBOT")
GENERAL = ChannelId("C1")
ANA, BO, CLEO, DAN, EVE, FAY = (UserId(f"U{name}") for name in ("ANA", "BO", "CLEO", "DAN", "EVE", "FAY"))
NAMES = {ANA: "Ana", BO: "Bo", CLEO: "Cleo", DAN: "Dan", EVE: "Eve", FAY: "Fay"}
REASON = "untangling the release on Friday night"


@dataclass(kw_only=True)
class Company:
    database: Database
    now: datetime = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    workspace: WorkspaceId = HERE
    keys: Any = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.do(
            lambda session: workspaces.install(
                session, self.workspace, name="Acme", bot_user=BOT, bot_id="B1", now=self.now
            )
        )
        for user, name in NAMES.items():
            self.person(user, name)

    @property
    def runtime(self) -> Runtime:
        return Runtime(database=self.database, now=lambda: self.now, client=lambda _workspace, _timeout: WebClient())

    def do(self, unit: Callable[[Session], Result], *, patience: float = 60) -> Result:
        return self.database.transaction(unit, patience=patience)

    def later(self, **spans: float) -> None:
        self.now += timedelta(**spans)

    def person(self, user: UserId, name: str = "", **profile: object) -> None:
        facts = {"id": user, "real_name": name or user, "tz": "UTC", **profile}
        self.do(lambda session: people.remember(session, self.workspace, facts, now=self.now))

    def likes(self, user: UserId, **choices: object) -> None:
        named = {f"kudos.{name}": value for name, value in choices.items()}
        self.do(lambda session: people.prefer(session, self.workspace, user, named))

    def choose(self, **choices: object) -> None:
        named = {f"kudos.{name}": value for name, value in choices.items()}
        self.do(lambda session: workspaces.choose(session, self.workspace, named))

    def wish(
        self,
        giver: UserId,
        *receivers: UserId,
        reason: str = REASON,
        key: str | None = None,
        groups: Mapping[str, tuple[UserId, ...]] | None = None,
        values: tuple[str, ...] = (),
        source: Source = Source.COMMAND,
        channel: ChannelId | None = GENERAL,
        ts: Ts | None = None,
        thread: Ts | None = None,
        place: Place = Place.PUBLIC,
        seconds: GestureId | None = None,
    ) -> Wish:
        return Wish(
            workspace=self.workspace,
            giver=giver,
            source=source,
            key=key or f"{source}:{next(self.keys)}",
            channel=channel,
            ts=ts,
            thread=thread,
            place=place,
            reason=reason,
            people=receivers,
            groups=tuple(Group(id=f"S{name}", handle=name, members=who) for name, who in (groups or {}).items()),
            values=values,
            seconds=seconds,
            typed=reason,
        )

    def give(self, giver: UserId, *receivers: UserId, is_sure: bool = True, **facts: Any) -> Outcome:
        wish = self.wish(giver, *receivers, **facts)
        return self.do(lambda session: giving.give(session, wish, now=self.now, is_sure=is_sure))

    def given(self, giver: UserId, *receivers: UserId, **facts: Any) -> Gesture:
        outcome = self.give(giver, *receivers, **facts)
        assert outcome.gesture is not None, outcome
        return outcome.gesture

    def react(self, giver: UserId, author: UserId, ts: str = "1.1") -> Outcome:
        return self.give(
            giver,
            author,
            source=Source.REACTION,
            key=f"reaction:{GENERAL}:{ts}:{giver}",
            ts=Ts(ts),
            reason="",
        )

    def unreact(self, giver: UserId, ts: str = "1.1") -> Gesture | None:
        return self.do(
            lambda session: changing.unreact(
                session, self.workspace, by=giver, channel=GENERAL, ts=Ts(ts), now=self.now
            )
        )

    def second(self, giver: UserId, gesture: GestureId) -> Outcome:
        wish = self.wish(giver, source=Source.SECOND, key=f"second:{gesture}:{giver}", seconds=gesture, reason="")
        return self.do(lambda session: giving.second(session, wish, now=self.now))

    def undo(self, giver: UserId, gesture: GestureId, cause: Cause = Cause.UNDONE) -> Gesture:
        return self.do(
            lambda session: changing.undo(session, self.workspace, gesture, by=giver, now=self.now, cause=cause)
        )

    def revise(self, giver: UserId, gesture: GestureId, *receivers: UserId, **facts: Any) -> Outcome:
        wish = self.wish(giver, *receivers, **facts)
        return self.do(lambda session: changing.revise(session, wish, gesture, now=self.now))

    def learns(self, gesture: GestureId, place: Place) -> None:
        self.do(lambda session: changing.learn_place(session, self.workspace, gesture, place, now=self.now))

    def page(self, user: UserId) -> stories.Page:
        return self.do(lambda session: wall.page(session, self.workspace, user, now=self.now))

    def gesture(self, gesture: GestureId) -> Gesture:
        found = self.do(lambda session: reading.find_gesture(session, self.workspace, gesture))
        assert found is not None
        return found

    def said(self, to: str | None = None) -> list[str]:
        """Return the texts that are promised, as they stand, to a channel or a person."""
        rows = self.do(lambda session: session.scalars(select(OutboxRow).order_by(OutboxRow.id)).all())
        return [row.message["text"] for row in rows if to is None or to in (row.channel, row.users)]

    def threads(self) -> list[str | None]:
        return list(self.do(lambda session: session.scalars(select(OutboxRow.thread).order_by(OutboxRow.id)).all()))

    def blocks(self, to: str) -> str:
        """Return everything that is promised to a channel or a person, as one text."""
        rows = self.do(lambda session: session.scalars(select(OutboxRow).order_by(OutboxRow.id)).all())
        return "\n".join(str(row.message) for row in rows if to in (row.channel, row.users))

    def dump(self) -> str:
        """Return every row about kudos, and everything said about them, as text."""
        tables = [table for name, table in Base.metadata.tables.items() if name.startswith("kudos")]
        rows = self.do(lambda session: [str(row) for of in tables for row in session.execute(select(of)).all()])
        messages = self.do(lambda session: [str(one) for one in session.scalars(select(OutboxRow.message)).all()])
        return "\n".join([*rows, *messages])
