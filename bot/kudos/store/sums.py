"""What can be counted in the ledger, without reading whole kudos?"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import Audience, GestureId, Place
from bot.kudos.rules.budget import Count
from bot.kudos.rules.stories import Tally
from bot.kudos.store.reading import IS_LIVE, with_reversals
from bot.kudos.store.tables import GestureRow, GiftRow, PublicationRow, ReversalRow


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
        .outerjoin(ReversalRow, with_reversals())
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
            IS_LIVE,
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


def given(session: Session, workspace: WorkspaceId, user: UserId) -> Tally:
    """Return what somebody gave that counts."""
    return _tally(session, workspace, GiftRow.giver == user)


def received(session: Session, workspace: WorkspaceId, user: UserId) -> Tally:
    """Return what somebody got that counts."""
    return _tally(session, workspace, GiftRow.receiver == user)


def seconds_received(session: Session, workspace: WorkspaceId, user: UserId) -> int:
    """Return how many "+1"s somebody got."""
    return _count(session, workspace, GiftRow.receiver == user, GiftRow.tally == Count.FREE)


def joiners(session: Session, workspace: WorkspaceId, gestures: Collection[GestureId]) -> Mapping[GestureId, int]:
    """Return how many said "+1" to each of these kudos."""
    rows = session.execute(
        select(GestureRow.seconds, func.count(GestureRow.id.distinct()).label("joiners"))
        .join(GiftRow, (GiftRow.workspace == GestureRow.workspace) & (GiftRow.gesture == GestureRow.id))
        .outerjoin(ReversalRow, with_reversals())
        .where(GestureRow.workspace == workspace, GestureRow.seconds.in_(gestures), IS_LIVE)
        .group_by(GestureRow.seconds)
    )
    return {GestureId(row.seconds): row.joiners for row in rows}


def exchanged(session: Session, workspace: WorkspaceId, *, since: datetime) -> Mapping[tuple[UserId, UserId], int]:
    """Count how often each thanked each, by name and counted."""
    rows = session.execute(
        select(GiftRow.giver, GiftRow.receiver, GiftRow.gesture)
        .outerjoin(ReversalRow, with_reversals())
        .where(
            GiftRow.workspace == workspace,
            GiftRow.given_at >= since,
            GiftRow.tally == Count.COUNTED,
            GiftRow.group == "",
            IS_LIVE,
        )
        .distinct()
    )
    return Counter((UserId(giver), UserId(receiver)) for giver, receiver, _ in rows)


def _tally(session: Session, workspace: WorkspaceId, whose: ColumnElement[bool]) -> Tally:
    counted = GiftRow.tally == Count.COUNTED
    by_value = session.execute(
        select(GiftRow.value, func.count())
        .outerjoin(ReversalRow, with_reversals())
        .where(GiftRow.workspace == workspace, whose, counted, IS_LIVE, GiftRow.value != "")
        .group_by(GiftRow.value)
        .order_by(func.count().desc(), GiftRow.value)
    )
    return Tally(
        total=_count(session, workspace, whose, counted), by_value=tuple((value, count) for value, count in by_value)
    )


def _count(session: Session, workspace: WorkspaceId, *which: ColumnElement[bool]) -> int:
    """Count thanks, not gifts: a person thanked for two values is thanked once."""
    thanks = (
        select(GiftRow.gesture, GiftRow.receiver)
        .outerjoin(ReversalRow, with_reversals())
        .where(GiftRow.workspace == workspace, *which, IS_LIVE)
        .distinct()
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(thanks)) or 0
