"""Where does a five years old database come from? Made once, and copied for each test."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from bot.articles.service import importing
from bot.db import Base, Database
from bot.digests import store
from bot.digests.rules import composition as composing
from bot.digests.rules.sections import Window
from bot.digests.service import contributions
from bot.digests.service import material as gathering
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.playground.slack import LocalSlack
from bot.runtime import Runtime
from bot.survey import Survey
from bot.workspaces import service as workspaces
from tests import databases
from tests.years import history, town
from tests.years.history import Size
from tests.years.town import NOW

KEPT_TRUE = 3  #: weeks in which a digest was posted that is still put right


def fill(database: Database, size: Size, *, repaired: int = KEPT_TRUE) -> None:
    """Fill a migrated, empty database with the company's five years."""
    slack = town.town()
    workspace = WorkspaceId(slack.team_id)
    runtime = Runtime(database=database, now=lambda: NOW, client=_nobody)
    everybody = town.people(slack)

    def settle(session: Any) -> None:
        workspaces.install(
            session, workspace, name="Meadow", bot_user=UserId(slack.bot_user), bot_id=slack.workspace.bot_id, now=NOW
        )
        channels = town.channels(slack)
        chosen = {
            "mentors.channel": channels[0],
            "milestones.channel": channels[1],
            "roles.owner": everybody[0],
            "roles.curators": everybody[1:3],
            "slack.url": "https://meadow.slack.com/",
        }
        workspaces.choose(session, workspace, chosen)
        session.execute(
            Base.metadata.tables["people"].insert(),
            [_person(slack, workspace, number, user) for number, user in enumerate(everybody)],
        )

    database.transaction(settle)
    with tempfile.TemporaryDirectory() as folder:
        for number, subject in enumerate(history.SUBJECTS * 5):
            Path(folder, f"{number:02}.md").write_text(_article(subject, number), encoding="utf-8")
        importing.import_folder(runtime, workspace, Path(folder), collection="handbook")
    history.write(database, slack, size)
    for back in range(1, min(size.weeks, repaired) + 1):
        _tell(database, workspace, town.channels(slack), back)
    Survey(database).run()
    if not database.is_sqlite:  # as it does by itself after a while
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


@contextmanager
def copied(source: URL, folder: Path) -> Iterator[URL]:
    """Copy a database, and remove the copy afterwards."""
    if source.get_backend_name() == "sqlite":
        path = folder / "years.sqlite3"
        shutil.copyfile(str(source.database), path)
        yield URL.create("sqlite", database=str(path))
        return
    name = f"{source.database}_{folder.name[-12:].replace('-', '_').lower()}"
    databases.administer(source, f'CREATE DATABASE "{name}" TEMPLATE "{source.database}"')
    try:
        yield source.set(database=name)
    finally:
        databases.drop(source.set(database=name))


def _person(slack: LocalSlack, workspace: WorkspaceId, number: int, user: str) -> dict[str, Any]:
    member = slack.workspace.members[user]
    likes = {"digests.monthly": True} if number % 50 == 1 else {"milestones.leader": True} if number % 100 == 2 else {}
    return {
        "workspace": workspace,
        "user": user,
        "name": member.real_name,
        "email": member.email,
        "zone": member.tz,
        "locale": member.locale,
        "standing": "member",
        "is_admin": member.is_admin,
        "preferences": likes,
        "seen_at": NOW - timedelta(minutes=number),
    }


def _article(subject: str, number: int) -> str:
    title = f"{subject.removeprefix('a ').removeprefix('the ').capitalize()}, part {number}"
    sections = "\n\n".join(
        f"## {what}\n\nFor {subject} in case {number * 10 + place}, ask the desk first; they answer in a day."
        for place, what in enumerate(("Before you begin", "What you need", "Afterwards"))
    )
    return f"# {title}\n\nHow we handle {subject}.\n\n{sections}\n"


def _tell(database: Database, workspace: WorkspaceId, channels: list[str], back: int) -> None:
    """Let the digests of a week hold what they would have told then."""
    until = history.wednesday(-back)
    window = Window(since=until - history.WEEK, until=until)

    editions = Base.metadata.tables["digest_editions"].c

    def unit(session: Any) -> None:
        for channel in channels:
            here = store.subscription(session, workspace, ChannelId(channel))
            assert here is not None
            found = gathering.gather(session, here, contributions.ALL, window)
            page = composing.compose(found, audience=here.audience, sections=here.sections)
            told = (editions.channel == channel, editions.due_at == until)
            session.execute(editions.channel.table.update().where(*told).values(items=composing.kept(page)))

    database.transaction(unit)


def _nobody(_workspace: WorkspaceId, _timeout: float) -> Any:
    raise AssertionError("nobody asks Slack here")
