"""What can be done with a question and its answer? Asked from Slack, from App Home and by the clock alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules, store
from bot.answers.store import reactions
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.ids import AnswerId, ArticleId, ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.people import rules as people_rules
from bot.people import service as people
from bot.search.findings import Findings
from bot.workspaces import service as workspaces

SYNONYMS = "answers.synonyms"


@dataclass(frozen=True, kw_only=True)
class Found:
    """An answer with the passages it stands on, best first, re-read from the knowledge base."""

    answer: rules.Answer
    #: By rank; a rank is missing when its passage is no longer published.
    passages: Mapping[int, articles_rules.Passage]
    #: What the people who verified them are called.
    names: Mapping[UserId, str]
    #: When the passages were read.
    now: datetime
    #: False when this very question (same key) had been answered before.
    is_new: bool = True

    @property
    def best(self) -> int | None:
        """The rank to show: the opened one, else the first still published."""
        if self.answer.picked in self.passages:
            return self.answer.picked
        return min(self.passages, default=None)


def answer(session: Session, asked: rules.Asked, findings: Findings, *, now: datetime) -> Found:
    """Keep what was found for a question and return it; the same key again returns the first answer."""
    scores = {articles_rules.place(hit): hit.score for hit in findings.hits[: rules.KEPT]}
    there = articles.passages(session, asked.workspace, list(scores), words=findings.words.keys())
    kept = store.save(
        session,
        asked,
        words=findings.words,
        notes=_notes(findings),
        decision=findings.decision,
        confidence=findings.confidence,
        hits=[
            rules.Ref(place=there[place].place if place in there else place, score=score)
            for place, score in scores.items()
        ],
        now=now,
    )
    if kept is not None:
        passages = {rank: there[place] for rank, place in enumerate(scores) if place in there}
        return _found(session, kept, passages, now=now)
    before = store.find_by_key(session, asked.workspace, asked.key)
    assert before is not None, "what could not be kept twice is there"
    return replace(_reread(session, before, now=now), is_new=False)


def reopen(session: Session, workspace: WorkspaceId, answer: AnswerId, *, now: datetime) -> Found:
    """Return a stored answer with its passages as they are now."""
    return _reread(session, _stored(session, workspace, answer), now=now)


def pick(
    session: Session, workspace: WorkspaceId, answer: AnswerId, rank: int, user: UserId, *, now: datetime
) -> Found:
    """Open one of the offered titles. The asker's choice is kept: it says what the question meant."""
    found = reopen(session, workspace, answer, now=now)
    if rank not in found.passages:
        raise rules.NothingThere
    if found.answer.asker == user:
        store.pick(session, workspace, answer, rank)
    return replace(found, answer=replace(found.answer, picked=rank))


def latest(session: Session, workspace: WorkspaceId, asker: UserId, *, limit: int = 5) -> tuple[rules.Answer, ...]:
    """Return somebody's last questions, newest first."""
    return store.latest(session, workspace, asker, limit=limit)


def rate(
    session: Session,
    workspace: WorkspaceId,
    answer: AnswerId,
    user: UserId,
    *,
    is_helpful: bool,
    now: datetime,
    rank: int = 0,
    reason: rules.Reason | None = None,
) -> None:
    """Note what somebody thinks of an answer; a later opinion replaces it."""
    found = _stored(session, workspace, answer)
    reactions.rate(session, found, user, rank=rank, is_helpful=is_helpful, reason=reason, now=now)


def unrate(session: Session, workspace: WorkspaceId, answer: AnswerId, user: UserId) -> None:
    """Forget what somebody thought of an answer."""
    reactions.unrate(session, workspace, answer, user)


def prepare_share(
    session: Session, workspace: WorkspaceId, answer: AnswerId, sharer: UserId, *, rank: int, now: datetime
) -> tuple[Found, rules.Share | None, rules.Share]:
    """Return the answer, how it stands in the channel where it was asked, and how it is to stand there.

    The two are one when there is nothing to do. A question that was put to the channel (`UNANSWERED`) gives its place
    to a passage.
    """
    found = reopen(session, workspace, answer, now=now)
    if found.answer.asker != sharer:
        raise rules.NotYours
    if found.answer.channel is None or found.answer.is_public:
        raise rules.NowhereToShare
    if now - found.answer.asked_at > rules.SHAREABLE:
        raise rules.TooOldToShare
    if rank not in found.passages and rank != rules.UNANSWERED:
        raise rules.NothingThere
    place = (found.answer.channel, found.answer.thread)
    before = reactions.share(session, workspace, answer, place)
    if before is not None and not before.is_taken_back:
        if before.rank != rules.UNANSWERED or rank == rules.UNANSWERED:
            return found, before, before
        return found, before, replace(before, rank=rank)
    wanted = rules.Share(
        answer=answer,
        channel=place[0],
        thread=place[1],
        rank=rank,
        sharer=sharer,
        times=before.times + 1 if before else 1,
        promise=PromiseId(0),
        is_taken_back=False,
    )
    return found, None, wanted


