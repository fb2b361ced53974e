"""Does everything arrive in PostgreSQL, exactly, or nothing?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, Table, insert, select, text
from sqlalchemy.engine import URL

from bot import moving
from bot.cli.main import commands
from bot.db import Base, Database, UtcDateTime
from bot.errors import Refusal
from tests.conftest import NOW

ROWS = 3


def value(column: Column[Any], number: int) -> Any:
    """Something for a column; the same number gives the same key, so that rows find their parents."""
    if isinstance(column.type, JSON):
        return {"words": "naïve 🌼", "list": [number, None]} if number else None
    if isinstance(column.type, Boolean):
        return bool(number % 2)
    if isinstance(column.type, Integer):
        return number + (2**40 if isinstance(column.type, BigInteger) else 1)
    if isinstance(column.type, UtcDateTime):
        return NOW
    if column.type.python_type is float:
        return 0.1
    if column.type.python_type is date:
        return NOW.date()
    if column.type.python_type is bytes:
        return b"\x00\xff"
    return f"é{number}"


def rows(database: Database, table: Table) -> list[Any]:
    found = select(table).order_by(*table.primary_key.columns)
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(found)]


@pytest.fixture
def source(tmp_path: Path, sqlite_template: bytes) -> Database:
    """A file with rows in every table."""
    path = tmp_path / "pollen.sqlite3"
    path.write_bytes(sqlite_template)
    database = Database(URL.create("sqlite", database=str(path)))
    with database.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            given = [{one.key: value(one, number) for one in table.columns} for number in range(ROWS)]
            connection.execute(insert(table), given)
    return database


def test_every_row_of_every_table_arrives_as_it_was(source: Database, postgresql_url: URL) -> None:
    told: list[str] = []
    target = Database(postgresql_url)
    counts = moving.move(source, target, progress=lambda table, _done, _of: told.append(table))
    assert counts == {table.name: ROWS for table in Base.metadata.sorted_tables}
    assert set(told) == set(counts)
    for table in Base.metadata.sorted_tables:
        assert rows(target, table) == rows(source, table), table.name
    with target.engine.connect() as connection:
        numbered = "SELECT count(*) FROM information_schema.sequences"
        assert connection.scalar(text(numbered)) == 0, "a sequence would have to be carried on as well"
        nulls = "SELECT count(*) FROM answers WHERE rarities IS NULL"
        assert connection.scalar(text(nulls)) == source.reading(lambda session: session.scalar(text(nulls)))
    with pytest.raises(Refusal, match="isn't empty"):
        moving.move(source, target, progress=lambda *_: None)
    source.close()
    target.close()


def test_what_does_not_fit_moves_nothing_and_is_named(source: Database, postgresql_url: URL) -> None:
    target = Database(postgresql_url)
    with source.engine.begin() as connection:
        connection.execute(text("UPDATE people SET name = :long"), {"long": "x" * 300})
    with pytest.raises(Refusal, match="A row of people doesn't fit"):
        moving.move(source, target, progress=lambda *_: None)
    assert all(rows(target, table) == [] for table in Base.metadata.sorted_tables)
    source.close()
    target.close()


def test_a_character_that_postgresql_cannot_keep_is_left_out(source: Database, postgresql_url: URL) -> None:
    target = Database(postgresql_url)
    with source.engine.begin() as connection:
        connection.execute(text("UPDATE people SET name = :name"), {"name": "An\x00a"})
    moving.move(source, target, progress=lambda *_: None)
    with target.engine.connect() as connection:
        assert set(connection.scalars(text("SELECT name FROM people"))) == {"Ana"}
    source.close()
    target.close()


def test_in_a_terminal_a_running_bot_is_in_the_way_and_then_it_says_what_is_next(
    source: Database, postgresql_url: URL
) -> None:
    where, env = postgresql_url.render_as_string(hide_password=False), {"DATABASE_URL": str(source.url)}
    refused = CliRunner().invoke(commands, ["move", where], env=env).exception
    assert "Another Pollen process" in str(refused)
    source.close()
    done = CliRunner().invoke(commands, ["move", where], env=env)
    assert f"Moved {ROWS * len(Base.metadata.tables)} rows" in done.output, done.output
    assert "Now set DATABASE_URL" in done.output
    wrong = CliRunner().invoke(commands, ["move", "sqlite:///other.sqlite3"], env=env)
    assert wrong.exit_code == 2
