"""What can be done with somebody's message? Look for an answer to it; `captures.py` saves it."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.asking import in_modal, look, own, shareable
from bot.answers.service import colleagues
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.search.findings import Findings
from bot.slack import text
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import Shortcut

FIND = "answers.find"


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    on.shortcut(FIND, partial(find, teachers=teachers), before=partial(look, library))


def find(
    session: Session, shortcut: Shortcut, now: datetime, findings: Findings | None, *, teachers: Teachers
) -> Answer:
    """*Find an answer*: seen by who asks alone, to be shared under the message."""
    if findings is None:
        return views.nothing_asked()
    asked = rules.Asked(
        workspace=shortcut.actor.workspace,
        key=f"shortcut:{shortcut.trigger}",
        asker=shortcut.actor.user,
        text=text.written(shortcut.text),
        surface=rules.Surface.SHORTCUT,
        channel=shareable(shortcut.channel),
        thread=shortcut.thread or shortcut.ts,
    )
    found = service.answer(session, asked, findings, own(session, shortcut.actor), now=now)
    return in_modal(views.answered(colleagues.told(session, found, teachers, now=now)))
