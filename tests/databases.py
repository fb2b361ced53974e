"""How does a test have PostgreSQL make and drop a database?"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy
from sqlalchemy.engine import URL


def administer(url: URL, statement: str) -> None:
    """Run one statement beside a database, not in it."""
    with _connected(url.set(database="postgres")) as connection:
        connection.exec_driver_sql(statement)


def drop(url: URL) -> None:
    administer(url, f'DROP DATABASE "{url.database}" WITH (FORCE)')


@contextmanager
def _connected(url: URL) -> Iterator[sqlalchemy.Connection]:
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
