"""Where does a person stand in what was promised, and how do they go from it?"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Text, case, cast, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from bot.db import MANY
from bot.erasure import Erasure
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox import rules
from bot.outbox.rules import Kind, State
from bot.outbox.store.tables import OutboxRow, PaceRow

_SAID = (State.SENT, State.WITHDRAWN)


def in_the_name_of(session: Session, erasure: Erasure, *, most: int) -> tuple[PromiseId, ...]:
    """Return some posts of which this person would be told."""
    theirs = select(OutboxRow.id).where(
        OutboxRow.workspace == erasure.workspace, OutboxRow.tell == erasure.user, OutboxRow.kind == Kind.POST
    )
    return tuple(map(PromiseId, session.scalars(theirs.order_by(OutboxRow.id).limit(most))))


def disown(session: Session, erasure: Erasure, posts: Collection[PromiseId]) -> None:
    """Tell nobody of these posts."""
    _update(session, erasure, posts, tell=None, what="")


def forget_some(session: Session, erasure: Erasure) -> bool:
    """Remove some of what was said to them, and them from some of what was said to others; False when all is done."""
    return any(some(session, erasure) for some in (_disown_some, _delete_some, _rename_some, _empty_some))


def forget(session: Session, erasure: Erasure) -> None:
    """Take them out of what is still owed, or could not be said; to be called once nothing else is left."""
    session.execute(delete(PaceRow).where(PaceRow.workspace == erasure.workspace, PaceRow.bucket == erasure.user))
    owed = select(OutboxRow).where(OutboxRow.workspace == erasure.workspace, OutboxRow.state.not_in(_SAID))
    for row in session.scalars(owed.execution_options(populate_existing=True, yield_per=MANY)):
        row.message, row.what = erasure.redacted(row.message), erasure.out_of(row.what)
        row.late = None if row.late is None else erasure.redacted(row.late)
    session.flush()


def forget_last_word(session: Session, workspace: WorkspaceId, user: UserId, promise: PromiseId) -> None:
    """Remove one promise, and how fast its person was written to."""
    session.execute(delete(OutboxRow).where(OutboxRow.workspace == workspace, OutboxRow.id == promise))
    session.execute(delete(PaceRow).where(PaceRow.workspace == workspace, PaceRow.bucket == user))


def _disown_some(session: Session, erasure: Erasure) -> bool:
    some = _some(session, erasure, OutboxRow.tell == erasure.user)
    _update(session, erasure, some, tell=None, what="")
    return bool(some)


def _delete_some(session: Session, erasure: Erasure) -> bool:
    """Remove what is to them, and their conversations; last what tells which conversations are theirs."""
    is_to_them = (literal(" ") + OutboxRow.users + " ").contains(f" {erasure.user} ", autoescape=True)
    is_a_talk = (OutboxRow.kind == Kind.DIRECT) & is_to_them
    talks = select(OutboxRow.channel).where(OutboxRow.workspace == erasure.workspace, is_a_talk)
    is_last = case((is_a_talk, 1), else_=0)
    some = _some(session, erasure, or_(is_to_them, OutboxRow.channel.in_(talks)), order=is_last)
    for column in (OutboxRow.target, OutboxRow.id):
        session.execute(delete(OutboxRow).where(OutboxRow.workspace == erasure.workspace, column.in_(some)))
    return bool(some)


def _rename_some(session: Session, erasure: Erasure) -> bool:
    """Put the tombstone into keys of which their id is a part."""
    renamed = func.replace(OutboxRow.key, erasure.user, erasure.tombstone)
    some = _some(session, erasure, OutboxRow.key.contains(erasure.user, autoescape=True), renamed != OutboxRow.key)
    _update(session, erasure, some, key=renamed)
    return bool(some)


def _empty_some(session: Session, erasure: Erasure) -> bool:
    """Forget words that were said lately: whom they name is not searched for in them."""
    is_lately = OutboxRow.settled_at >= erasure.now - rules.KEPT
    has_words = or_(cast(OutboxRow.message, Text) != "{}", OutboxRow.what != "", OutboxRow.late.is_not(None))
    some = _some(session, erasure, OutboxRow.state.in_(_SAID), is_lately, has_words)
    _update(session, erasure, some, message={}, what="", late=None)
    return bool(some)


def _some(session: Session, erasure: Erasure, *which: Any, order: Any = None) -> list[int]:
    found = select(OutboxRow.id).where(OutboxRow.workspace == erasure.workspace, *which)
    return list(session.scalars(found.order_by(*([] if order is None else [order]), OutboxRow.id).limit(MANY)))


def _update(session: Session, erasure: Erasure, some: Collection[int], **values: Any) -> None:
    if not some:
        return
    these = (OutboxRow.workspace == erasure.workspace, OutboxRow.id.in_(some))
    session.execute(update(OutboxRow).where(*these).values(values).execution_options(synchronize_session=False))
