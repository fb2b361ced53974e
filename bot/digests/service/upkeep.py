"""What when an edition has been posted, can never be, or something in it was taken back?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.channels.rules import Reach
from bot.digests import store, views
from bot.digests.rules import Edition, Standing, State, Subscription, composition
from bot.digests.rules.sections import Window
from bot.digests.service import editions, material
from bot.digests.service.sources import Contributor
from bot.digests.views import phrases, post
from bot.ids import PromiseId
from bot.outbox import service as outbox
from bot.outbox.rules import Promise
from bot.outbox.rules import State as Kept
from bot.slack.message import Message


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """Hear what became of an edition's post: go on in its thread, or tell the owner why there is none."""
    found = store.by_post(session, promise.workspace, promise.id)
    if found is None:
        return
    subscription = store.subscription(session, found.workspace, found.channel, is_locked=True)
    edition = store.edition(session, found.workspace, found.channel, found.period, is_locked=True)
    if subscription is None or edition is None or edition.state is not State.POSTED:
        return
    if promise.state is Kept.SENT:
        _go_on(session, subscription, edition, promise, now=now)
    elif promise.state is Kept.DEAD:
        _lost(session, subscription, edition, promise.failure or "unknown", now=now)
    elif promise.state is Kept.UNKNOWN:
        line = "I can't tell whether your digest arrived, so I didn't send it twice. Please check the channel."
        _tell(session, subscription, edition, views.said(line), now=now)


def standing(session: Session, edition: Edition, contributors: Sequence[Contributor]) -> list[dict[str, Any]] | None:
    """Return what an edition should hold now; None when it holds that."""
    subscription = store.subscription(session, edition.workspace, edition.channel)
    if subscription is None or edition.covers is None or subscription.reach is Reach.UNKNOWN:
        return None  # made anew, and not looked at yet: what may be seen there is not known
    kept = store.contents(session, edition)
    since, until = edition.covers
    now = material.gather(session, subscription, contributors, Window(since=since, until=until))
    audience = subscription.audience
    held = composition.kept(composition.repaired(composition.read(kept), [one for one in now if one.is_for(audience)]))
    return held if held != kept else None


def repair(session: Session, edition: Edition, contributors: Sequence[Contributor], *, now: datetime) -> bool:
    """Make the post and its thread say what is true now; False when they do."""
    locked = store.edition(session, edition.workspace, edition.channel, edition.period, is_locked=True)
    subscription = store.subscription(session, edition.workspace, edition.channel)
    if locked is None or locked.state is not State.POSTED or locked.post is None or subscription is None:
        return False
    held = standing(session, locked, contributors)
    if held is None:
        return False
    hold(session, subscription, locked, held, now=now)
    return True


def hold(
    session: Session, subscription: Subscription, edition: Edition, held: list[dict[str, Any]], *, now: datetime
) -> None:
    """Let an edition hold this; its post and its thread say so, if there are any."""
    store.note(session, edition, items=held, line=edition.line)
    if edition.post is None:
        return
    workspace = edition.workspace
    root, *parts = _drawn(session, subscription, edition, held)
    outbox.edit(session, workspace=workspace, promise=edition.post, message=root, now=now)
    told = store.thread(session, edition)
    for number, promise in enumerate(told):
        if number < len(parts):
            outbox.edit(session, workspace=workspace, promise=promise, message=parts[number], now=now)
        else:
            outbox.withdraw(session, workspace=workspace, promise=promise, now=now)
    posted = outbox.find(session, workspace=workspace, promise=edition.post)
    if told and posted is not None and posted.channel is not None and len(parts) > len(told):
        more = _thread(session, edition, posted, parts[len(told) :], first=len(told), now=now)
        store.note(session, edition, thread=[*told, *more])


def _go_on(session: Session, subscription: Subscription, edition: Edition, promise: Promise, *, now: datetime) -> None:
    """Put the rest into the thread, now that there is one."""
    if promise.channel is None or store.thread(session, edition):
        return
    _, *parts = _drawn(session, subscription, edition, store.contents(session, edition))
    store.note(session, edition, thread=_thread(session, edition, promise, parts, first=0, now=now))


def _thread(
    session: Session, edition: Edition, root: Promise, parts: Sequence[Message], *, first: int, now: datetime
) -> list[PromiseId]:
    """Put parts under an edition's post. `first`: the number of the first of them."""
    assert root.channel is not None
    return [
        outbox.post(
            session,
            workspace=edition.workspace,
            channel=root.channel,
            message=part,
            key=f"digest.rest:{edition.channel}:{edition.period}:{number}",
            now=now,
            thread=root.ts,
        )
        for number, part in enumerate(parts, first)
    ]


def _lost(session: Session, subscription: Subscription, edition: Edition, why: str, *, now: datetime) -> None:
    """Note that a week has no edition; a channel that is no place for us any more pauses the digest."""
    is_paused = why in phrases.CHANNEL_LOST
    if is_paused and subscription.is_on:
        paused = replace(subscription, standing=Standing.PAUSED, reason=why)
        store.subscribe(session, paused)
        store.wake(session, subscription.workspace, subscription.channel, None)
    editions.close(session, subscription, edition, State.SKIPPED, why, now=now)
    _tell(session, subscription, edition, views.lost(subscription, why, is_paused=is_paused), now=now)


def _tell(session: Session, subscription: Subscription, edition: Edition, message: Message, *, now: datetime) -> None:
    outbox.direct(
        session,
        workspace=subscription.workspace,
        user=subscription.owner,
        message=message,
        key=f"digest.lost:{edition.channel}:{edition.period}",
        now=now,
    )


def _drawn(
    session: Session, subscription: Subscription, edition: Edition, held: Sequence[dict[str, Any]]
) -> tuple[Message, ...]:
    owner = editions.owner_name(session, subscription)
    return post.edition(composition.read(held), language=subscription.language, owner=owner, line=edition.line)
