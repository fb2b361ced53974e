"""How does everything move from a SQLite file to PostgreSQL? Table by table, in one transaction, and counted."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import JSON, Column, Table, Text, bindparam, func, insert, select, type_coerce
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, IntegrityError

from bot.db import Base, Database
from bot.errors import Refusal

#: Told which table is being moved, how many of its rows are, and of how many.
Progress = Callable[[str, int, int], object]

ROWS = 500  #: moved at once

#: NULL of SQL and null of JSON are two things, and stay so.
_DOCUMENT = JSON(none_as_null=True)


def move(source: Database, target: Database, *, progress: Progress) -> dict[str, int]:
    """Copy every row into an empty database of the same schema; return how many there are of each table.

    All or nothing: unless the counts agree at the end, the target is as empty as it was.
    """
    with source.engine.connect() as old, target.maintenance() as new, new.begin():
        if filled := [table.name for table in _tables() if _count(new, table)]:
            raise Refusal(
                f"The database {target.url.render_as_string(hide_password=True)} isn't empty: there are rows in "
                f"{', '.join(sorted(filled))}. Please move into a new database."
            )
        counts = {}
        for table in _tables():
            total = _count(old, table)
            for done in _copied(old, new, table):
                progress(table.name, done, total)
            counts[table.name] = total
        wrong = [table.name for table in _tables() if _count(new, table) != counts[table.name]]
        if wrong:
            raise Refusal(f"Not everything arrived: {', '.join(wrong)}. Nothing was moved.")
    return counts


def _tables() -> list[Table]:
    """Every table, those that others refer to first."""
    return Base.metadata.sorted_tables


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _copied(old: Connection, new: Connection, table: Table) -> Iterator[int]:
    """Copy a table, and tell after each part how many rows are."""
    found = select(*(type_coerce(one, Text) if _is_document(one) else one for one in table.columns))
    values = {one.key: bindparam(one.key, type_=_DOCUMENT if _is_document(one) else one.type) for one in table.columns}
    into, done = insert(table).values(values), 0
    ordered = found.order_by(*table.primary_key.columns).execution_options(yield_per=ROWS)
    for part in old.execute(ordered).partitions():
        rows = [_row(table, row) for row in part]
        try:
            new.execute(into, rows)
        except (DataError, IntegrityError) as error:
            reason = str(error.orig).splitlines()[0]
            raise Refusal(
                f"A row of {table.name} doesn't fit into PostgreSQL ({reason}). Nothing was moved."
            ) from error
        done += len(rows)
        yield done


def _row(table: Table, row: Iterable[Any]) -> Mapping[str, Any]:
    return {
        one.key: _document(value) if _is_document(one) else _clean(value)
        for one, value in zip(table.columns, row, strict=True)
    }


def _is_document(column: Column[Any]) -> bool:
    return isinstance(column.type, JSON)


def _document(value: str | None) -> Any:
    if value is None:
        return None
    read = _clean(json.loads(value))
    return JSON.NULL if read is None else read


def _clean(value: Any) -> Any:
    """Leave out the character that PostgreSQL cannot keep."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {_clean(name): _clean(one) for name, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value
