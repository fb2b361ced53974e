"""What happens when a button about a session is pressed: on its post, its host's card, what was written to one?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.sessions.rules import Reply
from bot.sessions.rules.values import Meeting, Plan
from bot.sessions.service import calendars, hosting, planning, proposing, questions, replies, scenes
from bot.sessions.views import card, coming, forms, hold, notes, post, wording
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action
from bot.slack.values import Odd, number, numbers


def register(on: Listeners) -> None:
    on.press(post.JOIN, join)
    on.press(post.MAYBE, maybe)
    on.press(post.LEAVE, leave)
    on.press(post.INTERESTED, interested)
    on.press(post.VOTE, vote)
    on.press(post.HOST, host)
    on.press(coming.POST, post_it)
    on.press(coming.DROP, drop)
    on.press(notes.CALENDAR, calendar)
    on.press(hold.CHECKLIST, checklist)
    on.press(card.NOT_ME, not_me)
    on.press(card.SUGGEST, suggest)
    on.press(card.STEP_BACK, step_back)
    on.press(card.CANCEL, cancel)


def join(session: Session, pressed: Action, now: datetime) -> Answer:
    return _answered(session, pressed, Reply.GOING, now)


def maybe(session: Session, pressed: Action, now: datetime) -> Answer:
    return _answered(session, pressed, Reply.MAYBE, now)


def interested(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I'd come*."""
    return _answered(session, pressed, Reply.INTERESTED, now)


def leave(session: Session, pressed: Action, now: datetime) -> Answer:
    meeting, _ = _answer(session, pressed, Reply.LEFT, now)
    return _said(pressed, f"You're not coming to {wording.title(meeting)}, and I won't remind you.")


def vote(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Suits me*, beside one of the times."""
    id, *rest = numbers(pressed.value)
    if not rest:
        raise Odd
    workspace, user = pressed.actor.workspace, pressed.actor.user
    meeting, said = planning.vote(session, workspace, id, user, rest[0], where=pressed.channel, now=now)
    return notes.voted(meeting, tuple(meeting.slots[place] for place in sorted(said.votes)))


def calendar(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Add to calendar*: a file, in our direct messages."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    calendars.give(session, workspace, number(pressed.value), user, where=pressed.channel, now=now)
    return card.told("The calendar file is in our direct messages.") if pressed.is_ephemeral else None


def checklist(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Checklist*, on what the host steers it by."""
    return questions.checklist(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user)


def host(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I'll host it*."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    meeting = hosting.host(session, workspace, number(pressed.value), user, where=pressed.channel, now=now)
    thanks = f"Thank you for hosting {wording.title(meeting)}! You can choose a time in our direct messages."
    return _said(pressed, thanks)


def post_it(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Post it here*, in the channel it was said in."""
    title, is_host = forms.carries(pressed.value)
    if not title or pressed.channel is None:
        raise Odd
    meeting = proposing.propose(
        session,
        workspace=pressed.actor.workspace,
        user=pressed.actor.user,
        plan=Plan(title=title),
        channel=pressed.channel,
        is_host=is_host,
        key=f"press:{pressed.trigger}",
        now=now,
    )
    if is_host:
        return _said(pressed, "Posted. You can choose a time in our direct messages.")
    return Say(card.card(scenes.scene(session, meeting)), is_replacing=pressed.is_ephemeral)


def drop(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Never mind*."""
    return Say(card.told("All right, I haven't posted anything."), is_replacing=True)


def not_me(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Not this time*, by somebody who was asked to host it."""
    hosting.decline(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user, now=now)
    return Say(card.told("No problem, and no one is told."), is_replacing=True)


def suggest(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Let people vote*."""
    planning.suggest(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user, now=now)
    return _said(pressed, "I've suggested three times. I'll tell everyone which one it is when the vote is over.")


def step_back(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I can't host it*."""
    hosting.step_back(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user, now=now)
    return _said(pressed, "No problem. I'm looking for another host, and I'll tell everyone.")


def cancel(session: Session, pressed: Action, now: datetime) -> Answer:
    meeting = planning.cancel(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user, now=now)
    return _said(pressed, f"{wording.title(meeting)} is cancelled. I'll tell everyone who answered.")


def _answered(session: Session, pressed: Action, reply: Reply, now: datetime) -> Answer:
    meeting, became = _answer(session, pressed, reply, now)
    if became is Reply.INTERESTED:
        return notes.interested(meeting)
    return notes.joined(meeting, became)


def _answer(session: Session, pressed: Action, reply: Reply, now: datetime) -> tuple[Meeting, Reply]:
    return replies.answer(
        session,
        pressed.actor.workspace,
        number(pressed.value),
        pressed.actor.user,
        reply,
        where=pressed.channel,
        now=now,
    )


def _said(pressed: Action, sentence: str) -> Say:
    """Answer in a sentence; what was pressed in a list of one's own is replaced by it, a card is edited itself."""
    return Say(card.told(sentence), is_replacing=pressed.is_ephemeral)
