"""What is a circle, how is it named, and when is Slack asked about it again?

A circle is a user group or the members of a channel. It is kept under the name people gave it (`@hr`, `#leads`, or an
id of Slack's). Once Slack has said which one that is, the name stays with that one: a channel that later takes the name
is another circle. Of a circle nobody can tell us about, nobody is a member.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NewType

from bot.ids import UserId

Name = NewType("Name", str)

FRESH = timedelta(seconds=40)  #: Slack is asked again after; with the job's tick that is within the minute
BELIEVED = timedelta(minutes=15)  #: while Slack doesn't answer at all; then nobody is a member until it does
#: How long to wait before a name Slack doesn't know is looked for again, once, twice, …
PATIENCE = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))

_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]{2,30})(?:\|[^>]*)?>|(S[A-Z0-9]{5,30})")
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]{2,30})(?:\|[^>]*)?>|([CG][A-Z0-9]{5,30})")
_CALLED = re.compile(r"[@#][\w.-]{1,80}")


@dataclass(frozen=True, kw_only=True)
class Circle:
    name: Name
    #: Slack's id; None until it is known
    id: str | None = None
    #: Slack's word for why it says nothing of it
    lost: str = ""
    #: when Slack last said who is in it
    asked_at: datetime | None = None
    #: not asked before
    next_at: datetime | None = None
    #: how often in a row Slack did not say
    failures: int = 0

    @property
    def is_group(self) -> bool:
        return self.name[0] in "@S"

    def is_due(self, now: datetime) -> bool:
        """Is it time to ask Slack (again)?"""
        return self.next_at is None or self.next_at <= now

    def is_called(self, about: Mapping[str, Any]) -> bool:
        """Is it this one of Slack's?"""
        known = about.get("handle") if self.is_group else about.get("name")
        return about.get("id") == self.id if self.id else self.name[1:] == str(known or "").casefold()


def name(word: str) -> Name | None:
    """Read what somebody calls a circle; None for what is the name of none."""
    word = word.strip()
    for pattern in (_GROUP, _CHANNEL):
        if found := pattern.fullmatch(word):
            return Name(found.group(1) or found.group(2))
    return Name(word.casefold()) if _CALLED.fullmatch(word) else None


def new(name: Name) -> Circle:
    """A circle that Slack has not been asked about; an id is known as it is."""
    return Circle(name=name, id=None if name[0] in "@#" else name)


def told(circle: Circle, id: str, *, now: datetime) -> Circle:
    """Slack has said who is in it."""
    return replace(circle, id=id, lost="", asked_at=now, next_at=now + FRESH, failures=0)


def unknown(circle: Circle, why: str, *, now: datetime) -> Circle:
    """Slack has no such circle, or shows it to us no longer: nobody is in it."""
    wait = PATIENCE[min(circle.failures, len(PATIENCE) - 1)]
    return replace(circle, lost=why, asked_at=None, next_at=now + wait, failures=circle.failures + 1)


def silent(circle: Circle, why: str, *, now: datetime) -> Circle:
    """Slack doesn't answer: what it said last is believed for a while, and no longer."""
    kept = circle.asked_at if circle.asked_at and now - circle.asked_at < BELIEVED else None
    return replace(circle, lost=why, asked_at=kept, next_at=now + FRESH, failures=circle.failures + 1)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A circle, and who is in it; None where that did not change."""

    circle: Circle
    members: frozenset[UserId] | None
    #: Slack does not answer: nobody may read as a member meanwhile, but nobody has left.
    is_silence: bool = False
