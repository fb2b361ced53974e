"""What does the channel see of a session? One post, which is edited until it is over."""

from collections.abc import Sequence

from bot.sessions.rules import Reply, State
from bot.sessions.rules.values import Meeting
from bot.sessions.views import hold, weeks, wording
from bot.sessions.views.wording import Scene
from bot.slack import message, text
from bot.slack.message import Block, Element, Message

INTERESTED = "sessions.interested"
HOST = "sessions.host"
JOIN = "sessions.join"
MAYBE = "sessions.maybe"
LEAVE = "sessions.leave"
VOTE = "sessions.vote"


def post(scene: Scene) -> Message:
    """The post as it is now."""
    meeting = scene.meeting
    lead = f"{wording.headline(meeting)}\n{_standing(scene)}"
    blocks = [message.section(lead)]
    if meeting.plan.outcome:
        blocks.append(message.section(f"*What you'll be able to do after it*\n{text.escape(meeting.plan.outcome)}"))
    if meeting.state is State.PLANNED and (read := weeks.reading(meeting)):
        blocks.append(message.section(read))
    blocks.append(message.context(wording.facts(meeting), *_numbers(scene)))
    if buttons := _buttons(scene):
        blocks += buttons
    return message.message(f"{wording.plain_title(meeting)}: {_standing(scene)}".replace("*", ""), blocks)


def choices(meeting: Meeting) -> Block:
    """The buttons of whoever thinks about coming, wherever they read of it."""
    id = str(meeting.id)
    if meeting.state is State.PLANNED:
        return message.actions(*_join(id))
    return message.actions(message.button("I'd come", action=INTERESTED, value=id, style="primary"))


def _standing(scene: Scene) -> str:
    meeting = scene.meeting
    host, proposer = scene.name(meeting.host), scene.name(meeting.proposer)
    match meeting.state:
        case State.WISHED:
            return f"{proposer} would like this session. Who could host it?"
        case State.HOSTED:
            return f"{host} will host it, and looks for a time that suits those who'd come."
        case State.VOTING:
            return f"{host} will host it. Which of these times suit you?"
        case State.PLANNED:
            link = f" · {text.link(meeting.plan.link, 'Join here')}" if meeting.plan.link else ""
            return f"{wording.when(meeting)}, with {host}{link}"
        case State.OVER:
            return f"It's over. Thank you, {host}, and everyone who came!"
        case State.CANCELLED:
            return "Cancelled. This session won't take place."


def _numbers(scene: Scene) -> Sequence[str]:
    meeting, count = scene.meeting, scene.count
    if meeting.state in (State.OVER, State.CANCELLED):
        return ()
    if meeting.state is not State.PLANNED:
        number = count.would_come
        return (f"{number} would come" if number else "No one has said yet that they'd come",)
    said = [f"{count.of(Reply.GOING)} going"]
    if names := [scene.name(user) for user in scene.coming]:
        more = count.of(Reply.GOING) - len(names)
        said[0] += f": {', '.join(names)}" + (f" and {more} more" if more else "")
    if maybe := count.of(Reply.MAYBE):
        said.append(f"{maybe} maybe")
    if room := wording.left(meeting, count):
        said.append(room)
    if waiting := count.of(Reply.WAITING):
        said.append(f"{waiting} waiting for a place")
    return (" · ".join(said),)


def _buttons(scene: Scene) -> Sequence[Block]:
    meeting, id = scene.meeting, str(scene.meeting.id)
    would = scene.count.would_come
    come = message.button(f"I'd come{f' {would}' if would else ''}", action=INTERESTED, value=id, style="primary")
    match meeting.state:
        case State.WISHED:
            return [message.actions(come, message.button("I'll host it", action=HOST, value=id))]
        case State.HOSTED:
            return [message.actions(come)]
        case State.VOTING:
            return vote(scene)
        case State.PLANNED:
            kept = [weeks.kept_button(meeting)] if weeks.is_kept(meeting) and meeting.number > 1 else []
            return [message.actions(*_join(id), hold.ask_button(meeting), *kept)]
    return []


def vote(scene: Scene) -> Sequence[Block]:
    """The times there are to choose among, each with its votes."""
    found = []
    for place, at in enumerate(scene.meeting.slots):
        votes = scene.count.votes[place] if place < len(scene.count.votes) else 0
        label = f"Suits me{f' {votes}' if votes else ''}"
        button = message.button(label, action=f"{VOTE}:{place}", value=f"{scene.meeting.id}|{place}")
        found.append(message.section(text.hour(at), accessory=button))
    return found


def _join(id: str) -> Sequence[Element]:
    return (
        message.button("Join", action=JOIN, value=id, style="primary"),
        message.button("Maybe", action=MAYBE, value=id),
        message.button("Leave", action=LEAVE, value=id),
    )
