"""Who hears of the desk, and when? Curators and whoever keeps articles, once a week; of thanks, once a month.

A week's or a month's letter is claimed by a row in the transaction that promises it: any number of processes write it
once. Where there is nothing to say there is no letter.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers.service import publication, readers
from bot.articles import service as articles
from bot.articles.service import readers as whose
from bot.desk.service import board
from bot.desk.store import checks
from bot.desk.views import board as views
from bot.ids import UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people

NAMED = 3  #: articles named in a month's thanks


def due(session: Session, workspace: WorkspaceId, *, now: datetime) -> tuple[UserId, ...]:
    """Return who may have a letter: the curators, and whoever keeps what was shown."""
    keepers = (one.keeper for one in board.use(session, workspace, None, now=now) if one.keeper is not None)
    every = dict.fromkeys((*publication.reviewers(session, workspace), *keepers))
    known = people.people(session, workspace, list(every))
    return tuple(user for user in every if user in known and known[user].is_here)


def write(session: Session, workspace: WorkspaceId, user: UserId, *, period: str, now: datetime) -> bool:
    """Write somebody's letter of a week, once; False when it was written before."""
    if not checks.claim(session, workspace, user, period=period, now=now):
        return False
    used = board.use(session, workspace, user, now=now)
    due = board.to_check(session, workspace, user, used, now=now)
    is_curator = people.is_curator(session, workspace, user)
    found = board.desk(session, workspace, user, now=now) if is_curator else None
    counts = found.counts if found is not None else {}
    if any(counts.values()) or due:
        outbox.direct(
            session,
            workspace=workspace,
            user=user,
            message=views.letter(counts, found.figures if found is not None else None, due),
            key=f"desk.letter:{user}:{period}",
            now=now,
            about=[one.article.id for one in due],
        )
    return True


def thank(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> bool:
    """Tell who keeps articles whom they helped last month, once; False when that was said before."""
    first, period = month(now)
    if not checks.claim(session, workspace, user, period=f"thanks {period}", now=now):
        return False
    mine = [one for one in board.use(session, workspace, user, now=now) if one.article.owner_user == user]
    helped = readers.helped(session, workspace, {one.article.id: first for one in mine})
    if helped:
        most = sorted(helped, key=lambda one: (-helped[one], one))[:NAMED]
        titles = {
            one.id: one.title
            for one in articles.without_text(session, workspace, most, whose.person(session, workspace, user))
        }
        count = readers.people_helped(session, workspace, list(helped), since=first)
        outbox.direct(
            session,
            workspace=workspace,
            user=user,
            message=views.thanks(count, [titles[one] for one in most if one in titles]),
            key=f"desk.thanks:{user}:{period}",
            now=now,
            about=list(titles),
        )
    return True


def month(now: datetime) -> tuple[datetime, str]:
    """When last month began, and its name."""
    this = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    first = (this - timedelta(days=1)).replace(day=1)
    return first, f"{first:%Y-%m}"
