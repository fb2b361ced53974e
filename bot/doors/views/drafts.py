"""How does a person see what an assistant has prepared for them?"""

from collections.abc import Sequence

from bot.answers.rules import Found
from bot.answers.rules.proposals import Words
from bot.answers.views import captures, experts, proposals, unanswered
from bot.articles.rules import Article
from bot.doors.rules.drafts import Draft, Kind
from bot.slack import message, text
from bot.slack.message import Block, Message
from bot.slack.views import View

OPEN, DROP, SEND = "doors.open_draft", "doors.drop_draft", "doors.send_draft"

_WORDS = 300

_NAMES = {
    Kind.ARTICLE: "An article to suggest",
    Kind.QUESTION: "A question for people",
    Kind.KUDOS: "A thank-you",
    Kind.MENTOR: "A mentor request",
}


def prepared(draft: Draft, *, name: str) -> Message:
    """Tell somebody that a draft waits for them."""
    whom = f" to {text.bold(name)}" if name else ""
    line = f"Your assistant prepared a draft for you{whom}. Nothing is sent until you send it."
    return message.message(line, [message.section(line), *waiting(draft)])


def waiting(draft: Draft) -> list[Block]:
    """A draft, and what can be done with it."""
    facts = draft.facts
    title = facts.get("title") or facts.get("topic") or facts.get("question") or facts.get("reason") or ""
    line = f"{_NAMES[draft.kind]}: {text.bold(text.clip(' '.join(title.split()), _WORDS))}"
    buttons = [
        message.button("Open", action=f"{OPEN}:{draft.id}", value=str(draft.id)),
        message.button("Drop", action=f"{DROP}:{draft.id}", value=str(draft.id)),
    ]
    return [message.section(line), message.actions(*buttons)]


def article(draft: Draft, *, is_curator: bool, written: Words | None = None, alike: Sequence[Article] = ()) -> View:
    """The form of an article that somebody suggests, filled in; once more, with what may say it already."""
    source = draft.facts.get("source", "")
    text_ = draft.facts["text"] + (f"\n\nSource: {source}" if source else "")
    shown = written or Words(title=draft.facts["title"], text=text_, tags=())
    note = f"From your assistant; please read it before you {'publish' if is_curator else 'suggest'} it."
    way_on = "Is yours needed as well?"
    return proposals.form(
        title=shown.title,
        words=shown.text,
        tags=", ".join(shown.tags),
        notes=[*captures.warnings(alike, way_on=way_on), note],
        callback=SEND,
        submit="Publish" if is_curator else "Suggest",
        metadata=f"{draft.id}|{int(bool(alike))}",
    )


def question(found: Found) -> Message:
    """A question, and whom and where it can be put to."""
    asked = text.escape(text.clip(found.answer.question or "", 500))
    line = f"Who should I ask? *Q:* {asked}"
    people = experts.offered(found.answer.id, found.experts) if found.experts else []
    return message.message(line, [message.section(line), *people, *unanswered.way_on(found.answer)])


def dropped() -> Message:
    return message.message("Dropped. Nothing was sent.")
