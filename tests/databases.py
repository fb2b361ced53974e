"""How does each test get an empty PostgreSQL database, without waiting for one to be made?

Making and dropping one costs as much as a quick test. So a process of the tests has one, empties it after each test,
and makes another only where a test changed more than rows, or left very many. What is committed need not outlive the
server: no test kills that.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import sqlalchemy
from sqlalchemy.engine import URL

#: With more than this in one table it is not emptied: what was deleted would be in the way of the tests that follow.
LARGE = 1024**2  #: bytes

#: A process that was told to go needs a moment.
TRIES = 50

OTHERS = sqlalchemy.text("SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = :name")
SIZES = """
    SELECT relname, pg_relation_size(oid) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'alembic_version'
"""
#: Changes with every table, column, index, constraint, trigger and function made anew or renamed, and with the version.
SHAPE = """
    SELECT (SELECT sum(oid::bigint) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
           (SELECT count(*) FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
            WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped),
           (SELECT sum(oid::bigint) FROM pg_constraint WHERE connamespace = 'public'::regnamespace),
           (SELECT md5(string_agg(relname, ',' ORDER BY oid)) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace),
           (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc),
           (SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_'), (SELECT min(version_num) FROM alembic_version)
"""


class Emptied:
    """One database at a time, a copy of the template; empty whenever it is lent."""

    def __init__(self, template: URL) -> None:
        self._template = template
        self._url: URL | None = None
        with _connected(template) as connection:
            self._shape = tuple(connection.exec_driver_sql(SHAPE).one())

    @contextmanager
    def lent(self) -> Iterator[URL]:
        """Lend the database, and empty it afterwards."""
        url = self._url or self._made()
        self._url = None  # whoever asks for another meanwhile gets another
        try:
            yield url
        finally:
            another = self._renamed(url)
            if self._url is None and self._is_emptied(another):
                self._url = another
            else:
                drop(another)

    def close(self) -> None:
        if self._url is not None:
            drop(self._url)

    def _renamed(self, url: URL) -> URL:
        """Give it another name: what a test has left running finds it no more."""
        another = self._named()
        for patience in range(TRIES, 0, -1):
            with _connected(url.set(database="postgres")) as connection:
                connection.execute(OTHERS, {"name": url.database})
                try:
                    connection.exec_driver_sql(f'ALTER DATABASE "{url.database}" RENAME TO "{another.database}"')
                    return another
                except sqlalchemy.exc.OperationalError:
                    if patience == 1:
                        raise
        raise AssertionError("unreachable")

    def _named(self) -> URL:
        return self._template.set(database=f"pollen_test_{uuid.uuid4().hex[:12]}")

    def _made(self) -> URL:
        url = self._named()
        administer(url, f"CREATE DATABASE {url.database} TEMPLATE {self._template.database}")
        with _connected(url) as connection:
            _configure(connection, url)
        return url

    def _is_emptied(self, url: URL) -> bool:
        """Empty it. False: it is no longer as the template was."""
        with suppress(sqlalchemy.exc.DBAPIError), _connected(url) as connection:
            if tuple(connection.exec_driver_sql(SHAPE).one()) != self._shape:
                return False
            sizes = connection.exec_driver_sql(SIZES).all()
            if any(size > LARGE for _, size in sizes):
                return False
            emptying = [f'DELETE FROM "{name}"' for name, size in sizes if size]
            connection.exec_driver_sql("SET session_replication_role = replica")  # in whatever order
            connection.exec_driver_sql(f"DO $$ BEGIN {'; '.join([*emptying, 'NULL'])}; END $$")
            _configure(connection, url)
            return True
        return False


def administer(url: URL, statement: str) -> None:
    """Run one statement beside a database, not in it."""
    with _connected(url.set(database="postgres")) as connection:
        connection.exec_driver_sql(statement)


def drop(url: URL) -> None:
    administer(url, f'DROP DATABASE "{url.database}" WITH (FORCE)')


def _configure(connection: sqlalchemy.Connection, url: URL) -> None:
    connection.exec_driver_sql(f'ALTER DATABASE "{url.database}" RESET ALL')
    connection.exec_driver_sql(f'ALTER DATABASE "{url.database}" SET synchronous_commit = off')


@contextmanager
def _connected(url: URL) -> Iterator[sqlalchemy.Connection]:
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
