"""What does a curator see at the desk: what waits, a page of it, and a month in numbers?"""

from collections.abc import Collection, Sequence
from datetime import timedelta

from bot.answers.rules.proposals import Proposal
from bot.answers.views import proposals as saved_views
from bot.answers.views.browse import HISTORY
from bot.answers.views.synonyms import EDIT as SYNONYMS
from bot.desk.rules.board import PAGE, Counts, Figures, Part, Used, Week
from bot.desk.views import flags as flag_views
from bot.desk.views import suggestions as suggestion_views
from bot.ids import ArticleId
from bot.slack import message, newer, text
from bot.slack.message import Block, Element, Message
from bot.slack.newer import CHART, DATA_TABLE

DESK, PAGES = "desk.desk", "desk.page"
STILL_RIGHT, EDIT, NOT_MINE = "desk.still_right", "desk.edit", "desk.not_mine"

_TITLES = {
    Part.FLAGS: "Called wrong",
    Part.SUGGESTIONS: "Suggested changes",
    Part.SAVED: "Suggested articles",
    Part.CHECKS: "To check",
}
_WORDS = 400  #: characters of a suggested article


def desk(
    counts: Counts,
    figures: Figures,
    more: Sequence[tuple[str, str, int]] = (),
    *,
    weeks: Sequence[Week] = (),
    takes: Collection[str] = (),
) -> Message:
    """What waits, and the last month. `more`: the parts of other domains, as action, title and count.

    `takes`: which of Slack's newer blocks can be shown; what cannot is said in words.
    """
    blocks: list[Block] = [message.section("*The desk*")]
    for part, title in _TITLES.items():
        blocks.append(_line(title, counts.get(part, 0), action=f"{PAGES}:{part}", value=f"{part}|0"))
    blocks += [_line(title, count, action=action, value="0") for action, title, count in more]
    month = _table(figures) if DATA_TABLE in takes else message.section(numbers(figures))
    words = message.button("Your company's words", action=SYNONYMS)
    return message.message(
        "The desk", [*blocks, message.actions(words), message.divider(), month, *_trend(weeks, takes)]
    )


def home(count: int) -> list[Block]:
    """The part of App Home."""
    line = f"*The desk*\n{count:,} waiting for a curator." if count else "*The desk*\nNothing is waiting for a curator."
    return [message.section(line, accessory=message.button("Open", action=DESK))]


def numbers(one: Figures) -> str:
    """A month in words."""
    said = [f"*The last 30 days:* {one.answered:,} answered, {one.wrong:,} called wrong."]
    if one.settled:
        half = f" (half of them within {_days(one.median)})" if one.median is not None else ""
        said.append(f"{one.in_time:,} of {one.settled:,} settled within five days{half}.")
    if one.trusted is not None:
        said.append(f"{one.trusted} % of what was shown is checked, or proven by use.")
    return " ".join(said)


def _table(one: Figures) -> Block:
    """A month as a table."""
    rows: list[list[str | int]] = [
        ["The last 30 days", "How many"],
        ["Answered", one.answered],
        ["Called wrong", one.wrong],
        ["Settled within five days", f"{one.in_time:,} of {one.settled:,}"],
    ]
    if one.median is not None:
        rows.append(["Half of them settled within", _days(one.median)])
    if one.trusted is not None:
        rows.append(["Checked, or proven by use, of what was shown", f"{one.trusted} %"])
    return newer.data_table("The last 30 days", rows)


def _trend(weeks: Sequence[Week], takes: Collection[str]) -> list[Block]:
    """How often answers were called wrong, week by week."""
    if not any(one.answered for one in weeks):
        return []
    title = "Called wrong, of 100 answers"
    if CHART in takes:
        points = {f"{one.since.day} {one.since:%b}": one.share for one in weeks}
        return [newer.line_chart(title, points, name="Called wrong")]
    return [message.context(f"{title}, week by week: {', '.join(f'{one.share:g}' for one in weeks)}")]


def flags(found: Sequence[flag_views.Shown], *, skip: int) -> Message:
    return _page(Part.FLAGS, [flag_views.listed(one) for one in found], skip=skip)


def suggestions(found: Sequence[suggestion_views.Shown], *, skip: int) -> Message:
    return _page(Part.SUGGESTIONS, [suggestion_views.listed(one) for one in found], skip=skip)


def saved(found: Sequence[Proposal], *, skip: int) -> Message:
    return _page(Part.SAVED, [_saved(one) for one in found], skip=skip)


