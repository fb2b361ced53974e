"""What becomes of a channel's digest? It is started, changed, paused, stopped, taken to another channel."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.channels.rules import Reach
from bot.digests import rules, store
from bot.digests.rules import Choices, Schedule, Standing, State, Subscription, refusals
from bot.digests.rules.parsing import MINE
from bot.digests.rules.sections import Section
from bot.digests.service import editions
from bot.digests.service import schedule as planning
from bot.digests.views import phrases, wording
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.people import service as people
from bot.people.rules import Standing as Rank


def start(
    session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId, choices: Choices, *, now: datetime
) -> tuple[Subscription, bool]:
    """Start a channel's digest, or change the one it has. Returns it, and whether it is new."""
    before = store.subscription(session, workspace, channel, is_locked=True)
    person = people.person(session, workspace, user)
    if person is not None and person.standing is Rank.GUEST:
        raise refusals.OnlyMembers
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
        started_at=now,
        since=now,
    )
    chosen = _chosen(session, made, choices)
    kept = planning.put(session, before=before, after=chosen, now=now)
    store.survey(session, workspace, channel, surveyed_at=None)
    return kept, True


def pause(session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId, *, now: datetime) -> Subscription:
    return _rest(session, mine(session, workspace, channel, user), Standing.PAUSED, now=now)


def resume(
    session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId, *, now: datetime
) -> Subscription:
    """Go on with a digest; the weeks it was paused are not owed."""
    before = mine(session, workspace, channel, user)
    if before.is_on:
        return before
    resumed = replace(before, standing=Standing.ON, reason="")
    return planning.put(session, before=before, after=resumed, now=now)


def stop(session: Session, workspace: WorkspaceId, channel: ChannelId, user: UserId, *, now: datetime) -> Subscription:
    return _rest(session, mine(session, workspace, channel, user), Standing.STOPPED, now=now)


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
    stop(session, workspace, channel, user, now=now)
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
    missed = rules.due(now, before.schedule)
    kept = store.edition(session, workspace, channel, missed.period)
    is_lost = kept is None or kept.state is State.OPEN or kept.reason in phrases.CHANNEL_LOST
    if before.reason in phrases.CHANNEL_LOST and is_lost and before.started_at <= missed.at >= now - rules.LATE:
        made = replace(made, since=missed.at)
        store.subscribe(session, made)
        if kept is not None:
            goes_on = store.open_edition(session, workspace, to, missed.period, due_at=missed.at)
            store.note(session, goes_on, hidden=sorted(kept.hidden), line=kept.line)
        store.wake(session, workspace, to, now)
    return made


def _rest(session: Session, before: Subscription, standing: Standing, *, now: datetime) -> Subscription:
    found = replace(before, standing=standing, reason="")
    store.subscribe(session, found)
    store.wake(session, found.workspace, found.channel, None)
    editions.retire_previews(session, found, now=now)
    return found


def _change(session: Session, before: Subscription, choices: Choices, *, now: datetime) -> Subscription:
    changed = _chosen(session, before, choices)
    if not changed.is_on:
        changed = replace(changed, standing=Standing.ON, reason="")
    return planning.put(session, before=before, after=changed, now=now)


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
        raise refusals.NoDigest
    return found if user is None else _owned(session, found, user)


def _owned(session: Session, found: Subscription, user: UserId) -> Subscription:
    if found.owner != user and not people.is_admin(session, found.workspace, user):
        raise refusals.NotYours(owner=editions.owner_name(session, found))
    return found
