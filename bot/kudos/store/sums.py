"""What can be found and counted in the ledger by its indexes alone, without reading whole kudos?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import Audience, GestureId, Place
from bot.kudos.store import reading
from bot.kudos.store.tables import GestureRow, GiftRow, PublicationRow, ReversalRow


def latest_got(session: Session, workspace: WorkspaceId, user: UserId, *, most: int) -> tuple[GestureId, ...]:
    """Return the kudos somebody was thanked in last and still is, the latest first; no "+1"s."""
    rows = session.execute(
        select(GiftRow.gesture)
        .join(GestureRow, (GestureRow.workspace == GiftRow.workspace) & (GestureRow.id == GiftRow.gesture))
        .outerjoin(ReversalRow, reading.with_reversals())
        .where(
            GiftRow.workspace == workspace,
            GiftRow.receiver == user,
            GestureRow.seconds.is_(None),
            reading.IS_LIVE,
        )
        .group_by(GiftRow.gesture)
        .order_by(func.max(GestureRow.given_at).desc(), GiftRow.gesture.desc())
        .limit(most)
    )
    return tuple(GestureId(gesture) for (gesture,) in rows)


def latest_open(session: Session, workspace: WorkspaceId, user: UserId, *, most: int) -> tuple[GestureId, ...]:
    """Return the kudos that somebody gave or got last where everybody may read along; no "+1"s."""
    is_open = (GestureRow.seconds.is_(None), GestureRow.place.in_((Place.PUBLIC, Place.DIRECT)))
    gave = (
        select(GestureRow.id, GestureRow.given_at)
        .where(GestureRow.workspace == workspace, GestureRow.giver == user, *is_open)
        .order_by(GestureRow.given_at.desc(), GestureRow.id.desc())
        .limit(most)
    )
    got = (
        select(GestureRow.id, GestureRow.given_at)
        .join(GiftRow, (GiftRow.workspace == GestureRow.workspace) & (GiftRow.gesture == GestureRow.id))
        .where(GiftRow.workspace == workspace, GiftRow.receiver == user, *is_open)
        .distinct()
        .order_by(GestureRow.given_at.desc(), GestureRow.id.desc())
        .limit(most)
    )
    found = {(at, number) for asked in (gave, got) for number, at in session.execute(asked)}
    return tuple(GestureId(number) for _, number in sorted(found, reverse=True)[:most])


@dataclass(frozen=True, kw_only=True)
class Thanks:
    """Who thanked whom in a time, as far as everybody may see it."""

    #: how many different people each giver thanked
    breadth: Mapping[UserId, int]
    #: who was thanked
    receivers: frozenset[UserId]


def thanks(session: Session, workspace: WorkspaceId, *, since: datetime, until: datetime) -> Thanks:
    """Count how many different people each one thanked for everybody to see: `since` <= given < `until`; no "+1"s."""
    is_shown = func.max(
        case((GiftRow.audience == Audience.PUBLIC, 0), (PublicationRow.receiver.is_not(None), 0), else_=1)
    )
    shown = (
        select(GiftRow.giver, GiftRow.receiver)
        .join(GestureRow, (GestureRow.workspace == GiftRow.workspace) & (GestureRow.id == GiftRow.gesture))
        .outerjoin(ReversalRow, reading.with_reversals())
        .outerjoin(
            PublicationRow,
            and_(
                PublicationRow.workspace == GiftRow.workspace,
                PublicationRow.gesture == GiftRow.gesture,
                PublicationRow.receiver == GiftRow.receiver,
            ),
        )
        .where(
            GestureRow.workspace == workspace,
            GestureRow.given_at >= since,
            GestureRow.given_at < until,
            GestureRow.seconds.is_(None),
            GestureRow.place.in_((Place.PUBLIC, Place.DIRECT)),
            reading.IS_LIVE,
        )
        .group_by(GiftRow.gesture, GiftRow.giver, GiftRow.receiver)
        .having(is_shown == 0)
        .subquery()
    )
    breadth = select(shown.c.giver, func.count(shown.c.receiver.distinct())).group_by(shown.c.giver)
    return Thanks(
        breadth={UserId(giver): people for giver, people in session.execute(breadth)},
        receivers=frozenset(UserId(one) for one in session.scalars(select(shown.c.receiver).distinct())),
    )
