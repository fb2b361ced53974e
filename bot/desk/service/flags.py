"""Somebody says that a passage is wrong: who is asked about it, and what becomes of it?"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import service as answers
from bot.answers.rules import Reason
from bot.answers.service import publication, readers
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import editing
from bot.articles.service import readers as whose
from bot.desk import rules
from bot.desk.rules import Case, Flag, Outcome, Place
from bot.desk.service import cards, corrections
from bot.desk.store import flags as store
from bot.desk.views import flags as views
from bot.ids import AnswerId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people

SHOWN = 20  #: flags whose words are read for a card


@dataclass(frozen=True, kw_only=True)
class Raised:
    """A flag, and who looks at it: a name, '' for the curators."""

    flag: int
    who: str


def raise_flag(
    session: Session,
    workspace: WorkspaceId,
    answer: AnswerId,
    rank: int,
    user: UserId,
    *,
    reason: Reason,
    now: datetime,
) -> Raised | None:
    """Note what somebody says is wrong; None when it says nothing about the article."""
    answers.rate(session, workspace, answer, user, rank=rank, is_helpful=False, reason=reason, now=now)
    if reason not in rules.FAULTS:
        return None
    shown = readers.passage(session, workspace, answer, rank, user)
    try:
        article = articles.published(session, workspace, shown.article, whose.person(session, workspace, user)).article
    except articles_rules.NoArticle:
        return None  # it has been taken out meanwhile: nobody is misled any more
    if article.id != shown.article:
        return None  # nor by what is a part of another one now
    place = Place(article=shown.article, section=rules.section(shown.anchor))
    case, is_new = store.hold(session, workspace, place, now=now)
    flag = store.raise_flag(session, workspace, place, by=user, answer=answer, reason=reason, now=now)
    if is_new:
        case = assign(session, workspace, case, keeper(session, workspace, article, but=user), now=now)
    else:
        redraw(session, workspace, case, now=now)
    one = None if case.asked is None else people.person(session, workspace, case.asked)
    return Raised(flag=flag, who="" if one is None else one.name)


def add_words(session: Session, workspace: WorkspaceId, flag: int, *, by: UserId, words: str, now: datetime) -> None:
    """Add what somebody says to their own flag."""
    place = store.add_words(session, workspace, flag, by=by, words=words)
    case = None if place is None else store.case(session, workspace, place)
    if case is None:
        raise rules.Settled
    redraw(session, workspace, case, now=now)


def take_back(session: Session, workspace: WorkspaceId, answer: AnswerId, by: UserId, *, now: datetime) -> None:
    """Forget what somebody thought of an answer, and the flags that came of it."""
    answers.unrate(session, workspace, answer, by)
    for flag in store.of_answer(session, workspace, answer, by):
        case = store.case(session, workspace, flag.place)
        is_last = store.undo(session, workspace, flag, now=now)
        if case is not None and is_last:
            for card in case.cards:
                outbox.withdraw(session, workspace=workspace, promise=card, now=now)
        elif case is not None:
            redraw(session, workspace, case, now=now)


def right(session: Session, workspace: WorkspaceId, place: Place, *, by: UserId, why: str, now: datetime) -> None:
    """It is right as it stands: its owner or a curator says so and why, and has checked it."""
    editing.must_be_theirs(session, workspace, place.article, by)
    settle(session, workspace, place, outcome=Outcome.RIGHT, by=by, said=why, now=now)
    articles.verify(session, workspace, place.article, by=by, now=now)


def retire(session: Session, workspace: WorkspaceId, place: Place, *, by: UserId, now: datetime) -> None:
    """Take the article out; everybody who flagged any of it hears."""
    editing.must_be_theirs(session, workspace, place.article, by)
    if is_misleading(session, workspace, place):
        gone = editing.removal(session, workspace, place.article, place.section)
        corrections.add(session, workspace, place, gone, knowing=(by,), now=now)
    settle(session, workspace, place, outcome=Outcome.RETIRED, by=by, said="", now=now)
    editing.retire(session, workspace, place.article, by=by, now=now)
    for other in store.sections_of(session, workspace, place.article):
        settle(session, workspace, other, outcome=Outcome.RETIRED, by=by, said="", now=now)


def settle(
    session: Session, workspace: WorkspaceId, place: Place, *, outcome: Outcome, by: UserId, said: str, now: datetime
) -> None:
    """Settle a passage's open flags once, and say so on the cards; what is fixed may have had none.

    Whoever raised them is told by the clock: there may be a thousand.
    """
    case = store.case(session, workspace, place)
    if case is None:
        if outcome is Outcome.FIXED:
            return
        raise rules.Settled
    store.close(session, workspace, place, outcome=outcome, by=by, said=said, now=now)
    title = articles.article(session, workspace, place.article, OPERATOR).article.title
    done = views.settled(title, outcome, by=named(session, workspace, by))
    cards.edit(session, workspace, place.article, case.cards, done, now=now)


def keeper(
    session: Session, workspace: WorkspaceId, article: articles_rules.Article, *, but: UserId | None = None
) -> UserId | None:
    """Return who keeps an article, if they are here."""
    owner = article.owner_user
    one = None if owner is None or owner == but else people.person(session, workspace, owner)
    return None if one is None or not one.is_here else one.user


def assign(session: Session, workspace: WorkspaceId, case: Case, user: UserId | None, *, now: datetime) -> Case:
    """Ask one person about a case, else the curators; who was asked before keeps their card."""
    asked = (user,) if user is not None else publication.reviewers(session, workspace)
    asked = whose.among(session, workspace, case.place.article, asked)
    message, place = views.card(seen(session, workspace, case)), case.place
    opened = int(case.opened_at.timestamp())
    made = [
        outbox.direct(
            session,
            workspace=workspace,
            user=one,
            message=message,
            key=f"flag:{place.article}:{opened}:{one}:{place.section}"[:120],
            now=now,
        )
        for one in asked
    ]
    case = replace(case, asked=user, cards=tuple(dict.fromkeys((*case.cards, *made))))
    store.ask(session, workspace, place, asked=user, cards=case.cards)
    return case


def redraw(session: Session, workspace: WorkspaceId, case: Case, *, now: datetime) -> None:
    """The cards say what has come in since."""
    message = views.card(seen(session, workspace, case))
    cards.edit(session, workspace, case.place.article, case.cards, message, now=now)


def widen(session: Session, workspace: WorkspaceId, place: Place, *, now: datetime) -> None:
    """Ask the curators about a case that whoever keeps the article has left alone."""
    case = store.case(session, workspace, place)
    if case is not None and case.asked is not None and now - case.opened_at >= rules.ASKED_ALONE:
        assign(session, workspace, case, None, now=now)


def person_left(session: Session, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    """Somebody has left: what only they were asked about goes to the curators."""
    for place in store.asked_of(session, workspace, user):
        case = store.case(session, workspace, place)
        if case is not None:
            assign(session, workspace, case, None, now=now)


def seen(session: Session, workspace: WorkspaceId, case: Case) -> views.Shown:
    """Return a case as it is read: its passage, how many say so, and their words; never who they are."""
    found = _some(session, workspace, case.place)
    page = articles.article(session, workspace, case.place.article, OPERATOR)
    section = next((one for one in page.sections if rules.section(one.anchor) == case.place.section), None)
    return views.Shown(
        place=case.place,
        title=page.article.title,
        heading=section.path[-1] if section is not None and section.path else "",
        passage="" if section is None else section.text,
        people=store.people(session, workspace, case.place),
        reasons=tuple(dict.fromkeys(one.reason for one in found)),
        words=people.named(session, workspace, *(one.words for one in found if one.words)),
    )


def tell(session: Session, workspace: WorkspaceId, *, now: datetime, most: int) -> int:
    """Tell some of those whose flag was settled what became of it; each hears once. Return how many."""
    found = store.untold(session, workspace, most=most)
    for one in found:
        if not whose.among(session, workspace, one.flag.place.article, [one.flag.by]):
            continue  # it is not for them any more
        title = articles.article(session, workspace, one.flag.place.article, OPERATOR).article.title
        by = named(session, workspace, one.by)
        outbox.direct(
            session,
            workspace=workspace,
            user=one.flag.by,
            message=views.outcome(one.flag, title, one.outcome, by=by, said=one.said),
            key=f"flag.settled:{one.flag.id}",
            now=now,
            about=[one.flag.place.article],
        )
    store.told(session, workspace, [one.flag.id for one in found], now=now)
    return len(found)


def is_misleading(session: Session, workspace: WorkspaceId, place: Place) -> bool:
    """Does somebody say that it misleads who reads it?"""
    every = (flag for one in concerned(session, workspace, place) for flag in _some(session, workspace, one))
    return any(flag.reason in rules.MISLEADING for flag in every)


def concerned(session: Session, workspace: WorkspaceId, place: Place) -> tuple[Place, ...]:
    """Return the flagged passages that a change of one concerns: that one; of the whole text, all of them."""
    every = store.sections_of(session, workspace, place.article)
    return tuple(one for one in every if place.section in ("", one.section))


def _some(session: Session, workspace: WorkspaceId, place: Place) -> tuple[Flag, ...]:
    return store.open_flags(session, workspace, place, most=SHOWN)


def named(session: Session, workspace: WorkspaceId, user: UserId) -> str:
    """What others call somebody."""
    one = people.person(session, workspace, user)
    return "a colleague" if one is None else one.name
