"""A bot that only speaks, a Slack that only listens, and a clock that moves when it is told to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from slack_sdk import WebClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ids import ChannelId, PromiseId, UserId, WorkspaceId
from bot.outbox import jobs, rules, service
from bot.outbox.rules import Promise
from bot.outbox.store import leases, tables
from bot.runtime import Runtime
from bot.slack.message import Message
from tests.outbox.tiny_slack import TinySlack

Result = TypeVar("Result")

T = WorkspaceId("T1")
GENERAL = ChannelId("CGENERAL")
RANDOM = ChannelId("CRANDOM")
ANA = UserId("UANA")
BEN = UserId("UBEN")


@dataclass
class Clock:
    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Bot:
    """The outbox with a hand on its clock."""

    runtime: Runtime
    clock: Clock

    def post(self, text: str, *, channel: ChannelId = GENERAL, key: str = "", **more: Any) -> PromiseId:
        return self.does(
            service.post, channel=channel, message=Message(text=text), key=key or f"{channel} {text}", **more
        )

    def direct(self, text: str, *, user: UserId = ANA, **more: Any) -> PromiseId:
        return self.does(service.direct, user=user, message=Message(text=text), key=f"{user} {text}", **more)

    def whisper(self, text: str, *, user: UserId = ANA) -> PromiseId:
        return self.does(service.whisper, channel=GENERAL, user=user, message=Message(text=text), key=f"w {text}")

    def edit(self, promise: PromiseId, text: str) -> None:
        self.does(service.edit, promise=promise, message=Message(text=text))

    def withdraw(self, promise: PromiseId) -> None:
        self.does(service.withdraw, promise=promise)

    def does(self, action: Callable[..., Result], **facts: Any) -> Result:
        facts = {"workspace": T, "now": self.clock.now()} | facts
        return self.runtime.transaction(lambda session: action(session, **facts))

    def deliver(self, hooks: Mapping[str, Callable[[Session, Promise], None]] | None = None) -> int:
        return jobs.deliver(self.runtime, hooks or {})

    def delivers_all(self, *, within: float = 7200) -> None:
        """Let time pass until nothing is owed any more."""
        end, idle = self.clock.now() + timedelta(seconds=within), 0
        while self.counts().pending and self.clock.now() < end:
            idle = 0 if self.deliver() else idle + 1
            self.clock.advance(max(1, min(idle, 60)))
        assert self.counts().pending == 0

    def dies_before_sending(self) -> None:
        """Take a lease, as a process does that is killed right after."""
        assert self.runtime.transaction(lambda session: leases.take(session, now=self.clock.now()))

    def find(self, promise: PromiseId) -> Promise:
        found = self.runtime.reading(lambda session: service.find(session, workspace=T, promise=promise))
        assert found is not None
        return found

    def is_known(self, promise: PromiseId) -> bool:
        return self.runtime.reading(lambda session: service.find(session, workspace=T, promise=promise)) is not None

    def row(self, promise: PromiseId) -> tables.OutboxRow:
        where = tables.OutboxRow.id == promise
        return self.runtime.reading(lambda session: session.scalars(select(tables.OutboxRow).where(where)).one())

    def counts(self) -> rules.Counts:
        return self.runtime.reading(lambda session: service.counts(session, now=self.clock.now()))


def runtime_on(database: Database, *, slack_url: str, now: Callable[[], datetime]) -> Runtime:
    def client(_workspace: WorkspaceId, timeout: float) -> WebClient:
        return WebClient(token="xoxb-test", base_url=f"{slack_url}/api/", timeout=int(timeout), retry_handlers=[])

    return Runtime(database=database, now=now, client=client)


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def slack(clock: Clock) -> Iterator[TinySlack]:
    slack = TinySlack(clock.now)
    slack.start()
    yield slack
    slack.stop()


@pytest.fixture
def bot(database: Database, slack: TinySlack, clock: Clock) -> Bot:
    return Bot(runtime_on(database, slack_url=slack.url, now=clock.now), clock)
