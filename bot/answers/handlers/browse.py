"""What happens when somebody leafs through the knowledge base: topics, articles, their own questions?"""

import re
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.answering import Reply, reply
from bot.answers.views import browse
from bot.articles import service as articles
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId
from bot.runtime import Runtime
from bot.slack import payloads

Body = dict[str, Any]


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(browse.TOPIC)}:"))(topic)
    app.action(re.compile(rf"^{re.escape(browse.ARTICLE)}:"))(article)
    app.action(re.compile(rf"^{re.escape(browse.AGAIN)}:"))(again)


def entrance(session: Session, workspace: WorkspaceId, user: UserId) -> browse.Entrance:
    """Read what the way in shows somebody."""
    return browse.Entrance(
        topics=articles.topics(session, workspace),
        newest=articles.most_recent(session, workspace),
        asked=service.latest(session, workspace, user),
    )


def topic(ack: Ack, body: Body, runtime: Runtime) -> None:
    """A topic of the browser: its articles."""
    pressed = payloads.action(body)

    def unit(session: Session) -> Reply:
        found = articles.articles_in(session, pressed.actor.workspace, pressed.value)
        return Reply(message=browse.topic(pressed.value, found))

    reply(runtime, pressed, unit)
    ack()


def article(ack: Ack, body: Body, runtime: Runtime) -> None:
    """An article of the browser: its beginning, or the section asked for."""
    pressed = payloads.action(body)
    id, _, ordinal = pressed.value.partition("|")

    def unit(session: Session) -> Reply:
        page = articles.article(session, pressed.actor.workspace, ArticleId(int(id)))
        return Reply(message=browse.article(page, int(ordinal or 0)), is_replacing=bool(ordinal))

    reply(runtime, pressed, unit)
    ack()


def again(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Read again*: one's own earlier answer, with its passages as they are now."""
    pressed = payloads.action(body)

    def unit(session: Session) -> Reply:
        found = service.reopen(session, pressed.actor.workspace, AnswerId(int(pressed.value)), now=runtime.now())
        if found.answer.asker != pressed.actor.user:
            raise rules.Forgotten
        return Reply(message=views.answered(found))

    reply(runtime, pressed, unit)
    ack()
