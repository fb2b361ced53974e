"""Does somebody ask for a digest in a sentence? The same as by command, said to the bot."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.digests.rules import parsing, refusals
from bot.digests.rules.parsing import Verb
from bot.digests.service import wishes
from bot.digests.service.sources import Contributor
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import Said

_ADDRESSED = re.compile(
    r"^\s*(?:please\s+|(?:can|could|would)\s+you\s+(?:please\s+)?)?"
    r"(?:set up |start |post |"
    r"(?P<verb>(?:pause|resume|stop|move|change|preview|skip|turn off|unsubscribe(?: from)?) ))?"
    r"(?:a |the |my |this )?(?:weekly |learning )*digests?\b",
    re.IGNORECASE,
)


def register(on: Listeners, contributors: Sequence[Contributor]) -> None:
    on.sentence(
        partial(grant, contributors=contributors),
        name="digests.asked",
        wants=_ADDRESSED.match,
        example="digest here weekly Wed 10:00",
        before=read,
    )


def read(runtime: Runtime, said: Said) -> wishes.Asked:
    addressed = _ADDRESSED.match(said.sentence)
    verb = (addressed["verb"] or "") if addressed else ""
    wish = parsing.read(f"{verb}{_ADDRESSED.sub('', said.sentence)}".strip(" ?!.") or "list")
    if wish.rest or wish.verb is Verb.FORM:
        raise refusals.NotUnderstood(words=text.written(wish.rest or said.sentence))
    here = None if said.is_direct else said.channel
    asked = wishes.Asked(workspace=said.actor.workspace, user=said.actor.user, here=here, wish=wish)
    wishes.look_there(runtime, asked)
    return asked


def grant(
    session: Session, said: Said, now: datetime, asked: wishes.Asked, *, contributors: Sequence[Contributor]
) -> Answer:
    return wishes.grant(session, asked, contributors, now=now)
