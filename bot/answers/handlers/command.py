"""How does one ask by command? `/learn` and a question; alone it shows what there is to read, `help` how it works."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.asking import look, own, shareable
from bot.answers.rules import courtesies
from bot.answers.service import colleagues
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.answers.views import browse, usage
from bot.answers.views import courtesies as kind_words
from bot.search.findings import Findings
from bot.slack import text
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import Command


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    on.command("/learn", explained, wants=courtesies.is_call_for_help, example="help")
    on.command("/learn", partial(learn, teachers=teachers), before=partial(look, library))


def explained(session: Session, command: Command, now: datetime) -> Answer:
    """`/learn help`: how it works; who did mean the word can still ask."""
    return usage.learn(text.written(command.text))


def learn(
    session: Session, command: Command, now: datetime, findings: Findings | None, *, teachers: Teachers
) -> Answer:
    """A private answer in the acknowledgement itself, so that it works where the bot is not a member."""
    workspace, user = command.actor.workspace, command.actor.user
    if not command.text:
        return browse.entrance(service.entrance(session, workspace, user))
    if (courtesy := courtesies.read(command.text)) is not None:
        return kind_words.word(courtesy)
    if findings is None:
        return views.nothing_asked()
    asked = rules.Asked(
        workspace=workspace,
        key=f"command:{command.trigger}",
        asker=user,
        text=text.written(command.text),
        surface=rules.Surface.COMMAND,
        channel=shareable(command.channel),
    )
    found = service.answer(session, asked, findings, own(session, command.actor), now=now)
    return views.answered(colleagues.told(session, found, teachers, now=now))
