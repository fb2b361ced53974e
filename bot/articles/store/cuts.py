"""Which sections has an article, and which code has cut them? They are made from its source, and can be made again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from bot.articles.store.tables import IS_CURRENT, ArticleRow, RevisionRow, SectionRow
from bot.db import many
from bot.ids import ArticleId, WorkspaceId
from bot.markup.mark import mark
from bot.markup.sections import Section


@dataclass(frozen=True, kw_only=True)
class Uncut:
    """An article whose sections are to be made anew."""

    workspace: WorkspaceId
    id: ArticleId
    revision: int
    text: str


def sections(
    session: Session, workspace: WorkspaceId, articles: Collection[ArticleId] | None
) -> dict[ArticleId, tuple[Section, ...]]:
    """Return the sections of these articles, or of all, each article's in order."""
    columns = (SectionRow.article, SectionRow.ordinal, SectionRow.path, SectionRow.anchor, SectionRow.said)
    asked = select(*columns).where(SectionRow.workspace == workspace).order_by(SectionRow.article, SectionRow.ordinal)
    parts = [asked]
    if articles is not None:
        parts = [asked.where(SectionRow.article.in_(some)) for some in many(list(articles))]
    found: dict[ArticleId, list[Section]] = {}
    for part in parts:
        for article, ordinal, path, anchor, said in session.execute(part):
            section = Section(ordinal=ordinal, path=tuple(path), anchor=anchor, said=said)
            found.setdefault(ArticleId(article), []).append(section)
    return {article: tuple(cut) for article, cut in found.items()}


def uncut(session: Session, *, limit: int) -> tuple[Uncut, ...]:
    """Return some articles, of all workspaces, that other code has cut; those that changed first first."""
    other = or_(ArticleRow.cut_by.is_(None), ArticleRow.cut_by != mark())
    columns = (ArticleRow.workspace, ArticleRow.id, ArticleRow.revision, RevisionRow.source, RevisionRow.starts_at)
    asked = select(*columns).join(RevisionRow, IS_CURRENT).where(other).order_by(ArticleRow.changed_in, ArticleRow.id)
    return tuple(
        Uncut(workspace=WorkspaceId(workspace), id=ArticleId(id), revision=revision, text=source[starts_at:])
        for workspace, id, revision, source, starts_at in session.execute(asked.limit(limit))
    )


def revisions(session: Session, workspace: WorkspaceId, ids: Collection[ArticleId]) -> dict[ArticleId, int]:
    """Return the number of the current revision of these articles."""
    asked = select(ArticleRow.id, ArticleRow.revision).where(ArticleRow.workspace == workspace)
    found = (row for some in many(list(ids)) for row in session.execute(asked.where(ArticleRow.id.in_(some))))
    return {ArticleId(id): number for id, number in found}


def recut(
    session: Session, workspace: WorkspaceId, cuts: Mapping[ArticleId, tuple[Section, ...]], *, version: int
) -> None:
    """Put other sections in the place of those an article has; its text is the same."""
    for some in many(list(cuts)):
        one = (SectionRow.workspace == workspace, SectionRow.article.in_(some))
        session.execute(delete(SectionRow).where(*one))
        row = update(ArticleRow).where(ArticleRow.workspace == workspace, ArticleRow.id.in_(some))
        session.execute(row.values(changed_in=version))
    if made := [row for id, cut in cuts.items() for row in rows(workspace, id, cut)]:
        session.execute(insert(SectionRow), made)


def mark_cut(session: Session, workspace: WorkspaceId, articles: Sequence[ArticleId]) -> None:
    """Note that this code has cut these articles."""
    for some in many(articles):
        row = update(ArticleRow).where(ArticleRow.workspace == workspace, ArticleRow.id.in_(some))
        session.execute(row.values(cut_by=mark()))


def rows(workspace: WorkspaceId, article: ArticleId, sections: Iterable[Section]) -> Iterator[dict[str, Any]]:
    """Write sections as rows."""
    for one in sections:
        yield {
            "workspace": workspace,
            "article": article,
            "ordinal": one.ordinal,
            "path": list(one.path),
            "anchor": one.anchor,
            "said": one.said,
        }
