"""What does a person read of people who may know: who they are and why, and may they themselves be asked?"""

from collections.abc import Sequence

from bot.answers import rules
from bot.answers.rules.experts import Expert, Reason, Why, Wishes
from bot.answers.views import unanswered
from bot.ids import AnswerId
from bot.slack import message, text
from bot.slack.message import Block, Message

ASK = "answers.ask_expert"
AGREE, REFUSE = "answers.agree", "answers.refuse"
WILLING, HEARING = "answers.willing", "answers.hearing"

_HOW = "I ask them privately, and you choose whether they see your name."


def people(found: rules.Found, about: str) -> Message:
    """Answer "who knows about X?": people, and what is written."""
    topic = text.bold(text.clip(" ".join(about.split()), 100))
    answer = found.answer
    titles = {one.article.title: rank for rank, one in sorted(found.passages.items(), reverse=True)}
    if found.experts:
        line = f"These people may know about {topic}:"
        blocks = [message.section(line), *offered(answer.id, found.experts)]
    else:
        line = f"I don't know anyone yet who has agreed to be asked about {topic}."
        blocks = [message.section(line), *unanswered.way_on(answer)]
    if titles and not found.is_nothing:
        buttons = [
            message.button(title, action=f"answers.pick:{rank}", value=f"{answer.id}|{rank}")
            for title, rank in list(titles.items())[-rules.CHOICES :][::-1]
        ]
        blocks += [message.context("In the knowledge base:"), message.actions(*buttons)]
    return message.message(line, blocks)


def offered(answer: AnswerId, experts: Sequence[Expert]) -> list[Block]:
    """Draw people who may know, each with why, and a way to ask them."""
    return [
        *(
            message.section(
                f"*{text.escape(one.name)}* · {' · '.join(map(_reason, one.reasons[:2]))}",
                accessory=message.button(
                    f"Ask {text.clip(one.name, 40)}", action=f"{ASK}:{one.user}", value=f"{answer}|{one.user}"
                ),
            )
            for one in experts
        ),
        message.context(_HOW),
    ]


def plain(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """Say why somebody was chosen, to themselves; not escaped."""
    said = {Why.MENTORS: "mentor {}", Why.WROTE: "wrote “{}”", Why.ANSWERED: "have answered a question like it"}
    return tuple(f"you {said[one.why].format(one.about)}" for one in reasons)


def _reason(reason: Reason) -> str:
    if reason.why is Why.ANSWERED:
        return "has answered a question like this"
    return f"{reason.why} {text.bold(text.clip(reason.about, 80))}"


def helped(title: str) -> str:
    return f"What you wrote is helping colleagues: {text.bold(text.clip(title, 100))}."


def may_i(why: str) -> Message:
    """Ask once whether somebody may be asked. `why`: what they have just answered, mrkdwn."""
    line = f"{why} May I suggest you when someone asks about something like it?"
    return message.message(
        line,
        [
            message.section(line),
            message.context(
                "They'd see your name and why I thought of you. At most three questions a week, always privately, and "
                "you can say no to each. I won't ask you this again."
            ),
            message.actions(
                message.button("Yes, suggest me", action=AGREE, style="primary"),
                message.button("No, leave me out", action=REFUSE),
            ),
        ],
    )


def agreed() -> Message:
    line = "Thank you! I'll suggest you when someone asks about something you know. You can stop it in my Home tab."
    return message.message(line, [message.section(line)])


def refused() -> Message:
    line = "You're left out: I won't suggest you to anyone, and I won't ask again."
    return message.message(line, [message.section(line)])


def hears(is_on: bool) -> Message:
    line = "I'll write to you once when something you asked has an answer."
    if not is_on:
        line = "I won't write to you about answers to your earlier questions any more."
    return message.message(line, [message.section(line)])


def about_what() -> Message:
    line = "Who knows about what? Try: `/learn who knows about travel expenses?`"
    return message.message(line, [message.section(line)])


def home(wishes: Wishes) -> list[Block]:
    """The part of App Home: may one be asked, and does one hear of answers?"""
    is_on = bool(wishes.is_willing)
    other, value = ("Turn off", "off") if is_on else ("Turn on", "on")
    return [
        message.section(
            f"*Questions from colleagues: {'on' if is_on else 'off'}*\n"
            "I suggest you when someone asks about something you wrote, mentor or have answered.",
            accessory=message.button(other, action=WILLING, value=value),
        ),
        message.section(
            f"*News about your questions: {'on' if wishes.hears else 'off'}*\n"
            "I write to you once when something you asked has an answer.",
            accessory=message.button(
                "Turn off" if wishes.hears else "Turn on", action=HEARING, value="off" if wishes.hears else "on"
            ),
        ),
    ]
