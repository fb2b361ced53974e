"""What happens when somebody says why an answer was wrong, and when somebody settles it?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.handlers.buttons import passage
from bot.answers.rules import Reason
from bot.answers.views import receipts
from bot.articles.service import editing
from bot.desk import rules
from bot.desk.rules import Place
from bot.desk.service import flags
from bot.desk.views import flags as views
from bot.ids import AnswerId, ArticleId
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number, one_of


def register(on: Listeners) -> None:
    on.press(receipts.REASON, reason)
    on.press(receipts.UNDO_RATING, undo)
    on.press(views.DETAILS, details)
    on.submit(views.DETAILED, detailed)
    on.press(views.RIGHT, right)
    on.submit(views.RIGHTED, righted)
    on.press(views.RETIRE, retire)


def place(value: str) -> Place:
    """Read the passage that a button or a form is about: `article|section`."""
    article, _, section = value.partition("|")
    return Place(article=ArticleId(number(article)), section=text.clean(section)[: rules.SECTION])


def reason(session: Session, pressed: Action, now: datetime) -> Answer:
    """What was wrong with it: whoever looks after the article is asked."""
    answer, rank = passage(pressed)
    why = one_of(Reason, pressed.value.rpartition("|")[2])
    workspace, user = pressed.actor.workspace, pressed.actor.user
    raised = flags.raise_flag(session, workspace, answer, rank, user, reason=why, now=now)
    if raised is None:
        said = receipts.thanks_for_rating(answer, reason=why)
    else:
        said = views.thanks(answer, rank, flag=raised.flag, who=raised.who)
    return Say(said, is_replacing=pressed.is_ephemeral)


def undo(session: Session, pressed: Action, now: datetime) -> Answer:
    """Forget what somebody thought of an answer."""
    flags.take_back(session, pressed.actor.workspace, AnswerId(number(pressed.value)), pressed.actor.user, now=now)
    return Say(receipts.unrated(), is_replacing=pressed.is_ephemeral)


def details(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Add details*: words, for whoever settles it."""
    return Open(views.details(number(pressed.value)))


def detailed(session: Session, form: Submission, now: datetime) -> Answer:
    words = text.clean(form.text(views.WORDS))[: rules.WORDS]
    if text.is_blank(words):
        return Errors({views.WORDS: "Please write a few words."})
    workspace, user = form.actor.workspace, form.actor.user
    flags.add_words(session, workspace, number(form.metadata), by=user, words=words, now=now)
    return None


def right(session: Session, pressed: Action, now: datetime) -> Answer:
    """*It's right*: why?"""
    about = place(pressed.value)
    editing.must_be_theirs(session, pressed.actor.workspace, about.article, pressed.actor.user)
    return Open(views.why_right(about))


def righted(session: Session, form: Submission, now: datetime) -> Answer:
    about, why = place(form.metadata), text.clean(form.text(views.WORDS))[: rules.WORDS]
    if text.is_blank(why):
        return Errors({views.WORDS: "Please say why, so they know."})
    flags.right(session, form.actor.workspace, about, by=form.actor.user, why=why, now=now)
    return None


def retire(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Retire*: the article is taken out."""
    flags.retire(session, pressed.actor.workspace, place(pressed.value), by=pressed.actor.user, now=now)
    return views.retired()
