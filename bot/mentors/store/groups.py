"""Which group sessions are offered, proposed and led?"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.mentors.rules.values import Group
from bot.mentors.store.tables import GroupRow


def offer(session: Session, workspace: WorkspaceId, topic: str, label: str, *, since: datetime, now: datetime) -> bool:
    """Note that a group session is offered for a topic; False when one was offered, or proposed, after `since`."""
    offered = {"label": label, "offered_at": now, "proposed_at": None, "leader": None, "card": None}
    row = insert(session, GroupRow).values(workspace=workspace, topic=topic, **offered)
    is_long_over = func.coalesce(GroupRow.proposed_at, GroupRow.offered_at) < since
    row = row.on_conflict_do_update(index_elements=["workspace", "topic"], set_=offered, where=is_long_over)
    return session.scalar(row.returning(GroupRow.topic)) is not None


def change(session: Session, workspace: WorkspaceId, topic: str, to: Callable[[Group], Group]) -> Group | None:
    """Change a group session, as it is now and for as long as nobody else can; None when there is none."""
    rows = select(GroupRow).where(*_one(workspace, topic)).with_for_update()
    row = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        return None
    after = to(_value(row))
    changes = {"proposed_at": after.proposed_at, "leader": after.leader, "card": after.card}
    session.execute(update(GroupRow).where(*_one(workspace, topic)).values(changes))
    return after


def led(session: Session, workspace: WorkspaceId, *, since: datetime) -> tuple[Group, ...]:
    """Return the group sessions proposed since a moment that somebody leads, by topic."""
    one = (GroupRow.workspace == workspace, GroupRow.proposed_at >= since, GroupRow.leader.is_not(None))
    rows = select(GroupRow).where(*one).order_by(GroupRow.topic).execution_options(populate_existing=True)
    return tuple(_value(row) for row in session.scalars(rows))


def led_by(session: Session, workspace: WorkspaceId, host: UserId) -> tuple[str, ...]:
    """Return the topics of the group sessions somebody would lead."""
    topics = select(GroupRow.topic).where(GroupRow.workspace == workspace, GroupRow.leader == host)
    return tuple(session.scalars(topics.order_by(GroupRow.topic)))


def _one(workspace: WorkspaceId, topic: str) -> tuple[ColumnElement[bool], ...]:
    return GroupRow.workspace == workspace, GroupRow.topic == topic


def _value(row: GroupRow) -> Group:
    return Group(
        workspace=WorkspaceId(row.workspace),
        topic=row.topic,
        label=row.label,
        offered_at=row.offered_at,
        proposed_at=row.proposed_at,
        leader=None if row.leader is None else UserId(row.leader),
        card=None if row.card is None else PromiseId(row.card),
    )
