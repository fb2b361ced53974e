"""What does a person read who has pressed something under an answer: shared it, or said what they think of it?"""

from bot.answers import rules
from bot.ids import AnswerId
from bot.slack import message, text
from bot.slack.message import Message

REASON = "answers.reason"
UNDO_RATING = "answers.unrate"
TAKE_BACK = "answers.take_back"


def receipt(share: rules.Share) -> Message:
    """Tell the asker that their answer is in the channel, and how to take it back."""
    where = f"{text.channel(share.channel)}" if share.channel.startswith(("C", "G")) else "this conversation"
    thread = share.thread or ""
    did = "Asked" if share.rank == rules.UNANSWERED else "Shared"
    line = f"{did} in {where}. You can take it back at any time."
    take_back = message.button("Take it back", action=TAKE_BACK, value=f"{share.answer}|{share.channel}|{thread}")
    return message.message(line, [message.section(line), message.actions(take_back)])


def taken_back() -> Message:
    return line("Taken back: the message is being removed.")


def thanks_for_rating(answer: AnswerId, *, reason: rules.Reason | None = None) -> Message:
    """Confirm an opinion, and offer to forget it."""
    said = f"noted: {rules.REASONS[reason].lower()}" if reason else "glad it helped"
    line = f"Thank you, {said}. It makes the next answer better."
    undo = message.button("Undo", action=UNDO_RATING, value=str(answer))
    return message.message(line, [message.section(line, accessory=undo)])


def ask_why(answer: AnswerId, rank: int) -> Message:
    """Ask in one tap what was wrong."""
    line = "Thank you for saying so. What was it?"
    taps = [
        message.button(label, action=f"{REASON}:{reason}", value=f"{answer}|{rank}|{reason}")
        for reason, label in rules.REASONS.items()
    ]
    return message.message(line, [message.section(line), message.actions(*taps)])


def unrated() -> Message:
    return line("Forgotten. Your opinion no longer counts.")


def line(said: str) -> Message:
    """A message of one sentence."""
    return message.message(said, [message.section(said)])
