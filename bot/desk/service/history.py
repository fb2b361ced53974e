"""What have curators taken out? Of what each of them may read, and to be restored."""

from sqlalchemy.orm import Session

from bot.articles import service as articles
from bot.articles.rules import Article
from bot.articles.service import readers as whose
from bot.desk.rules import board as rules
from bot.desk.views import history as views
from bot.ids import UserId, WorkspaceId
from bot.people import service as people


def gone(session: Session, workspace: WorkspaceId, user: UserId, *, skip: int) -> tuple[Article, ...]:
    """Return a page of what was taken out, and one more where there is another page; curators may."""
    people.must_be_curator(session, workspace, user)
    reader = whose.person(session, workspace, user)
    return articles.retired(session, workspace, reader, skip=skip, most=rules.PAGE + 1)


def on_desk(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[str, str, int]:
    """Return what the desk says of it: what opens it, what it is called, how much there is."""
    people.must_be_curator(session, workspace, user)
    return views.GONE, "Retired", articles.count_retired(session, workspace, whose.person(session, workspace, user))
