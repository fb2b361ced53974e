"""What can a curator do about questions that nothing answers: write it, name the article, say it is not for us?"""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers.handlers import forms, looks
from bot.answers.handlers.asking import fitting
from bot.answers.handlers.inquiries import near, near_title, picked
from bot.answers.rules.gaps import Decided
from bot.answers.service import backlog, captures, pointing
from bot.answers.service.library import Library
from bot.answers.views import gaps as views
from bot.answers.views import inquiries as inquiry_views
from bot.answers.views import proposals
from bot.ids import AnswerId, ArticleId
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open, Say, Show
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Action, Command, Said, Submission
from bot.slack.values import number, numbers


def register(on: Listeners, library: Library) -> None:
    on.command("/pollen", gaps, wants=verb("gaps"), example="gaps")
    on.sentence(gaps, name="answers.gaps", wants=lambda said: said.casefold().strip(" .!?") == "gaps", example="gaps")
    on.press(views.LOOK, look)
    on.press(views.MORE, look)
    on.press(views.WRITE, write)
    on.submit(views.WROTE, wrote, before=partial(looks.near_title, library))
    on.press(views.WRITTEN, written, before=partial(_near, library))
    on.submit(views.POINTED, pointed, before=partial(near_title, library))
    on.press(views.REFUSE, refuse)
    on.submit(views.REFUSED, refused)


def gaps(session: Session, request: Command | Said, now: datetime) -> Answer:
    """`/pollen gaps`, or the word alone: what is to be dealt with."""
    return views.page(backlog.open_gaps(session, request.actor.workspace, request.actor.user, now=now), 0)


def look(session: Session, pressed: Action, now: datetime) -> Answer:
    """The same in App Home, page by page."""
    found = backlog.open_gaps(session, pressed.actor.workspace, pressed.actor.user, now=now)
    start = number(pressed.value) if pressed.value else 0
    return Say(fitting(pressed, views.page(found, start)), is_replacing=pressed.is_ephemeral)


def write(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Write it*, beginning with what was asked."""
    workspace, answer = pressed.actor.workspace, AnswerId(number(pressed.value))
    gap = backlog.find_gap(session, workspace, answer, pressed.actor.user, now=now)
    return Open(views.write(gap, backlog.replies(session, workspace, gap)))


def wrote(session: Session, form: Submission, now: datetime, near_: tuple[ArticleId, ...]) -> Answer:
    """Published, once what may say it already was shown; who was slower than another curator loses nothing typed."""
    (id, *is_shown), problems = numbers(form.metadata), forms.problems(form)
    if problems:
        return Errors(problems)
    workspace, user, answer = form.actor.workspace, form.actor.user, AnswerId(id)
    title, words, tags = forms.title(form), forms.words(form), forms.tags(form)
    try:
        alike = () if any(is_shown) else captures.alike(session, workspace, title, near_, user)
        if alike:
            gap = backlog.find_gap(session, workspace, answer, user, now=now)
            return Show(views.once_more(gap, alike, title=title, words=words, tags=", ".join(tags)))
        backlog.write(session, workspace, answer, title=title, words=words, tags=tags, by=user, now=now)
    except Decided:
        return Errors({proposals.TITLE: "Someone has just dealt with this question. Please check before you go on."})
    return None


def written(session: Session, pressed: Action, now: datetime, near_: tuple[ArticleId, ...]) -> Answer:
    """*It's written*: which article is it?"""
    workspace, user, answer = pressed.actor.workspace, pressed.actor.user, AnswerId(number(pressed.value))
    gap = backlog.find_gap(session, workspace, answer, user, now=now)
    listed = pointing.choices(session, workspace, near_, user)
    return Open(inquiry_views.article_form(gap.first.question, listed, callback=views.POINTED, metadata=pressed.value))


def pointed(session: Session, form: Submission, now: datetime, near_: tuple[ArticleId, ...]) -> Answer:
    """The search learns it at once, and who asked hears."""
    article = picked(session, form, near_)
    if isinstance(article, Errors):
        return article
    workspace, answer = form.actor.workspace, AnswerId(number(form.metadata))
    backlog.point(session, workspace, answer, article, by=form.actor.user, now=now)
    return None


def refuse(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Not for us*: where else?"""
    workspace, answer = pressed.actor.workspace, AnswerId(number(pressed.value))
    return Open(views.refuse(backlog.find_gap(session, workspace, answer, pressed.actor.user, now=now)))


def refused(session: Session, form: Submission, now: datetime) -> Answer:
    workspace, answer = form.actor.workspace, AnswerId(number(form.metadata))
    reason = text.clean(form.text(views.REASON))
    backlog.turn_down(session, workspace, answer, reason=reason, by=form.actor.user, now=now)
    return None


def _near(library: Library, runtime: Runtime, pressed: Action) -> tuple[ArticleId, ...]:
    asked = pressed.value
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 18:
        return ()
    workspace, user = pressed.actor.workspace, pressed.actor.user
    question = runtime.reading(lambda session: backlog.question(session, workspace, AnswerId(int(asked)), user))
    return near(library, runtime, pressed, question)
