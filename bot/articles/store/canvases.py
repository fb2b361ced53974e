"""Which canvases are followed? Those read longest ago first."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot import db
from bot.articles.rules import State
from bot.articles.rules.canvases import COLLECTION, Canvas
from bot.articles.rules.readers import EVERYONE
from bot.articles.store.tables import ArticleRow, CanvasRow
from bot.ids import ChannelId, UserId, WorkspaceId


def followed(session: Session, workspace: WorkspaceId) -> tuple[Canvas, ...]:
    """Return every canvas that is followed; the one that waits longest first."""
    asked = select(CanvasRow).where(CanvasRow.workspace == workspace)
    rows = session.scalars(asked.order_by(CanvasRow.read_at.is_not(None), CanvasRow.read_at, CanvasRow.canvas))
    return tuple(
        Canvas(
            id=row.canvas,
            channel=ChannelId(row.channel),
            followed_by=None if row.followed_by is None else UserId(row.followed_by),
        )
        for row in rows
    )


def for_everyone(session: Session, workspace: WorkspaceId) -> frozenset[str]:
    """Return the canvases whose articles everybody may read."""
    those = (ArticleRow.collection == COLLECTION, ArticleRow.state == State.PUBLISHED, ArticleRow.audience == EVERYONE)
    return frozenset(session.scalars(select(ArticleRow.key).where(ArticleRow.workspace == workspace, *those)))


def follow(session: Session, workspace: WorkspaceId, canvas: Canvas, *, now: datetime) -> bool:
    """Note that a canvas is followed; False when it was before."""
    row = db.insert(session, CanvasRow).values(
        workspace=workspace,
        canvas=canvas.id,
        channel=canvas.channel,
        followed_by=canvas.followed_by,
        followed_at=now,
    )
    return session.execute(row.on_conflict_do_nothing().returning(CanvasRow.canvas)).first() is not None


def seen(session: Session, workspace: WorkspaceId, canvases: Collection[str], *, now: datetime) -> None:
    """Note when canvases were last asked for."""
    those = (CanvasRow.workspace == workspace, CanvasRow.canvas.in_(canvases))
    session.execute(update(CanvasRow).where(*those).values(read_at=now))


def leave(session: Session, workspace: WorkspaceId, canvas: str) -> bool:
    """Follow a canvas no longer; False when it was not followed."""
    those = (CanvasRow.workspace == workspace, CanvasRow.canvas == canvas)
    return session.execute(delete(CanvasRow).where(*those).returning(CanvasRow.canvas)).first() is not None


def by(session: Session, workspace: WorkspaceId, user: UserId) -> list[datetime]:
    """Return when somebody began to follow canvases."""
    those = (CanvasRow.workspace == workspace, CanvasRow.followed_by == user)
    return list(session.scalars(select(CanvasRow.followed_at).where(*those).order_by(CanvasRow.followed_at)))


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """What somebody followed is nobody's in particular."""
    those = (CanvasRow.workspace == workspace, CanvasRow.followed_by == user)
    session.execute(update(CanvasRow).where(*those).values(followed_by=None))
