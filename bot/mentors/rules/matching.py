"""Who is asked first, and why? Pure: a request and a pool in, the mentors who fit in order out, each with reasons."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum

from bot.ids import UserId
from bot.mentors.rules import IGNORED_MOST, Level, topics
from bot.mentors.rules.values import APART, Draft, Mentor, Skill
from bot.people.rules import hours

#: A text match must cover so much of the topic's telling words.
ENOUGH = 0.3

_TEACHES = {Level.BASICS: "can get you started with", Level.DAILY: "teaches", Level.DEEP: "knows a lot about"}


class Likeness(IntEnum):
    """How a mentor's topic was found, best first."""

    EXACT = 0  #: they call it what the asker calls it
    ALIAS = 1  #: another name of the same topic
    TEXT = 2  #: words of their topics or profile


@dataclass(frozen=True, kw_only=True)
class Candidate:
    mentor: Mentor
    #: People helped, and questions waiting for an answer.
    load: int


@dataclass(frozen=True, kw_only=True)
class Match:
    mentor: Mentor
    likeness: Likeness
    #: Short, in the order they weigh: "teaches Kubernetes", "4 h overlap", "has room".
    reasons: tuple[str, ...]


def matches(
    draft: Draft,
    pool: Sequence[Candidate],
    *,
    asker: UserId,
    now: datetime,
    excluded: Collection[UserId] = (),
) -> tuple[Match, ...]:
    """Return who can be asked, the best first. `excluded`: asked before, or not to be matched with the asker."""
    described = [topics.words(" ".join(_texts(one.mentor))) for one in pool]
    found: list[tuple[tuple[float, ...], Match]] = []
    for one in pool:
        if one.mentor.user == asker or one.mentor.user in excluded or not can_be_asked(one, draft, now=now):
            continue
        like = _like(draft, one.mentor, pool=described)
        if like is not None:
            found.append(_weighed(draft, one, like, now=now))
    return tuple(match for _, match in sorted(found, key=lambda pair: (pair[0], pair[1].mentor.user)))


def can_be_asked(one: Candidate, draft: Draft, *, now: datetime) -> bool:
    """Is this mentor there, with room, and willing to be asked for this?"""
    mentor = one.mentor
    return (
        mentor.is_listed
        and is_there(mentor, now=now)
        and one.load < mentor.capacity
        and draft.key not in mentor.not_asked
        and draft.kind in mentor.kinds
        and (not mentor.languages or not draft.languages or bool(mentor.languages & draft.languages))
    )


def is_there(mentor: Mentor, *, now: datetime) -> bool:
    """Is this mentor neither paused nor away?"""
    is_away = mentor.away_until is not None and mentor.away_until > now
    return mentor.paused_at is None and not is_away


def after_silence(mentor: Mentor, *, now: datetime) -> Mentor:
    """Return a mentor who has not answered in time: after three in a row they are paused, time away aside."""
    if not is_there(mentor, now=now):
        return mentor
    ignored = mentor.ignored + 1
    is_enough = ignored >= IGNORED_MOST and mentor.is_listed
    return replace(mentor, ignored=ignored, paused_at=now if is_enough else None)


def teaches(mentor: Mentor, key: str) -> bool:
    """Does this mentor list the topic?"""
    return any(skill.key == key for skill in mentor.skills)


Like = tuple[Likeness, float, str]


def _like(draft: Draft, mentor: Mentor, *, pool: Iterable[frozenset[str]]) -> Like | None:
    for skill in mentor.skills:
        if skill.key == draft.key:
            said = f"{_TEACHES[skill.level]} {skill.label}"
            if skill.said == draft.said:
                return Likeness.EXACT, 1.0, said
            return Likeness.ALIAS, 1.0, said
    if any(topics.words(draft.label) & topics.words(key) for key in mentor.not_asked):
        return None
    score = topics.similarity(draft.label, _texts(mentor), pool=pool)
    if score < ENOUGH:
        return None
    return Likeness.TEXT, score, _nearest(draft, mentor)


def _nearest(draft: Draft, mentor: Mentor) -> str:
    near = [skill for skill in mentor.skills if topics.words(skill.label) & topics.words(draft.label)]
    return f"{_TEACHES[near[0].level]} {near[0].label}" if near else f"mentions {draft.label}"


def _texts(mentor: Mentor) -> list[str]:
    return [*(skill.label for skill in mentor.skills), mentor.about]


def _weighed(draft: Draft, one: Candidate, like: Like, *, now: datetime) -> tuple[tuple[float, ...], Match]:
    """The weight, smallest first. Free places and shared hours count in coarse steps, so that turns are taken."""
    likeness, score, teaches = like
    overlap = hours.shared(draft.hours, one.mentor.hours, now=now)
    asked = one.mentor.last_asked_at
    idle = 366.0 if asked is None else min(366.0, (now - asked).total_seconds() / 86400)
    weight = (float(likeness), -round(score, 1), float(one.load > 0), -min(4.0, overlap // 1), -idle, -overlap)
    reasons = (teaches, _overlap(overlap), "has room", *_turn(idle))
    return weight, Match(mentor=one.mentor, likeness=likeness, reasons=reasons)


def _overlap(shared: float) -> str:
    if shared < 0.25:
        return APART
    return f"{shared:.0f} h overlap" if shared >= 1 else "less than 1 h overlap"


def _turn(idle: float) -> tuple[str, ...]:
    return ("not asked for a while",) if idle >= 30 else ()


def skill(topic: topics.Topic, level: Level) -> Skill:
    return Skill(key=topic.key, label=topic.label, said=topic.said, level=level)
