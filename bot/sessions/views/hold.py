"""What is said when a session is held: its thread, the questions in advance, and what its host has to think of?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.ids import ArticleId
from bot.sessions import rules
from bot.sessions.rules.values import Meeting
from bot.sessions.views import wording
from bot.slack import message, text, views
from bot.slack.message import Block, Message
from bot.slack.views import View

ASK = "sessions.ask"
ASKED = "sessions.asked"
QUESTIONS = "sessions.questions"
UNASKED = "sessions.unasked"
CHECKLIST = "sessions.checklist"
READ = "answers.article"

NAMELESS = "nameless"
_A_SECTION = 6  #: questions in one block


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, and the name of whoever asked it; '' for one without a name."""

    id: int
    words: str
    by: str = ""


def form(meeting: Meeting) -> View:
    """The form for a question in advance."""
    hint = "Then no one will know it was you: not the host, not an admin. I don't keep who asked."
    blocks = [
        message.section(wording.headline(meeting)),
        views.question(
            "What would you like to ask?", views.text_field(most=rules.QUESTION, is_long=True), name="question"
        ),
        views.question(
            "Your name",
            views.choice("checkboxes", [views.option("Ask without my name", NAMELESS)]),
            name="nameless",
            hint=hint,
            is_optional=True,
        ),
    ]
    return views.modal("Ask a question", blocks, callback=ASKED, submit="Ask", close="Cancel", metadata=str(meeting.id))


def taken(meeting: Meeting) -> Message:
    """The answer to whoever asked in advance."""
    said = f"Thanks! Your question is on the list for {wording.title(meeting)}. I'll post it in the session's thread."
    return message.message(said.replace("*", ""), [message.section(said)])


def listed(meeting: Meeting, asked: Sequence[Asked]) -> View:
    """What was asked, for the host: those ticked are taken out."""
    if not asked:
        lines = [message.section(f"{wording.headline(meeting)}\nNo one has asked anything in advance yet.")]
        return views.modal("Questions", lines)
    blocks: list[Block] = [message.section(wording.headline(meeting)), *_questions(asked)]
    options = [views.option(text.clip(" ".join(one.words.split()), 70), str(one.id)) for one in asked]
    # Slack takes ten boxes in one input.
    for number, some in enumerate(options[at : at + 10] for at in range(0, len(options), 10)):
        label = "Remove questions that don't belong here" if not number else "More"
        box = views.choice("checkboxes", some)
        blocks.append(views.question(label, box, name=f"remove{number}", is_optional=True))
    return views.modal(
        "Questions", blocks, callback=UNASKED, submit="Remove ticked", close="Close", metadata=str(meeting.id)
    )


def opened(meeting: Meeting, asked: Sequence[Asked]) -> Message:
    """The beginning of the session's thread."""
    link = f" {text.link(meeting.plan.link, 'Join here')}" if meeting.plan.link else ""
    said = f"{wording.title(meeting)} starts now.{link}"
    blocks: list[Block] = [message.section(said)]
    if meeting.plan.agenda:
        blocks.append(message.section(f"*Agenda*\n{text.escape(meeting.plan.agenda)}"))
    if asked:
        blocks += [message.section("*Questions in advance*"), *_questions(asked)]
    blocks.append(message.context("Ask anything here in the thread, or without your name with the button."))
    blocks.append(message.actions(ask_button(meeting)))
    return message.message(said.replace("*", ""), blocks)


def question(asked: Asked) -> Message:
    """A question asked once the session has begun."""
    return message.message(f"A question: {text.escape(asked.words)}", [message.section(f"A question: {_line(asked)}")])


def checklist(meeting: Meeting, article: ArticleId | None, items: Sequence[str]) -> Message:
    """What the host has to think of. `article`: where it stands."""
    if article is None or not items:
        return _told("I found no checklist for this kind of session in your knowledge base.")
    lines = "\n".join(f"☐ {text.escape(one)}" for one in items)
    lead = f"A checklist for {wording.title(meeting)}:"
    read = message.button("Read it", action=f"{READ}:{article}", value=str(article))
    return message.message(lead.replace("*", ""), [message.section(f"{lead}\n{lines}"), message.actions(read)])


def removed(many: int) -> Message:
    return _told("Nothing was removed." if not many else "Removed. It won't be asked in the thread.")


def ask_button(meeting: Meeting) -> message.Element:
    return message.button("Ask a question", action=ASK, value=str(meeting.id))


def host_buttons(meeting: Meeting) -> list[message.Element]:
    """What a host may look at before the session."""
    id = str(meeting.id)
    many = f"Questions {meeting.questions}" if meeting.questions else "Questions"
    return [
        message.button(many, action=QUESTIONS, value=id),
        message.button("Checklist", action=CHECKLIST, value=id),
    ]


def _questions(asked: Sequence[Asked]) -> Iterable[Block]:
    for at in range(0, len(asked), _A_SECTION):
        yield message.section("\n".join(f"• {_line(one)}" for one in asked[at : at + _A_SECTION]))


def _line(asked: Asked) -> str:
    by = f" ({text.escape(asked.by)})" if asked.by else ""
    return f"{text.escape(' '.join(asked.words.split()))}{by}"


def _told(said: str) -> Message:
    return message.message(said, [message.section(said)])
