"""How long does a handbook of 5,000 pages take to come in? On both databases: at first, again, and when some changed.

A page has a front matter, four headings, some 300 words, a list, a table and links to three other pages. Beside the
whole it is told how long others wait: from the first statement of the transaction that saves to its commit.

    python -m tests.benchmarks.importing [--pages 5000] [--only sqlite|postgresql]

Aim: 5,000 pages in less than a minute on two cores.
"""

import argparse
import os
import random
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from bot import schema
from bot.articles.service import importing
from bot.articles.service.comparing import Fate
from bot.db import Database
from tests import databases
from tests.articles.conftest import WORKSPACE, runtime_of
from tests.conftest import NOW, POSTGRESQL

AIM = 60.0
WORDS = (
    "train",
    "hotel",
    "badge",
    "printer",
    "salary",
    "holiday",
    "contract",
    "invoice",
    "office",
    "coffee",
    "project",
)


def pages(folder: Path, count: int) -> None:
    """Write a handbook."""
    some = random.Random(7)

    def said(words: int) -> str:
        return " ".join(some.choice(WORDS) for _ in range(words)).capitalize() + "."

    for number in range(count):
        file = folder / f"team{number % 50}" / f"page{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        links = " ".join(f"[see](../team{at % 50}/page{at}.md)" for at in some.sample(range(count), min(3, count)))
        sections = "\n\n".join(f"## {said(3)}\n\n{said(40)} {said(20)}\n\n- {said(6)}\n- {said(6)}" for _ in range(3))
        table = "| day | hours |\n| --- | --- |\n| Monday | 7 to 9 |\n"
        head = f"---\ntitle: Page {number} about {said(3)}\ntags: [team{number % 50}]\n---\n"
        file.write_text(f"{head}# Page {number}\n\n{said(30)} {links}\n\n{sections}\n\n## Hours\n\n{table}")


@contextmanager
def opened(name: str, place: Path) -> Iterator[Database]:
    if name == "sqlite":
        url, clean = URL.create("sqlite", database=str(place / "pollen.sqlite3")), None
    else:
        admin = make_url(POSTGRESQL)
        url = admin.set(database=f"pollen_bench_{uuid.uuid4().hex[:8]}")
        databases.administer(admin, f"CREATE DATABASE {url.database}")
        clean = url
    database = Database(url)
    try:
        schema.upgrade(database)
        yield database
    finally:
        database.close()
        if clean is not None:
            databases.drop(clean)


def measured(name: str, count: int) -> None:
    with tempfile.TemporaryDirectory() as place, opened(name, Path(place)) as database:
        folder = Path(place) / "handbook"
        pages(folder, count)
        runtime = runtime_of(database, NOW)
        saving: list[float] = []

        def told(what: str, done: int, total: int) -> None:
            if what == "Saving":
                saving.append(time.monotonic())

        def run(label: str, expected: dict[Fate, int]) -> float:
            saving.clear()
            started, spent = time.monotonic(), time.process_time()
            report = importing.import_folder(runtime, WORKSPACE, folder, progress=told)
            took, own = time.monotonic() - started, time.process_time() - spent
            assert all(report.count(fate) == number for fate, number in expected.items()), report.fates
            last = f", saving to its last word {saving[-1] - saving[0]:.1f} s" if len(saving) > 1 else ""
            print(f"{name:>10}  {label:<14} {took:6.1f} s, {own:.1f} of them our own{last}", flush=True)
            return took

        first = run("new", {Fate.NEW: count})
        run("again", {Fate.UNCHANGED: count})
        for file in sorted(folder.rglob("*.md"))[: count // 50]:
            file.write_text(file.read_text() + "\n\nMore.\n")
        run("1 in 50 new", {Fate.CHANGED: count // 50})
        if count >= 5_000 and first > AIM:
            print(f"{name:>10}  more than {AIM:.0f} s", flush=True)


def main() -> None:
    said = argparse.ArgumentParser()
    said.add_argument("--pages", type=int, default=5_000)
    said.add_argument("--only", choices=["sqlite", "postgresql"])
    wanted, _ = said.parse_known_args()
    print(f"{wanted.pages:,} pages, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    for name in [wanted.only] if wanted.only else ["sqlite", "postgresql"]:
        measured(name, wanted.pages)


if __name__ == "__main__":
    main()
