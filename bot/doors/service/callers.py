"""May this person ask now, through another program? Asked anew at each call, as at Slack's own door."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import audit
from bot.doors.rules import Caller, Door, TooMany, Unknown, limits
from bot.doors.service import keys
from bot.doors.store import calls
from bot.errors import UserError
from bot.ids import WorkspaceId
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import gate


def by_key(session: Session, workspace: WorkspaceId, clear: str, *, now: datetime) -> Caller:
    """Return for whom a program with a key asks; raise `Unknown`."""
    found = keys.find(session, workspace, clear, now=now)
    if found is None:
        raise Unknown
    return Caller(workspace=workspace, user=found.user, door=Door.KEY, key=found.id)


def admit(runtime: Runtime, caller: Caller) -> None:
    """Raise what somebody reads who is not, or not any more, a colleague here. Slack is asked once a day."""
    workspace, user = caller.workspace, caller.user
    standing, is_fresh = runtime.reading(lambda session: people.standing(session, workspace, user, runtime.now()))
    if not is_fresh:
        people.meet(runtime, workspace, [user])
        standing, _ = runtime.reading(lambda session: people.standing(session, workspace, user, runtime.now()))
    gate.must_admit(standing, gate.COLLEAGUES, stranger=gate.Stranger)


def count(session: Session, caller: Caller, *, now: datetime) -> None:
    """Count a call, in the transaction that serves it; raise `TooMany` when there were too many this minute."""
    minute = limits.minute(now)
    for user, most in ((caller.user, limits.PERSON), (calls.EVERYBODY, limits.WORKSPACE)):
        if calls.count(session, caller.workspace, user, minute=minute) > most:
            raise TooMany(seconds=limits.seconds_left(now))
    if caller.key is not None:
        keys.used(session, caller.workspace, caller.key, now=now)


def note(
    session: Session, caller: Caller, what: str, *, target: str = "", refused: UserError | None = None, now: datetime
) -> None:
    """Leave a row in the audit: who, by which door, what; never a word."""
    audit.note(
        session,
        caller.workspace,
        actor=caller.user,
        what=f"{caller.door}:{what}",
        target=target,
        outcome=audit.Outcome.DONE if refused is None else audit.Outcome.REFUSED,
        rule="" if refused is None else type(refused).__name__,
        now=now,
    )