def checks(found: Sequence[Used]) -> Message:
    return _page(Part.CHECKS, [check(one) for one in found], skip=0)


def check(one: Used) -> list[Block]:
    """An article to be checked, and why it is asked for."""
    article = one.article
    why = f"Shown {one.shown:,} {'time' if one.shown == 1 else 'times'} in 30 days"
    why += ", and checked a while ago." if article.verification else ", and no check so far."
    if article.owner_user is not None and one.keeper is None:
        why += " Whoever looked after it has left or passed it on."
    return [
        message.section(f"{text.bold(text.clip(article.title, 150))}\n{why}"),
        message.actions(
            _button("Still right", STILL_RIGHT, article.id),
            _button("Edit", EDIT, article.id),
            _button("Not mine", NOT_MINE, article.id),
            _button("History", HISTORY, article.id),
        ),
    ]


def checked(title: str) -> Message:
    line = f"Thank you! {text.bold(title)} is checked by you today."
    return message.message(line, [message.section(line)])


def passed(title: str) -> Message:
    line = f"OK, I won't ask you about {text.bold(title)} again. A curator will look at it."
    return message.message(line, [message.section(line)])


def taken_back() -> Message:
    """What a card says to whoever may not read its article any more."""
    line = "This was about something that isn't for you to read any more, so I've taken it back."
    return message.message(line, [message.section(line)])


def letter(counts: Counts, figures: Figures | None, due: Sequence[Used]) -> Message:
    """The week's desk in words."""
    waiting = [f"{_TITLES[part]}: {counts[part]:,}" for part in _TITLES if part is not Part.CHECKS and counts.get(part)]
    blocks: list[Block] = [message.section("*Your week at the knowledge base*")]
    if waiting:
        opened = message.button("Open the desk", action=DESK)
        blocks.append(message.section(" · ".join(waiting), accessory=opened))
    if figures is not None:
        blocks.append(message.context(numbers(figures)))
    if due:
        blocks.append(message.section("Could you check these? People read them a lot."))
    return message.message("Your week at the knowledge base", [*blocks, *(part for one in due for part in check(one))])


def thanks(count: int, titles: Sequence[str]) -> Message:
    """Tell who keeps articles whom they helped."""
    named = ", ".join(text.bold(text.clip(one, 100)) for one in titles)
    line = f"Your articles helped {count:,} {'person' if count == 1 else 'people'} last month: {named}. Thank you! 🌻"
    return message.message(line, [message.section(line)])


def _line(title: str, count: int, *, action: str, value: str) -> Block:
    if not count:
        return message.section(f"{title}: none")
    return message.section(f"{title}: *{count:,}*", accessory=message.button("Open", action=action, value=value))


def _page(part: Part, found: Sequence[list[Block]], *, skip: int) -> Message:
    title = _TITLES[part]
    shown = found[:PAGE]
    blocks: list[Block] = [message.section(f"*{title}*")]
    for one in shown:
        blocks += [message.divider(), *one]
    if not shown:
        blocks.append(message.section("Nothing here any more."))
    ways: list[Element] = []
    if skip:
        ways.append(message.button("Back", action=f"{PAGES}:back", value=f"{part}|{max(0, skip - PAGE)}"))
    if len(found) > PAGE:
        ways.append(message.button("Next", action=f"{PAGES}:next", value=f"{part}|{skip + PAGE}"))
    ways.append(message.button("The desk", action=DESK))
    return message.message(title, [*blocks, message.divider(), message.actions(*ways)])


def _saved(one: Proposal) -> list[Block]:
    words = "\n".join(f"> {text.escape(line)}" for line in text.clip(one.text, _WORDS).splitlines() if line.strip())
    value = str(one.id)
    return [
        message.section(f"{text.bold(text.clip(one.title, 150))}\n{words}"),
        message.actions(
            message.button("Publish", action=f"{saved_views.PUBLISH}:{value}", value=value),
            message.button("Edit and publish", action=f"{saved_views.REVISE}:{value}", value=value),
            message.button("Decline", action=f"{saved_views.DECLINE}:{value}", value=value),
        ),
    ]


def _button(label: str, action: str, article: ArticleId) -> Element:
    return message.button(label, action=f"{action}:{article}", value=str(article))


def _days(time: timedelta | None) -> str:
    hours = round((time or timedelta()).total_seconds() / 3600)
    if hours < 1:
        return "an hour"
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"
