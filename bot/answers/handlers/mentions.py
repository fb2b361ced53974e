"""What is said to the bot: a kind word, a hint at the question above, or else a question?"""

import logging
from datetime import datetime
from functools import partial

from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.asking import aloud, find, own
from bot.answers.rules import courtesies, threads
from bot.answers.service import colleagues, narrowing, talk
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.answers.views import courtesies as kind_words
from bot.articles.rules.readers import NOBODY, Reader
from bot.ids import UserId
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.slack import gate, text
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Said
from bot.slack.words import sentence, words
from bot.workspaces import service as workspaces

SECONDS = 1.0  #: for Slack to tell what stands above: a sentence is answered in three

log = logging.getLogger(__name__)


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    on.sentence(greeted, name="answers.greeted", wants=courtesies.read, example="thanks!")
    on.sentence(
        partial(pointed, teachers=teachers),
        name="answers.pointed",
        wants=threads.is_pointing,
        example="?",
        before=partial(_look_above, library),
    )


def register_last(on: Listeners, library: Library, teachers: Teachers) -> None:
    on.sentence(
        partial(asked, teachers=teachers),
        name="answers.asked",
        example="how do I claim travel expenses?",
        before=partial(_look, library),
        admits=gate.WITH_BOTS,
    )


def greeted(session: Session, said: Said, now: datetime) -> Answer:
    """A kind word is answered by one, between two; where others read along it needs no answer."""
    courtesy = courtesies.read(said.sentence)
    return kind_words.word(courtesy) if courtesy is not None and said.is_direct else None


def pointed(
    session: Session, said: Said, now: datetime, above: tuple[str, Findings] | None, *, teachers: Teachers
) -> Answer:
    """A mention alone, in a thread: what is asked there is answered."""
    if above is None:
        return views.nothing_asked()
    return _answered(session, said, *above, teachers, now=now)


def asked(session: Session, said: Said, now: datetime, findings: Findings | None, *, teachers: Teachers) -> Answer:
    """A question: answered where it was asked. Two bots do not talk for ever."""
    if said.actor.is_bot and not talk.may_answer_a_bot(session, said, now=now):
        return None
    if findings is None:
        return views.nothing_asked()
    return _answered(session, said, text.written(said.sentence), findings, teachers, now=now)


def _answered(
    session: Session, said: Said, question: str, findings: Findings, teachers: Teachers, *, now: datetime
) -> Answer:
    wish = rules.Asked(
        workspace=said.actor.workspace,
        key=f"said:{said.channel}:{said.ts}",
        asker=said.actor.user,
        text=question,
        surface=rules.Surface.DIRECT if said.is_direct else rules.Surface.MENTION,
        channel=said.channel,
        thread=said.root,
    )
    found = service.answer(session, wish, findings, _whose(session, said), now=now)
    found = colleagues.told(session, found, teachers, now=now)
    is_aloud = _is_aloud(session, said)
    key = narrowing.key_of(wish.key) if is_aloud or said.is_direct else ""
    return Say(views.answered(found, can_share=False), is_public=is_aloud, key=key)


def _is_aloud(session: Session, said: Said) -> bool:
    """Is it answered for all to read? Not where people of other companies would read along who may not."""
    return not said.is_direct and aloud(session, said.actor, said.channel) != NOBODY


def _whose(session: Session, said: Said) -> Reader:
    return aloud(session, said.actor, said.channel) if _is_aloud(session, said) else own(session, said.actor)


def _look(library: Library, runtime: Runtime, said: Said) -> Findings | None:
    return find(library, runtime, said.actor, text.written(said.sentence), partial(_whose, said=said))


def _look_above(library: Library, runtime: Runtime, said: Said) -> tuple[str, Findings] | None:
    """Return what the thread's first message asks, and what there is for it; None where nobody asks anything."""
    if said.thread is None or said.is_direct:
        return None
    question = _above(runtime, said)
    findings = find(library, runtime, said.actor, question, partial(_whose, said=said))
    return None if findings is None else (question, findings)


def _above(runtime: Runtime, said: Said) -> str:
    client = runtime.slack(said.actor.workspace, timeout=SECONDS)
    try:
        found = client.conversations_replies(channel=said.channel, ts=said.root, limit=1).get("messages") or []
    except (SlackClientError, OSError) as error:
        log.info("Slack did not say what stands above", extra={"error": type(error).__name__})
        return ""
    first = next((one for one in found if one.get("ts") == said.root), None)
    here = runtime.reading(lambda session: workspaces.workspace(session, said.actor.workspace))
    if first is None or here is None or UserId(str(first.get("user"))) == here.bot_user:
        return ""
    return text.written(sentence(words(first), here.bot_user))
