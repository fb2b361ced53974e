"""Runs the migrations on the connection that `bot.schema` hands over."""

from alembic import context
from sqlalchemy import text

from bot.db import Base

connection = context.config.attributes["connection"]
is_sqlite = connection.dialect.name == "sqlite"

# Batch mode makes a table anew and drops the old one. With foreign keys on, SQLite would delete every child row.
if is_sqlite:
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF").close()
    connection.rollback()

context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=is_sqlite,
    compare_type=True,
    compare_server_default=True,
    transaction_per_migration=not is_sqlite,
)
with context.begin_transaction():
    context.run_migrations()

if is_sqlite:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"a migration left {len(broken)} rows without their parents")
    connection.commit()
    connection.exec_driver_sql("PRAGMA foreign_keys=ON").close()
    connection.rollback()
