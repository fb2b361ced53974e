"""How does one arrange a channel's digest by command? `/pollen digest …`; alone it opens the form."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.digests.handlers.forms import blank
from bot.digests.rules import refusals
from bot.digests.rules.parsing import Verb, read
from bot.digests.service import wishes
from bot.digests.service.sources import Contributor
from bot.ids import ChannelId
from bot.slack import text
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Command


def register(on: Listeners, contributors: Sequence[Contributor]) -> None:
    on.command(
        "/pollen", partial(digest, contributors=contributors), wants=verb("digest"), example="digest weekly Wed 10:00"
    )


def digest(session: Session, command: Command, now: datetime, *, contributors: Sequence[Contributor]) -> Answer:
    here = ChannelId(command.channel) if command.channel.startswith(("C", "G")) else None
    wish = read(command.rest)
    if wish.rest:
        raise refusals.NotUnderstood(words=text.written(wish.rest))
    if wish.verb is Verb.FORM:
        return blank(session, command.actor, here=here)
    asked = wishes.Asked(workspace=command.actor.workspace, user=command.actor.user, here=here, wish=wish)
    return wishes.grant(session, asked, contributors, now=now)
