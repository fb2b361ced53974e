"""How does a private answer get into the channel, and out again?"""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.answering import Reply, reply
from bot.answers.views import receipts, unanswered
from bot.ids import AnswerId, ChannelId, Ts
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads

Body = dict[str, Any]


def register(app: App) -> None:
    app.action(views.SHARE)(share)
    app.action(unanswered.ASK)(ask)
    app.action(receipts.TAKE_BACK)(take_back)


def share(ack: Ack, body: Body, runtime: Runtime) -> None:
    """Post the answer where it was asked, in the asker's name; pressed twice, it is posted once."""
    pressed = payloads.action(body)
    _post(runtime, pressed, *views.place(pressed.value))
    ack()


def ask(ack: Ack, body: Body, runtime: Runtime) -> None:
    """Put a question that nobody has answered in writing to the people of the channel, in the asker's name."""
    pressed = payloads.action(body)
    _post(runtime, pressed, AnswerId(int(pressed.value)), rules.UNANSWERED)
    ack()


def _post(runtime: Runtime, pressed: payloads.Action, answer: AnswerId, rank: int) -> None:
    workspace, sharer = pressed.actor.workspace, pressed.actor.user
    met = people.meet(runtime, workspace, [sharer])
    name = met[sharer].name if sharer in met else "a colleague"

    def unit(session: Session) -> Reply:
        now = runtime.now()
        found, before, wanted = service.prepare_share(session, workspace, answer, sharer, rank=rank, now=now)
        if wanted is before:
            return Reply(message=receipts.receipt(wanted))
        is_question = wanted.rank == rules.UNANSWERED
        said = (
            unanswered.asked(found.answer, asker=name) if is_question else views.shared(found, wanted.rank, sharer=name)
        )
        if before is not None:
            outbox.edit(session, workspace=workspace, promise=before.promise, message=said, now=now)
        else:
            promise = outbox.post(
                session,
                workspace=workspace,
                channel=wanted.channel,
                message=said,
                key=f"share:{answer}:{wanted.channel}:{wanted.thread or ''}:{wanted.times}",
                now=now,
                thread=wanted.thread,
                tell=sharer,
                what="your question" if is_question else "the answer you shared",
            )
            wanted = replace(wanted, promise=promise)
        service.note_share(session, workspace, wanted, now=now)
        return Reply(message=receipts.receipt(wanted))

    reply(runtime, pressed, unit)


def take_back(ack: Ack, body: Body, runtime: Runtime) -> None:
    """Remove a shared answer from the channel again."""
    pressed = payloads.action(body)
    workspace = pressed.actor.workspace
    answer, channel, thread = pressed.value.split("|")

    def unit(session: Session) -> Reply:
        now = runtime.now()
        place = (ChannelId(channel), Ts(thread) if thread else None)
        share = service.take_back(session, workspace, AnswerId(int(answer)), pressed.actor.user, place=place, now=now)
        if share is not None:
            outbox.withdraw(session, workspace=workspace, promise=share.promise, now=now)
        return Reply(message=receipts.taken_back(), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()
