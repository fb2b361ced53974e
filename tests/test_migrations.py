"""Do the migrations make exactly the tables the models describe, up, down and up again, on both databases?"""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot import app, schema
from bot.db import Base, Database
from bot.errors import Refusal

assert app  # imports every table


def test_models_and_migrations_are_equal(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_goes_up_down_and_up(database: Database) -> None:
    with database.engine.connect() as connection:
        command.downgrade(schema.config(connection), "base")
        left = set(inspect(connection).get_table_names()) - {"alembic_version"}
        assert left == set()
    schema.upgrade(database)
    assert schema.is_current(database)


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(schema.config()).get_heads()) == 1


def test_a_database_from_a_newer_pollen_is_refused(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refusal, match=r"newer Pollen: its schema is 9999.*start a Pollen that has schema 9999"):
        schema.upgrade(database)


def test_every_key_leads_with_the_workspace() -> None:
    for table in Base.metadata.tables.values():
        first = next(iter(table.primary_key.columns)).name
        assert first == "workspace", f"{table.name}: the primary key leads with {first}"


ON_A_SERVER = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@ON_A_SERVER
def test_a_second_replica_waits_for_the_first_says_so_and_finds_it_done(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """However long the first takes: nothing it waits with is a statement that a time limit could cancel."""
    caplog.set_level("INFO")
    with database.engine.connect() as connection:
        command.downgrade(schema.config(connection), "-1")
    with database.maintenance() as first:
        first.execute(text("SELECT pg_advisory_lock(:key)"), {"key": schema._LOCK})
        first.commit()
        waits: list[float] = []

        def wait(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 100:
                command.upgrade(schema.config(first), "head")
                first.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": schema._LOCK})
                first.commit()

        schema.upgrade(database, wait=wait)
    assert sum(waits) == 50
    waiting = [record for record in caplog.records if "waiting" in record.message]
    assert [record.__dict__["seconds"] for record in waiting] == [0, 10, 20, 30, 40]
    assert schema.is_current(database)


@ON_A_SERVER
def test_no_time_limit_of_a_request_holds_for_a_migration(database: Database) -> None:
    with database.maintenance() as connection:
        assert [connection.scalar(text(f"SHOW {name}")) for name in ("statement_timeout", "lock_timeout")] == ["0", "0"]
    with database.engine.connect() as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == "30s"
