"""Which questions has nobody answered, and which were answered for all to see? Without a name, for a channel's week.

Only what was asked aloud in a channel, or shared there, is told of; a private question never is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.answers.service import replies as heard
from bot.answers.store import questions, read, replies
from bot.answers.store.questions import Question
from bot.ids import AnswerId, ArticleId, ChannelId, Ts, WorkspaceId
from bot.people import service as people
from bot.search.gate import Decision


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A question that found nothing, however often and however worded it was asked."""

    answer: AnswerId  #: the first time
    question: str
    #: how often it was asked
    times: int
    #: where an answer would be welcome
    channel: ChannelId
    thread: Ts | None
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Told:
    """A question whose answer everybody in the channel saw: shared, found helpful, or given by a colleague."""

    answer: AnswerId
    question: str
    #: the article it came from; None when a colleague answered
    article: ArticleId | None
    #: which of the passages found it was
    rank: int
    thread: Ts | None


Asked = TypeVar("Asked", Gap, Told)


def unanswered(
    session: Session, workspace: WorkspaceId, *, channel: ChannelId, since: datetime, until: datetime
) -> tuple[Gap, ...]:
    """Return what was asked aloud in a channel, found nothing, and has not been answered there since.

    With it, what was asked privately, found nothing, and was then put to the channel.
    """
    aloud = questions.aloud(session, workspace, channel, since=since)
    known = {_sense(one) for one in aloud if one.decision is Decision.SURE}
    found = [
        *(one for one in aloud if one.decision is Decision.NOTHING),
        *heard.put(session, workspace, channel, since=since),
    ]
    replied = replies.replied(session, workspace, [one.answer for one in found])
    known |= {_sense(one) for one in found if one.answer in replied}
    asked: dict[frozenset[str], list[Question]] = {}
    for one in sorted(found, key=lambda one: one.at):
        if one.at < until:
            asked.setdefault(_sense(one), []).append(one)
    return _named(session, workspace, [_gap(group, channel) for sense, group in asked.items() if sense not in known])


def told(
    session: Session, workspace: WorkspaceId, *, channel: ChannelId, since: datetime, until: datetime
) -> tuple[Told, ...]:
    """Return what was shared in a channel, or answered there aloud and found helpful, or by a colleague."""
    found = {one.answer: one for one in read.helpful(session, workspace, channel, since=since, until=until)}
    found |= {one.answer: one for one in read.shared(session, workspace, channel, since=since, until=until)}
    by_colleagues = replies.within(session, workspace, channel, since=since, until=until)
    every = [
        *_told(session, workspace, found),
        *(
            Told(answer=one.answer, question=one.question, article=None, rank=0, thread=one.thread)
            for one in by_colleagues
        ),
    ]
    return _named(session, workspace, every)


def _named(session: Session, workspace: WorkspaceId, found: Sequence[Asked]) -> tuple[Asked, ...]:
    """People in a question by their names."""
    questions = people.named(session, workspace, *(one.question for one in found))
    return tuple(replace(one, question=question) for one, question in zip(found, questions, strict=True))


def _sense(question: Question) -> frozenset[str]:
    """What a question comes to: its terms, or its words when the search knows none of them."""
    return frozenset(question.terms or question.text.casefold().strip(" ?!.").split())


def _gap(asked: list[Question], channel: ChannelId) -> Gap:
    first = asked[0]
    return Gap(
        answer=first.answer,
        question=first.text,
        times=len(asked),
        channel=channel,
        thread=first.thread,
        asked_at=first.at,
    )


def _told(session: Session, workspace: WorkspaceId, found: Mapping[AnswerId, read.Seen]) -> tuple[Told, ...]:
    return tuple(
        Told(
            answer=one.answer,
            question=one.question,
            article=one.article,
            rank=one.rank,
            thread=found[one.answer].thread,
        )
        for one in read.passages(session, workspace, tuple(found))
        if one.rank == found[one.answer].rank
    )
