"""What do all ways of asking share? A search before the transaction; a place where the answer could be shared."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from sqlalchemy.orm import Session

from bot.answers.service.library import Library
from bot.answers.views import passages
from bot.articles.rules.readers import NOBODY, Reader
from bot.articles.service import readers
from bot.ids import ChannelId
from bot.people import service as people
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.slack import text
from bot.slack.message import Message
from bot.slack.payloads import Action, Actor

#: Tells for whose eyes a question is answered.
Whose = Callable[[Session], Reader]


class Worded(Protocol):
    """A request with words in it."""

    @property
    def actor(self) -> Actor: ...

    @property
    def text(self) -> str: ...


def look(library: Library, runtime: Runtime, request: Worded) -> Findings | None:
    """Return what the knowledge base has for what somebody typed or pointed at; None where it asks nothing."""
    return find(library, runtime, request.actor, text.written(request.text), partial(own, actor=request.actor))


def find(
    library: Library, runtime: Runtime, actor: Actor, question: str, whose: Whose | None = None, *, limit: int = 10
) -> Findings | None:
    """Return what there is for a question; `whose`: for whose eyes, `own` when None, or `aloud`."""
    if text.is_blank(question):
        return None
    whose = whose or partial(own, actor=actor)
    reader = runtime.reading(whose)
    if reader == NOBODY:  # perhaps somebody never met
        people.meet(runtime, actor.workspace, [actor.user])
        reader = runtime.reading(whose)
    return library.search(runtime, actor.workspace, question, reader, limit=limit)


def own(session: Session, actor: Actor) -> Reader:
    """What the asker alone will see."""
    return readers.person(session, actor.workspace, actor.user)


def aloud(session: Session, actor: Actor, channel: ChannelId) -> Reader:
    """What everybody will see who reads along in a channel."""
    return readers.place(session, actor.workspace, channel)


def shareable(channel: ChannelId | None) -> ChannelId | None:
    """A conversation between people has no room for the bot; a channel may have."""
    return channel if channel is not None and channel.startswith(("C", "G")) else None


def in_modal(message: Message) -> Message:
    """The same message without tables, which no modal takes."""
    return replace(message, blocks=passages.without_tables(message.blocks))


def fitting(pressed: Action, message: Message) -> Message:
    """The message as it is shown where the button was: in a conversation, in a modal or in App Home."""
    return message if pressed.response_url is not None else in_modal(message)
