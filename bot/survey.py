"""Does SQLite know what its indexes tell apart? A PostgreSQL server counts by itself from time to time."""

from sqlalchemy import text

from bot.db import Busy, Database, Full

#: So many rows of each index are looked at: a tenth of a second for a hundred megabytes.
SURVEYED = 100_000
#: A file that has become so many times as large is surveyed anew.
GROWN = 1.25


class Survey:
    """Counts what the indexes tell apart, once the file has grown: SQLite guesses else, and reads whole tables."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pages = 0

    def run(self) -> None:
        """Count; what a connection knows of it is what it read when it opened, so readers open anew."""
        if not self._database.is_sqlite or _pages(self._database) < self._pages * GROWN:
            return
        count = (text(f"PRAGMA analysis_limit={SURVEYED}"), text("ANALYZE"))
        try:
            self._database.transaction(lambda session: [session.execute(one) for one in count])
        except (Busy, Full):  # the next tick comes
            return
        self._database.reader.dispose()
        self._pages = _pages(self._database)


def _pages(database: Database) -> int:
    return database.reading(lambda session: int(session.execute(text("PRAGMA page_count")).scalar_one()))
