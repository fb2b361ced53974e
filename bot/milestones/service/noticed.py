"""Which milestones come by themselves? What other domains know to have been reached, kept once.

A source tells what was reached from a moment on, and may tell it again: its `key` names the fact.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.articles import service as articles
from bot.articles.rules.readers import EVERYBODY
from bot.erasure import is_tombstone
from bot.ids import UserId, WorkspaceId
from bot.mentors import service as mentors
from bot.milestones import service, views
from bot.milestones.rules import Announce, Facts, Kind
from bot.milestones.service import posts, readers
from bot.milestones.service.readers import take_back as take_back
from bot.outbox import service as outbox

LATEST = 100  #: articles looked at
SAID = timedelta(days=30)  #: how long after its end it may be said what came of a mentorship
BACK = timedelta(days=3)  #: how far back a source is asked each time


@dataclass(frozen=True, kw_only=True)
class Reached:
    user: UserId
    facts: Facts
    #: names the fact within its workspace, e.g. `mentorship:17`
    key: str


Source = Callable[[Session, WorkspaceId, datetime], Iterable[Reached]]


def notice(session: Session, workspace: WorkspaceId, sources: Sequence[Source], *, now: datetime) -> int:
    """Keep what the sources know and tell those who reached it, as they like it; return how many were new."""
    count = 0
    for source in sources:
        for one in source(session, workspace, now - BACK):
            if is_tombstone(one.user):
                continue
            milestone = service.reached(session, workspace, one.user, one.facts, key=one.key, now=now)
            if milestone is None:
                continue
            count += 1
            if service.announce(session, workspace, one.user) is Announce.NEVER:
                continue
            outbox.direct(
                session,
                workspace=workspace,
                user=one.user,
                message=views.automatic(
                    posts.scene(session, milestone), where=posts.usual_channel(session, workspace, one.user)
                ),
                key=readers.noticed_key(milestone),
                now=now,
            )
    return count


def first_articles(session: Session, workspace: WorkspaceId, since: datetime) -> Iterable[Reached]:
    """Whoever wrote an article into the knowledge base for the first time, one that is for everyone."""
    for article in articles.most_recent(session, workspace, EVERYBODY, limit=LATEST):
        if article.changed_at < since:
            break
        first = articles.history(session, workspace, article.id)[-1]
        if first.made_by is not None and first.made_at >= since:
            facts = Facts(kind=Kind.ARTICLE, title=article.title, link=article.facts.url)
            yield Reached(user=first.made_by, facts=facts, key=readers.first_article(first.made_by))


def mentorships(session: Session, workspace: WorkspaceId, since: datetime) -> Iterable[Reached]:
    """Both of those whose mentorship ended and came to something."""
    for pair in mentors.completed(session, workspace, since=since - SAID):
        facts = Facts(kind=Kind.MENTORSHIP, title=pair.label)
        for user in (pair.asker, pair.mentor):
            if user is not None:
                yield Reached(user=user, facts=facts, key=f"mentorship:{pair.id}:{user}")


#: What is known so far; another domain adds its own in `bot/wiring.py`.
SOURCES: tuple[Source, ...] = (first_articles, mentorships)
