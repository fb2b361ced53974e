"""What does one see of a passage that is to be changed: the form, the card with both beside each other, the outcome?"""

import json
from dataclasses import dataclass

from bot.answers.views import browse
from bot.articles.rules.parts import Change, Draft
from bot.desk import rules
from bot.desk.rules import State, Suggestion, changes, fields
from bot.ids import ArticleId
from bot.slack import message, text, views
from bot.slack.message import Block, Message

SENT = "desk.fixed"
PUBLISH, REVISE, DECLINE, DECLINED = "desk.publish", "desk.revise", "desk.decline", "desk.declined"
TEXT, WHY, WRONG = "text", "why", "wrong"

_WHY = 300
_ROWS = 20  #: lines that changed, on a card
_CELL = 500
_THEIRS = 2500


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A suggestion as it is read."""

    suggestion: Suggestion
    title: str
    by: str


@dataclass(frozen=True, kw_only=True)
class About:
    """What a form brings back: which passage it is about, and the suggestion it decides, 0 for none."""

    article: ArticleId
    base: int
    anchor: str | None
    suggestion: int = 0

    def written(self) -> str:
        return json.dumps([self.article, self.base, self.anchor, self.suggestion])


def form(
    draft: Draft,
    *,
    body: str,
    why: str = "",
    may_publish: bool,
    was_wrong: bool,
    suggestion: int = 0,
    is_clash: bool = False,
) -> views.View:
    """The very passage, to be changed. `is_clash`: somebody changed it meanwhile; `body` is what was typed."""
    about = About(article=draft.article.id, base=draft.base, anchor=draft.part.anchor, suggestion=suggestion)
    heading = f" › {text.escape(text.clip(draft.part.heading, 80))}" if draft.part.heading else ""
    blocks: list[Block] = [message.section(f"{text.bold(text.clip(draft.article.title, rules.TITLE))}{heading}")]
    if is_clash:
        theirs = "\n".join(f"> {text.escape(one)}" for one in text.clip(draft.part.body, _THEIRS).splitlines() if one)
        blocks += [
            message.section("*Someone changed this while you were writing.* It now says:"),
            message.section(theirs or "> …"),
            message.context("Your words are below, as you typed them. Put the two together and send it again."),
        ]
    elif not may_publish:
        blocks.append(message.context("A curator will look at your change; I'll let you know what they decide."))
    parts = fields.split(body)
    for number, part in enumerate(parts):
        field = views.text_field(initial=part, is_long=True, most=message.SECTION)
        label = "What it should say" if not number else "… and further down"
        blocks.append(views.question(label, field, name=f"{TEXT}{number}", is_optional=len(parts) > 1))
    reason = views.text_field(initial=why, most=_WHY, placeholder="The limit changed in May")
    blocks.append(views.question("Why?", reason, name=WHY, is_optional=True))
    tell = views.option("It was wrong: tell the people who read it", WRONG)
    chosen = (WRONG,) if was_wrong else ()
    blocks.append(
        views.question("Corrections", views.choice("checkboxes", [tell], initial=chosen), name=WRONG, is_optional=True)
    )
    submit = "Publish" if may_publish else "Suggest"
    return views.modal("Fix it", blocks, callback=SENT, submit=submit, close="Cancel", metadata=about.written())


def card(shown: Shown) -> Message:
    """Ask somebody who can publish it: before and after, side by side."""
    one = shown.suggestion
    lead = f"{text.escape(shown.by)} suggests a change to {_title(shown)}"
    return message.message(
        lead, [message.section(f"{lead}:"), *_beside(one), *_notes(one), message.actions(*_ways(one))]
    )


def listed(shown: Shown) -> list[Block]:
    """A suggestion at the desk; a page there holds no table."""
    one = shown.suggestion
    old, new = changes.old_and_new(one.before, one.after)
    lines = [f"− {text.escape(text.clip(old, _CELL))}"] if old else []
    lines += [f"+ {text.escape(text.clip(new, _CELL))}"] if new else []
    return [
        message.section(f"{_title(shown)} · suggested by {text.escape(shown.by)}"),
        message.section("\n".join(lines) or "…"),
        *_notes(one),
        message.actions(*_ways(one, mark=f":{one.id}")),
    ]


def decided(title: str, state: State, *, by: str) -> Message:
    """What takes the place of a card."""
    did = "published" if state is State.PUBLISHED else "declined"
    said = f"The change to {_bold(title)} was {did} by {text.escape(by)}. Thank you!"
    return message.message(said, [message.section(said)])


def published(title: str, article: ArticleId) -> Message:
    said = f"Your change to {_bold(title)} is published, in your name. Thank you!"
    read = message.button("View article", action=f"{browse.ARTICLE}:{article}", value=str(article))
    return message.message(said, [message.section(said), message.actions(read)])


def declined(title: str, why: str) -> Message:
    reason = f"\n> {text.escape(' '.join(why.split()))}" if why else ""
    said = f"A curator has left {_bold(title)} as it is.{reason}\nThanks for suggesting a change."
    return message.message(said, [message.section(said)])


def why_declined(number: int) -> views.View:
    field = views.text_field(is_long=True, most=rules.WORDS)
    return views.modal(
        "Decline",
        [views.question("Why? They'll read it.", field, name=WHY)],
        callback=DECLINED,
        submit="Decline",
        close="Cancel",
        metadata=str(number),
    )


def receipt(title: str, *, is_published: bool) -> Message:
    if is_published:
        return message.message(f"Done. {_bold(title)} now says it in your words.")
    return message.message(f"Thank you! A curator will look at your change to {_bold(title)}; I'll let you know.")


def change(about: About, *, body: str, why: str) -> Change:
    return Change(article=about.article, base=about.base, anchor=about.anchor, body=body, why=why)


def _beside(one: Suggestion) -> list[Block]:
    rows = [(text.clip(old, _CELL), text.clip(new, _CELL)) for old, new in changes.rows(one.before, one.after)[:_ROWS]]
    return [message.table([("Now", "Suggested"), *rows])] if rows else []


def _notes(one: Suggestion) -> list[Block]:
    notes = [f"Why: {text.escape(one.why)}"] if one.why else []
    notes += ["If you publish it, people who read the old text will hear that it was wrong."] if one.was_wrong else []
    return [message.context(*notes)] if notes else []


def _ways(one: Suggestion, *, mark: str = "") -> list[message.Element]:
    value = str(one.id)
    return [
        message.button("Publish", action=PUBLISH + mark, value=value, style=None if mark else "primary"),
        message.button("Edit", action=REVISE + mark, value=value),
        message.button("Decline", action=DECLINE + mark, value=value),
    ]


def _title(shown: Shown) -> str:
    heading = shown.suggestion.heading
    return _bold(shown.title) + (f" › {text.escape(text.clip(heading, 80))}" if heading else "")


def _bold(title: str) -> str:
    return text.bold(text.clip(" ".join(title.split()), rules.TITLE))
