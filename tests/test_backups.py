"""Is a backup whole that is taken while people write, and is a restore all or nothing?"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from bot import backups, schema
from bot.cli.main import commands
from bot.db import Database
from bot.errors import Refusal
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.slack.message import Message
from bot.workspaces import service as workspaces
from tests.conftest import NOW

T = WorkspaceId("T1")
ON_A_FILE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LATER = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.sqlite3"


def filled(database: Database) -> Database:
    database.transaction(
        lambda session: workspaces.install(session, T, name="Meadow", bot_user=UserId("UBOT"), bot_id="B1", now=NOW)
    )
    return database


def posts_two(database: Database, number: int) -> None:
    """Promise two messages in one transaction: there is never an odd number of them."""

    def unit(session: Session) -> None:
        for half in "ab":
            said = Message(text=f"{number}{half} " + "x" * 2000)
            outbox.post(session, workspace=T, channel=ChannelId("C1"), message=said, key=f"{number}{half}", now=NOW)

    database.transaction(unit)


def posts(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM outbox").fetchone()[0])


def saved(url: URL, file: Path) -> Path:
    backups.save(url, file, is_replacing=False, progress=lambda _done, _of: None)
    return file


def restored(file: Path, url: URL, *, is_forced: bool = False) -> backups.Restored:
    return backups.restore(file, url, is_forced=is_forced, doubted=lambda _database: 0, now=LATER)


@ON_A_FILE
def test_a_backup_is_one_moment_however_much_is_written_meanwhile(database: Database, file: Path) -> None:
    """The bot writes between any two steps of the copy: the copy ends all the same, and knows nothing of it."""
    filled(database)
    for number in range(20):
        posts_two(database, number)
    steps: list[tuple[int, int]] = []

    def meanwhile(done: int, of: int) -> None:
        posts_two(database, 100 + len(steps))
        steps.append((done, of))

    backups.save(database.url, file, is_replacing=False, progress=meanwhile, pages=10)
    assert len(steps) > 5
    assert [done for done, _ in steps] == sorted(done for done, _ in steps), "it never began anew"
    assert posts(file) == 40
    assert database.reading(lambda session: session.scalar(text("SELECT count(*) FROM outbox"))) == 40 + 2 * len(steps)
    backups.check(file)
    assert file.stat().st_mode & 0o077 == 0, "nobody else reads what people wrote"
    assert list(file.parent.glob("backup*")) == [file], "one file, and nothing beside it"


@ON_A_FILE
def test_a_backup_replaces_nothing_unless_it_is_told_to(database: Database, file: Path) -> None:
    file.write_text("something of mine")
    with pytest.raises(Refusal, match=r"already there.*--force"):
        saved(database.url, file)
    assert file.read_text() == "something of mine"
    backups.save(database.url, file, is_replacing=True, progress=lambda _done, _of: None)
    backups.check(file)


@ON_A_FILE
def test_nothing_is_restored_under_a_running_bot_or_over_data(database: Database, file: Path) -> None:
    filled(database)
    saved(database.url, file)
    with pytest.raises(Refusal, match="Another Pollen process"):
        restored(file, database.url, is_forced=True)
    database.close()
    with pytest.raises(Refusal, match=r"holds data.*--force"):
        restored(file, database.url)


@ON_A_FILE
def test_a_restore_brings_the_moment_back_and_keeps_what_was_there(database: Database, file: Path) -> None:
    filled(database)
    posts_two(database, 1)
    saved(database.url, file)
    posts_two(database, 2)
    database.close()
    done = restored(file, database.url, is_forced=True)
    assert posts(Path(str(database.url.database))) == 2
    assert done.kept is not None
    assert posts(done.kept) == 4
    again = Database(database.url)
    posts_two(again, 3)
    again.close()
    assert posts(Path(str(database.url.database))) == 4
    assert posts(file) == 2, "the backup is what it was"


@ON_A_FILE
def test_an_empty_place_needs_no_force(database: Database, file: Path, tmp_path: Path) -> None:
    saved(filled(database).url, file)
    place = URL.create("sqlite", database=str(tmp_path / "new" / "pollen.sqlite3"))
    assert restored(file, place) == backups.Restored(doubtful=0, kept=None)
    assert sorted(one.name for one in (tmp_path / "new").iterdir() if one.suffix != ".lock") == ["pollen.sqlite3"]


@ON_A_FILE
def test_a_backup_of_an_older_version_is_brought_up_and_one_of_a_newer_is_refused(
    database: Database, file: Path, tmp_path: Path
) -> None:
    filled(database)
    with database.engine.connect() as connection:
        command.downgrade(schema.config(connection), "-1")
    saved(database.url, file)
    database.close()
    restored(file, database.url, is_forced=True)
    upgraded = Database(database.url)
    assert schema.is_current(upgraded)
    upgraded.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = Path(str(database.url.database)).read_bytes()
    with pytest.raises(Refusal, match="made by a newer Pollen: its schema is 9999"):
        restored(file, database.url, is_forced=True)
    assert Path(str(database.url.database)).read_bytes() == before


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    place = URL.create("sqlite", database=str(tmp_path / "pollen.sqlite3"))
    letter, other = tmp_path / "letter", tmp_path / "other.sqlite3"
    letter.write_bytes(b"Dear all, this is no database. " * 200)
    sqlite3.connect(other).execute("CREATE TABLE songs (title)").connection.close()
    for file in (letter, other):
        with pytest.raises(Refusal, match="isn't a Pollen database"):
            restored(file, place)
    with pytest.raises(Refusal, match="no backup at"):
        restored(tmp_path / "nowhere", place)


@ON_A_FILE
def test_in_a_terminal_messages_that_wait_are_looked_for_first(database: Database, file: Path) -> None:
    posts_two(filled(database), 1)
    env = {"DATABASE_URL": str(database.url)}
    told = CliRunner().invoke(commands, ["backup", str(file)], env=env)
    assert told.output.startswith(f"Backed up to {file} ("), told.output
    database.close()
    told = CliRunner().invoke(commands, ["restore", str(file), "--force"], env=env)
    assert "2 messages were waiting to be sent; each is looked for in Slack first" in told.output
    again = Database(database.url)
    doubtful = again.reading(lambda session: session.scalars(text("SELECT is_doubtful FROM outbox")).all())
    assert doubtful == [1, 1]
    again.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_for_postgresql_they_say_what_to_do_and_recheck_does_the_rest(database: Database, file: Path) -> None:
    posts_two(filled(database), 1)
    env = {"DATABASE_URL": database.url.render_as_string(hide_password=False)}
    for words, hint in ((["backup", str(file)], "pg_dump"), (["restore", str(file)], "pg_restore")):
        refused = CliRunner().invoke(commands, words, env=env).exception
        assert isinstance(refused, Refusal)
        assert hint in str(refused)
    told = CliRunner().invoke(commands, ["outbox", "recheck"], env=env)
    assert "2 messages were waiting" in told.output
    assert database.reading(lambda session: session.scalars(text("SELECT is_doubtful FROM outbox")).all()) == [True] * 2
