"""Does the bot serve requests? What `/readyz` says, in a word or two for each part.

What it has still to say is no part of it: a backlog is no reason to send Slack's requests elsewhere. That is for
`/metrics` and `/pollen doctor`.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot import deadline, schema
from bot.db import Busy, Database

log = logging.getLogger(__name__)

TICK_SECONDS = 60
DATABASE_SECONDS = 0.7


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """What the outbox has still to say."""

    pending: int
    dead: int
    #: Of so many nobody knows whether Slack has them.
    unknown: int
    #: Workspaces whose token Slack does not take.
    silent: int
    #: How long the oldest promise that is due has waited; zero when none is.
    oldest: timedelta


@dataclass(frozen=True, kw_only=True)
class Health:
    """What the bot can tell about itself; both may ask the database."""

    backlog: Callable[[], Backlog]
    #: How many articles can be found.
    articles: Callable[[], int]


@dataclass(frozen=True, kw_only=True)
class Finding:
    is_fine: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class Readiness:
    findings: Mapping[str, Finding]

    @property
    def is_ready(self) -> bool:
        return all(finding.is_fine for finding in self.findings.values())

    def words(self) -> dict[str, str]:
        status = "ready" if self.is_ready else "not ready"
        return {"status": status, **{name: finding.words for name, finding in self.findings.items()}}


@dataclass(frozen=True, kw_only=True)
class Examiner:
    """Asks every part how it is."""

    database: Database
    health: Health
    #: Seconds since the scheduler was last alive.
    tick_age: Callable[[], float]
    #: How well Slack is heard; None over HTTP, where Slack calls us.
    slack: Callable[[], Finding] | None = None
    is_draining: Callable[[], bool] = field(default=lambda: False)

    def readiness(self) -> Readiness:
        findings = {"database": self._database()}
        age = self.tick_age()
        is_ticking = age < TICK_SECONDS
        findings["scheduler"] = Finding(
            is_fine=is_ticking, words="ticking" if is_ticking else f"silent for {age:.0f} s"
        )
        if self.slack is not None:
            findings["slack"] = self.slack()
        if self.is_draining():
            findings["process"] = Finding(is_fine=False, words="stopping")
        return Readiness(findings=findings)

    def gauges(self) -> dict[str, float]:
        """Return the figures for `/metrics`; none while the database cannot be reached."""
        try:
            backlog = self.health.backlog()
            articles = self.health.articles()
        except (SQLAlchemyError, Busy):
            return {}
        return {
            "articles": articles,
            "outbox_pending": backlog.pending,
            "outbox_dead": backlog.dead,
            "outbox_unknown": backlog.unknown,
            "outbox_silent_workspaces": backlog.silent,
            "outbox_oldest_seconds": backlog.oldest.total_seconds(),
        }

    def _database(self) -> Finding:
        try:
            with deadline.until(time.monotonic() + DATABASE_SECONDS):
                found = self.database.reading(
                    lambda session: session.execute(text("SELECT version_num FROM alembic_version")).scalar()
                )
                has_space = self.database.has_space()
        except Busy:
            return Finding(is_fine=False, words="does not answer in time")
        except SQLAlchemyError as error:
            log.warning("the database cannot be reached", extra={"kind": type(error).__name__})
            return Finding(is_fine=False, words="unreachable")
        if found != _head():
            return Finding(is_fine=False, words="reachable, but its schema is not the one this version knows")
        if not has_space:
            return Finding(is_fine=False, words="full: there is no space left to write anything down")
        return Finding(is_fine=True, words="reachable")


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(schema.config()).get_current_head()
