"""An import that is interrupted, killed, or looked at while it runs."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.articles import service
from bot.articles.service import importing
from bot.articles.service.comparing import Fate
from bot.articles.service.reports import Report
from bot.db import Database
from tests.articles.conftest import WORKSPACE, Curator, runtime_of, write
from tests.conftest import NOW

COUNT = 600  #: more than are saved between two words of progress
OLD = {f"{n}.md": f"# Article {n}\n\nold\n" for n in range(COUNT)}
NEW = {f"{n}.md": f"# Article {n}\n\nnew\n" for n in range(1, COUNT + 1)}


def ages(curator: Curator) -> tuple[int, set[str]]:
    """How many articles there are, and which of their lines."""
    texts = curator.texts()
    return len(texts), {text.splitlines()[-1] for text in texts.values()}


class Interrupted(Exception):
    pass


def test_an_interrupted_import_leaves_the_old_state(curator: Curator) -> None:
    curator.imports(OLD)

    def interrupt(what: str, done: int, total: int) -> None:
        if what == "Saving":
            raise Interrupted

    with pytest.raises(Interrupted):
        curator.imports(NEW, progress=interrupt)

    assert ages(curator) == (COUNT, {"old"})
    assert curator.version() == 1
    assert curator.imports().count(Fate.CHANGED) == COUNT - 1
    assert ages(curator) == (COUNT, {"new"})


def test_who_reads_during_an_import_sees_the_old_state_or_the_new(curator: Curator) -> None:
    curator.imports(OLD)
    seen: list[tuple[int, set[str]]] = []

    def look(what: str, done: int, total: int) -> None:
        if what == "Saving":
            reader = threading.Thread(target=lambda: seen.append((curator.version(), ages(curator)[1])))
            reader.start()
            reader.join()

    curator.imports(NEW, progress=look)

    assert len(seen) == 2
    assert all(one == (1, {"old"}) for one in seen)
    assert (curator.version(), ages(curator)) == (2, (COUNT, {"new"}))


def test_readers_beside_a_writer_never_see_half(curator: Curator) -> None:
    small = 40
    states = [{f"{n}.md": f"# Article {n}\n\n{word}\n" for n in range(small)} for word in ("old", "new")]
    curator.imports(states[0])
    is_over = threading.Event()
    seen: list[tuple[int, frozenset[str]]] = []

    def read() -> None:
        while not is_over.is_set():
            found = curator.runtime.reading(lambda session: service.snapshot(session, WORKSPACE))
            seen.append((found.version, frozenset(one.sections[-1].text for one in found.articles)))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for turn in range(1, 12):
            curator.imports(states[turn % 2])
    finally:
        is_over.set()
        reader.join()

    assert seen
    assert {(version, frozenset({"old"} if version % 2 else {"new"})) for version, _ in seen} == set(seen)


def test_two_imports_at_once_are_one_after_the_other(curator: Curator, tmp_path: Path) -> None:
    write(tmp_path / "other", {f"{n}.md": f"# Other {n}\n\nText.\n" for n in range(50)})
    curator.has({f"{n}.md": f"# Article {n}\n\nText.\n" for n in range(50)})
    reports: list[Report] = []

    def run(folder: Path) -> None:
        reports.append(importing.import_folder(curator.runtime, WORKSPACE, folder))

    threads = [
        threading.Thread(target=run, args=(place,)) for place in (curator.folder, curator.folder, tmp_path / "other")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(report.count(Fate.NEW) for report in reports) == 100
    assert curator.version() == 2
    assert len(curator.texts()) == 100


KILLED = """
import os, sys
from pathlib import Path
from sqlalchemy.engine import make_url
from bot.articles.service import importing
from bot.db import Database
from tests.articles.conftest import WORKSPACE, runtime_of
from tests.conftest import NOW

def die(what, done, total):
    if what == "Saving" and done == total:
        os._exit(9)

importing.import_folder(runtime_of(Database(make_url(sys.argv[1])), NOW), WORKSPACE, Path(sys.argv[2]), progress=die)
"""


def test_a_process_killed_while_saving_leaves_the_old_state(database_url: URL, tmp_path: Path) -> None:
    folder = tmp_path / "handbook"
    write(folder, {"a.md": "# A\n\nold\n"})
    database = Database(database_url)
    importing.import_folder(runtime_of(database, NOW), WORKSPACE, folder)
    database.close()

    write(folder, {"a.md": "# A\n\nnew\n", "b.md": "# B\n\nnew\n"})
    url = database_url.render_as_string(hide_password=False)
    died = subprocess.run([sys.executable, "-c", KILLED, url, str(folder)], check=False)
    assert died.returncode == 9

    database = Database(database_url)
    try:
        curator = Curator(runtime=runtime_of(database, NOW), folder=folder)
        assert (curator.version(), ages(curator)) == (1, (1, {"old"}))
        curator.imports()
        assert (curator.version(), ages(curator)) == (2, (2, {"new"}))
    finally:
        database.close()
