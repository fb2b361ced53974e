"""What do all ways of asking share? A search before the transaction; a place where the answer could be shared."""

from dataclasses import replace
from typing import Protocol

from bot.answers.service.library import Library
from bot.answers.views import passages
from bot.ids import ChannelId
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.slack import text
from bot.slack.message import Message
from bot.slack.payloads import Action, Actor


class Worded(Protocol):
    """A request with words in it."""

    @property
    def actor(self) -> Actor: ...

    @property
    def text(self) -> str: ...


def look(library: Library, runtime: Runtime, request: Worded) -> Findings | None:
    """Return what the knowledge base has for what somebody typed or pointed at; None where it asks nothing."""
    return find(library, runtime, request.actor, text.written(request.text))


def find(library: Library, runtime: Runtime, actor: Actor, question: str) -> Findings | None:
    return None if text.is_blank(question) else library.search(runtime, actor.workspace, question)


def shareable(channel: ChannelId | None) -> ChannelId | None:
    """A conversation between people has no room for the bot; a channel may have."""
    return channel if channel is not None and channel.startswith(("C", "G")) else None


def in_modal(message: Message) -> Message:
    """The same message without tables, which no modal takes."""
    return replace(message, blocks=passages.without_tables(message.blocks))


def fitting(pressed: Action, message: Message) -> Message:
    """The message as it is shown where the button was: in a conversation, in a modal or in App Home."""
    return message if pressed.response_url is not None else in_modal(message)
