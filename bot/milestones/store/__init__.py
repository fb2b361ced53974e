"""How are milestones kept and read back? Values out, never rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot import ids
from bot.db import insert
from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.milestones import rules
from bot.milestones.rules import Claim, Facts, Kind, Milestone, MilestoneId, Place, Voice
from bot.milestones.store.tables import MilestoneRow, VoiceRow


def add(session: Session, claim: Claim, *, now: datetime) -> tuple[MilestoneId, bool]:
    """Keep a milestone, unless one of this key is there. Returns its id, and whether it is new."""
    row = insert(session, MilestoneRow).values(
        workspace=claim.workspace,
        id=ids.fresh(),
        key=claim.key[:160],
        user=claim.user,
        is_automatic=claim.is_automatic,
        channel=claim.channel,
        thread=claim.thread,
        place=Place.PRIVATE if claim.channel is None else Place.UNKNOWN,
        made_at=now,
        **_facts(claim.facts),
    )
    made = session.scalar(row.on_conflict_do_nothing().returning(MilestoneRow.id))
    if made is not None:
        return MilestoneId(made), True
    same = select(MilestoneRow.id).where(MilestoneRow.workspace == claim.workspace, MilestoneRow.key == claim.key[:160])
    return MilestoneId(session.scalars(same).one()), False


def find(session: Session, workspace: WorkspaceId, id: MilestoneId, *, is_locked: bool = False) -> Milestone | None:
    """Return a milestone with its voices. `is_locked`: nobody else changes it until this transaction ends."""
    asked = select(MilestoneRow).where(*_one(workspace, id))
    if is_locked:
        asked = asked.with_for_update()
    row = session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _values(session, workspace, [row])[0]


def several(session: Session, workspace: WorkspaceId, ids: Collection[MilestoneId]) -> tuple[Milestone, ...]:
    return _load(session, workspace, MilestoneRow.id.in_(ids))


def of(session: Session, workspace: WorkspaceId, user: UserId, *, most: int | None = None) -> tuple[Milestone, ...]:
    """Return somebody's milestones, the newest first."""
    return _load(session, workspace, MilestoneRow.user == user, MilestoneRow.withdrawn_at.is_(None), most=most)


def ever(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Milestone, ...]:
    """Return somebody's milestones, also those taken back, the newest first."""
    return _load(session, workspace, MilestoneRow.user == user)


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Remove what somebody reached, what was said of it, and what they said of others'."""
    own = select(MilestoneRow.id).where(MilestoneRow.workspace == workspace, MilestoneRow.user == user)
    theirs = or_(VoiceRow.user == user, VoiceRow.milestone.in_(own))
    session.execute(delete(VoiceRow).where(VoiceRow.workspace == workspace, theirs))
    session.execute(delete(MilestoneRow).where(MilestoneRow.workspace == workspace, MilestoneRow.user == user))


def celebrated(session: Session, workspace: WorkspaceId, *, since: datetime, until: datetime) -> tuple[Milestone, ...]:
    """Return what was celebrated from `since` up to `until`, the newest first."""
    return _load(
        session,
        workspace,
        MilestoneRow.celebrated_at >= since,
        MilestoneRow.celebrated_at < until,
        MilestoneRow.withdrawn_at.is_(None),
    )


def change(session: Session, workspace: WorkspaceId, id: MilestoneId, facts: Facts) -> None:
    session.execute(update(MilestoneRow).where(*_one(workspace, id)).values(**_facts(facts)))


def by_post(session: Session, workspace: WorkspaceId, post: PromiseId) -> Milestone | None:
    """Return the milestone that a promise is the post of."""
    id = session.scalar(select(MilestoneRow.id).where(MilestoneRow.workspace == workspace, MilestoneRow.post == post))
    return None if id is None else find(session, workspace, MilestoneId(id))


def by_key(session: Session, workspace: WorkspaceId, key: str) -> Milestone | None:
    """Return the milestone that came by a fact of this name."""
    id = session.scalar(select(MilestoneRow.id).where(MilestoneRow.workspace == workspace, MilestoneRow.key == key))
    return None if id is None else find(session, workspace, MilestoneId(id))


def note(session: Session, workspace: WorkspaceId, id: MilestoneId, **values: object) -> None:
    """Note where it is celebrated (channel, thread, place, post, roll, celebrated_at) or that it is withdrawn."""
    session.execute(update(MilestoneRow).where(*_one(workspace, id)).values(**values))


def firsts(session: Session, workspace: WorkspaceId, users: Collection[UserId]) -> dict[UserId, datetime]:
    """Return when each of these people first had a milestone."""
    asked = (
        select(MilestoneRow.user, func.min(MilestoneRow.id))
        .where(MilestoneRow.workspace == workspace, MilestoneRow.user.in_(users), MilestoneRow.withdrawn_at.is_(None))
        .group_by(MilestoneRow.user)
    )
    first = {UserId(user): id for user, id in session.execute(asked)}
    rows = session.execute(
        select(MilestoneRow.user, MilestoneRow.made_at).where(
            MilestoneRow.workspace == workspace, MilestoneRow.id.in_(first.values())
        )
    )
    return {UserId(user): made_at for user, made_at in rows}