def note_share(session: Session, workspace: WorkspaceId, share: rules.Share, *, now: datetime) -> None:
    """Note that the promised message carries this share."""
    reactions.note_share(session, workspace, share, now=now)


def take_back(
    session: Session,
    workspace: WorkspaceId,
    answer: AnswerId,
    user: UserId,
    *,
    place: tuple[ChannelId, Ts | None],
    now: datetime,
) -> rules.Share | None:
    """Take a share back; None when it is not there any more. Returns it, so that its message can be withdrawn."""
    share = reactions.share(session, workspace, answer, place)
    if share is None or share.is_taken_back:
        return None
    if share.sharer != user:
        raise rules.NotYourShare
    reactions.note_taken_back(session, workspace, share, now=now)
    return share


def helped(session: Session, workspace: WorkspaceId) -> dict[ArticleId, tuple[str, ...]]:
    """Return the questions people marked as answered, by the article that answered them. For the index only."""
    return reactions.helped(session, workspace)


def synonyms(session: Session, workspace: WorkspaceId) -> dict[str, tuple[str, ...]]:
    """Return what else the workspace's words mean, e.g. PTO: vacation."""
    chosen = workspaces.choice(session, workspace, SYNONYMS)
    return {word: tuple(meanings) for word, meanings in chosen.items()} if isinstance(chosen, dict) else {}


def teach(session: Session, workspace: WorkspaceId, user: UserId, meanings: Mapping[str, Sequence[str]]) -> None:
    """Replace the workspace's synonyms; curators may. Everybody's questions find them within seconds."""
    if not people.is_curator(session, workspace, user):
        raise people_rules.NotACurator
    workspaces.choose(session, workspace, {SYNONYMS: {word: list(found) for word, found in meanings.items()}})


def forget(session: Session, workspace: WorkspaceId, *, now: datetime) -> int:
    """Forget the words of old questions and who asked them, after the workspace's retention time."""
    days = workspaces.choice(session, workspace, "answers.retention_days")
    kept = timedelta(days=days) if isinstance(days, int) else rules.RETENTION
    return store.forget(session, workspace, before=now - kept)


def _stored(session: Session, workspace: WorkspaceId, answer: AnswerId) -> rules.Answer:
    found = store.find(session, workspace, answer)
    if found is None or found.question is None:
        raise rules.Forgotten
    return found


def _reread(session: Session, answer: rules.Answer, *, now: datetime) -> Found:
    places = [hit.place for hit in answer.hits]
    there = articles.passages(session, answer.workspace, places)
    passages = {rank: there[place] for rank, place in enumerate(places) if place in there}
    return _found(session, answer, passages, now=now)


def _found(
    session: Session, answer: rules.Answer, passages: Mapping[int, articles_rules.Passage], *, now: datetime
) -> Found:
    checked = [one.article.verification for one in passages.values()]
    verifiers = {one.by for one in checked if one is not None and one.by is not None}
    names = {user: one.name for user, one in people.people(session, answer.workspace, verifiers).items()}
    return Found(answer=answer, passages=passages, names=names, now=now)


def _notes(findings: Findings) -> Sequence[str]:
    said = partial(_as_typed, findings.question)
    notes = [f"Showing results for “{used}” instead of “{said(typed)}”." for typed, used in findings.corrections]
    notes += [f"“{said(typed)}” was read as “{meaning}”." for typed, meaning in findings.synonyms]
    if findings.was_cut:
        notes.append("That was a long question; I searched for its beginning.")
    return notes


def _as_typed(question: str, word: str) -> str:
    """The word as it stands in the question: the search has folded its case."""
    found = re.search(re.escape(word), question, re.IGNORECASE)
    return found.group() if found else word
