"""How do two articles become one, and two again? The one that goes leads to the other, which goes by its names too."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles import rules
from bot.articles.service import readers
from bot.articles.store import forwards, heads, saving
from bot.articles.store.forwards import Merged as Merged
from bot.articles.store.forwards import merged as merged
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.people import service as people


def merge(
    session: Session, workspace: WorkspaceId, gone: ArticleId, into: ArticleId, *, by: UserId, now: datetime
) -> None:
    """Let an article go, and lead to another for the same readers; curators may who can read them."""
    people.must_be_curator(session, workspace, by)
    version = saving.turn(session, workspace) + 1
    for one in (gone, into):
        if heads.head(session, workspace, one).state is not rules.State.PUBLISHED:
            raise rules.NoArticle
        if not readers.among(session, workspace, one, [by]):
            raise rules.NoArticle
    saving.settle(session, workspace, [gone], state=rules.State.RETIRED, version=version, now=now)
    forwards.add(session, workspace, gone, into, now=now)
    saving.advance(session, workspace, version)


def part(session: Session, workspace: WorkspaceId, gone: ArticleId, *, by: UserId, now: datetime) -> None:
    """Publish an article again that was merged; curators may who can read it."""
    people.must_be_curator(session, workspace, by)
    version = saving.turn(session, workspace) + 1
    if not readers.among(session, workspace, gone, [by]):
        raise rules.NoArticle
    state = heads.head(session, workspace, gone).state
    if state is rules.State.ARCHIVED:
        raise rules.NoArticle
    forwards.remove(session, workspace, gone)
    if state is rules.State.RETIRED:  # it may be back already, with its file
        saving.settle(session, workspace, [gone], state=rules.State.PUBLISHED, version=version, now=now)
    saving.advance(session, workspace, version)
