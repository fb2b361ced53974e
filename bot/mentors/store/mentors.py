"""Where are mentors kept, and how is one locked while their places are counted?"""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.mentors.rules import Kind, Level, hours
from bot.mentors.rules.hours import Hours
from bot.mentors.rules.values import Mentor, Skill
from bot.mentors.store.tables import GroupRow, MentorRow, SuggestionRow


def save(session: Session, mentor: Mentor) -> None:
    """Note a profile as its mentor filled it in. What the bot counts stays; whoever lists themselves is back."""
    chosen = _chosen(mentor)
    row = insert(session, MentorRow).values(
        workspace=mentor.workspace, user=mentor.user, ignored=0, last_asked_at=None, **chosen
    )
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "user"], set_=chosen))


def ensure(session: Session, mentor: Mentor) -> Mentor:
    """Lock a mentor's row, making an unlisted one for somebody who helps without a profile."""
    row = insert(session, MentorRow).values(
        workspace=mentor.workspace, user=mentor.user, ignored=0, last_asked_at=None, **_chosen(mentor)
    )
    session.execute(row.on_conflict_do_nothing(index_elements=["workspace", "user"]))
    locked = lock(session, mentor.workspace, mentor.user)
    assert locked is not None
    return locked


def find(session: Session, workspace: WorkspaceId, user: UserId) -> Mentor | None:
    return _one(session, select(MentorRow).where(MentorRow.workspace == workspace, MentorRow.user == user))


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


def change(session: Session, mentor: Mentor, **changes: Any) -> None:
    """Change some of what is known of a mentor, by column."""
    one = (MentorRow.workspace == mentor.workspace, MentorRow.user == mentor.user)
    session.execute(update(MentorRow).where(*one).values(changes))


def suggest(session: Session, workspace: WorkspaceId, user: UserId, topic: str, label: str, *, now: datetime) -> bool:
    """Note that somebody is asked whether to list a topic; False when they have been asked before."""
    row = insert(session, SuggestionRow).values(workspace=workspace, user=user, topic=topic, label=label, asked_at=now)
    return session.scalar(row.on_conflict_do_nothing().returning(SuggestionRow.topic)) is not None


def suggested(session: Session, workspace: WorkspaceId, user: UserId, topic: str) -> str | None:
    """Return the name of a topic somebody was asked about."""
    row = session.get(SuggestionRow, (workspace, user, topic))
    return None if row is None else row.label


def offer_group(
    session: Session, workspace: WorkspaceId, topic: str, label: str, *, since: datetime, now: datetime
) -> bool:
    """Note that a group session is offered for a topic; False when one was offered, or proposed, after `since`."""
    offered = {"label": label, "offered_at": now, "proposed_at": None, "leader": None, "card": None}
    row = insert(session, GroupRow).values(workspace=workspace, topic=topic, **offered)
    is_long_over = func.coalesce(GroupRow.proposed_at, GroupRow.offered_at) < since
    row = row.on_conflict_do_update(index_elements=["workspace", "topic"], set_=offered, where=is_long_over)
    return session.scalar(row.returning(GroupRow.topic)) is not None


def lock_group(session: Session, workspace: WorkspaceId, topic: str) -> GroupRow | None:
    rows = select(GroupRow).where(GroupRow.workspace == workspace, GroupRow.topic == topic).with_for_update()
    return session.scalars(rows.execution_options(populate_existing=True)).one_or_none()


def led_groups(session: Session, workspace: WorkspaceId, *, since: datetime) -> list[GroupRow]:
    """Return the group sessions proposed since a moment that somebody leads, by topic."""
    one = (GroupRow.workspace == workspace, GroupRow.proposed_at >= since, GroupRow.leader.is_not(None))
    return list(session.scalars(select(GroupRow).where(*one).order_by(GroupRow.topic)))


def led_by(session: Session, workspace: WorkspaceId, host: UserId) -> list[str]:
    """Return the topics of the group sessions somebody would lead."""
    led = select(GroupRow.topic).where(GroupRow.workspace == workspace, GroupRow.leader == host)
    return list(session.scalars(led.order_by(GroupRow.topic)))


def change_group(session: Session, workspace: WorkspaceId, topic: str, **changes: Any) -> None:
    one = (GroupRow.workspace == workspace, GroupRow.topic == topic)
    session.execute(update(GroupRow).where(*one).values(changes))


def group_card(session: Session, workspace: WorkspaceId, topic: str) -> PromiseId | None:
    row = session.get(GroupRow, (workspace, topic))
    return None if row is None or row.card is None else PromiseId(row.card)


def _one(session: Session, query: Any) -> Mentor | None:
    row = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _value(row)


def _chosen(mentor: Mentor) -> dict[str, Any]:
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
