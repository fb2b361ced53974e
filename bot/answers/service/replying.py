"""Does somebody reply in the thread of a question that was put to them? That is their answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.rules.inquiries import REPLY, Inquiry, Said, State
from bot.answers.service import inquiries as service
from bot.answers.store import inquiries
from bot.answers.views import inquiries as views
from bot.outbox import service as outbox
from bot.slack import payloads, text
from bot.slack.message import Message


def inquiry(session: Session, said: payloads.Said) -> Inquiry | None:
    """Return the question under which somebody writes to the bot; None when it is another thread."""
    workspace = said.actor.workspace
    asks = inquiries.answered_by(session, workspace, said.actor.user)
    cards = [one.card for one in asks if one.card is not None]
    said_at = outbox.places(session, workspace=workspace, promises=cards) if cards else {}
    ask = next((one for one in asks if one.card in said_at and said_at[one.card] == (said.channel, said.root)), None)
    found = None if ask is None else inquiries.find(session, workspace, ask.inquiry)
    is_theirs = found is not None and (found.is_open or found.replier == said.actor.user)
    return found if is_theirs and ask is not None and ask.said in (Said.ASKED, Said.ANSWERED) else None


def heard(session: Session, said: payloads.Said, *, now: datetime) -> Message | None:
    """Pass somebody's reply on; what they add to it as well."""
    found = inquiry(session, said)
    words = text.clip(text.written(said.text), REPLY)
    if found is None or text.is_blank(words):
        return None
    if found.state is State.ANSWERED:
        service.add_to(session, found, said.actor.user, words, key=said.ts, now=now)
        return views.thanked(found, can_keep=False)
    answered = service.reply(session, said.actor.workspace, found.id, said.actor.user, words, may_keep=False, now=now)
    return views.thanked(answered, can_keep=True)
