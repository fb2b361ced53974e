"""How much does something cost, counted and not timed: statements, rows written, instructions run in `bot/`?

Counts are the same on a busy machine and on an idle one, so a test can hold them.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from bot.db import Database

Result = TypeVar("Result")

_BOT = str(Path(__file__).parent.parent / "bot")
_WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(kw_only=True)
class Spending:
    """What was asked of the database."""

    statements: list[str] = field(default_factory=list)
    #: rows inserted, changed or deleted
    written: int = 0

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def spending(database: Database) -> Iterator[Spending]:
    """Count what is asked of a database, by any thread; rows once they are committed."""
    found = Spending()
    lock = threading.Lock()
    before: dict[int, int] = {}

    def is_here(connection: Connection) -> bool:
        return connection.engine.url == database.url

    def begun(connection: Connection) -> None:
        if database.is_sqlite and is_here(connection):
            before[id(connection)] = _changes(connection)

    def executed(connection: Connection, cursor: Any, statement: str, _values: Any, _context: Any, _many: bool) -> None:
        if is_here(connection):
            with lock:
                found.statements.append(statement)
                if not database.is_sqlite and statement.lstrip().upper().startswith(_WRITES):
                    found.written += max(cursor.rowcount, 0)

    def committed(connection: Connection) -> None:
        if database.is_sqlite and is_here(connection):  # it counts the rows of RETURNING only once they are read
            with lock:
                changed = _changes(connection)
                found.written += changed - before.pop(id(connection), changed)  # begun before: not ours

    heard = (("begin", begun), ("after_cursor_execute", executed), ("commit", committed))
    for name, listener in heard:
        event.listen(Engine, name, listener)
    try:
        yield found
    finally:
        for name, listener in heard:
            event.remove(Engine, name, listener)


def _changes(connection: Connection) -> int:
    changes: int = connection.connection.dbapi_connection.total_changes  # type: ignore[union-attr]  # of sqlite3
    return changes


def instructions(work: Callable[[], Result]) -> tuple[int, Result]:
    """Do something and count the instructions of Python it ran in `bot/`; what libraries do is not counted."""
    count = 0
    is_ours: dict[CodeType, bool] = {}

    def inside(frame: FrameType, what: str, _argument: object) -> Any:
        nonlocal count
        if what == "opcode":
            count += 1
        return inside

    def entered(frame: FrameType, _what: str, _argument: object) -> Any:
        code = frame.f_code
        if code not in is_ours:
            is_ours[code] = code.co_filename.startswith(_BOT)
        if not is_ours[code]:
            return None
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return inside

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        result = work()
    finally:
        sys.settrace(before)
    return count, result
