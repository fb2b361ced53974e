"""What can be pressed on a preview, a list of digests or App Home, and what does it change?"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.digests import service, views
from bot.digests.rules import Edition, Subscription, is_period, refusals
from bot.digests.service import editions, subscriptions, wishes
from bot.digests.service.sources import Contributor
from bot.slack import text, values
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action


def register(on: Listeners, contributors: Sequence[Contributor]) -> None:
    on.press(views.SKIP, skip)
    on.press(views.SEND, partial(send, contributors=contributors))
    on.press(views.PAUSE, pause)
    on.press(views.RESUME, resume)
    on.press(views.STOP, stop)
    on.press(views.MONTHLY, monthly)


def skip(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Skip this week*."""
    found = edition(session, pressed, now=now)
    service.skip(session, found, now=now)
    return _instead(pressed, f"Skipped: no digest in {text.channel(found[0].channel)} this week.")


def send(session: Session, pressed: Action, now: datetime, *, contributors: Sequence[Contributor]) -> Answer:
    """*Send now*."""
    found = edition(session, pressed, now=now)
    service.send(session, found, contributors, now=now)
    return _instead(pressed, f"On its way to {text.channel(found[0].channel)}.")


def pause(session: Session, pressed: Action, now: datetime) -> Answer:
    channel = values.channel(pressed.value)
    subscriptions.pause(session, pressed.actor.workspace, channel, pressed.actor.user, now=now)
    return _instead(pressed, f"Paused: no digest in {text.channel(channel)} until you resume it.")


def resume(session: Session, pressed: Action, now: datetime) -> Answer:
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found = subscriptions.resume(session, workspace, values.channel(pressed.value), user, now=now)
    due_at = editions.upcoming(session, found, now=now).due_at
    return Say(views.settings(found, due_at, is_new=False), is_replacing=pressed.is_ephemeral)


def stop(session: Session, pressed: Action, now: datetime) -> Answer:
    channel = values.channel(pressed.value)
    subscriptions.stop(session, pressed.actor.workspace, channel, pressed.actor.user, now=now)
    return _instead(pressed, f"Stopped: no more digests in {text.channel(channel)}.")


def monthly(session: Session, pressed: Action, now: datetime) -> Answer:
    """Ask for one's monthly recap, or not any more."""
    told = wishes.monthly(session, pressed.actor.workspace, pressed.actor.user, is_on=pressed.value == "on")
    return Say(told, is_seen_at_home=True)


def edition(session: Session, pressed: Action, *, now: datetime) -> tuple[Subscription, Edition]:
    """Return the edition that a button is about, if it is for this person to decide."""
    channel, _, period = pressed.value.partition("|")
    if not is_period(period):
        raise refusals.NoDigest
    actor = pressed.actor
    return service.edition(session, actor.workspace, values.channel(channel), period, actor.user, now=now)


def _instead(pressed: Action, line: str) -> Say:
    return Say(views.said(line), is_replacing=pressed.is_ephemeral)
