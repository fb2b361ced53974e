"""What does a curator see of questions that nothing answers, and what can they do about each?"""

import json
from collections.abc import Sequence

from bot.answers.rules.gaps import PAGE, Gap
from bot.answers.views import captures, proposals
from bot.articles.rules import Article
from bot.slack import message, text, views
from bot.slack.message import Block, Element, Message

LOOK, MORE = "answers.gaps", "answers.more_gaps"
WRITE, WRITTEN, REFUSE = "answers.write_gap", "answers.gap_is_written", "answers.refuse_gap"
WROTE, POINTED, REFUSED = "answers.gap_wrote", "answers.gap_pointed", "answers.gap_refused"
REASON = "reason"
SESSION = "sessions.new"
SESSION_TITLE = 120  #: characters
MANY = 3  #: people who ask the same: as many as a group session of mentors takes


def page(gaps: Sequence[Gap], start: int) -> Message:
    """Draw a page of gaps."""
    if not gaps:
        line = "Every question of the last six weeks has an answer. Well done!"
        return message.message(line, [message.section(line)])
    shown = gaps[start : start + PAGE] or gaps[:PAGE]
    line = f"*{len(gaps)} open question{'' if len(gaps) == 1 else 's'}*, what most people asked first:"
    blocks = [message.section(line), *(block for gap in shown for block in _gap(gap))]
    if start + PAGE < len(gaps):
        more = message.button("Show more", action=MORE, value=str(start + PAGE))
        blocks += [message.divider(), message.actions(more)]
    return message.message(line, blocks)


def write(gap: Gap, replies: Sequence[str]) -> views.View:
    """Write what is missing, beginning with what was asked and what colleagues have answered."""
    return _form(
        gap,
        title=" ".join(text.clip(gap.first.question, proposals.TITLE_LENGTH).split()),
        words="\n\n".join(replies)[: proposals.WORDS_LENGTH],
    )


def once_more(gap: Gap, alike: Sequence[Article], *, title: str, words: str, tags: str) -> views.View:
    """The form as it was filled in, with the articles that may say it already; sent again, it is published."""
    return _form(gap, title=title, words=words, tags=tags, alike=alike)


def _form(gap: Gap, *, title: str, words: str, tags: str = "", alike: Sequence[Article] = ()) -> views.View:
    asked = f"{_people(gap)} asked this. I'll tell them when it's published."
    way_on = "If it answers the question, press *It's written* instead."
    return proposals.form(
        title=title,
        words=words,
        tags=tags,
        notes=[*captures.warnings(alike, way_on=way_on), asked],
        callback=WROTE,
        submit="Publish",
        metadata=f"{gap.first.answer}|{int(bool(alike))}",
    )


def refuse(gap: Gap) -> views.View:
    """Say that it is nothing for the knowledge base."""
    return views.modal(
        "Not for us",
        [
            message.section(f">{_question(gap.first.question)}"),
            views.question(
                "Where should people go instead?",
                views.text_field(placeholder="Please ask the facilities desk", most=300),
                name=REASON,
                is_optional=True,
            ),
            message.context("Anyone who asks this again reads it."),
        ],
        callback=REFUSED,
        submit="Save",
        metadata=str(gap.first.answer),
    )


def home() -> list[Block]:
    """The curators' part of App Home."""
    line = "*Questions without an answer*\nWhat people asked in the last six weeks and no article answers."
    return [message.section(line, accessory=message.button("See them", action=LOOK))]


def _gap(gap: Gap) -> list[Block]:
    others = list(dict.fromkeys(one.question for one in gap.questions[1:]))[:2]
    also = f"Also: {' · '.join(f'“{_question(one, 100)}”' for one in others)}" if others else ""
    value, key = str(gap.first.answer), gap.first.answer
    return [
        message.divider(),
        message.section(f"*{_people(gap)}* asked: {_question(gap.first.question)}"),
        *([message.context(also)] if also else []),
        message.actions(
            message.button("Write it", action=f"{WRITE}:{key}", value=value),
            message.button("It's written", action=f"{WRITTEN}:{key}", value=value),
            message.button("Not for us", action=f"{REFUSE}:{key}", value=value),
            *([_together(gap)] if gap.people >= MANY else []),
        ),
    ]


def _together(gap: Gap) -> Element:
    """What many ask, they can learn together."""
    title = " ".join(text.clip(gap.first.question, SESSION_TITLE).split())
    value = json.dumps({"title": title, "host": False})
    return message.button("Suggest a session", action=f"{SESSION}:{gap.first.answer}", value=value)


def _people(gap: Gap) -> str:
    return "1 person" if gap.people == 1 else f"{gap.people} people"


def _question(question: str, limit: int = 300) -> str:
    return text.escape(" ".join(text.clip(question, limit).split()))
