"""What does a person read who has pressed something under an answer: shared it, or said what they think of it?"""

from bot.answers import rules
from bot.ids import AnswerId
from bot.slack import message, text
from bot.slack.message import Message

REASON = "answers.reason"
UNDO_RATING = "answers.unrate"
TAKE_BACK = "answers.take_back"


def receipt(share: rules.Share, *, link: str = "") -> Message:
    """Tell the asker where their answer is, or will be, and how to take it back. `link`: '' until Slack has it."""
    where = f"{text.channel(share.channel)}" if share.channel.startswith(("C", "G")) else "this conversation"
    is_question = share.rank == rules.UNANSWERED
    if link:
        did = f"{'Asked' if is_question else 'Shared'} in {where} · {text.link(link, 'View message')}"
    else:
        doing = "Asking" if is_question else "Sharing it"
        did = f"{doing} in {where}… If Slack doesn't let me, I'll write to you."
    line = f"{did}\nYou can take it back at any time."
    thread = share.thread or ""
    take_back = message.button("Take it back", action=TAKE_BACK, value=f"{share.answer}|{share.channel}|{thread}")
    return message.message(line, [message.section(line), message.actions(take_back)])


def taken_back() -> Message:
    return line("Withdrawn. The message is being removed.")


def narrowed() -> Message:
    """What a shared answer says once not everybody in its channel may read the article."""
    return line("This answer was withdrawn: not everyone in this channel may read the article now.")


def not_for_them() -> Message:
    """What somebody was told once they may not read its article any more."""
    return line("This was about something that isn't for you to read any more, so I've taken it back.")


def thanks_for_rating(answer: AnswerId, *, reason: rules.Reason | None = None) -> Message:
    """Confirm an opinion, and offer to forget it."""
    said = f"noted: {rules.REASONS[reason].lower()}" if reason else "glad it helped"
    line = f"Thanks, {said}. I'll know better next time."
    undo = message.button("Undo", action=UNDO_RATING, value=str(answer))
    return message.message(line, [message.section(line, accessory=undo)])


def ask_why(answer: AnswerId, rank: int) -> Message:
    """Ask in one tap what was wrong."""
    line = "Thanks for telling me. What was wrong?"
    taps = [
        message.button(label, action=f"{REASON}:{reason}", value=f"{answer}|{rank}|{reason}")
        for reason, label in rules.REASONS.items()
    ]
    return message.message(line, [message.section(line), message.actions(*taps)])


def unrated() -> Message:
    return line("Done. I've removed your rating.")


def line(said: str) -> Message:
    """A message of one sentence."""
    return message.message(said, [message.section(said)])
