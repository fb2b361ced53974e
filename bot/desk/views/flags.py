"""What does one see of a flag: who raised it, who is asked about it, and what became of it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.rules import REASONS, Reason
from bot.answers.views import FIX as FIX
from bot.answers.views import browse, receipts
from bot.desk import rules
from bot.desk.rules import Flag, Outcome, Place
from bot.ids import AnswerId
from bot.slack import message, text, views
from bot.slack.message import Block, Element, Message

DETAILS, DETAILED = "desk.details", "desk.detailed"
REPAIR, RIGHT, RIGHTED, RETIRE = "desk.repair", "desk.right", "desk.righted", "desk.retire"
WORDS = "words"

_PASSAGE = 400  #: characters of the passage on a card
_QUOTES = 3  #: what people said, on a card
_QUOTE = 300


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A case as it is read."""

    place: Place
    title: str
    heading: str
    passage: str
    people: int
    reasons: Sequence[Reason]
    words: Sequence[str]


def thanks(answer: AnswerId, rank: int, *, flag: int, who: str) -> Message:
    """Say who looks at it, and what else can be done."""
    line = f"Thanks. {text.escape(who) or 'A curator'} will look at it, and I'll let you know what happens."
    return message.message(
        line,
        [
            message.section(line),
            message.actions(
                message.button("Add details", action=DETAILS, value=str(flag)),
                message.button("Fix it", action=FIX, value=f"{answer}|{rank}"),
                message.button("Undo", action=receipts.UNDO_RATING, value=str(answer)),
            ),
        ],
    )


def details(flag: int) -> views.View:
    field = views.text_field(is_long=True, most=rules.WORDS, placeholder="Since May the limit is 60 euros")
    return views.modal(
        "What's wrong?",
        [views.question("What should it say?", field, name=WORDS)],
        callback=DETAILED,
        submit="Send",
        metadata=str(flag),
    )


def card(shown: Shown) -> Message:
    """Ask somebody who can settle it."""
    lead = f"{_people(shown.people)} that {_title(shown)} {_reasons(shown.reasons)}."
    return message.message(lead, [message.section(lead), *_body(shown), message.actions(*_buttons(shown.place))])


def listed(shown: Shown) -> list[Block]:
    """A case at the desk."""
    lead = f"{_title(shown)}: {_people(shown.people)} it {_reasons(shown.reasons)}."
    return [message.section(lead), *_body(shown), message.actions(*_buttons(shown.place, is_listed=True))]


def settled(title: str, outcome: Outcome, *, by: str) -> Message:
    """What takes the place of a card."""
    did = {
        Outcome.FIXED: "fixed it",
        Outcome.RIGHT: "checked it, and it's right",
        Outcome.RETIRED: "retired the article",
    }[outcome]
    said = f"{_bold(title)}: {text.escape(by)} {did}. Thank you!"
    return message.message(said, [message.section(said)])


def outcome(flag: Flag, title: str, outcome: Outcome, *, by: str, said: str) -> Message:
    """Tell who raised it what became of it."""
    who = text.escape(by[:1].upper() + by[1:])
    what = f"You told me about {_bold(title)} ({REASONS[flag.reason].lower()})."
    match outcome:
        case Outcome.FIXED:
            line = f"{what} {who} has fixed it. Thank you!"
        case Outcome.RETIRED:
            line = f"{what} {who} has retired the article, so no one will find it any more. Thank you!"
        case _:
            why = f"\n> {text.escape(' '.join(said.split()))}" if said else ""
            line = f"{what} {who} has checked it and says it's right.{why}"
    read = message.button(
        "View article", action=f"{browse.ARTICLE}:{flag.place.article}", value=str(flag.place.article)
    )
    blocks: list[Block] = [message.section(line)]
    return message.message(line, blocks if outcome is Outcome.RETIRED else [*blocks, message.actions(read)])


def why_right(place: Place) -> views.View:
    field = views.text_field(is_long=True, most=rules.WORDS)
    return views.modal(
        "It's right",
        [
            message.context("It counts as checked by you today. Whoever said otherwise hears why."),
            views.question("Why is it right?", field, name=WORDS),
        ],
        callback=RIGHTED,
        submit="Send",
        metadata=written(place),
    )


def retired() -> Message:
    return receipts.line("Retired. No one will find it any more; its history is kept.")


def written(place: Place) -> str:
    return f"{place.article}|{place.section}"


def _buttons(place: Place, *, is_listed: bool = False) -> list[Element]:
    value = written(place)
    mark = f":{place.article}:{place.section}"[:100] if is_listed else ""
    sure = message.confirm(
        "Retire this article?",
        "No one will find it any more. Its history is kept, and you can restore it.",
        yes="Retire",
        no="Keep it",
    )
    return [
        message.button("Fix", action=REPAIR + mark, value=value, style=None if is_listed else "primary"),
        message.button("It's right", action=RIGHT + mark, value=value),
        message.button("Retire", action=RETIRE + mark, value=value, confirm=sure),
    ]


def _body(shown: Shown) -> list[Block]:
    quotes = [f"“{text.escape(text.clip(' '.join(one.split()), _QUOTE))}”" for one in shown.words[:_QUOTES]]
    passage = "\n".join(f"> {text.escape(line)}" for line in text.clip(shown.passage, _PASSAGE).splitlines())
    return [*([message.section(passage)] if passage else []), *([message.context(*quotes)] if quotes else [])]


def _title(shown: Shown) -> str:
    heading = f" › {text.escape(text.clip(shown.heading, 80))}" if shown.heading not in ("", shown.title) else ""
    return f"{_bold(shown.title)}{heading}"


def _bold(title: str) -> str:
    return text.bold(text.clip(" ".join(title.split()), rules.TITLE))


def _people(number: int) -> str:
    return "Someone says" if number == 1 else f"{number:,} people say"


def _reasons(reasons: Sequence[Reason]) -> str:
    said = {Reason.WRONG: "is wrong", Reason.OUTDATED: "is out of date", Reason.UNCLEAR: "is hard to follow"}
    return " or ".join(said[one] for one in reasons if one in said) or "needs a look"
