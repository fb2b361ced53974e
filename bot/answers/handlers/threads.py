"""What is said in a thread without a mention? A colleague replies; who asked goes on; what was saved goes on."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.asking import aloud, find
from bot.answers.rules.threads import follow_up, is_question
from bot.answers.service import captures, replies, replying, talk
from bot.answers.service.library import Library
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.search.gate import Decision
from bot.slack import listening, parsing, text
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Said

Body = dict[str, Any]


def register(on: Listeners, library: Library) -> None:
    runtime = on.door.runtime

    def is_waited_for(body: Body, context: Mapping[str, Any]) -> bool:
        """Most of what people say in threads concerns nobody here: it is looked at, and nothing is written."""
        is_private = listening.is_direct_reply(body)
        if not is_private and not listening.is_reply(body):
            return False
        said = parsing.said(body, context["workspace"], context["bot_user_id"])
        if is_private:
            return runtime.reading(lambda session: replying.inquiry(session, said)) is not None
        return runtime.reading(lambda session: _is_waited_for(session, said, runtime.now()))

    on.event("message", heard, parse=parsing.said, wants=is_waited_for, before=partial(_look, library))


def heard(session: Session, said: Said, now: datetime, findings: Findings | None) -> Answer:
    """Whoever waits for a reply here waits no longer; who goes on from their own question gets an answer."""
    workspace, user = said.actor.workspace, said.actor.user
    if said.is_direct:
        return replying.heard(session, said, now=now)
    goes_on = captures.is_worth_adding(session, said)
    if goes_on is not None:
        captures.offer(session, said, goes_on, now=now)
    found = replies.waiting(session, workspace, said.channel, said.root, now=now)
    replies.note(session, workspace, found, by=user, place=(said.channel, said.root, said.ts), now=now)
    if findings is None or findings.decision is Decision.NOTHING:
        return None
    asked = rules.Asked(
        workspace=workspace,
        key=f"said:{said.channel}:{said.ts}",
        asker=user,
        text=text.written(said.sentence),
        surface=rules.Surface.MENTION,
        channel=said.channel,
        thread=said.root,
    )
    answer = service.answer(session, asked, findings, aloud(session, said.actor, said.channel), now=now)
    return Say(views.answered(answer, can_share=False), is_public=True)


def _is_waited_for(session: Session, said: Said, now: datetime) -> bool:
    waiting = replies.waiting(session, said.actor.workspace, said.channel, said.root, now=now)
    if any(one.asker != said.actor.user for one in waiting) or _before(session, said, now) is not None:
        return True
    return captures.is_worth_adding(session, said) is not None


def _before(session: Session, said: Said, now: datetime) -> rules.Answer | None:
    """Return the question that this one may go on from."""
    if not is_question(said.text):
        return None
    return talk.last_question(session, said.actor.workspace, said.channel, said.root, said.actor.user, now=now)


def _look(library: Library, runtime: Runtime, said: Said) -> Findings | None:
    """Look for what somebody goes on asking, in the light of what they asked before."""
    if said.is_direct:
        return None
    before = runtime.reading(lambda session: _before(session, said, runtime.now()))
    if before is None:
        return None
    question = follow_up(text.written(said.sentence), before.question or "")
    return find(library, runtime, said.actor, question, partial(aloud, actor=said.actor, channel=said.channel))
