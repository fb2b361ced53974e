"""Do two articles say the same? Found once a week; a curator merges them, and may undo it, or keeps both."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import service as answers
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.rules import Article
from bot.articles.rules.readers import EVERYONE, OPERATOR, Reader
from bot.articles.service import merging
from bot.articles.service import readers as whose
from bot.articles.service.comparing import Fate, Step
from bot.articles.service.reading import Remark
from bot.desk.rules import Outcome
from bot.desk.rules import twins as rules
from bot.desk.rules.twins import Candidate, State, Twins
from bot.desk.service import flags
from bot.desk.store import checks
from bot.desk.store import flags as flag_rows
from bot.desk.store import twins as store
from bot.desk.views import twins as views
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.people import service as people

_NOBODY = UserId("")  #: in whose name a week is claimed


def candidates(session: Session, workspace: WorkspaceId) -> tuple[Candidate, ...]:
    """Return all that is published, to be compared; call it in a `reading`."""
    found, asked = articles.snapshot(session, workspace), answers.helped(session, workspace)
    return tuple(
        Candidate(
            id=ArticleId(int(one.id)),
            audience=str(found.audiences.get(ArticleId(int(one.id)), EVERYONE)),
            names=(one.title, *one.aliases),
            asked=asked.get(ArticleId(int(one.id)), ()),
            text=" ".join(section.text for section in one.sections),
        )
        for one in found.articles
        if not one.is_bundled
    )


def resembling(session: Session, workspace: WorkspaceId, steps: Sequence[Step]) -> tuple[Remark, ...]:
    """Say which new pages of an import may say what is said already; to whoever imports them, who may read it all."""
    pages = [step.draft for step in steps if step.fate is Fate.NEW and step.draft is not None]
    if not pages:
        return ()
    gone = {step.known.id for step in steps if step.fate is Fate.ARCHIVED and step.known is not None}
    there = [replace(one, audience=EVERYONE) for one in candidates(session, workspace) if one.id not in gone]
    new = {
        ArticleId(-number): Candidate(
            id=ArticleId(-number),
            audience=EVERYONE,
            names=(page.facts.title, *page.facts.aliases),
            asked=(),
            text=" ".join(section.text for section in page.sections),
        )
        for number, page in enumerate(pages, 1)
    }
    titles = {one.id: one.names[0] for one in (*there, *new.values())}
    likest: dict[ArticleId, ArticleId] = {}
    for pair in rules.pairs([*new.values(), *there], new=new.keys()):
        if not {pair.one, pair.other} & likest.keys():
            likest[pair.one] = pair.other
    return tuple(
        Remark(path=pages[-page - 1].path, sentence=f"It may say the same as “{titles[other]}”.")
        for page, other in sorted(likest.items(), reverse=True)
    )


def is_due(session: Session, workspace: WorkspaceId, *, now: datetime) -> bool:
    return _NOBODY not in checks.claimed(session, workspace, period=_period(now))


def note(session: Session, workspace: WorkspaceId, found: Sequence[rules.Pair], *, now: datetime) -> None:
    """Put a week's pairs before the curators, once."""
    if checks.claim(session, workspace, _NOBODY, period=_period(now), now=now):
        known = store.known(session, workspace)
        store.add(
            session, workspace, [one for one in found if (one.one, one.other) not in known][: rules.WEEKLY], now=now
        )


def shown(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> tuple[views.Shown, ...]:
    """Return what is to be settled and what can still be undone, of what a curator may read."""
    people.must_be_curator(session, workspace, user)
    reader = whose.person(session, workspace, user)
    known = _titled(session, workspace, store.articles(session, workspace), reader)
    found = store.find(session, workspace, list(known), since=now - rules.UNDO)
    every = (views.Shown(pair=one, one=known[one.one], other=known[one.other]) for one in found)
    return tuple(one for one in every if one.pair.state is State.MERGED or _are_there(one))


def on_desk(
    session: Session, workspace: WorkspaceId, user: UserId, *, clock: Callable[[], datetime]
) -> tuple[str, str, int]:
    """Return what the desk says of twins: what opens them, what they are called, how many there are."""
    found = shown(session, workspace, user, now=clock())
    return views.LOOK, "Twins", len(found)


def merge(
    session: Session, workspace: WorkspaceId, one: ArticleId, other: ArticleId, *, into: ArticleId, by: UserId,
    now: datetime,
) -> tuple[Article, Article]:  # fmt: skip
    """Merge two articles; return the one that goes, and the one that stays."""
    pair = _open(session, workspace, one, other, by)
    gone = other if into == one else one
    known = _titled(session, workspace, (one, other), whose.person(session, workspace, by))
    if not _can_be_one(*known.values()):
        raise rules.Settled
    merging.merge(session, workspace, gone, into, by=by, now=now)
    for place in flag_rows.sections_of(session, workspace, gone):
        flags.settle(session, workspace, place, outcome=Outcome.RETIRED, by=by, said="", now=now)
    store.decide(session, workspace, pair, State.MERGED, gone=gone, now=now)
    answers.relearn(session, workspace)
    return known[gone], known[into]


def keep(
    session: Session, workspace: WorkspaceId, one: ArticleId, other: ArticleId, *, by: UserId, now: datetime
) -> None:
    """They are two: nobody is asked again."""
    store.decide(session, workspace, _open(session, workspace, one, other, by), State.KEPT, gone=None, now=now)


def undo(
    session: Session, workspace: WorkspaceId, one: ArticleId, other: ArticleId, *, by: UserId, now: datetime
) -> Article:
    """Make two of them again; return the one that is back."""
    pair = _mine(session, workspace, one, other, by)
    if pair.state is not State.MERGED or pair.gone is None or pair.decided_at is None:
        raise rules.Settled
    if now - pair.decided_at > rules.UNDO:
        raise rules.TooLate
    merging.part(session, workspace, pair.gone, by=by, now=now)
    store.decide(session, workspace, pair, State.KEPT, gone=None, now=now)
    answers.relearn(session, workspace)
    return articles.article(session, workspace, pair.gone, OPERATOR).article


def _open(session: Session, workspace: WorkspaceId, one: ArticleId, other: ArticleId, by: UserId) -> Twins:
    found = _mine(session, workspace, one, other, by)
    if found.state is not State.OPEN:
        raise rules.Settled
    return found


def _mine(session: Session, workspace: WorkspaceId, one: ArticleId, other: ArticleId, by: UserId) -> Twins:
    """Return a pair that a curator may settle, locked; who may not read it learns nothing of it."""
    people.must_be_curator(session, workspace, by)
    found = store.take(session, workspace, one, other)
    if found is None or len(_titled(session, workspace, (one, other), whose.person(session, workspace, by))) < 2:
        raise rules.Settled
    return found


def _titled(
    session: Session, workspace: WorkspaceId, ids: Sequence[ArticleId] | frozenset[ArticleId], reader: Reader
) -> dict[ArticleId, Article]:
    return {one.id: one for one in articles.any_state(session, workspace, list(ids), reader)}


def _are_there(shown: views.Shown) -> bool:
    return _can_be_one(shown.one, shown.other)


def _can_be_one(*two: Article) -> bool:
    """Are both there, and for the same readers? What is for a few does not lend its names to what is for everyone."""
    return all(one.state is articles_rules.State.PUBLISHED and one.audience == two[0].audience for one in two)


def _period(now: datetime) -> str:
    year, week, _ = now.isocalendar()
    return f"twins {year}-W{week:02}"
