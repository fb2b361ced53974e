"""How are articles written? In bulk, in the editor's transaction, under the workspace's next version."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from bot import db
from bot.articles import rules
from bot.articles.rules import topics
from bot.articles.rules.readers import audience
from bot.articles.store import cuts
from bot.articles.store.tables import (
    ArticleRow,
    KnowledgeVersionRow,
    RevisionRow,
    SectionRow,
    TopicRow,
    VerificationRow,
)
from bot.circles.rules import Name
from bot.ids import ArticleId, UserId, WorkspaceId, fresh
from bot.markup.mark import mark
from bot.markup.sections import Section

_MANY = 1000  #: rows in one statement


@dataclass(frozen=True, kw_only=True)
class Edit:
    """An article as it shall be from now on."""

    article: ArticleId
    is_new: bool
    collection: str
    key: str
    revision: rules.Revision
    sections: tuple[Section, ...]
    #: For whom it is; of a known one `readers.settle` tells, which notes who could read it before.
    readers: tuple[Name, ...] = ()


def turn(session: Session, workspace: WorkspaceId) -> int:
    """Wait for one's turn to edit this knowledge base and return its version; editors come one after another."""
    first = db.insert(session, KnowledgeVersionRow).values(workspace=workspace, version=0)
    session.execute(first.on_conflict_do_nothing())
    row = select(KnowledgeVersionRow.version).where(KnowledgeVersionRow.workspace == workspace)
    return session.execute(row.with_for_update()).scalar_one()


def advance(session: Session, workspace: WorkspaceId, version: int) -> None:
    """Set the version; the caller has had its `turn`."""
    row = update(KnowledgeVersionRow).where(KnowledgeVersionRow.workspace == workspace)
    session.execute(row.values(version=version))


def point(session: Session, workspace: WorkspaceId, edits: Sequence[Edit], *, version: int, now: datetime) -> None:
    """Make new revisions the current ones, all of them at once and before they are filled in.

    PostgreSQL plans its foreign key checks at the first of them, and for a small table plans to read all of it.
    """
    changed = {"state": rules.State.PUBLISHED.value, "changed_in": version, "changed_at": now, "cut_by": mark()}
    rows = [
        {
            "workspace": workspace,
            "id": edit.article,
            "collection": edit.collection,
            "key": edit.key,
            "revision": edit.revision.number,
            **changed,
        }
        for edit in edits
    ]
    new = (row | {"audience": audience(edit.readers)} for row, edit in zip(rows, edits, strict=True) if edit.is_new)
    _insert(session, ArticleRow, new)
    if known := [row for row, edit in zip(rows, edits, strict=True) if not edit.is_new]:
        session.execute(update(ArticleRow), known)


def fill(session: Session, workspace: WorkspaceId, edits: Sequence[Edit]) -> None:
    """Write what new revisions say."""
    old = [edit.article for edit in edits if not edit.is_new]
    for some in db.many(old):
        for table in (SectionRow, TopicRow):
            session.execute(delete(table).where(table.workspace == workspace, table.article.in_(some)))
    _insert(session, RevisionRow, (_revision(workspace, edit) for edit in edits))
    cut = (row for edit in edits for row in cuts.rows(workspace, edit.article, edit.sections))
    _insert(session, SectionRow, cut)
    _insert(session, TopicRow, (row for edit in edits for row in _topics(workspace, edit)))


def settle(
    session: Session,
    workspace: WorkspaceId,
    articles: Sequence[ArticleId],
    *,
    state: rules.State,
    version: int,
    now: datetime,
) -> None:
    """Archive or publish articles as they are."""
    for some in db.many(articles):
        row = update(ArticleRow).where(ArticleRow.workspace == workspace, ArticleRow.id.in_(some))
        session.execute(row.values(state=state.value, changed_in=version, changed_at=now))


def verify(session: Session, workspace: WorkspaceId, article: rules.Article, *, by: UserId, now: datetime) -> None:
    row = VerificationRow(
        workspace=workspace,
        id=fresh(),
        article=article.id,
        revision=article.revision,
        verified_by=by,
        verified_at=now,
    )
    session.add(row)
    session.flush()


def _revision(workspace: WorkspaceId, edit: Edit) -> dict[str, Any]:
    made, facts = edit.revision, edit.revision.facts
    return {
        "workspace": workspace,
        "article": edit.article,
        "number": made.number,
        "made_at": made.made_at,
        "made_by": made.made_by,
        "origin": made.origin,
        "why": made.why or None,
        "path": made.path,
        "source": made.source,
        "hash": made.hash,
        "starts_at": made.starts_at,
        "title": facts.title,
        "tags": list(facts.tags),
        "aliases": list(facts.aliases),
        "owner": facts.owner,
        "url": facts.url,
        "language": facts.language,
        "verified_on": facts.verified_on,
        "review_every": facts.review_every,
        "readers": None if facts.readers is None else list(facts.readers),
    }


def _topics(workspace: WorkspaceId, edit: Edit) -> Iterator[dict[str, Any]]:
    if rules.is_silent(edit.sections, edit.revision.facts.url):
        return
    for key, label in topics.of(edit.revision.path, edit.revision.facts.tags).items():
        yield {"workspace": workspace, "article": edit.article, "topic": key, "label": label}


def _insert(session: Session, table: type[db.Base], rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while some := list(islice(left, _MANY)):
        session.execute(insert(table), some)
