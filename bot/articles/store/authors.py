"""Which articles has somebody written or verified?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from bot.articles.rules.readers import Reader
from bot.articles.store.readers import may_read
from bot.articles.store.tables import ArticleRow, RevisionRow, VerificationRow
from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId

_ARTICLE = and_(ArticleRow.workspace == RevisionRow.workspace, ArticleRow.id == RevisionRow.article)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A version of an article that somebody wrote, or read and found right."""

    at: datetime
    title: str
    revision: int


def written(session: Session, workspace: WorkspaceId, user: UserId, reader: Reader) -> tuple[Deed, ...]:
    """Return what somebody wrote and may read, the newest first."""
    own = (RevisionRow.workspace == workspace, RevisionRow.made_by == user, may_read(reader))
    rows = select(RevisionRow.made_at, RevisionRow.title, RevisionRow.number).join(ArticleRow, _ARTICLE).where(*own)
    return _deeds(session.execute(rows.order_by(RevisionRow.made_at.desc())))


def verified(session: Session, workspace: WorkspaceId, user: UserId, reader: Reader) -> tuple[Deed, ...]:
    """Return what somebody verified and may read, the newest first."""
    this_one = and_(
        RevisionRow.workspace == VerificationRow.workspace,
        RevisionRow.article == VerificationRow.article,
        RevisionRow.number == VerificationRow.revision,
    )
    rows = (
        select(VerificationRow.verified_at, RevisionRow.title, VerificationRow.revision)
        .join(RevisionRow, this_one)
        .join(ArticleRow, _ARTICLE)
        .where(VerificationRow.workspace == workspace, VerificationRow.verified_by == user, may_read(reader))
    )
    return _deeds(session.execute(rows.order_by(VerificationRow.verified_at.desc())))


def forget(session: Session, erasure: Erasure) -> None:
    """Name nobody as the author of what this person wrote; what they verified stays verified, by a tombstone."""
    own = (RevisionRow.workspace == erasure.workspace, RevisionRow.made_by == erasure.user)
    session.execute(update(RevisionRow).where(*own).values(made_by=None, why=None))
    erasure.sweep(session, RevisionRow.why)
    erasure.replace(session, VerificationRow.verified_by)


def _deeds(rows: Iterable[Any]) -> tuple[Deed, ...]:
    return tuple(Deed(at=at, title=title, revision=revision) for at, title, revision in rows)
