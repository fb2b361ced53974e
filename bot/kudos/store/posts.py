"""Which posts are there about a kudos, and where are they in Slack?"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.kudos.rules import GestureId
from bot.kudos.rules.posts import Kind, Said
from bot.kudos.store.tables import PostRow

_NOTES: dict[str, Any] = {}  #: by dialect


def of(session: Session, workspace: WorkspaceId, gestures: Collection[GestureId]) -> tuple[Said, ...]:
    rows = session.execute(
        select(PostRow.promise, PostRow.gesture, PostRow.kind, PostRow.receiver)
        .where(PostRow.workspace == workspace, PostRow.gesture.in_(gestures))
        .order_by(PostRow.promise)
    )
    return tuple(_said(row) for row in rows)


def find_by_message(session: Session, workspace: WorkspaceId, channel: ChannelId, ts: Ts) -> GestureId | None:
    """Return the kudos that a post of ours announces."""
    found = session.scalar(
        select(PostRow.gesture).where(
            PostRow.workspace == workspace,
            PostRow.channel == channel,
            PostRow.ts == ts,
            PostRow.kind.in_((Kind.HERE, Kind.FEED)),
        )
    )
    return None if found is None else GestureId(found)


def find_by_promise(session: Session, workspace: WorkspaceId, promise: PromiseId) -> Said | None:
    row = session.get(PostRow, (workspace, promise))
    return None if row is None else _said(row)


def spots(
    session: Session, workspace: WorkspaceId, gestures: Collection[GestureId]
) -> Mapping[GestureId, tuple[ChannelId, Ts]]:
    """Return where the announcements of these kudos stand in Slack, as far as they do."""
    rows = session.execute(
        select(PostRow.gesture, PostRow.channel, PostRow.ts).where(
            PostRow.workspace == workspace,
            PostRow.gesture.in_(gestures),
            PostRow.kind == Kind.HERE,
            PostRow.ts.is_not(None),
        )
    )
    return {GestureId(gesture): (ChannelId(channel or ""), Ts(ts or "")) for gesture, channel, ts in rows}


def place(session: Session, workspace: WorkspaceId, promise: PromiseId, channel: ChannelId, ts: Ts) -> None:
    """Note where a post is, so that reactions to it are understood."""
    session.execute(
        update(PostRow).where(PostRow.workspace == workspace, PostRow.promise == promise).values(channel=channel, ts=ts)
    )


def note(session: Session, workspace: WorkspaceId, made: Collection[Said]) -> None:
    """Note what has been promised."""
    rows = [
        {
            "workspace": workspace,
            "promise": one.promise,
            "gesture": one.gesture,
            "kind": one.kind,
            "receiver": one.receiver,
            "channel": None,
            "ts": None,
        }
        for one in made
    ]
    if not rows:
        return
    dialect = session.get_bind().dialect.name
    if dialect not in _NOTES:  # built once: putting a statement together costs more than running it
        _NOTES[dialect] = insert(session, PostRow.__table__).on_conflict_do_nothing()
    session.execute(_NOTES[dialect], rows)


def _said(row: Any) -> Said:
    return Said(
        promise=PromiseId(row.promise),
        gesture=GestureId(row.gesture),
        kind=Kind(row.kind),
        receiver=UserId(row.receiver),
    )
