"""What is somebody told when what they asked for can never be posted?"""

from bot.ids import ChannelId
from bot.outbox import outcomes
from bot.slack import message, text
from bot.slack.message import Message

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


def undelivered(*, what: str, channel: ChannelId | None, decision: outcomes.Dead | outcomes.Held) -> Message:
    """Tell what was not said, where, and what to do about it."""
    thing = text.escape(what or "a message")
    place = f" in {text.channel(channel)}" if channel else ""
    if isinstance(decision, outcomes.Held):
        said = (
            f"Slack did not tell me whether {thing} has been posted{place}, and I may not look. "
            "I leave it as it is, so that nobody reads it twice. Please look there, and try once more if it is missing."
        )
    else:
        said = f"I could not post {thing}{place}: {_reason(decision.why)}"
    return message.message(said, [message.section(said)])


def _reason(code: str) -> str:
    if code.startswith("restricted_action"):
        return _SETTINGS
    return _REASONS.get(code, f"Slack refused it (`{text.escape(code)}`). Please tell whoever looks after me here.")
