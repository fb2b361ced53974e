"""What is there to read, when one does not yet know what to ask? Topics, one's own questions, whole articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import rules
from bot.answers.views import passages
from bot.articles import rules as articles_rules
from bot.search.snippets import snippet
from bot.slack import message, text
from bot.slack.message import Block, Message

TOPIC = "answers.topic"
ARTICLE = passages.ARTICLE
HISTORY, AMEND = "desk.history", "desk.amend"  #: heard by the desk
AGAIN = "answers.again"

_TOPICS = 20
_BRIEF = (3, 6)  #: questions and topics on the first screen of App Home
_ARTICLES = 20
_LEAD = 1200  #: characters of an article's beginning
_SECTIONS = 20


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """What there is to read, and what the reader asked last."""

    topics: Sequence[articles_rules.Topic]
    newest: Sequence[articles_rules.Article]
    asked: Sequence[rules.Answer]


def entrance(found: Entrance) -> Message:
    """Draw the way in: topics (or, where nothing has one, what is new), and the reader's last questions."""
    return message.message("What would you like to learn?", [*entrance_blocks(found)])


def entrance_blocks(found: Entrance) -> list[Block]:
    if not found.newest:
        return [message.section("*There's nothing to read yet.* A curator can add articles in a minute.")]
    blocks = [
        message.section("*What would you like to learn?* Type `/learn` and your question, or browse:"),
        message.actions(*_topics(found, _TOPICS)),
    ]
    if found.asked:
        blocks += [message.divider(), message.section("*Your latest questions*"), *questions(found.asked)]
    return blocks


def home(found: Entrance) -> list[Block]:
    """The part of App Home: what one asked last, and what there is to read."""
    most, topics = _BRIEF
    hint = "Type `/learn` and your question in any conversation, or browse:"
    if not found.newest:
        hint = "There's nothing to read yet. A curator can add articles in a minute."
    blocks = [
        message.header("Your questions" if found.asked else "What would you like to learn?"),
        *questions(found.asked[:most]),
        message.context(hint),
    ]
    return [*blocks, message.actions(*_topics(found, topics))] if found.newest else blocks


def _topics(found: Entrance, most: int) -> list[message.Element]:
    buttons = [
        message.button(topic.label, action=f"{TOPIC}:{place}", value=topic.key)
        for place, topic in enumerate(found.topics[:most])
    ]
    return buttons or titles(found.newest)


def questions(asked: Sequence[rules.Answer]) -> list[Block]:
    """Draw somebody's own questions, each with a way back to its answer."""
    return [
        message.section(
            text.escape(text.clip(" ".join((answer.question or "").split()), 150)),
            accessory=message.button("Read again", action=f"{AGAIN}:{answer.id}", value=str(answer.id)),
        )
        for answer in asked
    ]


def topic(label: str, articles: Sequence[articles_rules.Article]) -> Message:
    """Draw the articles of a topic."""
    if not articles:
        line = f"There's nothing about “{text.escape(text.clip(label, 80))}” any more."
        return message.message(line, [message.section(line)])
    line = f"*{text.escape(text.clip(label, 80))}*"
    blocks = [message.section(line), message.actions(*titles(articles[:_ARTICLES]))]
    if len(articles) > _ARTICLES:
        more = len(articles) - _ARTICLES
        blocks.append(message.context(f"… and {more} more. Ask with `/learn` to find them."))
    return message.message(text.escape(f"{label}: {len(articles)} articles"), blocks)


def titles(articles: Sequence[articles_rules.Article]) -> list[message.Element]:
    return [
        message.button(article.title, action=f"{ARTICLE}:{article.id}", value=str(article.id)) for article in articles
    ]


def article(page: articles_rules.Page, ordinal: int, *, is_theirs: bool = False) -> Message:
    """Draw one section of an article, with buttons to the others. `is_theirs`: whoever reads it may change it."""
    found = page.article
    section = next(
        (one for one in page.sections if one.ordinal == ordinal), page.sections[0] if page.sections else None
    )
    if section is None:
        title = passages.heading(found.title, (), url=found.facts.url)
        return message.message(text.escape(found.title), [title, message.context("This article is still empty.")])
    shown = snippet(section, {}, limit=rules.SHOWN_ALL if section.path else _LEAD)
    others = [
        message.button(
            one.path[-1] if one.path else "Beginning",
            action=f"{ARTICLE}:{found.id}:{one.ordinal}",
            value=f"{found.id}|{one.ordinal}",
        )
        for one in page.sections
        if one.ordinal != section.ordinal
    ]
    said = passages.linked(shown.blocks, page.leads, url=found.facts.url)
    blocks = [passages.heading(found.title, section.path, url=found.facts.url), *passages.drawn(said)]
    if reads := passages.readable(shown.blocks, page.leads, but=found.id):
        blocks.append(message.actions(*reads))
    if others:
        blocks += [message.context("More in this article:"), message.actions(*others[:_SECTIONS])]
    value = f"{found.id}|{section.ordinal}"
    ways = [message.button("Fix it", action=f"{AMEND}:{found.id}", value=value)]
    if is_theirs:
        ways.append(message.button("History", action=f"{HISTORY}:{found.id}", value=str(found.id)))
    blocks.append(message.actions(*ways))
    return message.message(text.escape(text.first_sentence(shown.first_sentence or found.title)), blocks)
