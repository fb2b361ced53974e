"""Who works there? Five hundred people and forty channels in a local Slack; their ids are the same in every run."""

from datetime import UTC, datetime

from bot.playground.clock import Clock
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig, ChannelKind
from tests.office import manifest

PEOPLE, CHANNELS, PRIVATE = 500, 40, 4
#: A Monday, the second of a month: letters, reports and recaps are due.
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
ZONES = ("Europe/Madrid", "Europe/Berlin", "America/New_York", "Asia/Tokyo")


def town(clock: Clock | None = None) -> LocalSlack:
    """Settle the company; the first person is an admin in Slack."""
    slack = LocalSlack(app=AppConfig.from_manifest(manifest()), clock=clock or Clock(at=NOW), is_empty=True)
    settle(slack)
    return slack


def settle(slack: LocalSlack) -> None:
    """Let the five hundred and their channels be in a Slack."""
    workspace = slack.workspace
    for number in range(PEOPLE):
        zone = ZONES[number % len(ZONES)]
        workspace.add_member(f"p{number}", real_name=f"Pat {spelled(number)}", tz=zone, is_admin=number == 0)
    everybody = [one.id for one in workspace.members.values() if one.name.startswith("p") and one.name[1:].isdigit()]
    for number in range(CHANNELS):
        kind = ChannelKind.PRIVATE if number >= CHANNELS - PRIVATE else ChannelKind.PUBLIC
        inside = [everybody[0], *(everybody[one] for one in range(number + 1, PEOPLE, 12)), slack.bot_user]
        workspace.add_channel(f"c{number}", *inside, kind=kind)


def people(slack: LocalSlack) -> list[str]:
    return [one.id for one in slack.workspace.members.values() if not one.is_bot]


def channels(slack: LocalSlack) -> list[str]:
    """The public ones first."""
    return [one.id for one in slack.workspace.channels.values() if one.kind is not ChannelKind.IM]


def spelled(number: int) -> str:
    """Make a surname of a number."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:03}").capitalize()
