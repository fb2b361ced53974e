"""Several people wait for one topic: would somebody teach them together?"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors import rules
from bot.mentors.rules import matching
from bot.mentors.rules.refusals import Gone, GroupTaken, NobodyWaits, NoChannel, NotHere, NotTheOwner
from bot.mentors.rules.values import Group, LedGroup, Request
from bot.mentors.service import notices
from bot.mentors.store import groups, mentors, requests
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox
from bot.people import service as people
from bot.slack import text
from bot.slack.message import message

#: How long a group session is spoken of after it was proposed.
SPOKEN_OF = timedelta(days=28)


def led(session: Session, workspace: WorkspaceId, *, now: datetime) -> tuple[LedGroup, ...]:
    """Return the group sessions that somebody leads, with those who wait for the topic."""
    channel = notices.channel(session, workspace)
    return tuple(
        LedGroup(
            key=_key(one.topic, one.offered_at),
            label=one.label,
            leader=one.leader,
            channel=channel,
            waiting=frozenset(_waiting(session, workspace, one.topic)),
        )
        for one in groups.led(session, workspace, since=now - SPOKEN_OF)
        if one.leader is not None and channel is not None
    )


def offer(session: Session, request: Request, *, now: datetime) -> None:
    """Tell the asker of the group session there is; or offer the owner one, when enough people wait.

    Once a topic, until the last one is long over.
    """
    workspace, topic, since = request.workspace, request.draft.key, now - SPOKEN_OF
    led = {one.topic: one for one in groups.led(session, workspace, since=since)}
    if topic in led:
        _tell_led(session, led[topic], request.asker, now=now)
        return
    waiting = _waiting(session, workspace, topic)
    owner = notices.owner(session, workspace)
    if len(waiting) < rules.GROUP or owner is None:
        return
    if groups.offer(session, workspace, topic, request.label, since=since, now=now):
        teach = sum(one.is_listed and matching.teaches(one, topic) for one in mentors.every(session, workspace))
        outbox.direct(
            session,
            workspace=workspace,
            user=owner.user,
            message=mentor_views.group_offer(request.label, topic, len(waiting), teach),
            key=_key(topic, now),
            now=now,
        )


def propose(session: Session, *, workspace: WorkspaceId, actor: UserId, topic: str, now: datetime) -> int:
    """Tell those who wait, and ask the mentors' channel for a host. Returns how many wait."""
    if not people.is_admin(session, workspace, actor):
        raise NotTheOwner
    waiting: set[UserId] = set()

    def proposed(group: Group) -> Group:
        channel = notices.channel(session, workspace)
        if channel is None:
            raise NoChannel
        waiting.update(_waiting(session, workspace, topic))
        if group.proposed_at is not None:
            return group
        if not waiting:
            raise NobodyWaits
        card = outbox.post(
            session,
            workspace=workspace,
            channel=channel,
            message=mentor_views.group_card(group.label, topic, len(waiting), None),
            key=f"{_key(topic, group.offered_at)}:card",
            now=now,
        )
        return replace(group, proposed_at=now, card=card)

    group = groups.change(session, workspace, topic, proposed)
    if group is None:
        raise Gone
    for asker in sorted(waiting):
        said = (
            f"{len(waiting)} of you are waiting for a mentor for {text.bold(group.label)}, so I've asked the "
            "mentors' channel who would lead a group session. Your own request goes on as before."
        )
        if group.proposed_at == now:
            _tell(session, workspace, asker, said, key=f"{_key(topic, group.offered_at)}:waiting:{asker}", now=now)
    return len(waiting)


def lead(session: Session, *, workspace: WorkspaceId, actor: UserId, topic: str, now: datetime) -> None:
    """Somebody will lead it: the owner and those who wait are told."""

    def taken(group: Group) -> Group:
        person = people.person(session, workspace, actor)
        if group.proposed_at is None:
            raise Gone
        if person is None or not person.is_here:
            raise NotHere
        if group.leader is not None:
            raise GroupTaken(who=notices.name(session, workspace, group.leader))
        return replace(group, leader=actor)

    group = groups.change(session, workspace, topic, taken)
    if group is None:
        raise Gone
    _show(session, group, 0, now=now)
    for asker in sorted(_waiting(session, workspace, topic) - {actor}):
        _tell_led(session, group, asker, now=now)
    owner = notices.owner(session, workspace)
    if owner is not None and owner.user != actor:
        said = (
            f"{text.user(actor)} will lead a group session on {text.bold(group.label)}. "
            "I've asked them to choose a time."
        )
        _tell(session, workspace, owner.user, said, key=f"{_key(topic, group.offered_at)}:owner", now=now)


def unlead(session: Session, workspace: WorkspaceId, host: UserId, *, now: datetime) -> None:
    """Who would have led sessions does not any more: their cards ask anew."""
    for topic in groups.led_by(session, workspace, host):
        group = groups.change(session, workspace, topic, lambda one: replace(one, leader=None))
        if group is not None:
            _show(session, group, len(_waiting(session, workspace, topic)), now=now)


def _waiting(session: Session, workspace: WorkspaceId, topic: str) -> set[UserId]:
    return {one.asker for one in requests.on_topic(session, workspace, topic, rules.OPEN)}


def _show(session: Session, group: Group, count: int, *, now: datetime) -> None:
    """Bring the card in the mentors' channel up to date."""
    if group.card is not None:
        leader = None if group.leader is None else text.user(group.leader)
        shown = mentor_views.group_card(group.label, group.topic, count, leader)
        outbox.edit(session, workspace=group.workspace, promise=group.card, message=shown, now=now)


def _tell_led(session: Session, group: Group, asker: UserId, *, now: datetime) -> None:
    if group.leader is None or group.leader == asker:
        return
    said = (
        f"{text.user(group.leader)} will lead a group session on {text.bold(group.label)}; "
        "I'll tell you when there's a time. Your own request goes on as before."
    )
    _tell(session, group.workspace, asker, said, key=f"{_key(group.topic, group.offered_at)}:led:{asker}", now=now)


def _tell(session: Session, workspace: WorkspaceId, user: UserId, said: str, *, key: str, now: datetime) -> None:
    outbox.direct(session, workspace=workspace, user=user, message=message(said), key=key, now=now)


def _key(topic: str, offered_at: datetime) -> str:
    """What every message about one group session begins its key with."""
    return f"mentors:group:{topic}:{offered_at:%Y%m%dT%H%M%S}"
