"""Does somebody offer a session, or wish for one? A card asks before anything is posted."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.sessions.rules import parsing
from bot.sessions.views import coming
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import Said


def register(on: Listeners) -> None:
    on.sentence(
        wished, name="sessions.wished", wants=parsing.read, example="could someone do a session on negotiation?"
    )


def wished(session: Session, said: Said, now: datetime) -> Answer:
    found = parsing.read(said.sentence)
    assert found is not None
    return coming.suggestion(found.topic, is_host=found.is_host, is_here=not said.is_direct)
