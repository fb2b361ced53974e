"""How are subscriptions and editions kept and read back? Values out, never rows."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.orm import Session

from bot.channels.rules import Reach
from bot.db import insert
from bot.digests.rules import Edition, Schedule, Standing, State, Subscription
from bot.digests.rules.sections import Section
from bot.digests.store.tables import EditionRow, SubscriptionRow
from bot.ids import ChannelId, PromiseId, UserId, WorkspaceId


def subscribe(session: Session, subscription: Subscription) -> None:
    """Keep a channel's digest; there is one, made anew or not."""
    values = _facts(subscription)
    row = insert(session, SubscriptionRow).values(
        workspace=subscription.workspace, channel=subscription.channel, surveyed_at=None, wakes_at=None, **values
    )
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "channel"], set_=values))


def subscription(
    session: Session, workspace: WorkspaceId, channel: ChannelId, *, is_locked: bool = False
) -> Subscription | None:
    """Return a channel's digest. `is_locked`: whoever else tends to it waits until this transaction ends."""
    asked = select(SubscriptionRow).where(*_here(workspace, channel))
    if is_locked:
        asked = asked.with_for_update()
    row = session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _subscription(row)


def subscriptions(session: Session, workspace: WorkspaceId, *, owner: UserId | None = None) -> tuple[Subscription, ...]:
    """Return the digests that are on or paused, by channel."""
    asked = select(SubscriptionRow).where(
        SubscriptionRow.workspace == workspace, SubscriptionRow.standing != Standing.STOPPED
    )
    if owner is not None:
        asked = asked.where(SubscriptionRow.owner == owner)
    return tuple(map(_subscription, session.scalars(asked.order_by(SubscriptionRow.channel))))


def channels(session: Session, workspace: WorkspaceId) -> tuple[ChannelId, ...]:
    """Return every channel that has, or had, a digest."""
    asked = select(SubscriptionRow.channel).where(SubscriptionRow.workspace == workspace)
    return tuple(map(ChannelId, session.scalars(asked.order_by(SubscriptionRow.channel))))


def awake(session: Session, *, now: datetime) -> tuple[tuple[WorkspaceId, ChannelId], ...]:
    """Return the channels where something is to be done, in every workspace, the longest waiting first."""
    asked = select(SubscriptionRow.workspace, SubscriptionRow.channel).where(SubscriptionRow.wakes_at <= now)
    rows = session.execute(asked.order_by(SubscriptionRow.wakes_at, SubscriptionRow.channel))
    return tuple((WorkspaceId(workspace), ChannelId(channel)) for workspace, channel in rows)


def wakes_at(session: Session, workspace: WorkspaceId, channel: ChannelId) -> datetime | None:
    return session.scalar(select(SubscriptionRow.wakes_at).where(*_here(workspace, channel)))


def wake(session: Session, workspace: WorkspaceId, channel: ChannelId, at: datetime | None) -> None:
    """Note when there is something to do next."""
    session.execute(update(SubscriptionRow).where(*_here(workspace, channel)).values(wakes_at=at))


def unsurveyed(
    session: Session, *, before: datetime, due: datetime, due_before: datetime, most: int
) -> tuple[Subscription, ...]:
    """Return some of the digests that are on and whose channel was not looked at since `before`.

    Where something is to be done until `due`: since `due_before`.
    """
    is_due = (SubscriptionRow.wakes_at <= due) & (SubscriptionRow.surveyed_at < due_before)
    asked = select(SubscriptionRow).where(
        SubscriptionRow.standing == Standing.ON,
        SubscriptionRow.surveyed_at.is_(None) | (SubscriptionRow.surveyed_at < before) | is_due,
    )
    # One about which Slack never says anything must not stand before the others for ever.
    some = asked.order_by(case((is_due, 0), else_=1), func.random()).limit(most)
    return tuple(map(_subscription, session.scalars(some)))


def survey(session: Session, workspace: WorkspaceId, channel: ChannelId, **facts: object) -> None:
    """Note what a look at the channel has shown: reach, is_owner_inside, surveyed_at."""
    session.execute(update(SubscriptionRow).where(*_here(workspace, channel)).values(**facts))


def open_edition(
    session: Session, workspace: WorkspaceId, channel: ChannelId, period: str, *, due_at: datetime
) -> Edition:
    """Return the edition of a week, locked; made open if there is none yet."""
    row = insert(session, EditionRow).values(
        workspace=workspace,
        channel=channel,
        period=period,
        state=State.OPEN,
        reason="",
        due_at=due_at,
        hidden=[],
        line="",
        thread=[],
        items=[],
    )
    session.execute(row.on_conflict_do_nothing())
    found = edition(session, workspace, channel, period, is_locked=True)
    assert found is not None
    return found


def edition(
    session: Session, workspace: WorkspaceId, channel: ChannelId, period: str, *, is_locked: bool = False
) -> Edition | None:
    asked = select(EditionRow).where(*_week(workspace, channel, period))
    if is_locked:
        asked = asked.with_for_update()
    row = session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _edition(row)


