"""What is on a curator's desk? Counted and turned over page by page; whoever is no curator learns nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy.orm import Session

from bot.answers.rules.proposals import Proposal
from bot.answers.service import publication, readers
from bot.articles import service as articles
from bot.articles.rules import Article
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import readers as whose
from bot.desk.rules import board as rules
from bot.desk.rules.board import Figures, Part, Used, Week
from bot.desk.service import flags, suggestions
from bot.desk.store import cases, checks
from bot.desk.store import suggestions as suggestion_rows
from bot.desk.views import flags as flag_views
from bot.desk.views import suggestions as suggestion_views
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.people import service as people


@dataclass(frozen=True, kw_only=True)
class Desk:
    counts: rules.Counts
    figures: Figures
    weeks: tuple[Week, ...]


def desk(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> Desk:
    """Return what waits at the desk, and the last month in numbers; curators may."""
    people.must_be_curator(session, workspace, user)
    used = use(session, workspace, user, now=now)
    since, mine = now - rules.WINDOW, whose.readable(session, workspace, user)
    edges = [now - number * rules.WEEK for number in range(rules.TREND, -1, -1)]
    raised = cases.raised(session, workspace, mine, since=min(since, edges[0]))
    month = rules.figures(
        used,
        [one for one in raised if one[0] >= since],
        answered=readers.answered(session, workspace, mine, since=since, until=now),
        now=now,
    )
    weeks = rules.weeks(edges, readers.answered_between(session, workspace, mine, edges), [at for at, _ in raised])
    return Desk(counts=counts(session, workspace, user, used, now=now), figures=month, weeks=weeks)


def counts(
    session: Session, workspace: WorkspaceId, user: UserId, used: Sequence[Used], *, now: datetime
) -> rules.Counts:
    mine = whose.readable(session, workspace, user)
    return {
        Part.FLAGS: cases.count(session, workspace, mine),
        Part.SUGGESTIONS: suggestion_rows.count(session, workspace, mine),
        Part.SAVED: publication.count(session, workspace, mine),
        Part.CHECKS: len(to_check(session, workspace, user, used, now=now)),
    }


def waiting(session: Session, workspace: WorkspaceId, user: UserId) -> int:
    """Count what waits for a curator's decision: cheap, for App Home."""
    mine = whose.readable(session, workspace, user)
    flagged, suggested = (one(session, workspace, mine) for one in (cases.count, suggestion_rows.count))
    return flagged + suggested + publication.count(session, workspace, mine)


def flagged(session: Session, workspace: WorkspaceId, user: UserId, *, skip: int) -> tuple[flag_views.Shown, ...]:
    """Return a page of flagged passages, most people first, and one more where there is another page."""
    people.must_be_curator(session, workspace, user)
    mine = whose.readable(session, workspace, user)
    found = cases.cases(session, workspace, among=mine, skip=skip, most=rules.PAGE + 1)
    return tuple(flags.seen(session, workspace, one.case) for one in found)


def suggested(
    session: Session, workspace: WorkspaceId, user: UserId, *, skip: int
) -> tuple[suggestion_views.Shown, ...]:
    people.must_be_curator(session, workspace, user)
    mine = whose.readable(session, workspace, user)
    found = suggestion_rows.waiting(session, workspace, mine, skip=skip, most=rules.PAGE + 1)
    return tuple(suggestions.drawn(session, workspace, one) for one in found)


def saved(session: Session, workspace: WorkspaceId, user: UserId, *, skip: int) -> tuple[Proposal, ...]:
    people.must_be_curator(session, workspace, user)
    mine = whose.readable(session, workspace, user)
    return publication.waiting(session, workspace, mine, skip=skip, most=rules.PAGE + 1)


def checks_of(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> tuple[Used, ...]:
    """Return what somebody should check: a curator, or who keeps an article."""
    return to_check(session, workspace, user, use(session, workspace, user, now=now), now=now)


def to_check(
    session: Session, workspace: WorkspaceId, user: UserId, used: Sequence[Used], *, now: datetime
) -> tuple[Used, ...]:
    passed = checks.passed(session, workspace, user)
    is_curator = people.is_curator(session, workspace, user)
    return rules.to_check(used, by=user, is_curator=is_curator, passed=passed, now=now)


def still_right(session: Session, workspace: WorkspaceId, article: ArticleId, *, by: UserId, now: datetime) -> Article:
    """*Still right*: its owner or a curator has read it."""
    return articles.verify(session, workspace, article, by=by, now=now)


def not_mine(session: Session, workspace: WorkspaceId, article: ArticleId, *, by: UserId, now: datetime) -> Article:
    """*Not mine*: they are not asked again about it; the curators are."""
    found = articles.published(session, workspace, article, whose.person(session, workspace, by)).article
    checks.pass_on(session, workspace, article, by, now=now)
    return found


def use(session: Session, workspace: WorkspaceId, user: UserId | None, *, now: datetime) -> tuple[Used, ...]:
    """Return what was shown most in a month, of what somebody may read, and what use says of it; None: of all."""
    reader = OPERATOR if user is None else whose.person(session, workspace, user)
    mine = None if user is None else whose.readable(session, workspace, user)
    shown = readers.shown(session, workspace, mine, since=now - rules.WINDOW, until=now)
    most = sorted(shown, key=lambda one: (-shown[one], one))[: rules.LOOKED_AT]
    found = articles.without_text(session, workspace, most, reader)
    since = {one.id: _checked(one) for one in found}
    helped = readers.helped(session, workspace, since)
    flagged = cases.flagged(session, workspace, [one.id for one in found])
    owners = {one.owner_user for one in found if one.owner_user is not None}
    here = {user for user, one in people.people(session, workspace, owners).items() if one.is_here}
    passed = checks.passed_on(session, workspace, [one.id for one in found])
    return tuple(
        Used(
            article=one,
            shown=shown[one.id],
            helped=helped.get(one.id, 0),
            is_flagged=one.id in flagged,
            keeper=one.owner_user if one.owner_user in here and (one.id, one.owner_user) not in passed else None,
        )
        for one in found
    )


def _checked(article: Article) -> datetime | None:
    return None if article.verification is None else datetime.combine(article.verification.on, time(), UTC)
