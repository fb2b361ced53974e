"""What can be done with a question that is put to people: ask it, answer it, pass it on, name the article, end it?"""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules, service
from bot.answers.handlers.asking import find
from bot.answers.service import consent, inquiries, pointing, rooms, sharing
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.answers.views import experts as expert_views
from bot.answers.views import inquiries as views
from bot.answers.views import receipts, unanswered
from bot.articles.rules import place
from bot.errors import UserError
from bot.ids import AnswerId, ArticleId, UserId
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import Odd, channel, number, user

NEAR = 20  #: articles of a search that come first in the list


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    on.press(expert_views.ASK, ask)
    on.submit(views.PUT, partial(put, teachers=teachers), before=_may_put)
    on.press(views.ANSWER, answer)
    on.submit(views.REPLIED, replied)
    on.press(views.NOT_ME, partial(not_me, teachers=teachers))
    on.press(views.LEAVE_OUT, partial(leave_out, teachers=teachers))
    on.press(views.WRITTEN, written, before=partial(_near_question, library))
    on.submit(views.POINTED, pointed, before=partial(near_title, library))
    on.press(views.NEXT, partial(ask_next, teachers=teachers))
    on.press(views.WITHDRAW, withdraw)
    on.press(views.KEEP, keep)
    on.press(unanswered.WHERE, where)
    on.submit(unanswered.PUT, there, before=_may_ask)


