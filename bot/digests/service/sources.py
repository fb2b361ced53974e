"""Who puts something into a digest? Each domain through one function: what happened in a time, for an audience.

They are listed in `contributions.py`; a new domain adds one line there. Asked again for the same time, a source leaves
out what was taken back since.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.digests.rules.sections import Audience, Item, Window
from bot.ids import UserId, WorkspaceId

Gather = Callable[[Session, WorkspaceId, Audience, Window], Collection[Item]]
#: A few lines of mrkdwn about one person's time, for that person alone.
Recall = Callable[[Session, WorkspaceId, UserId, Window], Collection[str]]


@dataclass(frozen=True, kw_only=True)
class Contributor:
    """A domain's part: of a channel's week, and of one person's month."""

    gather: Gather
    recall: Recall | None = None
