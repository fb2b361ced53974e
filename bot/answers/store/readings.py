"""Who was shown a passage of an article, and when? As long as it is known who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from bot.answers.store import AnswerRow, PassageRow
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId
from bot.search.gate import LIKELY, Decision

_OF = and_(PassageRow.workspace == AnswerRow.workspace, PassageRow.answer == AnswerRow.id)
#: The passage that was shown: the opened one, else the best.
_SHOWN = PassageRow.rank == func.coalesce(AnswerRow.picked, 0)
_WAS_SHOWN = or_(
    AnswerRow.picked.is_not(None),
    AnswerRow.decision == Decision.SURE,
    and_(AnswerRow.decision == Decision.MAYBE, AnswerRow.confidence >= LIKELY),
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    answer: AnswerId
    reader: UserId
    at: datetime
    #: The headings it was shown under, the best first.
    anchors: tuple[str, ...]


def readings(
    session: Session,
    workspace: WorkspaceId,
    article: ArticleId,
    *,
    since: datetime,
    until: datetime,
    after: AnswerId,
    most: int,
) -> tuple[Reading, ...]:
    """Return who was shown an article in a time, in the order of the answers, from the one `after` on."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.asker, AnswerRow.asked_at, PassageRow.anchor, PassageRow.places)
        .join(PassageRow, _OF)
        .where(
            PassageRow.workspace == workspace,
            PassageRow.article == article,
            PassageRow.answer > after,
            *_between(since, until),
            AnswerRow.asker.is_not(None),
        )
        .order_by(PassageRow.answer)
        .limit(most)
    )
    return tuple(
        Reading(
            answer=AnswerId(id),
            reader=UserId(asker or ""),
            at=at,
            anchors=tuple(dict.fromkeys((anchor or "", *(place[1] or "" for place in places or ())))),
        )
        for id, asker, at, anchor, places in rows
    )


def shown(
    session: Session, workspace: WorkspaceId, among: Select[int] | None, *, since: datetime, until: datetime
) -> dict[ArticleId, int]:
    """Count how often each of the articles `among` was shown in a time; None: each article, for the clock alone."""
    asked = (
        select(PassageRow.article, func.count())
        .join(AnswerRow, _OF)
        .where(AnswerRow.workspace == workspace, *_between(since, until))
        .group_by(PassageRow.article)
    )
    rows = session.execute(asked if among is None else asked.where(PassageRow.article.in_(among)))
    return {ArticleId(article): count for article, count in rows}


def answered(session: Session, workspace: WorkspaceId, among: Select[int], *, since: datetime, until: datetime) -> int:
    """Count the questions of a time that were shown an answer or a choice from the articles `among`."""
    found = exists().where(_OF, PassageRow.article.in_(among))
    asked = select(func.count()).select_from(AnswerRow)
    some = asked.where(found, AnswerRow.workspace == workspace, AnswerRow.asked_at >= since, AnswerRow.asked_at < until)
    return session.scalar(some.where(AnswerRow.decision != Decision.NOTHING.value)) or 0


def answered_between(
    session: Session, workspace: WorkspaceId, among: Select[int], edges: Sequence[datetime]
) -> tuple[int, ...]:
    """Count, as `answered` does, what was asked from each of some moments to the next."""
    found = exists().where(_OF, PassageRow.article.in_(among))
    counts = [
        func.sum(case((and_(AnswerRow.asked_at >= since, AnswerRow.asked_at < until), 1), else_=0))
        for since, until in pairwise(edges)
    ]
    asked = select(*counts).where(
        found,
        AnswerRow.workspace == workspace,
        AnswerRow.asked_at >= edges[0],
        AnswerRow.asked_at < edges[-1],
        AnswerRow.decision != Decision.NOTHING.value,
    )
    return tuple(int(count or 0) for count in session.execute(asked).one())


def _between(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return AnswerRow.asked_at >= since, AnswerRow.asked_at < until, _SHOWN, _WAS_SHOWN
