"""What happens when somebody says that an answer helped, or did not?"""

import re
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.answering import Reply, reply
from bot.answers.views import receipts
from bot.ids import AnswerId
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads

Body = dict[str, Any]


def register(app: App) -> None:
    app.action(views.HELPFUL)(helpful)
    app.action(views.NOT_HELPFUL)(not_helpful)
    app.action(re.compile(rf"^{re.escape(receipts.REASON)}:"))(reason)
    app.action(receipts.UNDO_RATING)(undo)


def helpful(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)
    people.welcome(pressed.actor)
    answer, rank = views.place(pressed.value)

    def unit(session: Session) -> Reply:
        service.rate(
            session, pressed.actor.workspace, answer, pressed.actor.user, rank=rank, is_helpful=True, now=runtime.now()
        )
        return Reply(message=receipts.thanks_for_rating(answer))

    reply(runtime, pressed, unit)
    ack()


def not_helpful(ack: Ack, body: Body, runtime: Runtime) -> None:
    """Note it at once, and ask for the reason in one tap."""
    pressed = payloads.action(body)
    people.welcome(pressed.actor)
    answer, rank = views.place(pressed.value)

    def unit(session: Session) -> Reply:
        service.rate(
            session, pressed.actor.workspace, answer, pressed.actor.user, rank=rank, is_helpful=False, now=runtime.now()
        )
        return Reply(message=receipts.ask_why(answer, rank))

    reply(runtime, pressed, unit)
    ack()


def reason(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)
    people.welcome(pressed.actor)
    answer, rank = views.place(pressed.value)
    why = rules.Reason(pressed.value.rpartition("|")[2])

    def unit(session: Session) -> Reply:
        service.rate(
            session,
            pressed.actor.workspace,
            answer,
            pressed.actor.user,
            rank=rank,
            is_helpful=False,
            reason=why,
            now=runtime.now(),
        )
        return Reply(message=receipts.thanks_for_rating(answer, reason=why), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def undo(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)
    answer = AnswerId(int(pressed.value))

    def unit(session: Session) -> Reply:
        service.unrate(session, pressed.actor.workspace, answer, pressed.actor.user)
        return Reply(message=receipts.unrated(), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()
