"""Where in Slack was something said, of many things at once?"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import MANY, many
from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import rules
from bot.outbox.store.tables import OutboxRow

_OUTBOX: Any = OutboxRow.__table__.c


def places(
    session: Session, *, workspace: WorkspaceId, promises: Collection[PromiseId]
) -> dict[PromiseId, tuple[ChannelId, Ts]]:
    """Return where these were said, by promise: channel and ts. What was not said is left out."""
    found: dict[PromiseId, tuple[ChannelId, Ts]] = {}
    for some in many(sorted(promises)):
        asked = select(_OUTBOX.id, _OUTBOX.channel, _OUTBOX.ts).where(
            _OUTBOX.workspace == workspace, _OUTBOX.id.in_(some), _OUTBOX.channel.is_not(None), _OUTBOX.ts.is_not(None)
        )
        found |= {PromiseId(id): (ChannelId(channel), Ts(ts)) for id, channel, ts in session.execute(asked)}
    return found


def recipients(
    session: Session, *, workspace: WorkspaceId, promises: Collection[PromiseId]
) -> dict[PromiseId, UserId | None]:
    """Return who gets each of these promises; None for what is said to a channel, or to several."""
    asked = select(_OUTBOX.id, _OUTBOX.users).where(_OUTBOX.workspace == workspace, _OUTBOX.id.in_(promises))
    found = {id: users.split() for id, users in session.execute(asked.order_by(_OUTBOX.id))}
    return {PromiseId(id): UserId(users[0]) if len(users) == 1 else None for id, users in found.items()}


def named(session: Session, *, workspace: WorkspaceId, keys: Collection[str]) -> tuple[PromiseId, ...]:
    """Return the promises of these keys, as far as they are kept."""
    wanted, found = [rules.fitting(key) for key in keys], list[PromiseId]()
    for start in range(0, len(wanted), MANY):
        these = _OUTBOX.key.in_(wanted[start : start + MANY])
        asked = select(_OUTBOX.id).where(_OUTBOX.workspace == workspace, these).order_by(_OUTBOX.id)
        found += map(PromiseId, session.scalars(asked))
    return tuple(found)
