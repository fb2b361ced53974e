"""Where are answers kept?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers import rules
from bot.articles.rules import Place
from bot.db import Base, UtcDateTime, insert_once
from bot.ids import AnswerId, ArticleId, ChannelId, Ts, UserId, WorkspaceId, fresh
from bot.search.gate import Decision

_FOUND_NOTHING = text("decision = 'nothing'")
_HAS_WORDS = text("question IS NOT NULL")


class AnswerRow(Base):
    __tablename__ = "answers"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspaces.workspace"]),
        UniqueConstraint("workspace", "key"),
        Index("ix_answers_workspace_asker_asked_at", "workspace", "asker", "asked_at"),
        Index("ix_answers_workspace_asked_at", "workspace", "asked_at"),
        Index(
            "ix_answers_unanswered",
            "workspace",
            "channel",
            "thread",
            postgresql_where=_FOUND_NOTHING,
            sqlite_where=_FOUND_NOTHING,
        ),
        #: Few still have their words, among many that were forgotten.
        Index(
            "ix_answers_worded",
            "workspace",
            "asked_at",
            postgresql_where=_HAS_WORDS,
            sqlite_where=_HAS_WORDS,
        ),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(120))
    asker: Mapped[str | None] = mapped_column(String(32))
    question: Mapped[str | None] = mapped_column(Text)
    terms: Mapped[list[str]] = mapped_column(JSON)
    #: How rare each term was; NULL in answers of before it was kept.
    rarities: Mapped[list[float] | None] = mapped_column(JSON)
    notes: Mapped[list[str]] = mapped_column(JSON)
    decision: Mapped[str] = mapped_column(String(16))
    confidence: Mapped[float]
    surface: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str | None] = mapped_column(String(32))
    thread: Mapped[str | None] = mapped_column(String(32))
    picked: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PassageRow(Base):
    """What was found for an answer, best first."""

    __tablename__ = "answer_passages"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "answer"], ["answers.workspace", "answers.id"], ondelete="CASCADE"),
        Index("ix_answer_passages_workspace_article", "workspace", "article"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger)
    section: Mapped[int]
    #: NULL when the passage was not published any more at the time of asking.
    anchor: Mapped[str | None] = mapped_column(Text)
    #: Section, anchor and found words (start, end) of the best sections, best first; NULL in answers of before.
    places: Mapped[list[tuple[int, str | None, float, float]] | None] = mapped_column(JSON)
    score: Mapped[float]


# Past the ORM: they are written in every acknowledgement, and there is nothing for it to keep track of.
_ANSWERS: Any = AnswerRow.__table__
_PASSAGES: Any = PassageRow.__table__
_ADD_PASSAGES = insert(_PASSAGES)


def save(
    session: Session,
    asked: rules.Asked,
    *,
    words: Mapping[str, float],
    notes: Sequence[str],
    decision: Decision,
    confidence: float,
    hits: Sequence[rules.Ref],
    now: datetime,
) -> rules.Answer | None:
    """Keep an answer and return it; None when this question has been answered before."""
    answer = rules.Answer(
        id=AnswerId(fresh()),
        workspace=asked.workspace,
        asker=asked.asker,
        question=asked.text[: rules.QUESTION],
        words={term: round(rarity, 4) for term, rarity in words.items()},
        notes=tuple(notes),
        decision=decision,
        confidence=confidence,
        surface=asked.surface,
        channel=asked.channel,
        thread=asked.thread,
        picked=None,
        asked_at=now,
        hits=tuple(hits),
    )
    row = {
        "workspace": answer.workspace,
        "id": answer.id,
        "key": asked.key,
        "asker": answer.asker,
        "question": answer.question,
        "terms": sorted(words),
        "rarities": [round(words[term], 4) for term in sorted(words)],
        "notes": list(notes),
        "decision": decision.value,
        "confidence": confidence,
        "surface": answer.surface.value,
        "channel": answer.channel,
        "thread": answer.thread,
        "picked": None,
        "asked_at": now,
    }
    if session.scalar(insert_once(session, _ANSWERS), row) is None:
        return None
    if hits:
        values = [
            {
                "workspace": answer.workspace,
                "answer": answer.id,
                "rank": rank,
                "article": hit.place.article,
                "section": hit.place.section,
                "anchor": hit.place.anchor,
                "places": [[one.section, one.anchor, one.start, one.end] for one in (hit.place, *hit.place.others)],
                "score": hit.score,
            }
            for rank, hit in enumerate(hits)
        ]
        session.execute(_ADD_PASSAGES, values)
    return answer


def find(session: Session, workspace: WorkspaceId, answer: AnswerId) -> rules.Answer | None:
    row = session.get(AnswerRow, (workspace, answer))
    return None if row is None else _value(session, row)


def find_by_key(session: Session, workspace: WorkspaceId, key: str) -> rules.Answer | None:
    row = session.scalar(select(AnswerRow).where(AnswerRow.workspace == workspace, AnswerRow.key == key))
    return None if row is None else _value(session, row)


def latest(session: Session, workspace: WorkspaceId, asker: UserId, *, limit: int) -> tuple[rules.Answer, ...]:
    """Return somebody's last questions, newest first."""
    found = session.scalars(
        select(AnswerRow)
        .where(AnswerRow.workspace == workspace, AnswerRow.asker == asker, AnswerRow.question.is_not(None))
        .order_by(AnswerRow.asked_at.desc(), AnswerRow.id.desc())
        .limit(limit)
    )
    rows = found.all()
    hits: dict[int, list[PassageRow]] = {row.id: [] for row in rows}
    for passage in session.scalars(_passages(workspace, hits)) if rows else ():
        hits[passage.answer].append(passage)
    return tuple(_made(row, hits[row.id]) for row in rows)


