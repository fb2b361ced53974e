"""How are schedules and reasons put into words for the people who look after a digest?"""

from bot.digests.rules import Edition, Schedule, Standing, State

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LATE, OWNER, MOVED, THIN, OUTSIDE, STOPPED, PAUSED = "late", "owner", "moved", "thin", "outside", "stopped", "paused"

#: Slack's codes for a channel that is no place for us any more.
CHANNEL_LOST = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "channel_is_archived",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "no_permission",
        "posting_to_general_channel_denied",
    }
)

STANDINGS = {Standing.ON: "it comes", Standing.PAUSED: "it rests", Standing.STOPPED: "it has stopped"}

_REASONS = {
    "": "you paused it",
    PAUSED: "it was paused",
    LATE: "it would have been more than 36 hours late",
    OWNER: "you skipped it",
    MOVED: "it was moved to another time",
    THIN: "there was too little to tell, so it waits for the next week",
    OUTSIDE: "you are not in that channel",
    STOPPED: "it was stopped then",
    "channel_not_found": "the channel is gone, or I was never in it",
    "is_archived": "the channel is archived",
    "not_in_channel": "I am not in the channel any more",
    "restricted_action": "I may not write there",
}


def schedule(one: Schedule) -> str:
    """Say when: “every Wednesday at 10:00 (Europe/Paris)”."""
    return f"every {DAYS[one.weekday]} at {one.at:%H:%M} ({one.zone})"


def reason(code: str) -> str:
    return _REASONS.get(code) or f"Slack says “{code}”"


def outcome(edition: Edition) -> str:
    """Say what became of an edition."""
    if edition.state is State.POSTED:
        return "posted"
    if edition.state is State.OPEN:
        return "planned"
    return f"{'rolled into the next' if edition.state is State.ROLLED else 'skipped'}: {reason(edition.reason)}"


def things(count: int) -> str:
    return "Nothing" if count == 0 else "One thing" if count == 1 else f"{count} things"
