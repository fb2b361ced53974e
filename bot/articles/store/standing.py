"""What may change of an article without a word of it: is it published, and who has verified it?"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import Boolean, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from bot.articles import rules
from bot.articles.rules.readers import Reader
from bot.articles.store.tables import ArticleRow, VerificationRow
from bot.db import many
from bot.ids import ArticleId, UserId, WorkspaceId

# Asked in every acknowledgement of /learn: built once, and past the ORM, which costs as much as the query.
_articles, _verifications = ArticleRow.__table__.c, VerificationRow.__table__.c
_VERIFIED = (_verifications.article, _verifications.verified_at, _verifications.verified_by, _verifications.revision)
_STANDING = (
    select(_articles.id, _articles.changed_in, *_VERIFIED[1:])
    .outerjoin_from(
        ArticleRow.__table__,
        VerificationRow.__table__,
        and_(_verifications.workspace == _articles.workspace, _verifications.article == _articles.id),
    )
    .where(
        _articles.workspace == bindparam("workspace"),
        _articles.id.in_(bindparam("ids", expanding=True)),
        _articles.state == rules.State.PUBLISHED,
        or_(bindparam("is_operator", type_=Boolean), _articles.audience.in_(bindparam("audiences", expanding=True))),
    )
    .order_by(_verifications.verified_at, _verifications.id)
)
_RECORDED = (
    select(*_VERIFIED)
    .where(
        _verifications.workspace == bindparam("workspace"),
        _verifications.article.in_(bindparam("ids", expanding=True)),
    )
    .order_by(_verifications.verified_at, _verifications.id)
)


def standing(
    session: Session, workspace: WorkspaceId, ids: Collection[ArticleId], reader: Reader
) -> dict[ArticleId, tuple[int, rules.Verification | None]]:
    """Return the version in which each of these last changed, and its newest verification that somebody recorded.

    Those not published are left out, and those that somebody may not read.
    """
    whose = {"is_operator": reader.audiences is None, "audiences": list(reader.audiences or ())}
    rows = session.execute(_STANDING, {"workspace": workspace, "ids": list(ids), **whose})
    return {
        ArticleId(id): (version, None if at is None else _recorded(at, by, number))
        for id, version, at, by, number in rows
    }


def verifications(session: Session, workspace: WorkspaceId, article: ArticleId) -> tuple[rules.Verification, ...]:
    """Return what people have recorded, the newest first."""
    one = (VerificationRow.workspace == workspace, VerificationRow.article == article)
    newest_first = (VerificationRow.verified_at.desc(), VerificationRow.id.desc())
    return tuple(map(_verification, session.scalars(select(VerificationRow).where(*one).order_by(*newest_first))))


def recorded(session: Session, workspace: WorkspaceId, ids: Sequence[int]) -> dict[ArticleId, rules.Verification]:
    """Return the newest verification that somebody recorded, by article."""
    found: dict[ArticleId, rules.Verification] = {}
    for some in many(ids):
        for article, at, by, number in session.execute(_RECORDED, {"workspace": workspace, "ids": list(some)}):
            found[ArticleId(article)] = _recorded(at, by, number)
    return found


def _verification(row: VerificationRow) -> rules.Verification:
    return _recorded(row.verified_at, row.verified_by, row.revision)


def _recorded(at: datetime, by: str, revision: int) -> rules.Verification:
    return rules.Verification(on=at.astimezone(UTC).date(), by=UserId(by), revision=revision)
