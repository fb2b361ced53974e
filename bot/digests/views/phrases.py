"""How are schedules and reasons put into words for the people who look after a digest?"""

from datetime import date

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

STANDINGS = {Standing.ON: "on", Standing.PAUSED: "paused", Standing.STOPPED: "stopped"}

_REASONS = {
    "": "you paused it",
    PAUSED: "it was paused",
    LATE: "it would have been more than 36 hours late",
    OWNER: "you skipped it",
    MOVED: "it was moved to another time",
    THIN: "there wasn't enough to share, so it waits for next week",
    OUTSIDE: "you're not in that channel",
    STOPPED: "it was stopped",
    "channel_not_found": "the channel is gone, or I was never in it",
    "is_archived": "the channel is archived",
    "not_in_channel": "I'm no longer in the channel",
    "restricted_action": "I'm not allowed to post there",
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
    return f"{'moved to the next week' if edition.state is State.ROLLED else 'skipped'}: {reason(edition.reason)}"


def week(edition: Edition) -> str:
    """Name an edition's week: “Week 11” of 2026-W11."""
    return f"Week {int(edition.period.rpartition('W')[2])}"


def month(period: str) -> str:
    """Name a recap's month: “February 2026” of 2026-02."""
    return f"{date.fromisoformat(f'{period}-01'):%B %Y}"


def things(count: int) -> str:
    return "Nothing" if count == 0 else "One thing" if count == 1 else f"{count} things"
