"""How do people find people who know: by a sentence, a command, or under an answer that is none?"""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules, service
from bot.answers.handlers.asking import find, fitting, shareable
from bot.answers.rules import experts
from bot.answers.service import colleagues, consent
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.answers.views import experts as views
from bot.answers.views import unanswered
from bot.articles.service import readers
from bot.ids import AnswerId
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.slack import text
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Action, Command, Said
from bot.slack.values import number

EXAMPLE = "who knows about terraform?"


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    look = partial(_look, library)
    on.command("/learn", partial(wanted, teachers=teachers), wants=experts.topic, example=EXAMPLE, before=look)
    on.command("/pollen", partial(wanted, teachers=teachers), wants=verb("who"), example=EXAMPLE, before=look)
    on.sentence(
        partial(said, teachers=teachers), name="answers.experts", wants=experts.topic, example=EXAMPLE, before=look
    )
    on.press(unanswered.WHO, partial(who, teachers=teachers))
    on.press(views.AGREE, agree)
    on.press(views.REFUSE, refuse)
    on.press(views.WILLING, choose)
    on.press(views.HEARING, hear)


def wanted(
    session: Session, command: Command, now: datetime, findings: Findings | None, *, teachers: Teachers
) -> Answer:
    """`/learn who knows about …`: people, and why each."""
    typed = text.written(command.text)
    key, channel = f"command:{command.trigger}", shareable(command.channel)
    asked = rules.Asked(
        workspace=command.actor.workspace,
        key=key,
        asker=command.actor.user,
        text=typed,
        surface=rules.Surface.COMMAND,
        channel=channel,
    )
    return _people(session, asked, findings, teachers, now=now)


def said(session: Session, said: Said, now: datetime, findings: Findings | None, *, teachers: Teachers) -> Answer:
    """The same by mention or direct message; who asked reads it alone, wherever it was."""
    asked = rules.Asked(
        workspace=said.actor.workspace,
        key=f"said:{said.channel}:{said.ts}",
        asker=said.actor.user,
        text=text.written(said.sentence),
        surface=rules.Surface.DIRECT,
        channel=said.channel,
        thread=said.root,
    )
    return _people(session, asked, findings, teachers, now=now)


def who(session: Session, pressed: Action, now: datetime, *, teachers: Teachers) -> Answer:
    """*Ask someone who knows*, under an answer that all can see: whoever asked reads who that may be, alone."""
    workspace, user, answer = pressed.actor.workspace, pressed.actor.user, AnswerId(number(pressed.value))
    found = service.read_again(session, workspace, answer, user, now=now)
    found = colleagues.listed(session, found, teachers, now=now)
    return Say(fitting(pressed, views.people(found, found.answer.question or "")))


def agree(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Yes, suggest me.*"""
    consent.agree(session, pressed.actor.workspace, pressed.actor.user, now=now)
    return Say(views.agreed(), is_replacing=True)


def refuse(session: Session, pressed: Action, now: datetime) -> Answer:
    """*No, leave me out*: for good."""
    consent.refuse(session, pressed.actor.workspace, pressed.actor.user)
    return Say(views.refused(), is_replacing=True)


def choose(session: Session, pressed: Action, now: datetime) -> Answer:
    """The same in App Home, at any time."""
    if pressed.value == "on":
        consent.agree(session, pressed.actor.workspace, pressed.actor.user, now=now)
        return Say(views.agreed(), is_seen_at_home=True)
    consent.refuse(session, pressed.actor.workspace, pressed.actor.user)
    return Say(views.refused(), is_seen_at_home=True)


def hear(session: Session, pressed: Action, now: datetime) -> Answer:
    """May I write when something they asked has an answer?"""
    hears = pressed.value == "on"
    consent.hear(session, pressed.actor.workspace, pressed.actor.user, hears=hears)
    return Say(views.hears(hears), is_seen_at_home=True)


def _people(
    session: Session, asked: rules.Asked, findings: Findings | None, teachers: Teachers, *, now: datetime
) -> Answer:
    about = experts.topic(asked.text)
    if findings is None or about is None:
        return views.about_what()
    found = service.answer(session, asked, findings, readers.person(session, asked.workspace, asked.asker), now=now)
    return views.people(colleagues.listed(session, found, teachers, now=now), about)


def _look(library: Library, runtime: Runtime, request: Command | Said) -> Findings | None:
    sentence = text.written(request.text if isinstance(request, Command) else request.sentence)
    about = experts.topic(sentence)
    return None if about is None else find(library, runtime, request.actor, about)
