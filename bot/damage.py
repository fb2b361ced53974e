"""What can be wrong with what is kept? Each domain lists its rules; `pollen check` names every row that breaks one.

Nothing in Pollen breaks them: what does is a disk, a restore of half a backup, or a hand in the database. Each rule
says what to do then.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Select, Text, and_, cast, func, null, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot.db import Base, Database
from bot.ids import WorkspaceId

NAMED = 20  #: rows named of one rule; the rest are counted

RESTORE = "Restore these rows from a backup."
RESTORE_ALL = "Stop Pollen and restore the last good backup."


@dataclass(frozen=True, kw_only=True)
class Damage:
    """A row that cannot be right."""

    row: str
    what: str
    remedy: str

    @property
    def sentence(self) -> str:
        return f"{self.row}: {self.what} {self.remedy}"


#: Looks through what a domain keeps, and says what is wrong, a sentence each.
Check = Callable[[Session, WorkspaceId], Iterable[str]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Rows of one table that must not be. `what` and `remedy` are sentences."""

    table: Any
    when: ColumnElement[bool]
    what: str
    remedy: str = RESTORE

    def broken(self, session: Session, workspace: WorkspaceId) -> Iterator[Damage]:
        keys = [column for column in self.table.__table__.primary_key.columns if column.name != "workspace"]
        found: Select[Any] = select(*keys).where(self.table.workspace == workspace, self.when).order_by(*keys)
        rows = session.execute(found.limit(NAMED + 1)).all()
        for row in rows[:NAMED]:
            yield self._damage("/".join(map(str, row)))
        if len(rows) > NAMED:
            yield self._damage("and more")

    def _damage(self, key: str) -> Damage:
        return Damage(row=f"{self.table.__tablename__} {key}", what=self.what, remedy=self.remedy)


def check(rules: Sequence[Rule]) -> Check:
    """Return a check of all these rules."""

    def look(session: Session, workspace: WorkspaceId) -> Iterator[str]:
        for rule in rules:
            yield from (one.sentence for one in rule.broken(session, workspace))

    return look


def missing(table: Any, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a row belongs to none of a table's."""
    return ~select(table).where(and_(*where)).exists()


def flaws(database: Database) -> Iterator[str]:
    """Say what is wrong with a SQLite file itself, or with JSON in it; a PostgreSQL server looks after its own."""
    if not database.is_sqlite:
        return
    try:
        with database.engine.connect() as connection:
            for line in connection.exec_driver_sql(f"PRAGMA integrity_check({NAMED})").scalars():
                if line != "ok":
                    yield f"The file is damaged ({line}). {RESTORE_ALL}"
            for child, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                yield f"{child} (row {row}): it refers to something missing in {parent}. {RESTORE}"
            yield from _spoilt(connection)
    except DatabaseError as error:
        yield f"The file is damaged ({error.orig}). {RESTORE_ALL}"


def _spoilt(connection: Connection) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        keys = [column for column in table.primary_key.columns if column.name != "workspace"] or list(table.primary_key)
        for column in table.columns:
            if isinstance(column.type, JSON):
                spoilt = column.is_not(null()) & (func.json_valid(cast(column, Text)) == 0)
                for key in connection.execute(select(*keys).where(spoilt).limit(NAMED)):
                    yield f"{table.name} {'/'.join(map(str, key))}: its {column.name} can't be read. {RESTORE}"
