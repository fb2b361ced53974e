"""Does the knowledge base hold together? Every article has its text as it came in, its sections and its version."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from bot.articles.rules import State
from bot.articles.store.tables import (
    IS_CURRENT,
    ArticleRow,
    KnowledgeVersionRow,
    LinkRow,
    RevisionRow,
    SectionRow,
    TopicRow,
    VerificationRow,
)
from bot.damage import Damage, Rule, missing
from bot.ids import WorkspaceId

AGAIN = "Import the article's folder again: `pollen knowledge import`."

RULES = (
    Rule(
        table=ArticleRow,
        when=missing(RevisionRow, IS_CURRENT),
        what="its current revision is not there, so it has no text.",
        remedy=AGAIN,
    ),
    Rule(
        table=ArticleRow,
        when=ArticleRow.state.not_in(list(State)),
        what="its state is none that there is.",
        remedy=AGAIN,
    ),
    Rule(
        table=ArticleRow,
        when=missing(
            KnowledgeVersionRow,
            KnowledgeVersionRow.workspace == ArticleRow.workspace,
            KnowledgeVersionRow.version >= ArticleRow.changed_in,
        ),
        what="it is newer than the knowledge base's version, so it may not be found.",
        remedy=AGAIN,
    ),
    Rule(
        table=SectionRow,
        when=missing(ArticleRow, ArticleRow.workspace == SectionRow.workspace, ArticleRow.id == SectionRow.article),
        what="it is a section of no article.",
        remedy="Delete the row.",
    ),
    Rule(
        table=TopicRow,
        when=missing(ArticleRow, ArticleRow.workspace == TopicRow.workspace, ArticleRow.id == TopicRow.article),
        what="it is the topic of no article.",
        remedy="Delete the row.",
    ),
    *(
        Rule(
            table=LinkRow,
            when=missing(ArticleRow, ArticleRow.workspace == LinkRow.workspace, ArticleRow.id == end),
            what="it is a link from or to an article that is not there.",
            remedy="Delete the row.",
        )
        for end in (LinkRow.article, LinkRow.target)
    ),
    Rule(
        table=RevisionRow,
        when=missing(ArticleRow, ArticleRow.workspace == RevisionRow.workspace, ArticleRow.id == RevisionRow.article),
        what="it is a revision of no article.",
    ),
    Rule(
        table=VerificationRow,
        when=missing(
            RevisionRow,
            RevisionRow.workspace == VerificationRow.workspace,
            RevisionRow.article == VerificationRow.article,
            RevisionRow.number == VerificationRow.revision,
        ),
        what="it verifies a revision that is not there.",
        remedy="Delete the row, and have the article checked again.",
    ),
)


def altered(session: Session, workspace: WorkspaceId) -> Iterator[str]:
    """Find texts that are not what was taken in."""
    current = and_(
        ArticleRow.workspace == RevisionRow.workspace,
        ArticleRow.id == RevisionRow.article,
        ArticleRow.revision == RevisionRow.number,
    )
    texts = select(RevisionRow.article, RevisionRow.number, RevisionRow.source, RevisionRow.hash)
    rows = session.execute(texts.join(ArticleRow, current).where(RevisionRow.workspace == workspace))
    for row in rows.yield_per(100):
        if hashlib.sha256(row.source.encode()).hexdigest() != row.hash:
            found = Damage(
                row=f"article_revisions {row.article}/{row.number}",
                what="its text is not the one that was taken in.",
                remedy=AGAIN,
            )
            yield found.sentence
