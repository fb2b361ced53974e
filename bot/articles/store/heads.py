"""What is an article now, to be changed by hand: where it lies, its current text, and what the last import left?"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from bot.articles import rules
from bot.articles.rules.known import Known
from bot.articles.store import WITHOUT_SOURCE, current, facts, revision
from bot.articles.store.tables import ArticleRow, RevisionRow
from bot.circles.rules import Name
from bot.db import many
from bot.ids import ArticleId, WorkspaceId

IMPORTED = "import "  #: how the origin of what came from a file begins


@dataclass(frozen=True, kw_only=True)
class Head:
    collection: str
    key: str
    state: rules.State
    revision: rules.Revision


def head(session: Session, workspace: WorkspaceId, article: ArticleId) -> Head:
    """Return an article as it is; raise `NoArticle`."""
    found = session.execute(current(workspace).where(ArticleRow.id == article)).first()
    if found is None:
        raise rules.NoArticle
    row, newest = found
    return Head(collection=row.collection, key=row.key, state=rules.State(row.state), revision=revision(newest))


def at(session: Session, workspace: WorkspaceId, article: ArticleId, number: int) -> rules.Revision | None:
    """Return one state an article was in."""
    row = session.get(RevisionRow, (workspace, article, number))
    return None if row is None else revision(row)


def imported(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]) -> dict[ArticleId, RevisionRow]:
    """Return what the last import left of these articles: whether a file has changed is told by it."""
    found: dict[ArticleId, RevisionRow] = {}
    for some in many(sorted(articles)):
        last = (
            select(RevisionRow.article, func.max(RevisionRow.number).label("number"))
            .where(
                RevisionRow.workspace == workspace,
                RevisionRow.article.in_(some),
                RevisionRow.origin.startswith(IMPORTED),
            )
            .group_by(RevisionRow.article)
            .subquery()
        )
        this_one = and_(RevisionRow.article == last.c.article, RevisionRow.number == last.c.number)
        asked = select(RevisionRow).join(last, this_one).where(RevisionRow.workspace == workspace)
        rows = session.scalars(asked.options(WITHOUT_SOURCE))
        found |= {ArticleId(row.article): row for row in rows}
    return found


def shelf(session: Session, workspace: WorkspaceId, collection: str) -> tuple[Known, ...]:
    """Return what is known of a collection's articles, archived ones too.

    What was changed in Slack since is not what a file is compared with: the change stays until the file is another.
    """
    asked = current(workspace).where(ArticleRow.collection == collection).options(WITHOUT_SOURCE)
    rows = session.execute(asked).all()
    changed = [ArticleId(row.id) for row, now in rows if not now.origin.startswith(IMPORTED)]
    left = imported(session, workspace, changed) if changed else {}
    return tuple(_known(row, left.get(ArticleId(row.id), now)) for row, now in rows)


def _known(row: ArticleRow, left: RevisionRow) -> Known:
    return Known(
        id=ArticleId(row.id),
        key=row.key,
        state=rules.State(row.state),
        revision=row.revision,
        path=left.path,
        hash=left.hash,
        starts_at=left.starts_at,
        facts=facts(left),
        chosen=None if row.readers is None else tuple(map(Name, row.readers)),
    )
