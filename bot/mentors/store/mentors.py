"""Where are mentors kept, and how is one changed, or locked while their places are counted?"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import Kind, Level
from bot.mentors.rules.values import Mentor, Skill
from bot.mentors.store.tables import MentorRow, SuggestionRow
from bot.people.rules import hours
from bot.people.rules.hours import Hours


def ensure(session: Session, mentor: Mentor) -> Mentor:
    """Lock a mentor's row, making this one where there is none."""
    row = insert(session, MentorRow).values(workspace=mentor.workspace, user=mentor.user, **_columns(mentor))
    session.execute(row.on_conflict_do_nothing(index_elements=["workspace", "user"]))
    locked = lock(session, mentor.workspace, mentor.user)
    assert locked is not None
    return locked


def change(
    session: Session, workspace: WorkspaceId, user: UserId, to: Callable[[Mentor], Mentor]
) -> tuple[Mentor, Mentor] | None:
    """Change what is known of a mentor, as it is now and for as long as nobody else can: the one way to change it.

    Returns the mentor before and after; None when there is none.
    """
    before = lock(session, workspace, user)
    if before is None:
        return None
    after = to(before)
    if after != before:
        one = (MentorRow.workspace == workspace, MentorRow.user == user)
        session.execute(update(MentorRow).where(*one).values(_columns(after)))
    return before, after


def find(session: Session, workspace: WorkspaceId, user: UserId) -> Mentor | None:
    return _one(session, select(MentorRow).where(MentorRow.workspace == workspace, MentorRow.user == user))


def several(session: Session, workspace: WorkspaceId, users: Collection[UserId]) -> tuple[Mentor, ...]:
    """Return those of some people who mentor, or have."""
    rows = select(MentorRow).where(MentorRow.workspace == workspace, MentorRow.user.in_(sorted(users)))
    return tuple(map(_value, session.scalars(rows)))


def hours_of(session: Session, workspace: WorkspaceId, user: UserId) -> Hours:
    """Return when a mentor works."""
    found = find(session, workspace, user)
    return found.hours if found else Hours()


def lock(session: Session, workspace: WorkspaceId, user: UserId) -> Mentor | None:
    """Find a mentor, and let nobody count or change their places until this transaction ends."""
    one = select(MentorRow).where(MentorRow.workspace == workspace, MentorRow.user == user)
    return _one(session, one.with_for_update())


def every(session: Session, workspace: WorkspaceId) -> tuple[Mentor, ...]:
    rows = select(MentorRow).where(MentorRow.workspace == workspace).order_by(MentorRow.user)
    return tuple(_value(row) for row in session.scalars(rows.execution_options(populate_existing=True)))


def suggest(session: Session, workspace: WorkspaceId, user: UserId, topic: str, label: str, *, now: datetime) -> bool:
    """Note that somebody is asked whether to list a topic; False when they have been asked before."""
    row = insert(session, SuggestionRow).values(workspace=workspace, user=user, topic=topic, label=label, asked_at=now)
    return session.scalar(row.on_conflict_do_nothing().returning(SuggestionRow.topic)) is not None


def suggested(session: Session, workspace: WorkspaceId, user: UserId, topic: str) -> str | None:
    """Return the name of a topic somebody was asked about."""
    row = session.get(SuggestionRow, (workspace, user, topic))
    return None if row is None else row.label


def suggestions(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[tuple[datetime, str], ...]:
    """Return when somebody was asked to list what."""
    rows = select(SuggestionRow).where(SuggestionRow.workspace == workspace, SuggestionRow.user == user)
    return tuple((row.asked_at, row.label) for row in session.scalars(rows))


def _one(session: Session, query: Any) -> Mentor | None:
    row = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _value(row)


def _columns(mentor: Mentor) -> dict[str, Any]:
    return {
        "is_listed": mentor.is_listed,
        "skills": [
            {"key": one.key, "label": one.label, "said": one.said, "level": one.level.value} for one in mentor.skills
        ],
        "about": mentor.about,
        "not_asked": sorted(mentor.not_asked),
        "capacity": mentor.capacity,
        "hours": mentor.hours.facts(),
        "languages": sorted(mentor.languages),
        "kinds": sorted(mentor.kinds),
        "away_until": mentor.away_until,
        "paused_at": mentor.paused_at,
        "gone_at": mentor.gone_at,
        "ignored": mentor.ignored,
        "last_asked_at": mentor.last_asked_at,
    }


def _value(row: MentorRow) -> Mentor:
    return Mentor(
        workspace=WorkspaceId(row.workspace),
        user=UserId(row.user),
        is_listed=row.is_listed,
        skills=tuple(
            Skill(key=one["key"], label=one["label"], said=one["said"], level=Level(one["level"])) for one in row.skills
        ),
        about=row.about,
        not_asked=frozenset(row.not_asked),
        capacity=row.capacity,
        hours=hours.hours(row.hours),
        languages=frozenset(row.languages),
        kinds=frozenset(Kind(kind) for kind in row.kinds),
        away_until=row.away_until,
        paused_at=row.paused_at,
        gone_at=row.gone_at,
        ignored=row.ignored,
        last_asked_at=row.last_asked_at,
    )
