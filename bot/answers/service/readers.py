"""What do readers and their opinions say of an article? For the desk: who was shown what, and whom it helped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import rules, service
from bot.answers.store import proof
from bot.answers.store.readings import Reading as Reading
from bot.answers.store.readings import answered as answered
from bot.answers.store.readings import answered_between as answered_between
from bot.answers.store.readings import readings as readings
from bot.answers.store.readings import shown as shown
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A passage as an answer has it."""

    article: ArticleId
    anchor: str


def passage(session: Session, workspace: WorkspaceId, answer: AnswerId, rank: int, user: UserId) -> Shown:
    """Return which passage stands at a rank of an answer that somebody may see; raise what they read otherwise."""
    found = service.seen(session, workspace, answer, user)
    if rank >= len(found.hits):
        raise rules.NothingThere
    place = found.hits[rank].place
    return Shown(article=place.article, anchor=place.anchor or "")


def helped(
    session: Session, workspace: WorkspaceId, since: Mapping[ArticleId, datetime | None]
) -> dict[ArticleId, int]:
    """Count the people each article has helped since a moment, or ever."""
    return proof.helped(session, workspace, since)


def people_helped(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId], *, since: datetime) -> int:
    """Count the people whom any of these articles has helped since a moment."""
    return proof.people(session, workspace, articles, since=since)
