"""What do two people who have found each other see: the introduction, the check-ins, the end?"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.ids import UserId
from bot.mentors.rules import Kind, Outcome
from bot.mentors.rules.values import Request
from bot.mentors.views import asker as asker_views
from bot.people.rules.hours import Hours
from bot.slack import text
from bot.slack.message import Block, Message, actions, button, confirm, context, message, section

AGENDA = (
    "Who are you, and what do you work on?",
    "What would be different if this went well?",
    "What's the first small step, and who takes it?",
    "When will you talk next, and how will you stay in touch until then?",
)
OUTCOMES = {
    Outcome.REACHED: "Reached the goal",
    Outcome.PARTLY: "Partly",
    Outcome.NOT_REACHED: "Not this time",
}


def introduction(request: Request, mentor: UserId, theirs: Hours, times: Sequence[datetime]) -> Message:
    """The first message of the group conversation."""
    lead = (
        f"{text.user(request.asker)}, meet {text.user(mentor)}: a mentor for {text.bold(request.label)}. "
        f"{text.user(mentor)}, thank you for taking the time!"
    )
    agenda = "\n".join(f"{number}. {line}" for number, line in enumerate(AGENDA, 1))
    blocks = [section(lead)]
    if request.draft.goal:
        blocks.append(section(f"*The goal*\n{asker_views.goal(request.draft)}"))
    if request.draft.kind is Kind.ONGOING:
        blocks.append(section(f"*For a first meeting*, half an hour is enough:\n{agenda}"))
    else:
        blocks.append(section("*It's just one question*, so you can start right here, or talk for half an hour."))
    blocks.append(section(_times(request.draft.hours, theirs, times)))
    blocks.append(context("I'll check in with you both in five working days."))
    return message(lead, blocks)


def _times(one: Hours, other: Hours, times: Sequence[datetime]) -> str:
    if not times:
        return "Your working hours don't overlap, so writing here may suit you better than a call."
    lines = [f"• {_at(at, one)}" + ("" if one.zone == other.zone else f" = {_at(at, other)}") for at in times]
    return "*Times that suit both your working hours*\n" + "\n".join(lines)


def _at(moment: datetime, week: Hours) -> str:
    return f"{moment.astimezone(ZoneInfo(week.zone)):%a %-d %b %H:%M} {text.escape(week.place)}"


def met(request: Request, other: UserId, *, until: datetime, is_nudge: bool = False) -> Message:
    """Have you met? `until`: when both have been asked twice and somebody else is looked for."""
    value = str(request.id)
    lead = f"Have you and {text.user(other)} met about {text.bold(request.label)}?"
    if is_nudge:
        lead += (
            f" If I hear from neither of you by {text.hour(until)}, I'll look for another mentor, "
            "so nobody is left waiting."
        )
    return message(
        lead,
        [
            section(lead),
            actions(
                button("Yes, we've met", action="mentors.met", value=value, style="primary"),
                button("We're in touch", action="mentors.touch", value=value),
                button("Not yet, give us a week", action="mentors.keep", value=value),
                button("It's not working out", action="mentors.fit:not_good", value=value, confirm=_sure()),
            ),
        ],
    )


def helped(request: Request) -> str:
    """Say whom a mentor helps; mrkdwn."""
    since = "" if request.matched_at is None else f" since {text.day(request.matched_at)}"
    return f"You're mentoring {text.user(request.asker)} in {text.bold(request.label)}{since}."


def helping(request: Request) -> tuple[Block, ...]:
    """Somebody a mentor helps, in a list."""
    value = str(request.id)
    return (
        section(helped(request)),
        actions(
            button("We're done", action="mentors.done", value=value),
            button("I can't continue", action="mentors.fit:not_good", value=value, confirm=_sure()),
        ),
    )


def month(request: Request, other: UserId) -> Message:
    """How is it going?"""
    value = str(request.id)
    lead = f"How's it going with {text.user(other)} and {text.bold(request.label)}? Only I see your answer."
    return message(
        lead,
        [
            section(lead),
            actions(
                button("Good fit", action="mentors.fit:good", value=value, style="primary"),
                button("Still deciding", action="mentors.fit:deciding", value=value),
                button("Not a good fit", action="mentors.fit:not_good", value=value, confirm=_sure()),
                button("We're done", action="mentors.done", value=value),
            ),
        ],
    )


def closing(request: Request, other: UserId, *, is_asker: bool) -> Message:
    """The last round: what came of it, and thanks."""
    value = str(request.id)
    lead = f"{text.bold(request.label)} with {text.user(other)} is finished. How did it go?"
    rows = [button(label, action=f"mentors.outcome:{outcome}", value=value) for outcome, label in OUTCOMES.items()]
    blocks = [section(lead), actions(*rows)]
    if is_asker:
        blocks.append(section("Want to say thank you where others can see it? Tell them what changed for you."))
        thanks = f"{other}|mentoring me in {request.label}"
        blocks.append(actions(button("Give kudos", action="kudos.give_for", value=thanks)))
    return message(lead, blocks)


def _sure() -> dict[str, object]:
    return confirm(
        "End this quietly?",
        "I'll thank the other person and tell them it's ending, without a reason.",
        yes="End it",
        no="Cancel",
    )
