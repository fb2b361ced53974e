"""What is somebody told when what they asked for can never be posted?"""

from bot.outbox.rules import Promise, outcomes
from bot.slack import message, text
from bot.slack.message import Message

#: The two buttons under a message of which nobody knows whether it is in Slack.
AGAIN, THERE = "outbox.again", "outbox.there"

_UNSEEN = "I can't see that channel. If it's private, invite me with `/invite @pollen`, then try again."
_INVITE = "I'm not in that channel. Invite me with `/invite @pollen`, then try again."
_RIGHTS = "I don't have the permission for it. An admin can reinstall me to renew my permissions."
_FAULT = "Slack doesn't accept it the way I wrote it. That's my mistake; please tell the person who looks after me."
_SETTINGS = "this channel’s or workspace’s settings don't let me post there. An admin can change that."
_GONE = "their account is no longer active, or doesn't accept messages from me."

_REASONS = {
    "not_in_channel": _INVITE,
    "channel_not_found": _UNSEEN,
    "is_archived": "the channel is archived. Unarchive it or choose another, then try again.",
    "cannot_reply_to_message": "the message it replies to is gone.",
    "thread_not_found": "the message it replies to is gone.",
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
    "messages_tab_disabled": "my Messages tab is turned off in Slack. An admin can turn it on.",
    outcomes.UNREACHABLE: "I couldn't reach Slack for more than an hour. Please try again.",
}


def undelivered(*, what: str, promise: Promise, why: str) -> Message:
    """Tell what was not said, where, and what to do about it. `why`: Slack's code, or a word of ours."""
    said = f"I couldn't post {text.escape(what or 'a message')}{_place(promise)}: {_reason(why)}"
    return message.message(said, [message.section(said)])


def perhaps(*, what: str, promise: Promise) -> Message:
    """Ask somebody to look whether it is there."""
    said = (
        f"Slack didn't tell me whether {text.escape(what or 'a message')} was posted{_place(promise)}, and I can't "
        "check. I haven't sent it again, so nobody reads it twice. Please look: is it there?"
    )
    number = str(promise.id)
    buttons = message.actions(
        message.button("Send again", action=AGAIN, value=number, style="primary"),
        message.button("It's there", action=THERE, value=number),
    )
    return message.message(said, [message.section(said), buttons])


def decided(*, is_again: bool) -> Message:
    """Answer whoever has looked."""
    said = "Thanks for checking. I'm sending it again now." if is_again else "Thanks for checking. I'll leave it there."
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
    return _REASONS.get(code, f"Slack refused it (`{text.escape(code)}`). Please tell the person who looks after me.")
