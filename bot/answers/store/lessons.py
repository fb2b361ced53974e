"""Which article answers which question, as somebody has said who knows? It becomes a past question of it."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers.rules import KEPT
from bot.answers.store import AnswerRow, PassageRow, pick
from bot.answers.store.reactions import of_answer
from bot.articles.rules import Place
from bot.db import Base, UtcDateTime, insert
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId


class LessonRow(Base):
    __tablename__ = "answer_lessons"
    __table_args__ = (of_answer(), Index("ix_answer_lessons_workspace_article", "workspace", "article"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger)
    by: Mapped[str] = mapped_column(String(32))
    taught_at: Mapped[datetime] = mapped_column(UtcDateTime)


def teach(
    session: Session, workspace: WorkspaceId, answer: AnswerId, article: ArticleId, *, by: UserId, now: datetime
) -> None:
    """Note which article answers a question; whoever says it later is right."""
    said = {"article": article, "by": by, "taught_at": now}
    row = insert(session, LessonRow).values(workspace=workspace, answer=answer, **said)
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "answer"], set_=said))


def taught(session: Session, workspace: WorkspaceId) -> tuple[tuple[ArticleId, str], ...]:
    """Return the questions that articles answer, as long as their words are kept."""
    rows = session.execute(
        select(LessonRow.article, AnswerRow.question)
        .join(AnswerRow, and_(AnswerRow.workspace == LessonRow.workspace, AnswerRow.id == LessonRow.answer))
        .where(LessonRow.workspace == workspace, AnswerRow.question.is_not(None))
        .order_by(LessonRow.article, LessonRow.taught_at, LessonRow.answer)
    )
    return tuple((ArticleId(article), question or "") for article, question in rows)


def show(session: Session, workspace: WorkspaceId, answer: AnswerId, place: Place) -> int:
    """Let an answer show an article that somebody has named; return the rank at which it stands.

    What it had found stays, but for the last where there are as many as are kept.
    """
    own = (PassageRow.workspace == workspace, PassageRow.answer == answer)
    ranks: dict[int, int] = {}
    for rank, article in session.execute(select(PassageRow.rank, PassageRow.article).where(*own)):
        ranks.setdefault(rank, article)
    there = [rank for rank, article in ranks.items() if article == place.article]
    rank = min(there, default=min(len(ranks), KEPT - 1))
    if not there:
        shown = {
            "article": place.article,
            "section": place.section,
            "anchor": place.anchor,
            "places": [[place.section, place.anchor, place.start, place.end]],
            "score": 0.0,
        }
        row = insert(session, PassageRow).values(workspace=workspace, answer=answer, rank=rank, **shown)
        session.execute(row.on_conflict_do_update(index_elements=["workspace", "answer", "rank"], set_=shown))
    pick(session, workspace, answer, rank)
    return rank
