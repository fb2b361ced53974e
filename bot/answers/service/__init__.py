"""What can be done with a question and its answer? Asked from Slack, from App Home and by the clock alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules, store
from bot.answers.service import consent
from bot.answers.store import lessons, proof, reactions, waiting
from bot.answers.store.captures import credits_of
from bot.answers.views import browse
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.rules.readers import Reader
from bot.articles.service import merging
from bot.articles.service import readers as whose
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId
from bot.people import service as people
from bot.search.findings import Findings
from bot.workspaces import service as workspaces

SYNONYMS = "answers.synonyms"


def answer(session: Session, asked: rules.Asked, findings: Findings, reader: Reader, *, now: datetime) -> rules.Found:
    """Keep what was found for a question and return it; the same key again returns the first answer.

    `reader`: whoever will see it, the asker alone or everybody in a channel.
    """
    scores = {articles_rules.place(hit): hit.score for hit in findings.hits[: rules.KEPT]}
    there = articles.passages(session, asked.workspace, list(scores), reader, words=findings.words.keys())
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
    return replace(reread(session, before, reader, now=now), is_new=False)


def seen(session: Session, workspace: WorkspaceId, answer: AnswerId, by: UserId) -> rules.Answer:
    """Return a stored answer to somebody who may see it: who asked, and everybody once it was said or shared in public.

    Raise `Forgotten` for another's private answer, as if there were none.
    """
    found = store.find(session, workspace, answer)
    if found is None or found.question is None:
        raise rules.Forgotten
    if found.asker != by and not found.is_public and not reactions.is_shared(session, workspace, answer):
        raise rules.Forgotten
    return found


def reopen(session: Session, workspace: WorkspaceId, answer: AnswerId, by: UserId, *, now: datetime) -> rules.Found:
    """Return a stored answer, to somebody who may see it, with its passages as they are now."""
    found = seen(session, workspace, answer, by)
    return reread(session, found, whose.person(session, workspace, by), now=now)


def read_again(session: Session, workspace: WorkspaceId, answer: AnswerId, by: UserId, *, now: datetime) -> rules.Found:
    """Return one's own earlier answer, with its passages as they are now."""
    found = seen(session, workspace, answer, by)
    if found.asker != by:
        raise rules.Forgotten
    return reread(session, found, whose.person(session, workspace, by), now=now)


def whole(
    session: Session, workspace: WorkspaceId, answer: AnswerId, rank: int, by: UserId, *, now: datetime
) -> rules.Found:
    """Return an answer of which one passage is to be read in full; raise `NothingThere` when it is gone."""
    found = reopen(session, workspace, answer, by, now=now)
    if rank not in found.passages:
        raise rules.NothingThere
    return found


def pick(
    session: Session, workspace: WorkspaceId, answer: AnswerId, rank: int, user: UserId, *, now: datetime
) -> rules.Found:
    """Open one of the offered titles. The asker's choice is kept: it says what the question meant."""
    found = whole(session, workspace, answer, rank, user, now=now)
    if found.answer.asker == user:
        store.pick(session, workspace, answer, rank)
    return replace(found, answer=replace(found.answer, picked=rank))


def entrance(session: Session, workspace: WorkspaceId, user: UserId) -> browse.Entrance:
    """Return what the way in shows somebody."""
    reader = whose.person(session, workspace, user)
    return browse.Entrance(
        topics=articles.topics(session, workspace, reader),
        newest=articles.most_recent(session, workspace, reader),
        asked=latest(session, workspace, user),
    )


def latest(session: Session, workspace: WorkspaceId, asker: UserId, *, limit: int = 5) -> tuple[rules.Answer, ...]:
    """Return somebody's last questions, newest first."""
    found = store.latest(session, workspace, asker, limit=limit)
    asked = people.named(session, workspace, *(one.question or "" for one in found))
    return tuple(replace(one, question=question) for one, question in zip(found, asked, strict=True))


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
    found = seen(session, workspace, answer, user)
    reactions.rate(session, found, user, rank=rank, is_helpful=is_helpful, reason=reason, now=now)
    if is_helpful and rank < len(found.hits):
        consent.helped(session, workspace, found.hits[rank].place.article, reader=user, now=now)


