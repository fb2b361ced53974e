"""What is shown of sessions before there is one, and of those that come up: a suggestion, a list, App Home's part?"""

from collections.abc import Sequence

from bot.sessions.rules import Reply, State
from bot.sessions.views import forms, post, wording
from bot.sessions.views.wording import Scene
from bot.slack import message, text
from bot.slack.message import Block, Message

NEW = "sessions.new"
POST = "sessions.post"
DROP = "sessions.drop"
LISTED = 10
HOME = 3


def suggestion(topic: str, *, is_host: bool, is_here: bool) -> Message:
    """Ask somebody who offers a session, or wishes for one, before it is posted. `is_here`: said in a channel."""
    title, value = text.bold(topic), forms.carried(topic, is_host=is_host)
    said = f"A session on {title}, hosted by you?" if is_host else f"A session on {title}?"
    rest = "people can say they'd come" if is_host else "people can say they'd come, and someone can offer to host it"
    where = f"I can post it here, so {rest}." if is_here else f"I'll post it in a channel, so {rest}."
    here = [message.button("Post it here", action=POST, value=value, style="primary")] if is_here else []
    details = message.button("Add details", action=NEW, value=value, style=None if is_here else "primary")
    buttons = message.actions(*here, details, message.button("Never mind", action=DROP))
    return message.message(f"{said} {where}".replace("*", ""), [message.section(f"{said} {where}"), buttons])


def listed(scenes: Sequence[Scene]) -> Message:
    """The answer to `/pollen session list`."""
    new = message.actions(message.button("Suggest a session", action=NEW))
    if not scenes:
        line = "No sessions are coming up yet."
        return message.message(line, [message.section(line), new])
    lines = [block for one in scenes[:LISTED] for block in _one(one)]
    return message.message("Coming up", [message.section("*Coming up*"), *lines, new])


def home(scenes: Sequence[Scene]) -> tuple[Block, ...]:
    """The part of App Home about sessions."""
    lines = [message.section(line(one)) for one in scenes[:HOME]]
    lead = "" if lines else "\nNone yet. Is there something you'd like to learn together, or could show others?"
    new = message.actions(message.button("Suggest a session", action=NEW))
    return (message.section(f"*Sessions*{lead}"), *lines, new)


def brief(scenes: Sequence[Scene]) -> list[Block]:
    """The part of App Home's first screen: what comes up, if anything does."""
    if not scenes:
        return []
    return [message.header("Sessions"), message.section("\n".join(line(one) for one in scenes[:HOME]))]


def line(scene: Scene) -> str:
    """Say a session in a line, for a list of them."""
    meeting = scene.meeting
    if meeting.state is not State.PLANNED:
        return f"{wording.headline(meeting)} · {scene.count.would_come} would come"
    room = wording.left(meeting, scene.count) or f"{scene.count.of(Reply.GOING)} going"
    return f"{wording.headline(meeting)} · {wording.when(meeting)} · {room}"


def _one(scene: Scene) -> Sequence[Block]:
    id = str(scene.meeting.id)
    label, action = ("Join", post.JOIN) if scene.meeting.state is State.PLANNED else ("I'd come", post.INTERESTED)
    return [message.section(line(scene), accessory=message.button(label, action=f"{action}:{id}", value=id))]
