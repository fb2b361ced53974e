"""What becomes of a channel's digest? It is started, changed, paused, stopped, taken to another channel."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from sqlalchemy.orm import Session

from bot.digests import editions, phrases, rules, store, views, wording
from bot.digests.parsing import MINE
from bot.digests.rules import Reach, Schedule, Standing, State, Subscription
from bot.digests.sections import Section
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.people.rules import Standing as Rank

RECENT = 4  #: editions looked at for one that was lost


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What somebody chose; None leaves it as it is."""

    weekday: int | None = None
    at: time | None = None
    zone: str | None = None
    language: str | None = None
    sections: frozenset[Section] | None = None


def start(
    session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId, choices: Choices, *, now: datetime
) -> tuple[Subscription, bool]:
    """Start a channel's digest, or change the one it has. Returns it, and whether it is new."""
    before = store.subscription(session, workspace, channel, is_locked=True)
    person = people.person(session, workspace, user)
    if person is not None and person.standing is Rank.GUEST:
        raise rules.OnlyMembers
    if before is not None and before.standing is not Standing.STOPPED:
        return _change(session, _owned(session, before, user), choices, now=now), False
    made = Subscription(
        workspace=workspace,
        channel=channel,
        owner=user,
        standing=Standing.ON,
        reason="",
        schedule=Schedule(zone=person.zone if person is not None else "UTC"),
        is_zone_chosen=False,
        language=wording.known(person.locale if person is not None else "en"),
        sections=frozenset(Section),
        reach=Reach.UNKNOWN,
        is_owner_inside=False,
        since=now,
    )
    chosen = _chosen(session, made, choices)
    store.subscribe(session, chosen)
    store.survey(session, workspace, channel, surveyed_at=None)
    _replan(session, chosen, before, now=now)
    editions.wake(session, chosen, now=now)
    return chosen, True


def pause(session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId) -> Subscription:
    found = replace(mine(session, workspace, channel, user), standing=Standing.PAUSED, reason="")
    store.subscribe(session, found)
    store.wake(session, workspace, channel, None)
    return found


def resume(
    session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId, *, now: datetime
) -> Subscription:
    """Go on with a digest; the weeks it was paused are not owed."""
    before = mine(session, workspace, channel, user)
    if before.is_on:
        return before
    found = replace(before, standing=Standing.ON, reason="", since=now)
    change(session, before=before, after=found, now=now)
    return found


def stop(session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId) -> Subscription:
    found = replace(mine(session, workspace, channel, user), standing=Standing.STOPPED, reason="")
    store.subscribe(session, found)
    store.wake(session, workspace, channel, None)
    return found


def relocate(
    session: Session,
    workspace: WorkspaceId,
    channel: ChannelId,
    to: ChannelId,
    user: UserId,
    *,
    now: datetime,
) -> Subscription:
    """Let a digest go to another channel. A week that was lost here, and is not too old, is caught up there."""
    before = mine(session, workspace, channel, user)
    stop(session, workspace, channel, user)
    made, _ = start(
        session,
        workspace,
        to,
        user,
        Choices(
            weekday=before.schedule.weekday,
            at=before.schedule.at,
            zone=before.schedule.zone,
            language=before.language,
            sections=before.sections,
        ),
        now=now,
    )
    lost = [
        one.due_at
        for one in store.editions(session, workspace, channel, most=RECENT)
        if one.reason in phrases.CHANNEL_LOST and now - one.due_at <= rules.LATE
    ]
    if lost:
        made = replace(made, since=min(lost))
        store.subscribe(session, made)
        store.wake(session, workspace, to, now)
    return made


def change(session: Session, *, before: Subscription, after: Subscription, now: datetime) -> None:
    """Put a changed digest in place of what it was, and plan its weeks anew."""
    store.subscribe(session, after)
    _replan(session, after, before, now=now)
    editions.wake(session, after, now=now)


def _change(session: Session, before: Subscription, choices: Choices, *, now: datetime) -> Subscription:
    changed = _chosen(session, before, choices)
    if not changed.is_on:
        changed = replace(changed, standing=Standing.ON, reason="", since=now)
    change(session, before=before, after=changed, now=now)
    return changed


def _replan(session: Session, now_is: Subscription, before: Subscription | None, *, now: datetime) -> None:
    """Fit what is planned to a changed schedule: a week that was still to come stays one, whatever the new hour."""
    if before is None:
        return
    workspace, channel = now_is.workspace, now_is.channel
    known = {one.period: one for one in store.editions(session, workspace, channel, most=RECENT)}
    for planned in known.values():
        at = rules.of_period(planned.period, now_is.schedule).at
        if planned.state is State.OPEN and at > now and at != planned.due_at:
            moved = replace(planned, due_at=at, preview=None)
            store.note(session, planned, due_at=at, preview=None)
            if planned.preview is not None:
                shown = views.previewed(now_is, moved)
                outbox.edit(session, workspace=workspace, promise=planned.preview, message=shown, now=now)
        elif planned.state is State.OPEN and at <= now and planned.due_at < now_is.since:
            editions.close(session, now_is, planned, State.SKIPPED, phrases.STOPPED, now=now)
    week = rules.in_period(now, now_is.schedule)
    old = rules.of_period(week.period, before.schedule)
    if week.period not in known and before.is_on and week.at <= now < old.at:
        store.open_edition(session, workspace, channel, week.period, due_at=old.at)


def _chosen(session: Session, one: Subscription, choices: Choices) -> Subscription:
    schedule = one.schedule
    zone = choices.zone
    if zone == MINE:
        person = people.person(session, one.workspace, one.owner)
        zone = person.zone if person is not None else schedule.zone
    return replace(
        one,
        schedule=Schedule(
            weekday=schedule.weekday if choices.weekday is None else choices.weekday,
            at=schedule.at if choices.at is None else choices.at,
            zone=zone or schedule.zone,
        ),
        is_zone_chosen=one.is_zone_chosen or zone is not None,
        language=choices.language or one.language,
        sections=one.sections if choices.sections is None else choices.sections,
    )


def mine(session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId | None) -> Subscription:
    """Return a digest that this person (None: the operator) may change; raise a sentence otherwise."""
    found = store.subscription(session, workspace, channel, is_locked=user is not None)
    if found is None or found.standing is Standing.STOPPED:
        raise rules.NoDigest
    return found if user is None else _owned(session, found, user)


def _owned(session: Session, found: Subscription, user: UserId) -> Subscription:
    if found.owner != user and not people.is_admin(session, found.workspace, user):
        raise rules.NotYours(owner=editions.owner_name(session, found))
    return found
