"""What is written to those who have answered a session: news, reminders, a place that is free?"""

from datetime import datetime

from bot.sessions.rules import Reply, State
from bot.sessions.rules.values import Guest, Meeting
from bot.sessions.views import hold, post, weeks, wording
from bot.sessions.views.wording import Scene
from bot.slack import message, text
from bot.slack.message import Block, File, Message

HOSTED, VOTING, PLANNED, MOVED, HOSTLESS, CANCELLED, UNHOSTED = (
    "hosted",
    "voting",
    "planned",
    "moved",
    "hostless",
    "cancelled",
    "unhosted",
)


def news(scene: Scene, guest: Guest) -> Message:
    """What somebody has to hear, as it is by now."""
    meeting = scene.meeting
    return _with(_news(scene, guest), _choices(scene, guest) if meeting.is_open else ())


def _news(scene: Scene, guest: Guest) -> str:
    meeting, title, when = scene.meeting, wording.title(scene.meeting), wording.when(scene.meeting)
    host = scene.name(meeting.host)
    match meeting.state:
        case State.CANCELLED if meeting.news == UNHOSTED:
            return f"No one could host {title}, so it won't take place. Sorry! You can suggest it again any time."
        case State.CANCELLED:
            return f"{title} is cancelled."
        case State.WISHED:
            return f"{title} has no host right now, so there's no date. I'll tell you when someone takes it over."
        case State.HOSTED:
            return f"{host} will host {title}. I'll tell you when there's a time."
        case State.VOTING:
            return f"{host} will host {title}. Which of these times suit you?"
    moved = f"{title} has moved: it's now {when}." if meeting.news == MOVED else f"{title} is on {when}, with {host}."
    return f"{moved} {_place(guest)}"


def _place(guest: Guest) -> str:
    return {
        Reply.GOING: "You're in.",
        Reply.MAYBE: "You said maybe.",
        Reply.WAITING: "You're on the waiting list.",
    }.get(guest.reply, "Would you like to join?")


def _choices(scene: Scene, guest: Guest) -> tuple[Block, ...]:
    meeting = scene.meeting
    if meeting.state is State.VOTING:
        return tuple(post.vote(scene))
    if meeting.state is not State.PLANNED:
        return ()
    return (post.choices(meeting),) if guest.reply is Reply.INTERESTED else (_leave(meeting),)


def eve(meeting: Meeting) -> Message:
    """The reminder of the day before."""
    read = weeks.reading(meeting)
    blocks = (*((message.section(read),) if read else ()), _leave(meeting))
    return _with(f"{wording.title(meeting)} is {wording.when(meeting)}.{_link(meeting)}", blocks)


def host_eve(meeting: Meeting) -> Message:
    """The host's reminder of the day before."""
    said = f"You're hosting {wording.title(meeting)}, {wording.when(meeting)}.{_link(meeting)}"
    return _with(said, (message.actions(*hold.host_buttons(meeting)),))


def start(meeting: Meeting) -> Message:
    return _with(f"{wording.title(meeting)} starts now.{_link(meeting)}", ())


CALENDAR = "sessions.calendar"


def file(meeting: Meeting, ics: str, *, is_off: bool) -> Message:
    """A calendar file, or its sentence where Slack takes no file."""
    title = wording.title(meeting)
    said = (
        f"{title} is off; this takes it out of your calendar."
        if is_off
        else f"{title} for your calendar. Open it to add it."
    )
    sorry = f"I can't send calendar files in this workspace yet. {title} is {wording.when(meeting)}."
    otherwise = f"{title} is off. Please take it out of your calendar." if is_off else sorry
    return Message(text=said, file=File(name="session", ending="ics", content=ics, otherwise=otherwise))


def place(meeting: Meeting) -> Message:
    """Somebody who waited has a place."""
    said = f"A place is free: you're in for {wording.title(meeting)}, {wording.when(meeting)}."
    return _with(said, (_leave(meeting),))


def joined(meeting: Meeting, reply: Reply) -> Message:
    """The answer to whoever says that they come, or perhaps."""
    title, when = wording.title(meeting), wording.when(meeting)
    said = {
        Reply.GOING: f"You're in for {title}, {when}. I'll remind you the day before and when it starts.",
        Reply.MAYBE: f"I've noted a maybe for {title}, {when}. I'll remind you the day before.",
        Reply.WAITING: f"{title} is full, so you're on the waiting list. I'll tell you when a place is free.",
    }[reply]
    return _with(said, (_leave(meeting),))


def interested(meeting: Meeting) -> Message:
    return _with(f"Noted: you'd come to {wording.title(meeting)}. I'll tell you when there's a time.", ())


def voted(meeting: Meeting, chosen: tuple[datetime, ...]) -> Message:
    if not chosen:
        return _with("Taken back. None of the times has your vote now.", ())
    return _with(f"These times have your vote: {'; '.join(text.hour(at) for at in chosen)}.", ())


def nudge(meeting: Meeting) -> Message:
    said = f"You wanted to host {wording.title(meeting)}, and it has no time yet. The card above lets you choose one."
    return _with(said, ())


def no_votes(meeting: Meeting) -> Message:
    said = f"No one voted on a time for {wording.title(meeting)}. You can choose one yourself on the card."
    return _with(said, ())


def lapsed(meeting: Meeting) -> Message:
    """Its host, or whoever suggested it, hears that it will not be."""
    why = "had no host" if meeting.host is None else "had no time"
    return _with(f"{wording.title(meeting)} {why} for four weeks, so I've closed it.", ())


def _link(meeting: Meeting) -> str:
    return f" {text.link(meeting.plan.link, 'Join here')}" if meeting.plan.link else ""


def _leave(meeting: Meeting) -> Block:
    id = str(meeting.id)
    calendar = message.button("Add to calendar", action=CALENDAR, value=id)
    leave = message.button("Leave", action=post.LEAVE, value=id)
    return message.actions(calendar, hold.ask_button(meeting), leave)


def _with(said: str, blocks: tuple[Block, ...]) -> Message:
    return message.message(said.replace("*", ""), [message.section(said), *blocks])
