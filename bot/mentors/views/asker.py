"""What does somebody who asks for a mentor see?"""

from collections.abc import Sequence
from datetime import datetime

from bot.answers.rules import Upcoming
from bot.answers.views import upcoming
from bot.ids import UserId
from bot.mentors.rules import MOST_OPEN, Answer, State, drafts
from bot.mentors.rules.topics import Topic
from bot.mentors.rules.values import Draft, Offer, Request
from bot.mentors.views import wording
from bot.people.rules import hours
from bot.slack import text
from bot.slack.message import Block, Element, Message, actions, button, confirm, context, message, section


def details(draft: Draft) -> str:
    """Say how somebody would like to be helped; escaped."""
    spoken = " or ".join(wording.LANGUAGES.get(code, code) for code in sorted(draft.languages))
    return text.escape(f"{wording.KINDS[draft.kind].capitalize()} · {spoken} · {hours.shown(draft.hours)}")


def goal(draft: Draft) -> str:
    """The goal as a quotation; escaped, a line each, so that it stays inside."""
    lines = [f"> {text.escape(line)}" for line in draft.goal.splitlines() if line.strip()]
    return "\n".join(lines[:12])


def confirmation(draft: Draft, topic: Topic, session: Upcoming | None = None) -> Message:
    """Ask before asking. `session`: the next one on the topic."""
    value = drafts.wish(topic, draft.goal)
    privacy = "your name stays private until someone accepts" if draft.is_private else "your name is shown"
    lead = f"Should I look for a mentor for {text.bold(draft.label)}?"
    return message(
        f"Should I look for a mentor for {text.escape(draft.label)}?",
        [
            section(lead),
            section(goal(draft) or "_Add your goal: mentors say yes more often when they know it._"),
            context(f"{details(draft)} · {privacy}"),
            actions(
                button("Ask for me", action="mentors.ask", value=value, style="primary"),
                button("Edit request", action="mentors.edit", value=value),
                button("Never mind", action="mentors.drop"),
            ),
            *upcoming.line(session),
        ],
    )


def which(found: Sequence[Topic], aim: str) -> Message:
    """Several topics in one sentence: which first, or all?"""
    shown = list(found)[:MOST_OPEN]
    buttons = [
        button(one.label, action=f"mentors.first:{place}", value=drafts.wish(one, aim))
        for place, one in enumerate(shown)
    ]
    names = ", ".join(text.bold(one.label) for one in shown)
    left = len(found) - len(shown)
    more = f", and {left} more for later" if left else ""
    return message(
        "Which topic first?",
        [
            section(f"That's {len(found)} topics: {names}{more}. Which one first? I can also ask for all of them."),
            actions(
                *buttons,
                button(f"All {len(shown)}", action="mentors.all", value=drafts.wishes(shown, aim), style="primary"),
            ),
        ],
    )


def all_asked(asked: Sequence[Topic], left: Sequence[Topic]) -> Message:
    """Several were asked for at once, as far as there was room."""
    if not asked:
        return done(f"You have {MOST_OPEN} open requests, which is the most I can look after for one person at a time.")
    names = ", ".join(text.bold(topic.label) for topic in asked)
    said = f"I'm looking for a mentor for each of {names}. The cards in our direct messages show where they stand."
    if left:
        later = ", ".join(text.bold(topic.label) for topic in left)
        has = "has" if len(left) == 1 else "have"
        said += f" {later} {has} to wait: I can look after {MOST_OPEN} requests per person at a time."
    return done(said)


def which_topic(popular: Sequence[Topic], aim: str = "") -> Message:
    """No topic was said."""
    known = [
        button(one.label, action=f"mentors.first:{place}", value=drafts.wish(one, aim))
        for place, one in enumerate(popular[:5])
    ]
    hint = "Some topics people teach here:" if known else "Tell me in a few words."
    return message(
        "Sure! What would you like to learn?",
        [
            section(f"Sure! *What would you like to learn?* {hint}"),
            actions(
                *known, button("Name a topic", action="mentors.edit", value=drafts.wishes([], aim), style="primary")
            ),
        ],
    )


