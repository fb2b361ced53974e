"""Who may know what somebody asks? By what they mentor, wrote or answered aloud; nobody who has not agreed to it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers import rules
from bot.answers.rules import experts
from bot.answers.rules.experts import Expert, Reason, Why
from bot.answers.rules.likeness import covered, stems
from bot.answers.service import turned_down as gaps
from bot.answers.store import inquiries, willing
from bot.ids import UserId, WorkspaceId
from bot.people import service as people
from bot.search.gate import Decision

#: Returns the next session on what a text names, if `user` may know of one; None: everybody reads along.
Sessions = Callable[..., rules.Upcoming | None]
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Teachers:
    """Who teaches what a text names, as other domains know: mentors, and whoever hosts the next session on it."""

    #: Returns who mentors it, and under which name; they have listed it themselves.
    mentors: Callable[[Session, WorkspaceId, str], Mapping[UserId, str]]
    session: Sessions

    def __call__(self, session: Session, workspace: WorkspaceId, about: str) -> Mapping[UserId, str]:
        return self.mentors(session, workspace, about)


def told(session: Session, found: rules.Found, teachers: Teachers, *, now: datetime) -> rules.Found:
    """Return what was found, with the next session on it, and where that is nothing, who may know."""
    answer, asked = found.answer, found.answer.question or ""
    reader = None if answer.is_public else answer.asker
    upcoming = teachers.session(session, answer.workspace, asked, user=reader, where=answer.channel, now=now)
    found = replace(found, upcoming=upcoming)
    if not found.is_nothing:
        return found
    why = gaps.not_for_us(session, answer.workspace, asked)
    found = replace(found, not_for_us=why)
    if answer.is_public:
        return found
    return listed(session, found, teachers, now=now)


def listed(session: Session, found: rules.Found, teachers: Teachers, *, now: datetime) -> rules.Found:
    """Return what was found, with who may know, whatever was found; for the asker's eyes alone."""
    return replace(found, experts=who(session, found, teachers, now=now)[: experts.SHOWN])


def who(
    session: Session, found: rules.Found, teachers: Teachers, *, now: datetime, besides: Collection[UserId] = ()
) -> tuple[Expert, ...]:
    """Return everybody who may know what was asked and can be asked now, in the order they are to be asked.

    `besides`: who is not to be asked any more.
    """
    workspace, answer = found.answer.workspace, found.answer
    about = experts.topic(answer.question or "") or answer.question or ""
    reasons: dict[UserId, list[Reason]] = {}
    mentoring = teachers(session, workspace, about)
    for user, label in mentoring.items():
        reasons.setdefault(user, []).append(Reason(why=Why.MENTORS, about=label))
    for user, reason in _wrote(found, about):
        reasons.setdefault(user, []).append(reason)
    for user, question in willing.deeds(session, workspace):
        fit = covered(about, stems(question))
        if fit >= experts.LIKE:
            reasons.setdefault(user, []).append(Reason(why=Why.ANSWERED, fit=fit))
    return _free(session, workspace, reasons, besides={answer.asker, *besides}, mentoring=mentoring, now=now)


def _wrote(found: rules.Found, asked: str) -> list[tuple[UserId, Reason]]:
    """Return whose articles come near, and how near by what they are about."""
    every = []
    for passage in found.passages.values():
        article = passage.article
        if article.owner_user is None:
            continue
        fit = covered(asked, stems(" ".join((article.title, *article.facts.tags, *passage.section.path))))
        if found.answer.decision is Decision.SURE or fit >= experts.LIKE:
            every.append((article.owner_user, Reason(why=Why.WROTE, about=article.title, fit=fit)))
    return every


def _free(
    session: Session,
    workspace: WorkspaceId,
    reasons: Mapping[UserId, list[Reason]],
    *,
    besides: Collection[UserId | None],
    mentoring: Collection[UserId],
    now: datetime,
) -> tuple[Expert, ...]:
    """Keep who has agreed, is here and is not asked too often."""
    if not reasons:
        return ()
    chosen = willing.wishes(session, workspace, reasons)
    known = people.people(session, workspace, reasons)
    loads = inquiries.loads(session, workspace, reasons, since=now - WEEK)

    def is_free(user: UserId) -> bool:
        wish, (open_, asked) = chosen.get(user, experts.Wishes()), loads.get(user, (0, 0))
        has_agreed = wish.is_willing or (user in mentoring and wish.is_willing is None)
        is_here = user in known and known[user].is_here and user not in besides
        return is_here and has_agreed and open_ < experts.MOST_OPEN and asked < experts.MOST_A_WEEK

    free = {
        user: [one for one in why if chosen.get(user, experts.Wishes()).is_willing or one.why is Why.MENTORS]
        for user, why in reasons.items()
        if is_free(user)
    }
    asked_at = {user: at for user, one in chosen.items() if (at := one.asked_at) is not None}
    return tuple(
        Expert(user=user, name=known[user].name, reasons=tuple(dict.fromkeys(free[user])))
        for user in experts.order(free, asked_at)
    )