def expiring(session: Session, *, since: date, by: date) -> tuple[Milestone, ...]:
    """Return what expires from `since` up to `by` and whose person has not been reminded of it, in every workspace."""
    rows = session.scalars(
        select(MilestoneRow).where(
            MilestoneRow.expires_on.between(since, by),
            MilestoneRow.withdrawn_at.is_(None),
            (MilestoneRow.reminded_of.is_(None)) | (MilestoneRow.reminded_of != MilestoneRow.expires_on),
        )
    ).all()
    return tuple(_value(row, {}) for row in rows)


def remind(session: Session, milestone: Milestone) -> bool:
    """Note that its person is reminded of its expiry; False when they were, or it has changed since."""
    expires_on = milestone.facts.expires_on
    noted = (
        update(MilestoneRow)
        .where(
            *_one(milestone.workspace, milestone.id),
            MilestoneRow.expires_on == expires_on,
            MilestoneRow.withdrawn_at.is_(None),
            (MilestoneRow.reminded_of.is_(None)) | (MilestoneRow.reminded_of != expires_on),
        )
        .values(reminded_of=expires_on)
        .returning(MilestoneRow.id)
    )
    return session.scalar(noted) is not None


def unplaced(session: Session) -> dict[WorkspaceId, list[ChannelId]]:
    """Return the channels of which it is not known who can read along."""
    asked = select(MilestoneRow.workspace, MilestoneRow.channel).where(
        MilestoneRow.place == Place.UNKNOWN, MilestoneRow.channel.is_not(None)
    )
    found: dict[WorkspaceId, list[ChannelId]] = defaultdict(list)
    for workspace, channel in session.execute(asked.distinct()):
        found[WorkspaceId(workspace)].append(ChannelId(str(channel)))
    return found


def place(session: Session, workspace: WorkspaceId, channel: ChannelId, place: Place) -> None:
    """Note who can read along in a channel."""
    here = (MilestoneRow.workspace == workspace, MilestoneRow.channel == channel)
    session.execute(update(MilestoneRow).where(*here).values(place=place))


def _facts(facts: Facts) -> dict[str, Any]:
    return {
        "kind": facts.kind.value,
        "title": facts.title[: rules.TITLE],
        "link": facts.link,
        "expires_on": facts.expires_on,
    }


def _one(workspace: WorkspaceId, id: MilestoneId) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return MilestoneRow.workspace == workspace, MilestoneRow.id == id


def _load(
    session: Session, workspace: WorkspaceId, *which: ColumnElement[bool], most: int | None = None
) -> tuple[Milestone, ...]:
    newest = select(MilestoneRow).where(MilestoneRow.workspace == workspace, *which)
    newest = newest.order_by(MilestoneRow.made_at.desc(), MilestoneRow.id.desc()).limit(most)
    return _values(session, workspace, session.scalars(newest).all())


def _values(session: Session, workspace: WorkspaceId, rows: Sequence[MilestoneRow]) -> tuple[Milestone, ...]:
    voices: dict[int, dict[Voice, list[UserId]]] = {}
    wanted = (VoiceRow.workspace == workspace, VoiceRow.milestone.in_([row.id for row in rows]))
    for voice in session.scalars(select(VoiceRow).where(*wanted).order_by(VoiceRow.at, VoiceRow.user)) if rows else ():
        voices.setdefault(voice.milestone, {}).setdefault(Voice(voice.voice), []).append(UserId(voice.user))
    return tuple(_value(row, voices.get(row.id, {})) for row in rows)


def _value(row: MilestoneRow, voices: Mapping[Voice, Sequence[UserId]]) -> Milestone:
    return Milestone(
        id=MilestoneId(row.id),
        workspace=WorkspaceId(row.workspace),
        user=UserId(row.user),
        facts=Facts(kind=Kind(row.kind), title=row.title, link=row.link, expires_on=row.expires_on),
        is_automatic=row.is_automatic,
        made_at=row.made_at,
        celebrated_at=row.celebrated_at,
        withdrawn_at=row.withdrawn_at,
        channel=None if row.channel is None else ChannelId(row.channel),
        thread=None if row.thread is None else Ts(row.thread),
        place=Place(row.place),
        post=None if row.post is None else PromiseId(row.post),
        roll=None if row.roll is None else PromiseId(row.roll),
        congratulated=tuple(voices.get(Voice.CONGRATULATED, ())),
        applauded=tuple(voices.get(Voice.APPLAUDED, ())),
        confirmed=tuple(voices.get(Voice.CONFIRMED, ())),
    )
