"""What may a handler or a job ask for? A transaction, the time, and Slack."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ids import WorkspaceId

Result = TypeVar("Result")

_PROMISED = "promised"


@dataclass(frozen=True, kw_only=True)
class Runtime:
    database: Database
    #: The time, aware and in UTC.
    now: Callable[[], datetime]
    #: Makes the Web API client of a workspace's bot, with a time-out in seconds. See `slack`.
    client: Callable[[WorkspaceId, float], WebClient]
    #: Called after a commit that promised a message, so that it leaves at once and not at the next tick.
    hurry: Callable[[], None] = lambda: None

    def transaction(self, unit: Callable[[Session], Result], *, patience: float = 2.5) -> Result:
        """Run `unit` and commit (see `Database.transaction`)."""

        def watched(session: Session) -> tuple[Result, bool]:
            result = unit(session)
            return result, _PROMISED in session.info

        result, has_promised = self.database.transaction(watched, patience=patience)
        if has_promised:
            self.hurry()
        return result

    def in_batches(self, some: Callable[[Session], int], *, patience: float = 30.0) -> int:
        """Run `some` in transactions of its own until it finds nothing to do any more; return how much it did.

        For what grows with history: no statement is long, nobody waits behind it, and what is done stays done.
        """
        total = 0
        while done := self.transaction(some, patience=patience):
            total += done
        return total

    def slack(self, workspace: WorkspaceId, *, timeout: float = 10) -> WebClient:
        """Return the Web API as one workspace's bot. It never retries: a retried post is a doubled message."""
        return self.client(workspace, timeout)

    def reading(self, unit: Callable[[Session], Result]) -> Result:
        """Run `unit` on one consistent snapshot."""
        return self.database.reading(unit)


def promise(session: Session) -> None:
    """Note that this transaction promises a message."""
    session.info[_PROMISED] = True
