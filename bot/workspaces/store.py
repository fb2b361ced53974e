"""Where are workspaces kept?"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Base, UtcDateTime, insert
from bot.ids import UserId, WorkspaceId
from bot.workspaces import rules


class WorkspaceRow(Base):
    __tablename__ = "workspaces"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    bot_user: Mapped[str] = mapped_column(String(32))
    bot_id: Mapped[str] = mapped_column(String(32))
    settings: Mapped[dict[str, object]] = mapped_column(JSON)
    installed_at: Mapped[datetime] = mapped_column(UtcDateTime)


_WORKSPACES: Any = WorkspaceRow.__table__
_FIND = select(_WORKSPACES).where(_WORKSPACES.c.workspace == bindparam("workspace"))


def save(session: Session, workspace: WorkspaceId, *, name: str, bot_user: UserId, bot_id: str, now: datetime) -> None:
    """Note an installation; what the workspace has chosen stays."""
    row = insert(session, WorkspaceRow).values(
        workspace=workspace, name=name, bot_user=bot_user, bot_id=bot_id, settings={}, installed_at=now
    )
    session.execute(
        row.on_conflict_do_update(
            index_elements=["workspace"], set_={"name": name, "bot_user": bot_user, "bot_id": bot_id}
        )
    )


def find(session: Session, workspace: WorkspaceId) -> rules.Workspace | None:
    row = session.execute(_FIND, {"workspace": workspace}).one_or_none()
    return None if row is None else _value(row)


def every(session: Session) -> tuple[rules.Workspace, ...]:
    return tuple(_value(row) for row in session.scalars(select(WorkspaceRow).order_by(WorkspaceRow.workspace)))


def choose(
    session: Session, workspace: WorkspaceId, choices: Callable[[Mapping[str, object]], Mapping[str, object]]
) -> None:
    """Change some of what the workspace has chosen. `choices` makes it of what is chosen, with the row locked."""
    one = _WORKSPACES.c.workspace == workspace
    chosen = session.execute(select(_WORKSPACES.c.settings).where(one).with_for_update()).scalar_one()
    session.execute(update(WorkspaceRow).where(one).values(settings={**chosen, **choices(chosen)}))


def _value(row: Any) -> rules.Workspace:
    return rules.Workspace(
        id=WorkspaceId(row.workspace),
        name=row.name,
        bot_user=UserId(row.bot_user),
        bot_id=row.bot_id,
        settings=row.settings,
    )
