"""The real bot with a real handbook, served over HTTP: `python -m tests.benchmarks.answering FOLDER DATABASE_URL`."""

import os
import sys
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from bot import app, schema
from bot.articles.service import importing
from bot.db import Database
from bot.ids import UserId, WorkspaceId
from bot.serving import logs, server
from bot.workspaces import service as workspaces
from bot.workspaces.rules import Workspace
from tests.serving import toy


def main(handbook: Path, url: str) -> int:
    """Import the handbook, then serve on PORT until SIGTERM. Slack's own API is not there: `/learn` needs none."""
    logs.configure("WARNING", "text")
    settings = toy.settings(port=int(os.environ["PORT"]), database_url=make_url(url))
    database = Database(settings.database_url)
    schema.upgrade(database)
    workspace = database.transaction(_install)
    bot = app.create(settings, database=database, workspace=workspace, now=app.utc_now)
    importing.import_folder(bot.runtime, workspace.id, handbook, collection="handbook")
    bot.library.follow(bot.runtime, workspace.id)
    code = server.serve(bolt=bot.bolt, settings=settings, database=database, scheduler=bot.scheduler, health=bot.health)
    database.close()
    return code


def _install(session: Session) -> Workspace:
    here = WorkspaceId("T1")
    workspaces.install(session, here, name="Acme", bot_user=UserId("UB"), bot_id="B1", now=app.utc_now())
    workspace = workspaces.workspace(session, here)
    assert workspace is not None
    return workspace


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
