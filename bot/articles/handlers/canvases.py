"""What can be done with a canvas? *Follow this canvas*, beside a message or in its channel; and stop."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles import views
from bot.articles.rules.canvases import Told
from bot.articles.service import canvases
from bot.runtime import Runtime
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Shortcut

FOLLOW = "articles.follow"


def register(on: Listeners) -> None:
    on.shortcut(FOLLOW, follow, before=look)
    on.press(views.UNFOLLOW, unfollow)


def look(runtime: Runtime, shortcut: Shortcut) -> Told | None:
    """What Slack tells of the channel just now; None when it doesn't."""
    return canvases.ask(runtime, shortcut.actor.workspace, shortcut.channel, seconds=canvases.SOON)


def follow(session: Session, shortcut: Shortcut, now: datetime, told: Told | None) -> Answer:
    """*Follow this canvas*: the one a message links to, or the channel's own."""
    canvas, is_new = canvases.follow(
        session,
        shortcut.actor.workspace,
        shortcut.channel,
        told,
        words=shortcut.text,
        by=shortcut.actor.user,
        now=now,
    )
    return views.following(canvas, is_new=is_new)


def unfollow(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Stop following*."""
    canvases.leave(session, pressed.actor.workspace, pressed.value, by=pressed.actor.user, now=now)
    return Say(views.left(), is_replacing=pressed.is_ephemeral)
