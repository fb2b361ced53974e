"""What happens when a person opens what an assistant has prepared? The form or card of its own domain, filled in."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules as answers_rules
from bot.answers import service as answers
from bot.answers import views as answer_views
from bot.answers.handlers import forms as article_forms
from bot.answers.handlers import looks
from bot.answers.handlers.asking import find
from bot.answers.rules.captures import Line
from bot.answers.rules.proposals import Words
from bot.answers.service import captures, colleagues, publication
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.articles.service import readers
from bot.doors.rules.drafts import Draft, Kind
from bot.doors.service import drafts
from bot.doors.views import drafts as views
from bot.ids import ArticleId, ChannelId, Ts, UserId
from bot.kudos.handlers import forms as kudos_forms
from bot.mentors.handlers import cards
from bot.mentors.rules import parsing
from bot.people import service as people
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open, Show
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number, numbers

#: Where an article stands that was said nowhere: a conversation of two, which is nobody else's to open.
NOWHERE = ChannelId("D")


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    on.press(views.OPEN, partial(open_, teachers=teachers), before=partial(_look, library))
    on.press(views.DROP, drop)
    on.submit(views.SEND, sent, before=partial(looks.near_title, library))


def open_(session: Session, pressed: Action, now: datetime, findings: Findings | None, *, teachers: Teachers) -> Answer:
    """*Open*: whatever would be there if the person had begun it themselves."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    draft = drafts.of_person(session, workspace, number(pressed.value), user)
    match draft.kind:
        case Kind.ARTICLE:
            return Open(views.article(draft, is_curator=people.is_curator(session, workspace, user)))
        case Kind.KUDOS:
            to = (UserId(draft.facts["user"]),) if draft.facts["user"] != user else ()
            reason = text.escape(draft.facts["reason"])
            return kudos_forms.blank(session, pressed.actor, pressed.trigger, now=now, people=to, reason=reason)
        case Kind.MENTOR:
            wish = parsing.Wish(topics=draft.facts["topic"], goal=draft.facts.get("goal", ""))
            around = cards.Around(sessions=teachers.session, where=pressed.channel, now=now)
            return cards.wish(session, workspace, user, wish, around)
        case Kind.QUESTION:
            return _asked(session, draft, findings, teachers, now=now)


def drop(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Drop*."""
    drafts.drop(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user)
    return views.dropped()


def sent(session: Session, form: Submission, now: datetime, near: tuple[ArticleId, ...]) -> Answer:
    """The article's form: published by a curator, suggested to one by everybody else; the draft is done with.

    What may say it already is shown first.
    """
    workspace, user = form.actor.workspace, form.actor.user
    id, *is_shown = numbers(form.metadata)
    draft = drafts.of_person(session, workspace, id, user)
    if wrong := article_forms.problems(form):
        return Errors(wrong)
    written = Words(
        title=article_forms.title(form), text=article_forms.words(form), tags=tuple(article_forms.tags(form))
    )
    alike = () if any(is_shown) else captures.alike(session, workspace, written.title, near, user)
    if alike:
        is_curator = people.is_curator(session, workspace, user)
        return Show(views.article(draft, is_curator=is_curator, written=written, alike=alike))
    drafts.drop(session, workspace, draft.id, user)
    ts = Ts(str(draft.id))
    line = Line(ts=ts, author=user, text=written.text)
    publication.save(session, workspace, [line], by=user, place=(NOWHERE, ts), words=written, now=now)
    return None


def _asked(session: Session, draft: Draft, findings: Findings | None, teachers: Teachers, *, now: datetime) -> Answer:
    """The question as if asked in the conversation with the bot: the answer, or whom and where it can be put to."""
    if findings is None:
        return answer_views.nothing_asked()
    asked = answers_rules.Asked(
        workspace=draft.workspace,
        key=f"draft:{draft.id}",
        asker=draft.user,
        text=draft.facts["question"],
        surface=answers_rules.Surface.ASSISTANT,
    )
    reader = readers.person(session, draft.workspace, draft.user)
    found = answers.answer(session, asked, findings, reader, now=now)
    return views.question(colleagues.listed(session, found, teachers, now=now))


def _look(library: Library, runtime: Runtime, pressed: Action) -> Findings | None:
    workspace, value = pressed.actor.workspace, pressed.value
    if not value.isascii() or not value.isdecimal() or len(value) > 18:
        return None
    question = runtime.reading(lambda session: drafts.question(session, workspace, int(value), pressed.actor.user))
    return find(library, runtime, pressed.actor, question)
