"""What does one see of kudos: one's own page, the wall, App Home? Nobody is ranked by what they received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.ids import UserId
from bot.kudos.rules import Gesture
from bot.kudos.rules.budget import Budget
from bot.kudos.rules.stories import Breadth, Page, Story, Tally
from bot.kudos.rules.wishes import Draft
from bot.kudos.views import announcement, receipts
from bot.slack import message, text
from bot.slack.message import Block, Element, Message

_SHOWN = 280  #: characters of a reason on a board


@dataclass(frozen=True, kw_only=True)
class Mine:
    """One's own page."""

    page: Page
    drafts: tuple[Draft, ...]
    names: Mapping[UserId, str]
    tz: ZoneInfo
    can_configure: bool = False


@dataclass(frozen=True, kw_only=True)
class Wall:
    stories: tuple[Story, ...]
    breadth: tuple[Breadth, ...]
    names: Mapping[UserId, str]
    #: may the reader hide what is on it?
    can_hide: bool = False
    #: what was hidden lately, for those who may show it again
    hidden: tuple[Gesture, ...] = ()


def me(mine: Mine) -> Message:
    blocks = [*_sums(mine), *_waiting(mine)]
    if mine.page.latest:
        blocks += [message.divider(), message.section("*Kudos you received*")]
    for gesture in mine.page.latest[:5]:
        giver = announcement.name(gesture.giver, mine.names)
        blocks.append(message.section(f"{giver} · {text.day(gesture.given_at)}\n{_words(gesture.reason, mine.names)}"))
    blocks.append(message.actions(message.button("Preferences", action="kudos.preferences")))
    return message.message("Your kudos", blocks)


def wall(wall: Wall) -> Message:
    if not wall.stories and not wall.hidden:
        return receipts.simply("No kudos yet that everyone can see. Be the first: `/kudos @ana for …`")
    blocks: list[Block] = [message.section("*Latest kudos*")]
    for story in wall.stories:
        hide = message.button("Hide…", action=f"kudos.hide:{story.gesture}", value=str(story.gesture))
        blocks.append(message.section(_story(story, wall.names), accessory=hide if wall.can_hide else None))
    return message.message("The latest kudos", [*blocks, *_breadth(wall.breadth, wall.names), *_hidden(wall)])


def home(mine: Mine) -> list[Block]:
    """The part of App Home: what one gave and got, and the latest of it."""
    page = mine.page
    latest = [
        message.context(f"{announcement.name(one.giver, mine.names)} · {_words(one.reason, mine.names, limit=140)}")
        for one in page.latest[:2]
    ]
    give = message.button("Give kudos", action="kudos.write", style="primary")
    sums = f"Given: *{page.given.total}* · Received: *{page.received.total}*\n{budget(page.budget, mine.tz)}"
    return [message.header("Kudos"), message.section(sums, accessory=give), *latest]


def waiting(mine: Mine) -> list[Block]:
    """The part of App Home that waits for its reader: thanks that were begun."""
    return _waiting(mine)


def choices(mine: Mine) -> list[Element]:
    """What one may set about kudos."""
    buttons = [message.button("How I'm thanked", action="kudos.preferences")]
    if mine.can_configure:
        buttons.append(message.button("Kudos settings", action="kudos.settings"))
    return buttons


def budget(budget: Budget, tz: ZoneInfo) -> str:
    """Say how much is left that counts, and when there is more."""
    if not budget.limits.allowance:
        return "Kudos aren't counted here."
    sentence = receipts.left(budget)
    if budget.next_back is None:
        return sentence
    return f"{sentence} You get one back on {receipts.when(budget.next_back, tz)}."


def _sums(mine: Mine) -> list[Block]:
    page = mine.page
    got = _tally("Received", page.received)
    if page.seconds:
        got += f", and {page.seconds} +1"
    return [message.section(f"{_tally('Given', page.given)}\n{got}"), message.context(budget(page.budget, mine.tz))]


def _tally(lead: str, tally: Tally) -> str:
    values = ", ".join(f"#{text.escape(value)} {count}" for value, count in tally.by_value[:8])
    return f"{lead}: *{tally.total}*" + (f" ({values})" if values else "")


def _waiting(mine: Mine) -> list[Block]:
    """What was asked about and never answered: a thank-you must not get lost."""
    return [
        message.section(
            f"Not sent yet: {_begun(draft, mine.names)}",
            accessory=message.button("Finish", action=f"kudos.reword:{draft.id}", value=str(draft.id)),
        )
        for draft in mine.drafts[:3]
    ]


def _begun(draft: Draft, names: Mapping[UserId, str]) -> str:
    wish = draft.wish
    return _words(wish.reason, names) or text.escape(text.written(announcement.spelled(wish.typed, names)))


def _story(story: Story, names: Mapping[UserId, str]) -> str:
    whom = [announcement.name(one, names) for one in story.receivers]
    shown = announcement.listed([*whom[:6], f"{len(whom) - 6} more"] if len(whom) > 7 else whom)
    facts = [text.day(story.given_at), announcement.tags(story.values), f"+{story.seconds}" if story.seconds else ""]
    if story.link:
        facts.append(text.link(story.link, "View message"))
    lead = f"{announcement.name(story.giver, names)} thanked {shown}"
    return "\n".join(part for part in (lead, _words(story.reason, names), " · ".join(filter(None, facts))) if part)


def _breadth(top: Sequence[Breadth], names: Mapping[UserId, str]) -> list[Block]:
    if not top:
        return []
    lines = [f"{announcement.name(one.user, names)} thanked {one.people}" for one in top]
    lead = "*Thanked the most different people in 30 days*"
    return [message.divider(), message.section("\n".join([lead, *lines]))]


def _hidden(wall: Wall) -> list[Block]:
    blocks: list[Block] = [message.divider(), message.section("*Hidden by an admin*")] if wall.hidden else []
    for one in wall.hidden:
        whom = announcement.people(one.receivers, wall.names)
        lead = f"{announcement.name(one.giver, wall.names)} thanked {whom}"
        show = message.button("Show again", action=f"kudos.show:{one.id}", value=str(one.id))
        blocks.append(message.section(f"{lead}\n{_words(one.reason, wall.names)}", accessory=show))
    return blocks


def _words(reason: str, names: Mapping[UserId, str], *, limit: int = _SHOWN) -> str:
    return str(message.mrkdwn(announcement.silent(" ".join(reason.split()), names), limit)["text"]).strip()