def ask(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Ask Ana*: the question once more, and whether she sees who asks."""
    answer, expert = _expert(pressed.value)
    workspace = pressed.actor.workspace
    found, name = inquiries.open_for(session, workspace, answer, pressed.actor.user, expert, now=now)
    channel = found.answer.channel if found.answer.can_be_put_to_the_channel else None
    return Open(views.form(name, found.answer.question or "", channel=channel, metadata=pressed.value))


def put(session: Session, form: Submission, now: datetime, refusal: UserError | None, *, teachers: Teachers) -> Answer:
    """The question goes to its first person; a card tells the asker how it goes on."""
    answer, expert = _expert(form.metadata)
    if refusal is not None:
        return Errors({views.AFTERWARDS: refusal.sentence})
    question = text.clean(form.text(views.QUESTION))
    if text.is_blank(question):
        return Errors({views.QUESTION: "Please write what you'd like to know."})
    inquiries.put(
        session,
        form.actor.workspace,
        answer,
        form.actor.user,
        expert,
        question=question,
        is_named=form.chosen(views.NAMED) != ("unnamed",),
        to_channel=form.chosen(views.AFTERWARDS) == ("channel",),
        teachers=teachers,
        now=now,
    )
    return None


def answer(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Answer*: a form; replying in the thread does the same."""
    found = inquiries.asked(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user)
    return Open(views.reply_form(found))


def replied(session: Session, form: Submission, now: datetime) -> Answer:
    words = text.clean(form.text(views.WORDS))
    if text.is_blank(words):
        return Errors({views.WORDS: "Please write your answer."})
    workspace, user = form.actor.workspace, form.actor.user
    may_keep = bool(form.chosen(views.MAY_KEEP))
    inquiries.reply(session, workspace, number(form.metadata), user, words, may_keep=may_keep, now=now)
    return None


def not_me(session: Session, pressed: Action, now: datetime, *, teachers: Teachers) -> Answer:
    """*Not me*: the next is asked, and the card says so."""
    inquiries.not_me(
        session, pressed.actor.workspace, number(pressed.value), pressed.actor.user, teachers=teachers, now=now
    )
    return None


def leave_out(session: Session, pressed: Action, now: datetime, *, teachers: Teachers) -> Answer:
    """*Leave me out for good*: this question goes to the next as well."""
    consent.refuse(session, pressed.actor.workspace, pressed.actor.user)
    not_me(session, pressed, now, teachers=teachers)
    return expert_views.refused()


def written(session: Session, pressed: Action, now: datetime, near: tuple[ArticleId, ...]) -> Answer:
    """*It's written here*: which article is it?"""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found = inquiries.asked(session, workspace, number(pressed.value), user)
    listed = pointing.choices(session, workspace, near, user)
    return Open(views.article_form(found.question, listed, callback=views.POINTED, metadata=pressed.value))


def pointed(session: Session, form: Submission, now: datetime, near: tuple[ArticleId, ...]) -> Answer:
    """The article is the answer from now on, and who asked reads it."""
    workspace, user = form.actor.workspace, form.actor.user
    article = picked(session, form, near)
    if isinstance(article, Errors):
        return article
    inquiries.point(session, workspace, number(form.metadata), user, article, now=now)
    return None


def picked(session: Session, form: Submission, near: tuple[ArticleId, ...]) -> ArticleId | Errors:
    """Read which article was picked from the list, or typed by its title."""
    typed, chosen = text.clean(form.text(views.TITLE)), form.chosen(views.ARTICLE)
    if not typed and not chosen:
        return Errors({views.TITLE: "Please pick an article, or type its title."})
    if chosen:
        return ArticleId(number(chosen[0]))
    found = pointing.named(session, form.actor.workspace, typed, near, form.actor.user)
    return Errors({views.TITLE: "I can't find an article with exactly that title."}) if found is None else found


def ask_next(session: Session, pressed: Action, now: datetime, *, teachers: Teachers) -> Answer:
    """*Ask someone else now*, by who asked; the card says so."""
    inquiries.ask_next(
        session, pressed.actor.workspace, number(pressed.value), pressed.actor.user, teachers=teachers, now=now
    )
    return None


def withdraw(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I don't need it any more*, by who asked."""
    inquiries.withdraw(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user, now=now)
    return None


def keep(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Suggest it as an article*, by who answered."""
    inquiries.keep(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user)
    return Say(views.line("Thank you! The curators will see it beside the question."), is_replacing=True)


def where(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Ask a channel*, or *Share to…*: which one?"""
    answer, rank = _passage(pressed.value)
    found = service.read_again(session, pressed.actor.workspace, answer, pressed.actor.user, now=now)
    is_answered = rank != rules.UNANSWERED
    return Open(unanswered.where(found.answer.question or "", is_answered=is_answered, metadata=pressed.value))


def there(session: Session, form: Submission, now: datetime, refusal: UserError | None) -> Answer:
    """The question in a channel, in the asker's name: they hear of the first reply. Or a passage that answers it."""
    if refusal is not None:
        return Errors({unanswered.CHANNEL: refusal.sentence})
    workspace, user = form.actor.workspace, form.actor.user
    answer, rank = _passage(form.metadata)
    to = channel("".join(form.chosen(unanswered.CHANNEL)))
    if not to.startswith("C"):
        raise Odd
    shared = sharing.share(session, workspace, answer, user, rank=rank, to=to, now=now)
    return None if rank == rules.UNANSWERED else receipts.receipt(shared.share, link=shared.link)


def _passage(value: str) -> tuple[AnswerId, int]:
    """Read an answer, and which of its passages; without one the question alone is meant."""
    answer, _, rank = value.partition("|")
    if not rank:
        return AnswerId(number(answer)), rules.UNANSWERED
    if (chosen := number(rank)) >= rules.KEPT:
        raise Odd
    return AnswerId(number(answer)), chosen


def near_title(library: Library, runtime: Runtime, form: Submission) -> tuple[ArticleId, ...]:
    """Return the articles that come near to the title somebody has typed."""
    return near(library, runtime, form, text.clean(form.text(views.TITLE)))


def near(library: Library, runtime: Runtime, request: Action | Submission, words: str) -> tuple[ArticleId, ...]:
    found = find(library, runtime, request.actor, words, limit=NEAR)
    return () if found is None else tuple(place(hit).article for hit in found.hits)


def _may_put(runtime: Runtime, form: Submission) -> UserError | None:
    """Can it go on to the channel it was asked in, if they wish it?"""
    asked = form.metadata.partition("|")[0]
    if form.chosen(views.AFTERWARDS) != ("channel",) or not asked.isascii() or not asked.isdecimal() or len(asked) > 18:
        return None
    return rooms.of_answer(runtime, form.actor.workspace, AnswerId(int(asked)), form.actor.user)


def _may_ask(runtime: Runtime, form: Submission) -> UserError | None:
    try:
        to = channel("".join(form.chosen(unanswered.CHANNEL)))
    except Odd:  # said to who may do this at all
        return None
    return rooms.refusal(runtime, form.actor.workspace, to, form.actor.user)


def _near_question(library: Library, runtime: Runtime, pressed: Action) -> tuple[ArticleId, ...]:
    workspace, asked = pressed.actor.workspace, pressed.value
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 18:
        return ()
    question = runtime.reading(lambda session: inquiries.question(session, workspace, int(asked)))
    return near(library, runtime, pressed, question)


def _expert(value: str) -> tuple[AnswerId, UserId]:
    answer, _, expert = value.partition("|")
    return AnswerId(number(answer)), user(expert)
