"""What does the host of a session steer it by? One card in their conversation with the bot."""

from bot.sessions.rules import Reply, State
from bot.sessions.rules.values import Meeting
from bot.sessions.views import after, hold, weeks, wording
from bot.sessions.views.post import HOST
from bot.sessions.views.wording import Scene
from bot.slack import message, text
from bot.slack.message import Element, Message

PLAN = "sessions.plan"
SUGGEST = "sessions.suggest"
EDIT = "sessions.edit"
CANCEL = "sessions.cancel"
STEP_BACK = "sessions.step_back"
NOT_ME = "sessions.not_me"


def card(scene: Scene) -> Message:
    meeting, count = scene.meeting, scene.count
    coming = wording.people(count.of(Reply.GOING))
    would = wording.people(count.would_come)
    match meeting.state:
        case State.WISHED:
            said = f"You suggested {wording.title(meeting)}. {would} would come; it needs a host."
        case State.HOSTED:
            said = f"You're hosting {wording.title(meeting)}. {would} would come. When should it be?"
        case State.VOTING:
            times = "\n".join(
                f"• {text.hour(at)}: {wording.people(votes)}"
                for at, votes in zip(meeting.slots, count.votes, strict=False)
            )
            said = f"You're hosting {wording.title(meeting)}. People are choosing a time:\n{times}"
        case State.PLANNED:
            maybe, waiting = count.of(Reply.MAYBE), count.of(Reply.WAITING)
            more = (f", {maybe} maybe" if maybe else "") + (f", {waiting} waiting for a place" if waiting else "")
            asked = f" Questions in advance: {meeting.questions}." if meeting.questions else ""
            said = f"You're hosting {wording.title(meeting)}, {wording.when(meeting)}. {coming} coming{more}.{asked}"
        case State.OVER:
            more = after.standing(meeting)
            said = f"{wording.title(meeting)} is over. Thank you for hosting it! {coming} said they'd come."
            said += f" {more}" if more else ""
        case State.CANCELLED:
            said = f"{wording.title(meeting)} is cancelled."
    if meeting.state is State.PLANNED and weeks.is_kept(meeting):
        said += f"\n{weeks.reading(meeting) or f'Week {meeting.number} has nothing to read yet.'}"
    blocks = [message.section(said), message.context(wording.facts(meeting))]
    if buttons := _buttons(meeting):
        blocks.append(message.actions(*buttons))
    return message.message(said.replace("*", ""), blocks)


def handed_on(meeting: Meeting) -> Message:
    """What is left of the card of somebody who does not host it any more."""
    return told(f"You're not hosting {wording.title(meeting)} any more.")


def over(meeting: Meeting) -> Message:
    """What is left of the card of a session that is over; a new one follows."""
    return told(f"{wording.title(meeting)} is over.")


def asked(scene: Scene) -> Message:
    """Ask somebody who knows the topic whether they would host it."""
    meeting, id = scene.meeting, str(scene.meeting.id)
    would = scene.count.would_come
    wish = f"{scene.name(meeting.proposer)} would like a session on {wording.title(meeting)}"
    said = (
        f"{wish}{f', and {wording.people(would)} would come' if would else ''}. You know about it: could you host it?"
    )
    buttons = (
        message.button("I'll host it", action=HOST, value=id, style="primary"),
        message.button("Not this time", action=NOT_ME, value=id),
    )
    return message.message(said.replace("*", ""), [message.section(said), message.actions(*buttons)])


def told(sentence: str) -> Message:
    """A short private reply."""
    return message.message(sentence.replace("*", ""), [message.section(sentence)])


def _buttons(meeting: Meeting) -> list[Element]:
    id = str(meeting.id)
    edit = message.button("Edit", action=EDIT, value=id)
    cancel = message.button(
        "Cancel session",
        action=CANCEL,
        value=id,
        confirm=message.confirm(
            "Cancel this session?", "I'll tell everyone who answered.", yes="Cancel it", no="Keep it"
        ),
    )
    back = message.button("I can't host it", action=STEP_BACK, value=id)
    choose = message.button("Choose a time", action=PLAN, value=id, style="primary")
    match meeting.state:
        case State.WISHED:
            return [edit, cancel]
        case State.HOSTED:
            return [choose, message.button("Let people vote", action=SUGGEST, value=id), edit, back, cancel]
        case State.VOTING:
            return [choose, edit, back, cancel]
        case State.PLANNED:
            move = message.button("Move", action=PLAN, value=id)
            week = [weeks.plan_button(meeting)] if weeks.is_kept(meeting) else []
            return [*week, move, *hold.host_buttons(meeting), edit, back, cancel]
        case State.OVER:
            return after.host_buttons(meeting)
    return []