def editions(
    session: Session, workspace: WorkspaceId, channel: ChannelId, *, most: int | None = None
) -> tuple[Edition, ...]:
    """Return a channel's editions, the latest first."""
    here = (EditionRow.workspace == workspace, EditionRow.channel == channel)
    asked = select(EditionRow).where(*here).order_by(EditionRow.due_at.desc(), EditionRow.period.desc()).limit(most)
    return tuple(map(_edition, session.scalars(asked.execution_options(populate_existing=True))))


def everything(
    session: Session, workspace: WorkspaceId, channel: ChannelId
) -> tuple[tuple[Edition, list[dict[str, Any]]], ...]:
    """Return all of a channel's editions with what is in them."""
    asked = select(EditionRow).where(EditionRow.workspace == workspace, EditionRow.channel == channel)
    rows = session.scalars(asked.order_by(EditionRow.due_at).execution_options(populate_existing=True))
    return tuple((_edition(row), list(row.items)) for row in rows)


def by_post(session: Session, workspace: WorkspaceId, promise: PromiseId) -> Edition | None:
    """Return the edition that a promise is the post of."""
    asked = select(EditionRow).where(EditionRow.workspace == workspace, EditionRow.post == promise)
    row = session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _edition(row)


def posted(session: Session, *, since: datetime) -> tuple[Edition, ...]:
    """Return what was posted since a moment, in every workspace."""
    asked = select(EditionRow).where(EditionRow.state == State.POSTED, EditionRow.settled_at >= since)
    return tuple(map(_edition, session.scalars(asked.order_by(EditionRow.settled_at))))


def note(session: Session, edition: Edition, **values: Any) -> None:
    """Change an edition's columns."""
    which = _week(edition.workspace, edition.channel, edition.period)
    session.execute(update(EditionRow).where(*which).values(**values))


def contents(session: Session, edition: Edition) -> list[dict[str, Any]]:
    """Return what is in an edition, as it was kept."""
    which = _week(edition.workspace, edition.channel, edition.period)
    return list(session.scalars(select(EditionRow.items).where(*which)).one())


def earlier_contents(
    session: Session, workspace: WorkspaceId, channel: ChannelId, *, most: int
) -> list[dict[str, Any]]:
    """Return what the last posted editions of a channel held."""
    asked = select(EditionRow.items).where(
        EditionRow.workspace == workspace, EditionRow.channel == channel, EditionRow.state == State.POSTED
    )
    rows = session.scalars(asked.order_by(EditionRow.due_at.desc()).limit(most)).all()
    return [item for items in rows for item in items]


def thread(session: Session, edition: Edition) -> tuple[PromiseId, ...]:
    """Return the promises of the messages in an edition's thread."""
    which = _week(edition.workspace, edition.channel, edition.period)
    return tuple(map(PromiseId, session.scalars(select(EditionRow.thread).where(*which)).one()))


def _here(workspace: WorkspaceId, channel: ChannelId) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SubscriptionRow.workspace == workspace, SubscriptionRow.channel == channel


def _week(workspace: WorkspaceId, channel: ChannelId, period: str) -> tuple[ColumnElement[bool], ...]:
    return EditionRow.workspace == workspace, EditionRow.channel == channel, EditionRow.period == period


def _facts(one: Subscription) -> dict[str, Any]:
    return {
        "owner": one.owner,
        "standing": one.standing,
        "reason": one.reason[:64],
        "weekday": one.schedule.weekday,
        "at": f"{one.schedule.at:%H:%M}",
        "zone": one.schedule.zone,
        "is_zone_chosen": one.is_zone_chosen,
        "language": one.language,
        "sections": sorted(one.sections),
        "reach": one.reach,
        "is_owner_inside": one.is_owner_inside,
        "started_at": one.started_at,
        "since": one.since,
    }


def _subscription(row: SubscriptionRow) -> Subscription:
    return Subscription(
        workspace=WorkspaceId(row.workspace),
        channel=ChannelId(row.channel),
        owner=UserId(row.owner),
        standing=Standing(row.standing),
        reason=row.reason,
        schedule=Schedule(weekday=row.weekday, at=time.fromisoformat(row.at), zone=row.zone),
        is_zone_chosen=row.is_zone_chosen,
        language=row.language,
        sections=frozenset(map(Section, row.sections)),
        reach=Reach(row.reach),
        is_owner_inside=row.is_owner_inside,
        started_at=row.started_at,
        since=row.since,
        surveyed_at=row.surveyed_at,
    )


def _edition(row: EditionRow) -> Edition:
    return Edition(
        workspace=WorkspaceId(row.workspace),
        channel=ChannelId(row.channel),
        period=row.period,
        state=State(row.state),
        due_at=row.due_at,
        reason=row.reason,
        hidden=frozenset(row.hidden),
        line=row.line,
        preview=None if row.preview is None else PromiseId(row.preview),
        post=None if row.post is None else PromiseId(row.post),
        covers=(None if row.covers_since is None or row.covers_until is None else (row.covers_since, row.covers_until)),
    )
