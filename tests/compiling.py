"""How are the same statements not compiled again for every test, each of which has a database of its own?"""

from typing import Any

import sqlalchemy
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

STATEMENTS = 5_000  #: more than Pollen has


def once() -> None:
    """Let all engines of one kind share what they compile; they speak to one server or library."""
    for dialect in (PGDialect_psycopg, SQLiteDialect_pysqlite):
        dialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]
        dialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
    compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)
    create = sqlalchemy.create_engine

    def sharing(*arguments: Any, **options: Any) -> sqlalchemy.Engine:
        engine = create(*arguments, **options)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    sqlalchemy.create_engine = sharing
