"""What is said once a session is over: who was there, what was learned, thanks?"""

from collections.abc import Sequence

from bot.ids import UserId
from bot.sessions import rules
from bot.sessions.rules.values import Lesson, Meeting
from bot.sessions.views import wording
from bot.sessions.views.wording import Scene
from bot.slack import message, text, views
from bot.slack.message import Element, Message
from bot.slack.views import View

WHO = "sessions.who"
TICKED = "sessions.ticked"
THERE = "sessions.there"
NOT_THERE = "sessions.not_there"
LEARN = "sessions.learn"
LEARNED = "sessions.learned"
WRITE = "sessions.write"
WRITTEN = "sessions.written"
THANK = "sessions.thank"

EVERYONE = "everyone"
UNNAMED = "unnamed"
TITLE = 150  #: characters of an article's
PAGE = 3000  #: of its text, as much as an input of Slack's takes


def over(scene: Scene) -> Message:
    """The end of the session's thread."""
    meeting = scene.meeting
    said = f"{wording.title(meeting)} is over. Thank you, {scene.name(meeting.host)}, and everyone who came!"
    ask = "What did you learn? A line or two is enough: it can become a page in the knowledge base."
    buttons = message.actions(_learn(meeting, is_first=True), _there(meeting), _thank(scene))
    return message.message(f"{said} {ask}".replace("*", ""), [message.section(f"{said}\n{ask}"), buttons])


def host_buttons(meeting: Meeting) -> list[Element]:
    """What the host of a session does when it is over."""
    id = str(meeting.id)
    who = message.button("Who was there?", action=WHO, value=id, style=None if meeting.held_at else "primary")
    write = message.button("Write it up", action=WRITE, value=id)
    return [who] if meeting.written_at else [who, write]


def standing(meeting: Meeting) -> str:
    """Say how far the host is with it."""
    said = []
    if meeting.lessons:
        people = wording.people(meeting.lessons)
        said.append(f"{people} wrote down what they learned.")
    if meeting.written_at is not None:
        said.append("What you wrote up is suggested for the knowledge base.")
    return " ".join(said)


def who(meeting: Meeting, users: Sequence[UserId]) -> View:
    """The form in which the host ticks who was there. `users`: as far as is known."""
    picker: Element = {"type": "multi_users_select", "placeholder": message.plain("Choose people", 150)}
    is_crowd = len(users) > rules.TICKED
    if users and not is_crowd:
        picker["initial_users"] = list(users)
    hint = "I'll ask each of them; what they reached is theirs to share, or not."
    blocks = [
        message.section(wording.headline(meeting)),
        views.question("Who was there?", picker, name="there", hint=hint, is_optional=True),
    ]
    if is_crowd:
        everyone = views.option("Everyone who said they'd come", EVERYONE)
        blocks.append(views.question("Or", views.choice("checkboxes", [everyone]), name="everyone", is_optional=True))
    return views.modal(
        "Who was there?", blocks, callback=TICKED, submit="Save", close="Cancel", metadata=str(meeting.id)
    )


def were_you(scene: Scene) -> Message:
    """Ask somebody whether they were there."""
    meeting, id = scene.meeting, str(scene.meeting.id)
    said = f"{scene.name(meeting.host)} says you were at {wording.title(meeting)}. Were you?"
    yes = message.button("I was there", action=THERE, value=id, style="primary")
    no = message.button("I wasn't", action=NOT_THERE, value=id)
    return message.message(said.replace("*", ""), [message.section(said), message.actions(yes, no)])


def there(scene: Scene) -> Message:
    """The answer to whoever was there, and what they can do now."""
    said = f"Noted: you were at {wording.title(scene.meeting)}. Only you decide whether others hear of it."
    buttons = message.actions(_learn(scene.meeting, is_first=True), _thank(scene))
    return message.message(said.replace("*", ""), [message.section(said), buttons])


def lesson(meeting: Meeting, before: Lesson | None) -> View:
    """The short form: what did you learn?"""
    field = views.text_field(
        initial="" if before is None else before.words,
        most=rules.LESSON,
        is_long=True,
        placeholder="What you'll use, a question and its answer, a link …",
    )
    box = views.choice(
        "checkboxes",
        [views.option("Leave my name out", UNNAMED)],
        initial=[UNNAMED] if before is not None and not before.is_named else [],
    )
    hint = "Otherwise you're credited when it's written up."
    blocks = [
        message.section(wording.headline(meeting)),
        views.question("What did you take away?", field, name="words"),
        views.question("Your name", box, name="unnamed", hint=hint, is_optional=True),
    ]
    return views.modal(
        "What did you learn?", blocks, callback=LEARNED, submit="Send", close="Cancel", metadata=str(meeting.id)
    )


def noted(scene: Scene) -> Message:
    host = scene.name(scene.meeting.host)
    return _told(f"Thanks! {host} will put together what everyone learned. You can change yours until then.")


def page(meeting: Meeting, words: str) -> View:
    """The form in which the host writes it up."""
    title = text.clip(f"{wording.plain_title(meeting)}: what we learned", TITLE)
    hint = "A curator reads it first. Everyone who wrote something is credited, unless they'd rather not be."
    blocks = [
        views.question("Title", views.text_field(initial=title, most=TITLE), name="title"),
        views.question(
            "What did we learn?",
            views.text_field(initial=words, most=PAGE, is_long=True),
            name="words",
            hint=hint,
        ),
    ]
    return views.modal(
        "Write it up", blocks, callback=WRITTEN, submit="Suggest", close="Cancel", metadata=str(meeting.id)
    )


def composed(meeting: Meeting, lessons: Sequence[Lesson]) -> str:
    """Return what all have written as one text, to be edited: Markdown."""
    lead = [f"After this session you can: {meeting.plan.outcome}"] if meeting.plan.outcome else []
    items = [f"- {' '.join(one.words.split())}" for one in lessons]
    found, left = [], PAGE - sum(len(one) + 2 for one in lead)
    for one in items:  # what does not fit whole is left to the host
        left -= len(one) + 1
        if left < 0:
            break
        found.append(one)
    return "\n\n".join([*lead, *(["\n".join(found)] if found else [])])


def suggested(meeting: Meeting) -> Message:
    return _told(f"Thanks! What you learned at {wording.title(meeting)} is on its way to the knowledge base.")


def ticked(meeting: Meeting, strangers: int) -> Message:
    """The answer to the host. `strangers`: who cannot be asked, as they may not know of the session."""
    said = f"Saved. I'll ask each of them whether they were at {wording.title(meeting)}."
    if strangers:
        who = f"{wording.people(strangers)} hadn't answered"
        said += f" {who}, and not everyone may know of this session: they can press *I was there* in its thread first."
    return _told(said)


def not_there() -> Message:
    return _told("Thanks for telling me. I've noted that you weren't there.")


def _learn(meeting: Meeting, *, is_first: bool) -> Element:
    style = "primary" if is_first else None
    return message.button("What did you learn?", action=LEARN, value=str(meeting.id), style=style)


def _there(meeting: Meeting) -> Element:
    return message.button("I was there", action=THERE, value=str(meeting.id))


def _thank(scene: Scene) -> Element:
    host = text.clip(scene.names.get(scene.meeting.host, "the host") if scene.meeting.host else "the host", 40)
    return message.button(f"Thank {host}", action=THANK, value=str(scene.meeting.id))


def _told(said: str) -> Message:
    return message.message(said.replace("*", ""), [message.section(said)])
