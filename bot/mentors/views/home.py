"""What does mentoring look like on App Home, and after `/pollen mentor` alone?"""

from bot.mentors.rules.values import Home, Programme
from bot.mentors.views import asker as asker_views
from bot.mentors.views import mentor as mentor_views
from bot.mentors.views import pair as pair_views
from bot.mentors.views import wording
from bot.slack import text
from bot.slack.message import Block, Element, Message, actions, button, context, header, message, section

SHOWN = 5
BRIEF = 2  #: of each kind, on the first screen of App Home
OWN = 10  #: requests of one's own, and people one helps, as many as there can be of each


def home(mine: Home) -> tuple[Block, ...]:
    """Somebody's mentoring: what they asked for, what waits for them, whom they help, what they offer."""
    blocks: list[Block] = [header("Mentoring")]
    for request, offers in mine.requests[:OWN]:
        blocks += asker_views.mine(request, offers)
    for request, offer in mine.waiting[:SHOWN]:
        blocks += mentor_views.question(request, offer).blocks
    for request in mine.helping[:OWN]:
        blocks += pair_views.helping(request)
    if not (mine.requests or mine.waiting or mine.helping):
        blocks.append(section("Someone here knows what you want to learn, and someone wants to learn what you know."))
    blocks.append(actions(*_buttons(mine)))
    if mine.profile is not None and mine.profile.is_listed:
        blocks.append(context(mentor_views.listed(mine.profile)))
    if mine.programme is not None:
        blocks += programme(mine.programme)
    return tuple(blocks)


def waiting(mine: Home, *, most: int = BRIEF) -> list[Block]:
    """The first screen of App Home: what waits for a mentor's answer, without the rest of the question."""
    blocks: list[Block] = []
    for request, offer in mine.waiting[:most]:
        blocks += mentor_views.asked(request, offer)
    return blocks


def brief(mine: Home) -> list[Block]:
    """The first screen of App Home: where one's requests stand, and whom one helps."""
    blocks: list[Block] = [header("Mentoring")]
    for request, offers in mine.requests[:BRIEF]:
        blocks += asker_views.mine(request, offers)
    blocks += [section(pair_views.helped(request)) for request in mine.helping[:BRIEF]]
    if not (mine.requests or mine.helping):
        blocks.append(context("Someone here knows what you want to learn, and someone wants to learn what you know."))
    return [*blocks, actions(*_buttons(mine))]


def mine(values: Home) -> Message:
    """The same, as an answer to a command."""
    return message("Your mentoring", home(values))


def _buttons(mine: Home) -> list[Element]:
    found = [button("Find me a mentor", action="mentors.edit", style="primary")]
    profile = mine.profile
    if profile is None or not profile.is_listed:
        return [*found, button("Offer to mentor", action="mentors.profile")]
    found.append(button("My mentor profile", action="mentors.profile"))
    if profile.paused_at is not None or profile.away_until is not None:
        return [*found, button("I'm back", action="mentors.back")]
    return [*found, button("Pause mentoring", action="mentors.pause")]


def programme(found: Programme) -> tuple[Block, ...]:
    """The owner's view. Names that are private stay hidden."""
    count = len(found.open_requests)
    ages = " · ".join(f"{number} {name}" for name, number in found.ages if number)
    blocks: list[Block] = [header("The mentoring programme")]
    blocks.append(section(f"*{count} open*{f': {ages}' if ages else ''}"))
    blocks.append(
        section(
            f"Recent working days to a first answer: {_days(found.days_to_answer)} · "
            f"to a match: {_days(found.days_to_match)}"
        )
    )
    short = [one for one in found.demands if one.waiting > one.mentors]
    if short:
        lines = [f"• {one.waiting} asked for {text.bold(one.label)}, {_mentors(one.mentors)}" for one in short[:10]]
        blocks.append(section("*Topics that need mentors*\n" + "\n".join(lines)))
    if found.loads:
        lines = [
            f"• {text.user(one.mentor)}: {one.load} of {one.capacity}{' (paused)' if one.is_paused else ''}"
            for one in found.loads[:15]
        ]
        blocks.append(section("*People per mentor*\n" + "\n".join(lines)))
    outcomes = " · ".join(f"{number} {name}" for name, number in found.outcomes if number)
    if outcomes:
        blocks.append(section(f"*Outcomes*: {outcomes}"))
    for request in found.open_requests[:SHOWN]:
        who = asker_views.someone(request, is_known=False)
        where = f"{who} has been waiting for {text.bold(request.label)} since {text.day(request.since)}"
        where += f" · {wording.STATES[request.state]}"
        again = button("Suggest someone", action="mentors.suggest", value=str(request.id))
        blocks.append(section(where, accessory=again))
    return tuple(blocks)


def _days(median: float | None) -> str:
    return "nothing to measure yet" if median is None else f"{median:.1f}"


def _mentors(count: int) -> str:
    return {0: "no mentor", 1: "1 mentor"}.get(count, f"{count} mentors")