def unrate(session: Session, workspace: WorkspaceId, answer: AnswerId, user: UserId) -> None:
    """Forget what somebody thought of an answer."""
    seen(session, workspace, answer, user)
    reactions.unrate(session, workspace, answer, user)


def helped(session: Session, workspace: WorkspaceId) -> dict[ArticleId, tuple[str, ...]]:
    """Return the questions people marked as answered, by the article that answered them. For the index only.

    With them, those of which somebody who knows has said which article answers them, and the names of what was merged.
    """
    found = {article: dict.fromkeys(questions) for article, questions in reactions.helped(session, workspace).items()}
    for article, question in lessons.taught(session, workspace):
        found.setdefault(article, {}).setdefault(" ".join(question.split()))
    for gone, one in merging.merged(session, workspace).items():
        for question in (*one.names, *found.pop(gone, ())):
            found.setdefault(one.target, {}).setdefault(" ".join(question.split()))
    return {article: tuple(questions) for article, questions in found.items()}


def relearn(session: Session, workspace: WorkspaceId) -> None:
    """Note that `helped` is another from now on."""
    reactions.learned(session, workspace)


def learned(session: Session, workspace: WorkspaceId) -> int:
    """Return a number that grows whenever `helped` may have become another."""
    return reactions.version(session, workspace)


def synonyms(session: Session, workspace: WorkspaceId) -> dict[str, tuple[str, ...]]:
    """Return what else the workspace's words mean, e.g. PTO: vacation."""
    chosen = workspaces.choice(session, workspace, SYNONYMS)
    return {word: tuple(meanings) for word, meanings in chosen.items()} if isinstance(chosen, dict) else {}


def teach(session: Session, workspace: WorkspaceId, user: UserId, meanings: Mapping[str, Sequence[str]]) -> None:
    """Replace the workspace's synonyms; curators may. Everybody's questions find them within seconds."""
    people.must_be_curator(session, workspace, user)
    workspaces.choose(session, workspace, {SYNONYMS: {word: list(found) for word, found in meanings.items()}})


def forget(session: Session, workspace: WorkspaceId, *, now: datetime) -> int:
    """Forget the words of old questions and who asked them, after the workspace's retention time."""
    before = now - kept(session, workspace)
    count = store.forget(session, workspace, before=before)
    waiting.forget(session, workspace, before=before)
    if count:
        reactions.learned(session, workspace)
    return count


def kept(session: Session, workspace: WorkspaceId) -> timedelta:
    """For how long the words of a question and its asker are kept."""
    days = workspaces.choice(session, workspace, "answers.retention_days")
    return timedelta(days=days) if isinstance(days, int) else rules.RETENTION


def reread(session: Session, answer: rules.Answer, reader: Reader, *, now: datetime) -> rules.Found:
    """Return a stored answer with those of its passages that somebody may read, as they are now."""
    places = [hit.place for hit in answer.hits]
    there = articles.passages(session, answer.workspace, places, reader)
    passages = {rank: there[place] for rank, place in enumerate(places) if place in there}
    return _found(session, answer, passages, now=now)


def _found(
    session: Session, answer: rules.Answer, passages: Mapping[int, articles_rules.Passage], *, now: datetime
) -> rules.Found:
    found = {one.article.id: one.article for one in passages.values()}
    checked = (one.verification.by for one in found.values() if one.verification)
    saved = [id for id, one in found.items() if one.collection == articles_rules.SAVED]
    credited = {
        id: tuple(one.author for one in every if one.is_named)
        for id, every in credits_of(session, answer.workspace, saved).items()
    }
    owners = (one.owner_user for one in found.values())
    wrote = (user for users in credited.values() for user in users)
    concerned = {user for user in (*checked, *owners, *wrote) if user is not None}
    names = {user: one.name for user, one in people.people(session, answer.workspace, concerned).items()}
    helped = proof.helped(session, answer.workspace, {id: _checked(one) for id, one in found.items()})
    (question,) = people.named(session, answer.workspace, answer.question or "")
    answer = replace(answer, question=question)
    return rules.Found(answer=answer, passages=passages, names=names, credited=credited, helped=helped, now=now)


def _checked(article: articles_rules.Article) -> datetime | None:
    """Since when use speaks for an article on its own."""
    return None if article.verification is None else datetime.combine(article.verification.on, time(), UTC)


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
