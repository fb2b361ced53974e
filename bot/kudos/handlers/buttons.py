"""What can be pressed under a kudos, a receipt, or a question?"""

import re
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.kudos import rules, service
from bot.kudos.handlers import answering, wishes
from bot.kudos.rules import DraftId, Gesture, GestureId, Place, Source
from bot.kudos.rules.wishes import Wish
from bot.kudos.service import changing, giving
from bot.kudos.store import drafts
from bot.kudos.views import receipts
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import message, payloads
from bot.slack.message import Message

Body = dict[str, Any]


def register(app: App) -> None:
    app.action("kudos.undo")(undo)
    app.action(re.compile(r"^kudos\.tag:"))(tag)
    app.action("kudos.confirm")(confirm)
    app.action("kudos.drop")(drop)
    app.action("kudos.second")(second)
    app.action("kudos.publish")(publish)
    app.action("kudos.keep")(keep)


def undo(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Undo* on a receipt."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def unit(session: Session) -> Message:
        gesture = changing.undo(session, workspace, gesture_id(pressed.value), by=user, now=runtime.now())
        return receipts.undone(gesture, _names(session, gesture))

    answering.answer(runtime, pressed, unit)
    ack()


def tag(ack: Ack, body: Body, runtime: Runtime) -> None:
    """One of the suggested values on a receipt."""
    pressed = payloads.action(body)
    number, _, value = pressed.value.partition("|")
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def unit(session: Session) -> Message:
        gesture = changing.found(session, workspace, gesture_id(number))
        if gesture.giver != user:
            raise rules.NotYours
        if not gesture.is_live:
            raise rules.Withdrawn
        wish = wishes.tagged(gesture, value)
        outcome = changing.revise(session, wish, gesture.id, now=runtime.now())
        return receipts.tell(service.told(session, workspace, user, outcome))

    answering.answer(runtime, pressed, unit)
    ack()


def confirm(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Send anyway* and the like."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def unit(session: Session) -> Message:
        draft = drafts.of_giver(session, workspace, draft_id(pressed.value), user)
        outcome = giving.give(session, draft.wish, now=runtime.now(), is_sure=True)
        return receipts.tell(service.told(session, workspace, user, outcome))

    answering.answer(runtime, pressed, unit)
    ack()


def drop(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Never mind*."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def unit(session: Session) -> Message:
        draft = drafts.of_giver(session, workspace, draft_id(pressed.value), user)
        drafts.drop(session, workspace, draft.wish.key)
        return receipts.simply("All right, nothing was sent.")

    answering.answer(runtime, pressed, unit)
    ack()


def second(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*+1* under a kudos."""
    pressed = payloads.action(body)
    if not pressed.actor.is_colleague:
        raise rules.NotAmongUs
    workspace, user = pressed.actor.workspace, pressed.actor.user
    people.meet(runtime, workspace, [user])

    def unit(session: Session) -> Message | None:
        root = changing.live(session, workspace, gesture_id(pressed.value))
        wish = Wish(
            workspace=workspace,
            giver=user,
            source=Source.SECOND,
            key=f"second:{root}:{user}",
            channel=pressed.channel,
            place=Place.UNKNOWN,
            seconds=root,
        )
        outcome = giving.second(session, wish, now=runtime.now())
        if outcome.refused:
            told = service.told(session, workspace, user, outcome)
            return receipts.nothing(receipts.sentences(outcome.refused, told), "")
        if outcome.is_repeat and outcome.gesture is not None:
            return _already(outcome.gesture)
        return None

    answering.answer(runtime, pressed, unit, is_replacing=False)
    ack()


def publish(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Let others see it*, by the one who was thanked."""
    pressed = payloads.action(body)
    number = gesture_id(pressed.value)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    runtime.transaction(lambda session: changing.publish(session, workspace, number, by=user, now=runtime.now()))
    ack()


def keep(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Keep it to me*."""
    pressed = payloads.action(body)
    number = gesture_id(pressed.value)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    runtime.transaction(lambda session: changing.keep(session, workspace, number, by=user, now=runtime.now()))
    ack()


def gesture_id(value: str) -> GestureId:
    """Read the number a button carries; one that is no number belongs to no kudos."""
    if not value.isascii() or not value.isdigit() or len(value) > 19:
        raise rules.Withdrawn
    return GestureId(min(int(value), 2**63 - 1))


def draft_id(value: str) -> DraftId:
    if not value.isascii() or not value.isdigit() or len(value) > 19:
        raise rules.NoSuchDraft
    return DraftId(min(int(value), 2**63 - 1))


def _already(gesture: Gesture) -> Message:
    sentence = "You have said +1 already."
    back = message.button("Take it back", action="kudos.undo", value=str(gesture.id))
    return message.message(sentence, [message.section(sentence), message.actions(back)])


def _names(session: Session, gesture: Gesture) -> dict[Any, str]:
    known = people.people(session, gesture.workspace, gesture.receivers)
    return {user: one.name for user, one in known.items()}
