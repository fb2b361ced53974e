"""What was imported once is imported again by one command, while the bot runs, and one screen says what changed."""

import shutil
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from bot.articles.rules import faults
from bot.articles.service import importing, readers, syncing
from bot.db import Database
from bot.errors import Refusal
from tests.articles.conftest import WORKSPACE, Curator, runtime_of, write

ON_A_FILE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGES: dict[str, str | bytes] = {f"{n}.md": f"# Page {n}\n\nWords {n}.\n" for n in range(9)}
TABLE = "Problem,Remedy\nIt smokes,Leave.\n"


def told(curator: Curator) -> list[str]:
    return list(syncing.lines(syncing.sync(curator.runtime, WORKSPACE)))


def test_every_source_comes_in_again_as_it_did_before(curator: Curator, tmp_path: Path) -> None:
    curator.imports(PAGES)
    write(tmp_path / "faq", {"t.csv": TABLE})
    importing.import_folder(curator.runtime, WORKSPACE, tmp_path / "faq", columns=("Problem", "Remedy"))
    assert told(curator) == ["faq: nothing changed (1 articles)", "handbook: nothing changed (9 articles)"]
    write(tmp_path / "faq", {"t.csv": TABLE + "It rings,Answer.\n"})
    curator.has({**{path: page for path, page in PAGES.items() if path != "0.md"}, "bad.md": "---\ntitle: [\n---\n"})
    *said, broken = told(curator)
    assert broken.startswith("  broken    bad.md:3: Its front matter is not YAML")
    assert said == [
        "faq: 1 new, 1 unchanged",
        "  new       t.csv#it-rings",
        "handbook: 1 archived, 8 unchanged",
        "  archived  0.md",
    ]


def test_a_source_that_is_not_there_changes_nothing_and_stops_no_other(curator: Curator, tmp_path: Path) -> None:
    curator.imports(PAGES)
    write(tmp_path / "more", {"a.md": "# More\n\nWords.\n"})
    importing.import_folder(curator.runtime, WORKSPACE, tmp_path / "more")
    shutil.rmtree(curator.folder)
    assert told(curator) == [
        f"handbook: not read, and nothing was changed. There is no folder {curator.folder}.",
        "more: nothing changed (1 articles)",
    ]
    assert len(curator.texts()) == 10


def test_a_large_change_is_one_screen(curator: Curator) -> None:
    curator.imports({"a.md": "# A\n\nText.\n"})
    curator.has({f"{n}.md": f"# {n}\n\nText {n}.\n" for n in range(300)})
    assert len(told(curator)) < 20


def test_a_source_can_be_left_alone_and_without_any_there_is_a_word(curator: Curator) -> None:
    curator.imports(PAGES, is_dry_run=True)
    with pytest.raises(faults.NoSource):
        told(curator)
    curator.imports(PAGES)
    syncing.forget(curator.runtime, WORKSPACE, "handbook")
    with pytest.raises(faults.UnknownSource):
        syncing.forget(curator.runtime, WORKSPACE, "handbook")
    assert len(curator.texts()) == 9


def test_what_comes_in_again_is_for_the_same_readers(curator: Curator) -> None:
    curator.has(PAGES)
    importing.import_folder(curator.runtime, WORKSPACE, curator.folder, readers=("@leads",))

    def usual(session: Session) -> tuple[object, ...]:
        return readers.usual(session, WORKSPACE, "handbook")

    before = curator.runtime.reading(usual)
    curator.has({**PAGES, "new.md": "# New\n\nWords.\n"})
    assert told(curator) == ["handbook: 1 new, 9 unchanged", "  new       new.md"]
    assert curator.runtime.reading(usual) == before != ()


@ON_A_FILE
def test_a_guest_writes_beside_the_process_that_serves_a_file(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    runtime_of(database, now)
    write(tmp_path / "handbook", PAGES)
    env = {"DATABASE_URL": database.url.render_as_string(), "PATH": "", "HOME": str(tmp_path)}
    words = [sys.executable, "-m", "bot", "knowledge"]
    done = subprocess.run(
        [*words, "import", str(tmp_path / "handbook")], env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        "handbook: 9 new, 0 changed, 0 moved, 0 restored, 0 archived, 0 unchanged, 0 broken",
    ), done.stderr
    assert database.reading(lambda session: session.scalar(text("SELECT count(*) FROM articles"))) == 9
    write(tmp_path / "handbook", {**PAGES, "bad.md": "---\ntitle: [\n---\n"})
    synced = subprocess.run([*words, "sync"], env=env, capture_output=True, text=True, check=False)
    assert (synced.returncode, synced.stdout.splitlines()[0]) == (1, "handbook: nothing changed (9 articles)")


@ON_A_FILE
def test_two_processes_on_one_file_take_turns(database: Database, database_url: URL) -> None:
    guest = Database(database_url, is_guest=True)
    assert guest.is_guest
    with pytest.raises(Refusal, match="Another Pollen process"):
        Database(database_url)
    writes, may_end, order = threading.Event(), threading.Event(), list[str]()

    def slowly(session: Session) -> None:
        session.execute(text("CREATE TABLE guests (name TEXT)"))
        writes.set()
        assert may_end.wait(20)
        order.append("guest")

    def at_once(session: Session) -> None:
        session.execute(text("INSERT INTO guests VALUES ('bot')"))
        order.append("bot")

    one = threading.Thread(target=lambda: guest.transaction(slowly))
    other = threading.Thread(target=lambda: database.transaction(at_once))
    one.start()
    assert writes.wait(20)
    other.start()
    may_end.set()
    one.join()
    other.join()
    assert order == ["guest", "bot"]
    assert database.reading(lambda session: session.scalar(text("SELECT count(*) FROM guests"))) == 1
    guest.close()
