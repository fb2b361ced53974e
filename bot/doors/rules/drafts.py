"""What has an assistant prepared that only a person sends, in Slack?"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import UserError
from bot.ids import UserId, WorkspaceId

KEPT = timedelta(days=14)


class Kind(StrEnum):
    ARTICLE = "article"
    QUESTION = "question"
    KUDOS = "kudos"
    MENTOR = "mentor"


@dataclass(frozen=True, kw_only=True)
class Draft:
    id: int
    workspace: WorkspaceId
    user: UserId
    kind: Kind
    #: What it says, by the names of its parts.
    facts: Mapping[str, str]
    made_at: datetime


class NoDraft(UserError):
    """That draft is gone. I keep drafts for 14 days."""


def key(user: UserId, kind: Kind, facts: Mapping[str, str]) -> str:
    """Return what makes a draft itself: prepared again with the same words, it is the same draft."""
    said = "\0".join((user, kind, *(f"{name}={value}" for name, value in sorted(facts.items()))))
    return hashlib.sha256(said.encode()).hexdigest()
