"""What happens when a session is over and somebody ticks who was there, says what they learned, or thanks its host?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.rules.proposals import Words
from bot.ids import ChannelId, UserId
from bot.kudos import rules as kudos
from bot.people import service as people
from bot.runtime import Runtime
from bot.sessions import rules
from bot.sessions.handlers.questions import reach
from bot.sessions.rules import refusals
from bot.sessions.rules.values import Lesson
from bot.sessions.service import scenes, writing
from bot.sessions.views import after
from bot.slack.answer import Answer, Errors, Open, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press(after.WHO, who)
    on.press(after.THERE, there)
    on.press(after.NOT_THERE, not_there)
    on.press(after.LEARN, learn)
    on.press(after.WRITE, write)
    on.press(after.THANK, thank, stranger=kudos.NotAmongUs)
    on.submit(after.TICKED, ticked, before=meet)
    on.submit(after.LEARNED, learned, before=reach)
    on.submit(after.WRITTEN, written)


def who(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Who was there?*"""
    id, workspace, user = number(pressed.value), pressed.actor.workspace, pressed.actor.user
    return Open(after.who(*writing.to_tick(session, workspace, id, user, now=now)))


def meet(runtime: Runtime, form: Submission) -> None:
    """Learn who is ticked: Pollen may not have met them."""
    people.meet(runtime, form.actor.workspace, [UserId(one) for one in form.chosen("there")[: rules.TICKED]])


def ticked(session: Session, form: Submission, now: datetime, _met: None) -> Answer:
    """The host has said who was there."""
    id, workspace, user = number(form.metadata), form.actor.workspace, form.actor.user
    chosen = [UserId(one) for one in form.chosen("there")]
    is_everyone = after.EVERYONE in form.chosen("everyone")
    return Say(after.ticked(*writing.tick(session, workspace, id, user, chosen, is_everyone=is_everyone, now=now)))


def there(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I was there*."""
    meeting = writing.confirm(
        session,
        pressed.actor.workspace,
        number(pressed.value),
        pressed.actor.user,
        was_there=True,
        where=pressed.channel,
        now=now,
    )
    return Say(after.there(scenes.scene(session, meeting)), is_replacing=_is_own(pressed))


def not_there(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I wasn't*."""
    id, workspace, user = number(pressed.value), pressed.actor.workspace, pressed.actor.user
    writing.confirm(session, workspace, id, user, was_there=False, where=pressed.channel, now=now)
    return Say(after.not_there(), is_replacing=_is_own(pressed))


def learn(session: Session, pressed: Action, now: datetime) -> Answer:
    """*What did you learn?*"""
    id, workspace, user = number(pressed.value), pressed.actor.workspace, pressed.actor.user
    return Open(after.lesson(*writing.to_learn(session, workspace, id, user, where=pressed.channel, now=now)))


def learned(session: Session, form: Submission, now: datetime, where: ChannelId | None) -> Answer:
    """Somebody has written what they learned."""
    words = form.text("words")
    if not words:
        return Errors({"words": refusals.NothingLearned().sentence})
    is_named = after.UNNAMED not in form.chosen("unnamed")
    lesson = Lesson(user=form.actor.user, words=words, is_named=is_named)
    meeting = writing.learn(session, form.actor.workspace, number(form.metadata), lesson, where=where, now=now)
    return Say(after.noted(scenes.scene(session, meeting)))


def write(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Write it up*."""
    id, workspace, user = number(pressed.value), pressed.actor.workspace, pressed.actor.user
    return Open(after.page(*writing.draft(session, workspace, id, user, now=now)))


def written(session: Session, form: Submission, now: datetime) -> Answer:
    """What was learned, as its host has written it up."""
    title, words = form.text("title"), form.text("words")
    if not title or not words:
        return Errors({"words" if title else "title": "Please fill this in: a few words will do."})
    id, workspace, user = number(form.metadata), form.actor.workspace, form.actor.user
    page = Words(title=title[: after.TITLE], text=words[: after.PAGE], tags=("sessions",))
    return Say(after.suggested(writing.suggest(session, workspace, id, user, page, now=now)))


def thank(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Thank ana*."""
    id, workspace, user = number(pressed.value), pressed.actor.workspace, pressed.actor.user
    return Say(writing.thank(session, workspace, id, user, where=pressed.channel, now=now))


def _is_own(pressed: Action) -> bool:
    """Was it pressed on what only this person sees? A message in the thread stays for the others."""
    return pressed.is_ephemeral or (pressed.channel or "").startswith("D")
