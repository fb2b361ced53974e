"""What does the clock do for people? It fulfils their wishes, a bounded part in each transaction.

A process may die between any two parts: whoever comes next goes on from there. A part done twice changes nothing.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sqlalchemy.orm import Session

from bot import errors
from bot.erasure import Kept
from bot.ids import UserId, WorkspaceId
from bot.outbox import privacy as said
from bot.outbox import service as outbox
from bot.outbox.rules import State
from bot.people import privacy, views
from bot.people.privacy import Keeper
from bot.people.store import wishes
from bot.people.store.wishes import Kind, Wish
from bot.runtime import Runtime
from bot.slack.message import Message

log = logging.getLogger(__name__)

PATIENCE = 30.0  #: seconds; a job can wait for its turn to write
MOST = 2000  #: parts of one wish in one run; others want their turn

#: Told before each part of an erasure: which comes, and of how many.
Progress = Callable[[int, int], None]


def fulfil(runtime: Runtime, keepers: Sequence[Keeper]) -> None:
    """Do what people have asked for."""
    for wish in runtime.reading(wishes.waiting):
        with errors.apart(log, "wish not fulfilled"):
            match wish.kind:
                case Kind.LOOK:
                    _write(runtime, wish, keepers, lambda found: [views.kept(found)])
                case Kind.COPY:
                    _write(runtime, wish, keepers, views.copy)
                case Kind.ERASE:
                    erase(runtime, wish, keepers)


def erase(runtime: Runtime, wish: Wish, keepers: Sequence[Keeper], *, progress: Progress = lambda *_: None) -> None:
    """Erase part by part, until nothing is left to do now."""
    for _ in range(MOST):
        part = runtime.transaction(partial(step, wish=wish, keepers=keepers, runtime=runtime), patience=PATIENCE)
        if part is None:
            runtime.database.scrub()
            return
        progress(part, len(keepers))


def erase_now(
    runtime: Runtime, workspace: WorkspaceId, user: UserId, keepers: Sequence[Keeper], *, progress: Progress
) -> None:
    """Erase somebody while the operator waits; nobody is written to."""
    now = runtime.now()
    runtime.transaction(
        lambda session: wishes.note(session, workspace, user, Kind.ERASE, now=now, is_told=False), patience=PATIENCE
    )
    while waiting := [
        one
        for one in runtime.reading(wishes.waiting)
        if (one.workspace, one.user, one.kind) == (workspace, user, Kind.ERASE) and one.told is None
    ]:
        erase(runtime, waiting[0], keepers, progress=progress)


def _write(runtime: Runtime, wish: Wish, keepers: Sequence[Keeper], drawn: Callable[[Kept], Iterable[Message]]) -> None:
    """Write to them what is kept of them."""
    found = runtime.reading(lambda session: privacy.everything(session, wish.workspace, wish.user, keepers))

    def unit(session: Session) -> None:
        if wishes.take(session, wish) is None:
            return
        for number, one in enumerate(drawn(found)):
            key = f"people.{wish.kind}:{wish.id}:{number}"
            outbox.direct(session, workspace=wish.workspace, user=wish.user, message=one, key=key, now=runtime.now())
        wishes.fulfil(session, wish)

    runtime.transaction(unit, patience=PATIENCE)


def step(session: Session, *, wish: Wish, keepers: Sequence[Keeper], runtime: Runtime) -> int | None:
    """Do the next part of an erasure and return its number; None when there is nothing to do now."""
    now = runtime.now()
    current = wishes.take(session, wish)
    if current is None:
        return None
    if current.part < len(keepers):
        if privacy.forget_part(session, keepers[current.part], current.erasure(now)):
            wishes.go_on(session, current)
        return current.part + 1
    if not current.is_told:
        wishes.fulfil(session, current)
    elif current.told is None:
        told = outbox.direct(
            session,
            workspace=current.workspace,
            user=current.user,
            message=views.done(),
            key=f"people.erased:{current.id}",
            now=now,
        )
        wishes.tell(session, current, told)
    else:
        last = outbox.find(session, workspace=current.workspace, promise=current.told)
        if last is None or last.state not in (State.PENDING, State.SENDING):
            said.forget_last_word(session, current.workspace, current.user, current.told)
            wishes.fulfil(session, current)
    return None
