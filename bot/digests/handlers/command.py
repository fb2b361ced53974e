"""How does one arrange a channel's digest by command? `/pollen digest …`; alone it opens the form."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.digests.handlers.forms import blank
from bot.digests.rules import parsing, refusals
from bot.digests.rules.parsing import Verb
from bot.digests.service import wishes
from bot.digests.service.sources import Contributor
from bot.ids import ChannelId
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Command


def register(on: Listeners, contributors: Sequence[Contributor]) -> None:
    unit = partial(digest, contributors=contributors)
    on.command("/pollen", unit, wants=verb("digest"), said=_is_said, example="digest weekly Wed 10:00", before=read)


def _is_said(text: str) -> bool:
    """Said in a sentence only what is understood whole."""
    return not text.endswith("?") and not parsing.read("".join(text.split(maxsplit=1)[1:])).rest


def read(runtime: Runtime, command: Command) -> wishes.Asked:
    here = ChannelId(command.channel) if command.channel.startswith(("C", "G")) else None
    wish = parsing.read(command.rest)
    if wish.rest:
        raise refusals.NotUnderstood(words=text.written(wish.rest))
    asked = wishes.Asked(workspace=command.actor.workspace, user=command.actor.user, here=here, wish=wish)
    wishes.look_there(runtime, asked)
    return asked


def digest(
    session: Session, command: Command, now: datetime, asked: wishes.Asked, *, contributors: Sequence[Contributor]
) -> Answer:
    if asked.wish.verb is Verb.FORM:
        return blank(session, command.actor, here=asked.here)
    return wishes.grant(session, asked, contributors, now=now)
