"""What does the clock do with questions? It asks the next person, and forgets their words in time."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.answers import service
from bot.answers.service import backlog, clock, narrowing
from bot.answers.service.colleagues import Teachers
from bot.articles.service import readers
from bot.ids import WorkspaceId
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

MOST = 500  #: questions that are seen to at once
#: A job can wait for its turn to write; a request of Slack's cannot.
PATIENCE = 30.0


def inquire(runtime: Runtime, teachers: Teachers) -> None:
    """See to the questions that wait for people. Safe to run twice, in several processes, and after any pause."""
    now = runtime.now()
    for one in runtime.reading(lambda session: clock.due(session, now=now, most=MOST)):

        def act(session: Session, one: clock.Due = one) -> None:
            clock.tick(session, one, teachers, now=now)

        def held(session: Session, one: clock.Due = one) -> bool:
            return clock.hold(session, one, now=now)

        if runtime.transaction(held, patience=PATIENCE):
            runtime.transaction(act, patience=PATIENCE)


def tell(runtime: Runtime) -> None:
    """Tell those who asked that there is an answer now, some at a time."""
    for workspace in runtime.reading(backlog.owing):

        def unit(session: Session, id: WorkspaceId = workspace) -> int:
            return backlog.tell(session, id, now=runtime.now())

        while runtime.transaction(unit, patience=PATIENCE):
            pass


def take_back(runtime: Runtime, others: Sequence[narrowing.TakeBack]) -> None:
    """Take back what was shared of articles that are not for everybody there any more."""
    now = runtime.now()
    for workspace in runtime.reading(readers.narrowed_in):

        def left(session: Session, id: WorkspaceId = workspace) -> None:
            readers.note_left(session, id)

        def unit(session: Session, id: WorkspaceId = workspace) -> int:
            return narrowing.take_back(session, id, others, now=now)

        runtime.transaction(left, patience=PATIENCE)
        runtime.in_batches(unit, patience=PATIENCE)


def forget(runtime: Runtime) -> None:
    """Forget old questions everywhere, a transaction a workspace."""
    now = runtime.now()
    for workspace in runtime.reading(workspaces.workspaces):

        def unit(session: Session, id: WorkspaceId = workspace.id) -> int:
            return service.forget(session, id, now=now)

        runtime.transaction(unit)
