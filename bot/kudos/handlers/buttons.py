"""What can be pressed under a kudos, a receipt, or a question?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.kudos import rules
from bot.kudos.rules import DraftId, GestureId, Place, Source
from bot.kudos.rules.wishes import Wish
from bot.kudos.service import changing, drafts, giving, receipts
from bot.kudos.views import receipts as views
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press("kudos.undo", undo)
    on.press("kudos.tag", tag, stranger=rules.NotAmongUs)
    on.press("kudos.confirm", confirm, stranger=rules.NotAmongUs)
    on.press("kudos.drop", drop)
    on.press("kudos.second", second, stranger=rules.NotAmongUs)
    on.press("kudos.publish", publish)
    on.press("kudos.keep", keep)


def undo(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Undo* on a receipt."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    gesture = changing.undo(session, workspace, GestureId(number(pressed.value)), by=user, now=now)
    return Say(views.undone(gesture, receipts.names(session, workspace, gesture.receivers)), is_replacing=True)


def tag(session: Session, pressed: Action, now: datetime) -> Answer:
    """One of the suggested values on a receipt."""
    target, _, value = pressed.value.partition("|")
    workspace, user = pressed.actor.workspace, pressed.actor.user
    outcome = changing.tag(session, workspace, GestureId(number(target)), value, by=user, now=now)
    return Say(receipts.tell(session, workspace, user, outcome), is_replacing=True)


def confirm(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Send anyway* and the like."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    draft = drafts.of_giver(session, workspace, DraftId(number(pressed.value)), user)
    outcome = giving.give(session, draft.wish, now=now, is_sure=True)
    return Say(receipts.tell(session, workspace, user, outcome), is_replacing=True)


def drop(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Never mind*."""
    drafts.drop(session, pressed.actor.workspace, DraftId(number(pressed.value)), pressed.actor.user)
    return Say(views.simply("All right, nothing was sent."), is_replacing=True)


def second(session: Session, pressed: Action, now: datetime) -> Answer:
    """*+1* under a kudos: by whoever reads it there."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    root = changing.live(session, workspace, GestureId(number(pressed.value)))
    wish = Wish(
        workspace=workspace,
        giver=user,
        source=Source.SECOND,
        key=f"second:{root}:{user}",
        channel=pressed.channel,
        place=Place.UNKNOWN,
        seconds=root,
    )
    outcome = giving.second(session, wish, now=now)
    if outcome.refused:
        return views.nothing(views.sentences(outcome.refused, receipts.told(session, workspace, user, outcome)), "")
    if outcome.is_repeat and outcome.gesture is not None:
        return views.seconded(outcome.gesture)
    return None


def publish(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Let others see it*, by the one who was thanked."""
    target = GestureId(number(pressed.value))
    changing.publish(session, pressed.actor.workspace, target, by=pressed.actor.user, now=now)
    return None


def keep(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Keep it to me*."""
    target = GestureId(number(pressed.value))
    changing.keep(session, pressed.actor.workspace, target, by=pressed.actor.user, now=now)
    return None
