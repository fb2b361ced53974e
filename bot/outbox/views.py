"""What is somebody told when what they asked for can never be posted?"""

from bot.outbox.rules import Promise, outcomes
from bot.slack import message, text
from bot.slack.message import Message

#: The two buttons under a message of which nobody knows whether it is in Slack.
AGAIN, THERE = "outbox.again", "outbox.there"

_UNSEEN = "I cannot see that channel. If it is private, invite me with `/invite @pollen`, then try once more."
_INVITE = "I am not in that channel. Invite me there with `/invite @pollen`, then try once more."
_RIGHTS = "the rights I was given do not allow it. An admin of this workspace can install me again to renew them."
_FAULT = "it did not fit what Slack accepts. That is a fault of mine; please tell whoever looks after me here."
_SETTINGS = "this channel’s or workspace’s settings do not let me post there. An admin can change that."
_GONE = "the person’s account is not active any more, or does not take messages from me."

_REASONS = {
    "not_in_channel": _INVITE,
    "channel_not_found": _UNSEEN,
    "is_archived": "the channel is archived. Unarchive it or choose another one, then try once more.",
    "cannot_reply_to_message": "the message it answers is not there any more.",
    "thread_not_found": "the message it answers is not there any more.",
    "missing_scope": _RIGHTS,
    "no_permission": _RIGHTS,
    "not_allowed_token_type": _RIGHTS,
    "invalid_arguments": _FAULT,
    "invalid_blocks": _FAULT,
    "invalid_blocks_format": _FAULT,
    "msg_blocks_too_long": _FAULT,
    "msg_too_long": _FAULT,
    "no_text": _FAULT,
    "too_many_attachments": _FAULT,
    "cannot_dm_bot": _GONE,
    "user_disabled": _GONE,
    "user_not_found": _GONE,
    "messages_tab_disabled": "my messages tab is switched off in Slack. An admin can switch it on.",
    outcomes.UNREACHABLE: "Slack could not be reached for more than an hour. Please try once more.",
}


def undelivered(*, what: str, promise: Promise, why: str) -> Message:
    """Tell what was not said, where, and what to do about it. `why`: Slack's code, or a word of ours."""
    said = f"I could not post {text.escape(what or 'a message')}{_place(promise)}: {_reason(why)}"
    return message.message(said, [message.section(said)])


def perhaps(*, what: str, promise: Promise) -> Message:
    """Ask somebody to look whether it is there."""
    said = (
        f"Slack did not tell me whether {text.escape(what or 'a message')} has been posted{_place(promise)}, and I may "
        "not look. I leave it as it is, so that nobody reads it twice. Please look there: is it missing?"
    )
    number = str(promise.id)
    buttons = message.actions(
        message.button("Say it again", action=AGAIN, value=number, style="primary"),
        message.button("It is there", action=THERE, value=number),
    )
    return message.message(said, [message.section(said), buttons])


def decided(*, is_again: bool) -> Message:
    """Answer whoever has looked."""
    said = "Thank you for looking. I say it again now." if is_again else "Thank you for looking. I leave it there."
    return message.message(said, [message.section(said)])


def _place(promise: Promise) -> str:
    if promise.channel is not None and not promise.channel.startswith("D"):
        return f" in {text.channel(promise.channel)}"
    if promise.users:
        return f" to {', '.join(text.user(user) for user in promise.users)}"
    return ""


def _reason(code: str) -> str:
    if code.startswith("restricted_action"):
        return _SETTINGS
    return _REASONS.get(code, f"Slack refused it (`{text.escape(code)}`). Please tell whoever looks after me here.")
