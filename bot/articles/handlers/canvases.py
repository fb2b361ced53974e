"""What can be done with a canvas? *Follow this canvas*, beside a message or in its channel; and stop."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles.rules.canvases import NotOurs, Told
from bot.articles.service import canvases
from bot.articles.views import canvases as views
from bot.errors import UserError
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack.answer import Answer, Errors, Open, Say, Show
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Shortcut, Submission
from bot.slack.values import channel

FOLLOW = "articles.follow"


def register(on: Listeners) -> None:
    on.shortcut(FOLLOW, follow, before=look)
    on.press(views.UNFOLLOW, unfollow)
    on.press(views.CHOOSE, choose)
    on.submit(views.CHOSEN, chosen, before=look_for)


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


def choose(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Follow a canvas*, in App Home: which?"""
    people.must_be_curator(session, pressed.actor.workspace, pressed.actor.user)
    return Open(views.which())


def look_for(runtime: Runtime, form: Submission) -> Told | None:
    """What Slack tells of the chosen channel to a curator who may read it; of a private one to its members alone."""
    actor, named = form.actor, form.chosen(views.CHANNEL)
    if not named or not runtime.reading(lambda session: people.is_curator(session, actor.workspace, actor.user)):
        return None
    here = channel(named[0])
    found = canvases.ask(runtime, actor.workspace, here, seconds=canvases.SOON)
    if found is None or not found.is_private:
        return found
    is_theirs = canvases.is_member(runtime, actor.workspace, here, actor.user, seconds=canvases.SOON)
    return found if is_theirs else Told()


def chosen(session: Session, form: Submission, now: datetime, told: Told | None) -> Answer:
    workspace, user, named = form.actor.workspace, form.actor.user, form.chosen(views.CHANNEL)
    people.must_be_curator(session, workspace, user)
    if not named:
        return Errors({views.CHANNEL: NotOurs().sentence})
    try:
        canvas, is_new = canvases.follow(
            session, workspace, channel(named[0]), told, words=form.text(views.LINK), by=user, now=now
        )
    except UserError as error:
        return Errors({views.CHANNEL: error.sentence})
    return Show(views.followed(canvas, is_new=is_new))


def unfollow(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Stop following*."""
    canvases.leave(session, pressed.actor.workspace, pressed.value, by=pressed.actor.user, now=now)
    return Say(views.left(), is_replacing=pressed.is_ephemeral)
