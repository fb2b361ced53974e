"""What if nobody can say whether a message is in Slack? It is held, until somebody looks and sends or drops it.

Whoever caused it and whoever looks after the bot are asked, with two buttons; an admin can decide in a terminal, too.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import UserError
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox import rules, service, store, views
from bot.outbox.store import unknown
from bot.outbox.store.unknown import Unknown
from bot.slack.message import Message


def tell(session: Session, promise: rules.Promise, user: UserId, *, what: str, why: str, now: datetime) -> None:
    """Tell somebody that a message will never be in Slack. `what`: their name for it."""
    _write(session, promise, user, views.undelivered(what=what, promise=promise, why=why), now=now)


def ask(session: Session, promise: rules.Promise, user: UserId, *, what: str, now: datetime) -> None:
    """Ask somebody whether a message is in Slack: it is theirs to decide what becomes of it."""
    _write(session, promise, user, views.perhaps(what=what, promise=promise), now=now)


def is_asked(session: Session, workspace: WorkspaceId, number: PromiseId, user: UserId) -> bool:
    """Is it this person's to decide what becomes of a message?"""
    return store.is_made(session, workspace=workspace, key=_key(number, user))


class NotHeld(UserError):
    """Message {number} doesn't need a decision. `pollen outbox list` shows those that do."""


class NotKept(UserError):
    """The text of message {number} is no longer kept, so it can't be sent again. You can drop it."""


def every(session: Session, workspace: WorkspaceId) -> tuple[str, ...]:
    """Return the messages of which nobody knows whether they are in Slack, the oldest first: a line each."""
    return tuple(map(_line, unknown.every(session, workspace)))


def resend(session: Session, workspace: WorkspaceId, number: PromiseId, *, now: datetime) -> None:
    """Promise it anew: whoever asks for it has looked in Slack."""
    found = unknown.lock(session, workspace, number)
    if found is None:
        raise NotHeld(number=number)
    if not found.has_words:
        raise NotKept(number=number)
    unknown.owe(session, workspace, number, now=now)


def drop(session: Session, workspace: WorkspaceId, number: PromiseId) -> None:
    """Leave it: it is there, or not needed any more."""
    if not unknown.leave(session, workspace, number):
        raise NotHeld(number=number)


def _line(one: Unknown) -> str:
    """Say it to an admin, without what it says."""
    promise = one.promise
    where = promise.channel or (f"to {', '.join(promise.users)}" if promise.users else "nowhere")
    thread = f" in the thread of {promise.thread}" if promise.thread else ""
    name = one.what or promise.topic or promise.key.partition(":")[0]
    why = promise.failure or "no answer"
    return f"{promise.id}  {one.made_at:%Y-%m-%d %H:%M} UTC  {where}{thread}  {name}  ({why})"


def _write(session: Session, promise: rules.Promise, user: UserId, message: Message, *, now: datetime) -> None:
    key = _key(promise.id, user)
    service.direct(session, workspace=promise.workspace, user=user, message=message, key=key, now=now)


def _key(number: PromiseId, user: UserId) -> str:
    return f"undelivered:{number}:{user}"
