"""What does a person read when nobody has written it yet, and what do those read whom they ask?"""

from bot.answers import rules
from bot.ids import ChannelId, Ts, UserId
from bot.slack import message, text, views
from bot.slack.message import Block, Message

ASK = "answers.ask"
WHO = "answers.who"
WHERE, PUT = "answers.ask_where", "answers.ask_there"
CHANNEL = "channel"


def way_on(answer: rules.Answer) -> list[Block]:
    """Nobody is left with a no: what can still be done, from where it was asked."""
    if answer.can_be_put_to_the_channel:
        hint = "Try other words, or ask the people here: I'll post it in your name, and you can take it back."
        ask = message.button("Ask the channel", action=ASK, value=str(answer.id))
        return [message.context(hint), message.actions(ask)]
    if answer.channel is not None and answer.surface is not rules.Surface.DIRECT:
        below = message.context("If you know the answer, please reply in this thread.")
        if not answer.is_public:
            return [below]
        people = message.button("Ask someone who knows", action=WHO, value=str(answer.id))
        return [below, message.actions(people)]
    elsewhere = message.button("Ask a channel", action=WHERE, value=str(answer.id))
    return [message.context("Try other words, or ask the people of a channel."), message.actions(elsewhere)]


def where(question: str, *, is_answered: bool, metadata: str) -> views.View:
    """Which channel is asked, or reads the answer?"""
    picking = {"type": "channels_select", "placeholder": message.plain("Choose a channel", 150)}
    after = "I'll post it in your name and tell you when someone replies."
    return views.modal(
        "Share an answer" if is_answered else "Ask a channel",
        [
            message.section(f">{text.escape(text.clip(question, 500))}"),
            views.question("Channel", picking, name=CHANNEL),
            message.context("I'll post it in your name, and you can take it back." if is_answered else after),
        ],
        callback=PUT,
        submit="Share" if is_answered else "Ask",
        metadata=metadata,
    )


def replied(question: str, *, by: UserId, url: str, channel: ChannelId, ts: Ts, thread: Ts) -> Message:
    """Tell who asked privately that somebody has replied in the channel's thread, which they do not follow."""
    said = f"{text.user(by)} replied to your question in {text.channel(channel)}"
    quoted = text.escape(text.clip(question, 300))
    there = text.link(text.permalink(url, channel, ts, thread), "View thread")
    return message.message(f"{said}.", [message.section(f"{said}:\n*Q:* {quoted}"), message.context(there)])


def asked(answer: rules.Answer, *, asker: str) -> Message:
    """Put a question to the people of a channel."""
    name, question = text.escape(asker), text.escape(text.clip(answer.question or "", 500))
    blocks = [
        message.section(f"*Q:* {question}"),
        message.context(f"{name} asks. No article answers this yet, so if you know, please reply in this thread."),
    ]
    return message.message(f"{name} asks: {question}", blocks)
