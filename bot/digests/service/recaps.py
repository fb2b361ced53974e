"""What did one person learn in a month, and whom did they help? Told on the first, to those who like it, once."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.digests import views
from bot.digests.rules.sections import Window
from bot.digests.service.sources import Contributor
from bot.digests.store import recaps as months
from bot.ids import WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.people.rules import Person

HOUR = time(10)
LATE = timedelta(days=5)


def readers(session: Session, workspace: WorkspaceId) -> tuple[Person, ...]:
    """Return who wants to be told."""
    everybody = people.everybody(session, workspace)
    return tuple(one for one in everybody if one.is_here and one.preferences.get("digests.monthly") is True)


def due(now: datetime, tz: ZoneInfo) -> tuple[str, Window] | None:
    """Return the month to be told now, with its bounds there; None when none is.

    >>> due(datetime(2026, 3, 1, 10, tzinfo=UTC), ZoneInfo("UTC"))[0]
    '2026-02'
    """
    first = now.astimezone(tz).date().replace(day=1)
    at = datetime.combine(first, HOUR, tzinfo=tz).astimezone(UTC)
    if not at <= now < at + LATE:
        return None
    before = (first - timedelta(days=1)).replace(day=1)
    since, until = (datetime.combine(day, time(0), tzinfo=tz).astimezone(UTC) for day in (before, first))
    return f"{before:%Y-%m}", Window(since=since, until=until)


def tell(
    session: Session,
    reader: Person,
    period: str,
    window: Window,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
) -> bool:
    """Tell somebody their month, once; False when it was told before. A month without anything is not told."""
    if not months.claim(session, reader.workspace, reader.user, period, now=now):
        return False
    lines = [
        line
        for contributor in contributors
        if contributor.recall is not None
        for line in contributor.recall(session, reader.workspace, reader.user, window)
    ]
    if lines:
        outbox.direct(
            session,
            workspace=reader.workspace,
            user=reader.user,
            message=views.recap(reader.name, lines),
            key=f"digest.recap:{reader.user}:{period}",
            now=now,
        )
    return True
