"""How does a private answer get into the channel, and out again?"""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers import service, views
from bot.answers.replying import Reply, reply
from bot.ids import AnswerId, ChannelId, Ts
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads

Body = dict[str, Any]


def register(app: App) -> None:
    app.action(views.SHARE)(share)
    app.action(views.TAKE_BACK)(take_back)


def share(ack: Ack, body: Body, runtime: Runtime) -> None:
    """Post the answer where it was asked, in the asker's name; pressed twice, it is posted once."""
    pressed = payloads.action(body)
    workspace, sharer = pressed.actor.workspace, pressed.actor.user
    answer, rank = views.place(pressed.value)
    name = people.meet(runtime, workspace, [sharer])

    def unit(session: Session) -> Reply:
        now = runtime.now()
        found, wanted = service.prepare_share(session, workspace, answer, sharer, rank=rank, now=now)
        promise = outbox.post(
            session,
            workspace=workspace,
            channel=wanted.channel,
            message=views.shared(found, wanted.rank, sharer=name[sharer].name if sharer in name else "a colleague"),
            key=f"share:{answer}:{wanted.channel}:{wanted.thread or ''}:{wanted.times}",
            now=now,
            thread=wanted.thread,
            tell=sharer,
            what="the answer you shared",
        )
        service.note_share(session, workspace, replace(wanted, promise=promise), now=now)
        return Reply(message=views.receipt(found, wanted))

    reply(runtime, pressed, unit)
    ack()


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
        return Reply(message=views.taken_back(), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()
