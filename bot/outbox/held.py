"""What if nobody can say whether a message is in Slack? It is held, until somebody looks and sends or drops it.

Whoever caused it and whoever looks after the bot are asked, with two buttons; an admin can decide in a terminal, too.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import runtime
from bot.errors import UserError
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox import rules, service, store, views
from bot.outbox.rules import State
from bot.outbox.tables import OutboxRow
from bot.slack.message import Message


@dataclass(frozen=True, kw_only=True)
class Held:
    promise: rules.Promise
    #: what it is called to people: "your shared answer"; '' when it has no name
    what: str
    made_at: datetime

    def line(self) -> str:
        """Say it to an admin, without what it says."""
        one = self.promise
        where = one.channel or (f"to {', '.join(one.users)}" if one.users else "nowhere")
        thread = f" in the thread of {one.thread}" if one.thread else ""
        name = self.what or one.topic or one.key.partition(":")[0]
        return f"{one.id}  {self.made_at:%Y-%m-%d %H:%M} UTC  {where}{thread}  {name}  ({one.failure or 'no answer'})"


def tell(session: Session, promise: rules.Promise, user: UserId, *, what: str, why: str, now: datetime) -> None:
    """Tell somebody that a message will never be in Slack. `what`: their name for it."""
    _write(session, promise, user, views.undelivered(what=what, promise=promise, why=why), now=now)


def ask(session: Session, promise: rules.Promise, user: UserId, *, what: str, now: datetime) -> None:
    """Ask somebody whether a message is in Slack: it is theirs to decide what becomes of it."""
    _write(session, promise, user, views.perhaps(what=what, promise=promise), now=now)


def is_asked(session: Session, workspace: WorkspaceId, number: PromiseId, user: UserId) -> bool:
    """Is it this person's to decide what becomes of a message?"""
    asked = select(OutboxRow.id).where(OutboxRow.workspace == workspace, OutboxRow.key == _key(number, user))
    return session.scalar(asked) is not None


class NotHeld(UserError):
    """Message {number} does not wait for a decision; `pollen outbox list` shows those that do."""


class NotKept(UserError):
    """What message {number} said is not kept any more, so it cannot be sent again. You can drop it."""


def every(session: Session, workspace: WorkspaceId) -> tuple[Held, ...]:
    """Return the messages of which nobody knows whether they are in Slack, the oldest first."""
    rows = select(OutboxRow).where(OutboxRow.workspace == workspace, OutboxRow.state == State.UNKNOWN)
    return tuple(
        Held(promise=store.value(row), what=row.what, made_at=row.made_at)
        for row in session.scalars(rows.order_by(OutboxRow.id))
    )


def resend(session: Session, workspace: WorkspaceId, number: PromiseId, *, now: datetime) -> None:
    """Promise it anew, as if it had never been tried: whoever asks for it has looked in Slack."""
    which = (OutboxRow.workspace == workspace, OutboxRow.id == number, OutboxRow.state == State.UNKNOWN)
    row = session.scalars(select(OutboxRow).where(*which).with_for_update()).one_or_none()
    if row is None:
        raise NotHeld(number=number)
    if not row.message:
        raise NotKept(number=number)
    row.state, row.settled_at, row.failure, row.not_before = State.PENDING, None, None, now
    row.attempts, row.first_attempt_at, row.is_doubtful, row.is_resent = 0, None, False, False
    row.true_until = row.late = None  # who decides now has read it
    session.flush()
    runtime.promise(session)


def drop(session: Session, workspace: WorkspaceId, number: PromiseId) -> None:
    """Leave it: it is there, or not needed any more."""
    which = (OutboxRow.workspace == workspace, OutboxRow.id == number, OutboxRow.state == State.UNKNOWN)
    dropped = update(OutboxRow).where(*which).values(state=State.WITHDRAWN, message={}, what="")
    if session.scalar(dropped.returning(OutboxRow.id)) is None:
        raise NotHeld(number=number)


def _write(session: Session, promise: rules.Promise, user: UserId, message: Message, *, now: datetime) -> None:
    key = _key(promise.id, user)
    service.direct(session, workspace=promise.workspace, user=user, message=message, key=key, now=now)


def _key(number: PromiseId, user: UserId) -> str:
    return f"undelivered:{number}:{user}"
