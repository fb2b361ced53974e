"""A Bolt app that only acknowledges, served as the bot is: what the bot's own work is measured against."""

import os
import sys
import tempfile
from pathlib import Path

from sqlalchemy.engine import URL

from bot import schema
from bot.db import Database
from bot.scheduler import Scheduler
from bot.serving import logs, server
from tests.serving import toy


def main() -> int:
    """Serve on PORT until SIGTERM."""
    logs.configure("WARNING", "text")
    with tempfile.TemporaryDirectory() as folder:
        database = Database(URL.create("sqlite", database=str(Path(folder) / "none.sqlite3")))
        schema.upgrade(database)
        code = server.serve(
            bolt=toy.bolt(),
            settings=toy.settings(port=int(os.environ["PORT"])),
            database=database,
            scheduler=Scheduler([]),
            health=toy.HEALTH,
        )
        database.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
