"""Has a colleague answered what nobody had written? Their words stay in Slack; kept is that somebody did, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_bolt import App
from sqlalchemy import BigInteger, String, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers import rules
from bot.answers.store import AnswerRow
from bot.answers.store.reactions import ShareRow, of_answer
from bot.answers.views import unanswered
from bot.db import Base, UtcDateTime, insert
from bot.ids import AnswerId, ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.runtime import Runtime
from bot.search.gate import Decision
from bot.slack import listening, payloads
from bot.workspaces import service as workspaces

Body = dict[str, Any]

#: How long a thread is listened to after its question.
OPEN = timedelta(days=60)


class ReplyRow(Base):
    """The first reply of somebody else in the thread of a question."""

    __tablename__ = "answer_replies"
    __table_args__ = (of_answer(),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    thread: Mapped[str] = mapped_column(String(32))
    replied_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One that found nothing, and stands in a thread."""

    answer: AnswerId
    asker: UserId
    question: str
    #: Set: it was asked privately and then put to the channel, so that its asker does not follow the thread.
    is_put: bool


def register(app: App) -> None:
    app.event("message", matchers=[listening.is_reply])(heard)


def heard(body: Body, runtime: Runtime) -> None:
    """Somebody wrote in a thread: if a question waits there, it waits no longer, and its asker hears of it."""
    said = payloads.said(body)
    workspace, thread = said.actor.workspace, said.root
    look = partial(waiting, workspace=workspace, channel=said.channel, thread=thread, since=runtime.now() - OPEN)
    found = [one for one in runtime.reading(look) if one.asker != said.actor.user]

    def unit(session: Session) -> None:
        now, address = runtime.now(), workspaces.url(session, workspace)
        for one in found:
            if note(session, workspace, one.answer, thread=thread, now=now) and one.is_put:
                outbox.direct(
                    session,
                    workspace=workspace,
                    user=one.asker,
                    message=unanswered.replied(
                        one.question, by=said.actor.user, url=address, channel=said.channel, ts=said.ts, thread=thread
                    ),
                    key=f"replied:{one.answer}",
                    now=now,
                )

    if found:
        runtime.transaction(unit)


def waiting(
    session: Session, *, workspace: WorkspaceId, channel: ChannelId, thread: Ts, since: datetime
) -> tuple[Question, ...]:
    """Return the questions that found nothing and wait for an answer in a thread."""
    nobody_yet = ~select(ReplyRow).where(ReplyRow.workspace == workspace, ReplyRow.answer == AnswerRow.id).exists()
    aloud = select(AnswerRow).where(
        AnswerRow.workspace == workspace,
        AnswerRow.channel == channel,
        AnswerRow.thread == thread,
        AnswerRow.decision == Decision.NOTHING,
        AnswerRow.surface == rules.Surface.MENTION,
        AnswerRow.asked_at >= since,
        nobody_yet,
    )
    put = (
        select(AnswerRow, ShareRow.promise)
        .join(ShareRow, and_(ShareRow.workspace == AnswerRow.workspace, ShareRow.answer == AnswerRow.id))
        .where(
            ShareRow.workspace == workspace,
            ShareRow.channel == channel,
            ShareRow.rank == rules.UNANSWERED,
            ShareRow.shared_at >= since,
            ShareRow.taken_back_at.is_(None),
            nobody_yet,
        )
    )
    found = [_question(row, is_put=False) for row in session.scalars(aloud)]
    for row, promise in session.execute(put):
        posted = outbox.find(session, workspace=workspace, promise=PromiseId(promise))
        if posted is not None and posted.ts == thread:
            found.append(_question(row, is_put=True))
    return tuple(one for one in found if one.asker)


def note(session: Session, workspace: WorkspaceId, answer: AnswerId, *, thread: Ts, now: datetime) -> bool:
    """Note that a question has its first reply; False when that is known."""
    row = insert(session, ReplyRow).values(workspace=workspace, answer=answer, thread=thread, replied_at=now)
    return session.scalar(row.on_conflict_do_nothing().returning(ReplyRow.answer)) is not None


def replied(session: Session, workspace: WorkspaceId, answers: Collection[AnswerId]) -> dict[AnswerId, datetime]:
    """Return when somebody first replied, for those of these answers where somebody has."""
    rows = select(ReplyRow.answer, ReplyRow.replied_at).where(
        ReplyRow.workspace == workspace, ReplyRow.answer.in_(answers)
    )
    return {AnswerId(answer): at for answer, at in session.execute(rows)}


def _question(row: AnswerRow, *, is_put: bool) -> Question:
    return Question(answer=AnswerId(row.id), asker=UserId(row.asker or ""), question=row.question or "", is_put=is_put)
