"""What is a personal key, and how does one look?

`pollen_` and 43 characters of chance, then eight by which a mistyped one is told from a real one without asking
anybody. What is kept of it is its SHA-256: whoever reads the database cannot use it.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import UserError
from bot.ids import UserId, WorkspaceId

LIFETIME = timedelta(days=90)
MOST = 10  #: keys of one person
NAME = 60  #: characters
PREFIX = "pollen_"
#: It says when it was used last to this precision, so that not every call is a write of its own.
USED = timedelta(minutes=10)

_FORM = re.compile(r"pollen_([A-Za-z0-9_-]{43})_([0-9a-f]{8})")


@dataclass(frozen=True, kw_only=True)
class Key:
    id: int
    workspace: WorkspaceId
    user: UserId
    name: str
    made_at: datetime
    expires_at: datetime
    #: False until it was shown, once; before that it opens nothing.
    is_shown: bool
    used_at: datetime | None = None

    def is_valid(self, now: datetime) -> bool:
        return self.is_shown and now < self.expires_at


class TooManyKeys(UserError):
    """You have {limit} keys already. Please revoke one you don't need."""


class Closed(UserError):
    """Other programs can't ask me here. An admin can change that with /pollen setup."""


class NoKey(UserError):
    """That key is no longer there."""


class ShownBefore(UserError):
    """I show a key only once. If it's lost, revoke it and make a new one."""


def written(chance: str) -> str:
    """Make a key of 43 characters of chance."""
    return f"{PREFIX}{chance}_{_mark(chance)}"


def is_wellformed(key: str) -> bool:
    """Could this be a key of ours?"""
    found = _FORM.fullmatch(key)
    return found is not None and _mark(found[1]) == found[2]


def kept(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _mark(chance: str) -> str:
    return hashlib.sha256(f"pollen {chance}".encode()).hexdigest()[:8]
