"""Which statements would read a whole history? SQLite tells how it finds what is asked for.

One workspace is nearly all there is in a table, so that to find its rows is to read them all.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from sqlalchemy.engine import URL

#: Rows of a table that is one of years, and those that stay small: some thousand offers of mentors in five years.
MANY = 600
SMALL = frozenset({"mentor_offers"})


def walks(url: URL, asked: Iterable[str]) -> dict[str, str]:
    """Return the statements that read a table of years from its beginning to its end, with SQLite's plan of each."""
    with closing(sqlite3.connect(str(url.database))) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
        years = {name for name, rows in counted.items() if rows >= MANY and name not in SMALL}
        found = {}
        for statement in dict.fromkeys(asked):
            if not statement.startswith(("SELECT", "UPDATE", "DELETE")) or " LIMIT " in statement:
                continue
            nothing = [None] * statement.count("?")
            for *_, plan in connection.execute(f"EXPLAIN QUERY PLAN {statement}", nothing):
                how, table = plan.split(" ")[:2]
                if table in years and (how == "SCAN" or plan.endswith("(workspace=?)")):
                    found[statement] = plan
    return found