def pick(session: Session, workspace: WorkspaceId, answer: AnswerId, rank: int) -> None:
    session.execute(
        update(AnswerRow).where(AnswerRow.workspace == workspace, AnswerRow.id == answer).values(picked=rank)
    )


def forget(session: Session, workspace: WorkspaceId, *, before: datetime) -> int:
    """Forget the words of old questions and who asked them; what was found stays. Returns how many."""
    done = session.execute(
        update(AnswerRow)
        .where(AnswerRow.workspace == workspace, AnswerRow.asked_at < before, AnswerRow.question.is_not(None))
        .values(question=None, asker=None, terms=[], rarities=[], notes=[])
        .returning(AnswerRow.id)
    )
    return len(done.all())


def _value(session: Session, row: AnswerRow) -> rules.Answer:
    return _made(row, session.scalars(_passages(WorkspaceId(row.workspace), [row.id])).all())


def _passages(workspace: WorkspaceId, answers: Collection[int]) -> Select[PassageRow]:
    asked = select(PassageRow).where(PassageRow.workspace == workspace, PassageRow.answer.in_(answers))
    return asked.order_by(PassageRow.rank)


def _made(row: AnswerRow, passages: Sequence[PassageRow]) -> rules.Answer:
    return rules.Answer(
        id=AnswerId(row.id),
        workspace=WorkspaceId(row.workspace),
        asker=UserId(row.asker) if row.asker else None,
        question=row.question,
        words=dict(zip(row.terms, row.rarities or [1.0] * len(row.terms), strict=True)),
        notes=tuple(row.notes),
        decision=Decision(row.decision),
        confidence=row.confidence,
        surface=rules.Surface(row.surface),
        channel=ChannelId(row.channel) if row.channel else None,
        thread=Ts(row.thread) if row.thread else None,
        picked=row.picked,
        asked_at=row.asked_at,
        hits=tuple(_ref(one) for one in passages),
    )


def _ref(row: PassageRow) -> rules.Ref:
    article = ArticleId(row.article)
    first, *others = (
        Place(article=article, section=section, anchor=anchor, start=start, end=end)
        for section, anchor, start, end in row.places or [(row.section, row.anchor, 0.0, 1.0)]
    )
    return rules.Ref(place=replace(first, others=tuple(others)), score=row.score)