def status(request: Request, offers: Sequence[Offer]) -> Message:
    """The card by which an asker follows a request."""
    stands = where(request, offers)
    head = f"{_lead(request)} {text.bold(request.label)}: {stands}"
    blocks = [section(head)]
    if request.draft.goal:
        blocks.append(section(goal(request.draft)))
    blocks.append(context(f"{details(request.draft)} · asked {text.day(request.asked_at)}"))
    if buttons := _buttons(request):
        blocks.append(actions(*buttons))
    return message(f"{_lead(request)} {text.escape(request.label)}: {stands}", blocks)


def _lead(request: Request) -> str:
    return "Finding you a mentor for" if request.is_open else "Your mentor for"


def next_answer(offers: Sequence[Offer]) -> datetime | None:
    """Return when the next answer is due; None when nobody is thinking."""
    return min((offer.due_at for offer in offers if offer.answer is Answer.ASKED), default=None)


def where(request: Request, offers: Sequence[Offer]) -> str:
    """Say where a request stands, to its asker; mrkdwn."""
    due = next_answer(offers)
    answer = "" if due is None else f"reply due by {text.hour(due)}"
    asked = wording.asked(len(offers))
    asked = asked[0].lower() + asked[1:]
    who = "" if request.mentor is None else text.user(request.mentor)
    match request.state:
        case State.ASKING:
            return f"{asked}, {answer or 'looking for the next one'}."
        case State.POSTED:
            return f"{asked}, and the mentors' channel has it now{f'; {answer}' if answer else ''}."
        case State.OWNER:
            return f"{asked}, and the programme owner is looking for someone{f'; {answer}' if answer else ''}."
        case State.MATCHED:
            return f"{who}. I've introduced you to each other."
        case State.MET:
            return f"{who}, and you're in touch."
        case State.CLOSED:
            return f"finished{f', with {who}' if who else ''}."
        case State.WITHDRAWN:
            return "cancelled."
        case State.SUPERSEDED:
            return "this card is out of date; a newer request has replaced it."


def _buttons(request: Request) -> list[Element]:
    value = str(request.id)
    if request.is_open:
        cancel = confirm("Cancel this request?", "I'll tell everyone I asked.", yes="Cancel it", no="Keep it")
        widen = (
            [] if request.state is State.OWNER else [button("Widen the search", action="mentors.widen", value=value)]
        )
        return [
            button("Ask someone else now", action="mentors.next", value=value),
            *widen,
            button("Edit request", action="mentors.change", value=value),
            button("Cancel", action="mentors.cancel", value=value, style="danger", confirm=cancel),
        ]
    if request.is_paired:
        again = confirm(
            "Ask someone else?",
            "Your mentor will be thanked and told, without a reason.",
            yes="Ask someone else",
            no="Cancel",
        )
        return [
            button("We're done", action="mentors.done", value=value),
            button("Find someone else", action="mentors.fit:not_good", value=value, confirm=again),
        ]
    return []


def news(sentence: str) -> Message:
    """A line about a change; mrkdwn, escaped."""
    return message(sentence)


def done(sentence: str) -> Message:
    """What takes the place of a card that has been answered."""
    return message(sentence, [section(sentence)])


def mine(request: Request, offers: Sequence[Offer]) -> tuple[Block, ...]:
    """One of somebody's requests in a list: where it stands, and its buttons."""
    line = section(f"{_lead(request)} {text.bold(request.label)}: {where(request, offers)}")
    buttons = _buttons(request)
    return (line, actions(*buttons)) if buttons else (line,)


def someone(request: Request, *, is_known: bool) -> str:
    """Name the asker, or do not."""
    return text.user(request.asker) if is_known or not request.draft.is_private else "Someone"


def ago(then: datetime, now: datetime) -> str:
    """Say how long ago something was, plainly."""
    seconds = max(1, int((now - then).total_seconds()))
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    raise AssertionError("unreachable")


def taken(mentor: UserId) -> str:
    return f"{text.user(mentor)} took it. Thank you!"
