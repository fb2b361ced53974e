"""What do milestones say of an article that is not for everyone any more? That one was written, and not which."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles import service as articles
from bot.articles.rules.readers import EVERYBODY
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.milestones import store, views
from bot.milestones.rules import Facts, Kind, Milestone
from bot.milestones.service import posts
from bot.outbox import service as outbox

UNNAMED = "an article"


def noticed_key(milestone: Milestone) -> str:
    """What the promise of the message is called that tells somebody of a milestone of theirs."""
    return f"milestone.noticed:{milestone.id}"


def first_article(user: UserId) -> str:
    """What names the fact that somebody wrote an article for the first time."""
    return f"first article:{user}"


def take_back(session: Session, workspace: WorkspaceId, those: Collection[ArticleId], now: datetime) -> None:
    """Leave out the names of these articles, whose readers have changed, where not everybody may read them."""
    for_everyone = {one.id for one in articles.without_text(session, workspace, those, EVERYBODY)}
    for article in sorted(set(those) - for_everyone):
        history = articles.history(session, workspace, article)
        writer = history[-1].made_by if history else None
        found = None if writer is None else store.by_key(session, workspace, first_article(writer))
        if found is not None and found.facts.title in {one.facts.title for one in history}:
            _unname(session, found, now=now)


def _unname(session: Session, milestone: Milestone, *, now: datetime) -> None:
    workspace = milestone.workspace
    store.change(session, workspace, milestone.id, Facts(kind=Kind.ARTICLE, title=UNNAMED))
    after = store.find(session, workspace, milestone.id)
    assert after is not None
    posts.repair(session, after, now=now)
    said = views.automatic(posts.scene(session, after), where=posts.usual_channel(session, workspace, after.user))
    said = said if after.is_live else views.withdrawn()
    for promise in outbox.named(session, workspace=workspace, keys=[noticed_key(after)]):
        outbox.edit(session, workspace=workspace, promise=promise, message=said, now=now)
    for told in outbox.told_of(session, workspace=workspace, subjects=[milestone.id]):
        outbox.edit(session, workspace=workspace, promise=told.promise, message=views.taken_back(), now=now)
