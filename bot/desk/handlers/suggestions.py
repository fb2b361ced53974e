"""What happens when somebody would fix a passage: the form, what is sent, and what is decided about it?"""

import json
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.handlers.buttons import passage
from bot.answers.service import readers
from bot.answers.views import browse
from bot.articles import service as articles
from bot.articles.rules.parts import Draft
from bot.articles.service import editing
from bot.articles.service import readers as whose
from bot.desk import rules
from bot.desk.handlers.flags import place
from bot.desk.rules import Suggestion, fields
from bot.desk.service import suggestions
from bot.desk.service.suggestions import Begun
from bot.desk.views import flags as flag_views
from bot.desk.views import suggestions as views
from bot.desk.views.suggestions import About
from bot.ids import ArticleId
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open, Show
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import LARGEST, Odd, number, numbers


def register(on: Listeners) -> None:
    on.press(flag_views.FIX, fix)
    on.press(browse.AMEND, amend)
    on.press(flag_views.REPAIR, repair)
    on.submit(views.SENT, sent)
    on.press(views.PUBLISH, publish)
    on.press(views.REVISE, revise)
    on.press(views.DECLINE, decline)
    on.submit(views.DECLINED, declined)


def fix(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Fix it*, under an answer: the very passage, for everybody."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    shown = readers.passage(session, workspace, *passage(pressed), user)
    return _form(suggestions.begin(session, workspace, shown.article, shown.anchor, user))


def amend(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Fix it*, on an article: the section that is shown, for everybody."""
    article, ordinal = (*numbers(pressed.value), 0)[:2]
    workspace, user = pressed.actor.workspace, pressed.actor.user
    page = articles.published(session, workspace, ArticleId(article), whose.person(session, workspace, user))
    section = next((one for one in page.sections if one.ordinal == ordinal), None)
    anchor = None if section is None else section.anchor
    return _form(suggestions.begin(session, workspace, page.article.id, anchor, user))


def repair(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Fix*, on a flag: for who may settle it."""
    workspace, user, about = pressed.actor.workspace, pressed.actor.user, place(pressed.value)
    editing.must_be_theirs(session, workspace, about.article, user)
    return _form(suggestions.begin(session, workspace, about.article, about.section, user))


def sent(session: Session, form: Submission, now: datetime) -> Answer:
    """The passage as it should be: published, suggested, or first put together with what another wrote meanwhile."""
    about, body = _about(form.metadata), _body(form)
    if text.is_blank(body):
        return Errors({f"{views.TEXT}0": "Please write what it should say."})
    workspace, user = form.actor.workspace, form.actor.user
    why, was_wrong = text.clean(form.text(views.WHY)), views.WRONG in form.chosen(views.WRONG)
    change = views.change(about, body=body, why=why)
    if about.suggestion:
        clash = suggestions.publish(
            session, workspace, about.suggestion, by=user, now=now, change=change, was_wrong=was_wrong
        )
        done = suggestions.Sent(clash=clash)
    else:
        done = suggestions.send(session, workspace, change, by=user, was_wrong=was_wrong, now=now)
    if done.clash is not None:
        return Show(
            views.form(
                done.clash.draft,
                body=body,
                why=why,
                may_publish=True,
                was_wrong=was_wrong,
                suggestion=about.suggestion,
                is_clash=True,
            )
        )
    return views.receipt(done.title, is_published=done.is_published) if done.title else None


def publish(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Publish*; the card says so. Is the passage another by now, the form opens with both."""
    workspace, user, one = pressed.actor.workspace, pressed.actor.user, number(pressed.value)
    clash = suggestions.publish(session, workspace, one, by=user, now=now)
    if clash is None:
        return None
    found = suggestions.to_decide(session, workspace, one, by=user)
    return _once_more(found, clash.draft, is_clash=True)


def revise(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Edit*: the suggestion once more, for who decides."""
    workspace, user, one = pressed.actor.workspace, pressed.actor.user, number(pressed.value)
    found = suggestions.to_decide(session, workspace, one, by=user)
    draft = editing.draft(session, workspace, found.article, found.anchor, whose.person(session, workspace, user))
    return _once_more(found, draft, is_clash=draft.part.body.strip() != found.before)


def _once_more(found: Suggestion, draft: Draft, *, is_clash: bool) -> Open:
    return Open(
        views.form(
            draft,
            body=found.after,
            why=found.why,
            may_publish=True,
            was_wrong=found.was_wrong,
            suggestion=found.id,
            is_clash=is_clash,
        )
    )


def decline(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Decline*: why?"""
    one = number(pressed.value)
    suggestions.to_decide(session, pressed.actor.workspace, one, by=pressed.actor.user)
    return Open(views.why_declined(one))


def declined(session: Session, form: Submission, now: datetime) -> Answer:
    why = text.clean(form.text(views.WHY))[: rules.WORDS]
    if text.is_blank(why):
        return Errors({views.WHY: "Please say why, so they know."})
    suggestions.decline(session, form.actor.workspace, number(form.metadata), by=form.actor.user, why=why, now=now)
    return None


def _form(begun: Begun) -> Answer:
    draft = begun.draft
    return Open(views.form(draft, body=draft.part.body, may_publish=begun.may_publish, was_wrong=begun.is_misleading))


def _about(metadata: str) -> About:
    """Read what a form brings back; raise `Odd` for what was never one of ours."""
    try:
        article, base, anchor, suggestion = json.loads(metadata)
    except (ValueError, TypeError) as error:
        raise Odd from error
    numbers = (article, base, suggestion)
    if not all(type(one) is int and 0 <= one <= LARGEST for one in numbers) or base >= 2**31:
        raise Odd
    if not (anchor is None or isinstance(anchor, str)):
        raise Odd
    return About(article=ArticleId(article), base=base, anchor=anchor, suggestion=suggestion)


def _body(form: Submission) -> str:
    return fields.joined(tuple(text.clean(form.text(f"{views.TEXT}{one}")) for one in range(fields.FIELDS)))
