"""Do the migrations make exactly the tables the models describe, up, down and up again, on both databases?"""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

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
    with pytest.raises(Refusal, match="newer Pollen"):
        schema.upgrade(database)


def test_every_key_leads_with_the_workspace() -> None:
    for table in Base.metadata.tables.values():
        first = next(iter(table.primary_key.columns)).name
        assert first == "workspace", f"{table.name}: the primary key leads with {first}"
