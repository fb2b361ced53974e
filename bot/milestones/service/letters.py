"""What is worth a leader's voice this week, and when are they told?

Leaders opt in. Monday at nine, where they are, they get one letter with at most three milestones: newcomers first, then
those nobody has cheered yet. The letter of a week is claimed by a row, so any number of processes write it once.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.milestones import rules, store, views
from bot.milestones.rules import Kind, Milestone, Place, Voice
from bot.milestones.service import posts
from bot.milestones.store import letters as letter_rows
from bot.milestones.store import voices
from bot.outbox import service as outbox
from bot.people import service as people
from bot.people.rules import Person

HOUR = time(9)
LATE = timedelta(hours=36)  #: a letter that could not be written by then waits for next week
WEEK = timedelta(days=7)
NEW = timedelta(days=45)  #: a first milestone this recent makes somebody a newcomer


def leaders(session: Session, workspace: WorkspaceId) -> tuple[Person, ...]:
    """Return who opted in."""
    everybody = people.everybody(session, workspace)
    return tuple(one for one in everybody if one.is_here and one.preferences.get("milestones.leader") is True)


def due(now: datetime, tz: ZoneInfo) -> str | None:
    """Return the week whose letter is to be written now, None when none is.

    >>> due(datetime(2026, 3, 2, 9, tzinfo=UTC), ZoneInfo("UTC"))
    '2026-W10'
    """
    today = now.astimezone(tz).date()
    monday = today - timedelta(days=today.weekday())
    at = datetime.combine(monday, HOUR, tzinfo=tz).astimezone(UTC)
    return period(monday) if at <= now < at + LATE else None


def period(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def write(session: Session, leader: Person, *, period: str, now: datetime) -> bool:
    """Write a leader's letter of a week, once; False when it was written before. A week without news has none."""
    chosen = worth(session, leader, now=now)
    ids = [one.id for one in chosen]
    workspace = leader.workspace
    if not letter_rows.claim(session, workspace, leader.user, period=period, milestones=ids, now=now):
        return False
    if chosen:
        outbox.direct(
            session,
            workspace=workspace,
            user=leader.user,
            message=views.letter([posts.scene(session, one) for one in chosen], ago=_ago(session, leader, now)),
            key=f"milestone.letter:{leader.user}:{period}",
            now=now,
            about=ids,
        )
    return True


def worth(session: Session, leader: Person, *, now: datetime) -> tuple[Milestone, ...]:
    """Choose at most three milestones of the last week that everybody may see."""
    found = [
        one
        for one in store.celebrated(session, leader.workspace, since=now - WEEK, until=now)
        if one.place is Place.PUBLIC and one.user != leader.user and leader.user not in one.applauded
    ]
    firsts = store.firsts(session, leader.workspace, {one.user for one in found})
    return choose(found, newcomers={user for user, at in firsts.items() if now - at < NEW})


def choose(found: Sequence[Milestone], *, newcomers: set[UserId]) -> tuple[Milestone, ...]:
    """Newcomers first, then the least cheered; each person once."""

    def rank(one: Milestone) -> tuple[bool, int, int, int]:
        is_new = one.facts.kind is Kind.HELLO or one.user in newcomers
        return not is_new, len(one.applauded), len(one.congratulated), one.id

    chosen: dict[UserId, Milestone] = {}
    for one in sorted(found, key=rank):
        chosen.setdefault(one.user, one)
    return tuple(chosen.values())[: rules.LETTER_MOST]


def _ago(session: Session, leader: Person, now: datetime) -> str:
    last = voices.last(session, leader.workspace, leader.user, Voice.APPLAUDED)
    if last is None:
        return "You haven't applauded anyone yet."
    days = (now - last).days
    return f"You last applauded {'today' if days < 1 else 'yesterday' if days == 1 else f'{days} days ago'}."
