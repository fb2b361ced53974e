"""How do questions reach us from Slack, and what can be pressed under an answer?"""

import re
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers import browse as leafing
from bot.answers.handlers import feedback, proposals, replies, sharing, synonyms
from bot.answers.handlers.answering import TITLE, Reply, reply
from bot.answers.service.library import Library
from bot.answers.views import browse, passages
from bot.ids import AnswerId, ChannelId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import listening, payloads, text
from bot.slack import views as frames
from bot.slack.message import Message

Body = dict[str, Any]


def register(app: App) -> None:
    app.command("/learn")(learn)
    app.shortcut("answers.find")(find)
    app.action(re.compile(rf"^{re.escape(views.PICK)}:"))(pick)
    app.action(views.MORE)(more)
    app.action(views.OTHERS)(others)
    app.action(views.NONE)(none_of_these)
    proposals.register(app)
    leafing.register(app)
    replies.register(app)
    feedback.register(app)
    sharing.register(app)
    synonyms.register(app)


def register_last(app: App) -> None:
    """Take every sentence that nobody else wanted as a question."""
    listening.addressed(app, asked_aloud)


def learn(ack: Ack, body: Body, runtime: Runtime, library: Library) -> None:
    """`/learn`: a private answer in the acknowledgement itself, so it works where the bot is not a member."""
    command = payloads.command(body)
    people.welcome(command.actor)
    workspace, user = command.actor.workspace, command.actor.user
    if not command.text:
        _private(ack, browse.entrance(runtime.reading(lambda session: leafing.entrance(session, workspace, user))))
        return
    asked_now = rules.Asked(
        workspace=workspace,
        key=f"command:{command.trigger}",
        asker=user,
        text=text.written(command.text),
        surface=rules.Surface.COMMAND,
        channel=_shareable(command.channel),
    )
    _private(ack, _answer(runtime, library, asked_now))


def asked_aloud(body: Body, context: Body, runtime: Runtime, library: Library) -> None:
    """A mention, or a message to the bot: answered in its thread."""
    said, sentence = listening.said(body, context)
    people.welcome(said.actor)
    asked = rules.Asked(
        workspace=said.actor.workspace,
        key=f"said:{said.channel}:{said.ts}",
        asker=said.actor.user,
        text=text.written(sentence),
        surface=rules.Surface.DIRECT if said.is_direct else rules.Surface.MENTION,
        channel=said.channel,
        thread=said.root,
    )

    def promise(session: Session, message: Message) -> None:
        outbox.post(
            session,
            workspace=asked.workspace,
            channel=said.channel,
            message=message,
            key=f"answer:{asked.key}",
            now=runtime.now(),
            thread=said.root,
        )

    if text.is_blank(asked.text):
        runtime.transaction(lambda session: promise(session, views.nothing_asked()))
        return
    findings = library.search(runtime, asked.workspace, asked.text)
    runtime.transaction(
        lambda session: promise(
            session, views.answered(service.answer(session, asked, findings, now=runtime.now()), can_share=False)
        )
    )


def find(ack: Ack, body: Body, runtime: Runtime, library: Library) -> None:
    """*Find an answer* on somebody's message: a private answer, to be shared under it."""
    shortcut = payloads.shortcut(body)
    people.welcome(shortcut.actor)
    asked = rules.Asked(
        workspace=shortcut.actor.workspace,
        key=f"shortcut:{shortcut.trigger}",
        asker=shortcut.actor.user,
        text=text.written(shortcut.text),
        surface=rules.Surface.SHORTCUT,
        channel=_shareable(shortcut.channel),
        thread=shortcut.thread or shortcut.ts,
    )
    answer = _answer(runtime, library, asked)
    client = runtime.slack(asked.workspace, timeout=2)
    client.views_open(trigger_id=shortcut.trigger, view=frames.modal(TITLE, passages.without_tables(answer.blocks)))
    ack()


def pick(ack: Ack, body: Body, runtime: Runtime) -> None:
    """One of the offered titles: its passage."""
    pressed = payloads.action(body)
    answer, rank = views.place(pressed.value)
    reply(
        runtime,
        pressed,
        lambda session: Reply(
            message=views.answered(
                service.pick(session, pressed.actor.workspace, answer, rank, pressed.actor.user, now=runtime.now())
            ),
            is_replacing=True,
        ),
    )
    ack()


def more(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Show more*: the whole passage, to the reader alone."""
    pressed = payloads.action(body)
    answer, rank = views.place(pressed.value)

    def unit(session: Session) -> Reply:
        found = service.reopen(session, pressed.actor.workspace, answer, now=runtime.now())
        if rank not in found.passages:
            raise rules.NothingThere
        return Reply(message=views.whole(found, rank))

    reply(runtime, pressed, unit)
    ack()


def others(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Other results*: the titles found, when the first was not it."""
    pressed = payloads.action(body)
    reply(
        runtime,
        pressed,
        lambda session: Reply(
            message=views.others(
                service.reopen(session, pressed.actor.workspace, AnswerId(int(pressed.value)), now=runtime.now())
            )
        ),
    )
    ack()


def none_of_these(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*None of these*: an honest no, and the opinion is kept."""
    pressed = payloads.action(body)
    workspace, answer = pressed.actor.workspace, AnswerId(int(pressed.value))

    def unit(session: Session) -> Reply:
        now = runtime.now()
        service.rate(
            session,
            workspace,
            answer,
            pressed.actor.user,
            is_helpful=False,
            reason=rules.Reason.OTHER_QUESTION,
            now=now,
        )
        found = service.reopen(session, workspace, answer, now=now)
        return Reply(message=views.nothing(found), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def _answer(runtime: Runtime, library: Library, asked: rules.Asked) -> Message:
    if text.is_blank(asked.text):
        return views.nothing_asked()
    findings = library.search(runtime, asked.workspace, asked.text)
    return views.answered(
        runtime.transaction(lambda session: service.answer(session, asked, findings, now=runtime.now()))
    )


def _shareable(channel: ChannelId) -> ChannelId | None:
    """A conversation between people has no room for the bot; a channel may have."""
    return channel if channel.startswith(("C", "G")) else None


def _private(ack: Ack, message: Message) -> None:
    ack(text=message.text, blocks=list(message.blocks), response_type="ephemeral")
