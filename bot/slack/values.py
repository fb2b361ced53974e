"""What does a button or a form carry? Ids, choices, days, hours of ours; whatever else it says is refused in words."""

import re
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from bot.errors import UserError
from bot.ids import ChannelId, UserId

Member = TypeVar("Member", bound=StrEnum)

_CHANNEL = re.compile(r"[CGD][A-Z0-9]{1,20}", re.ASCII)
_USER = re.compile(r"[UW][A-Z0-9]{1,30}", re.ASCII)
LARGEST = 2**63 - 1  #: what an id's column holds


class Odd(UserError):
    """That's from an earlier version of Pollen. Please start again."""


def number(value: str) -> int:
    """Read the id that a button or a form carries; raise `Odd` for what was never one of ours."""
    if not (value.isascii() and value.isdecimal() and len(value) < 20 and int(value) <= LARGEST):
        raise Odd
    return int(value)


def numbers(value: str, *, most: int = 2) -> tuple[int, ...]:
    """Read several ids that a button carries, between bars."""
    parts = value.split("|")
    if len(parts) > most:
        raise Odd
    return tuple(number(part) for part in parts)


def one_of(kinds: type[Member], value: str) -> Member:
    """Read a choice of ours; raise `Odd` for what was never offered."""
    try:
        return kinds(value)
    except ValueError as error:
        raise Odd from error


def channel(value: str) -> ChannelId:
    """Read the channel that a button or a form is about."""
    if not _CHANNEL.fullmatch(value):
        raise Odd
    return ChannelId(value)


def user(value: str) -> UserId:
    """Read the person that a button or a form is about."""
    if not _USER.fullmatch(value):
        raise Odd
    return UserId(value)


def day(value: str) -> date:
    """Read the date of a date picker."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise Odd from error


def hour(value: str) -> time:
    """Read the time of a time picker."""
    try:
        return time.fromisoformat(value)
    except ValueError as error:
        raise Odd from error
