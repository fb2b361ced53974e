"""What does each listener and each job cost after five years in a company of 500, in seconds of our own CPU?

The history is that of `tests/years`, whole: 200,000 answers, 80,000 kudos, 120,000 posts, 140,000 deliveries, 5,000
requests, 260 weeks of digests. Every story of `tests/years/stories.py` is played in each round on a fresh copy, its
listener's median is told; then each scene that no story reaches, once; then what a run of each job takes that finds
nothing to do.

    python -m tests.benchmarks.years [--only sqlite|postgresql] [--rounds 3] [--short]

Aim: a listener's median within 50 ms. The database's own CPU is not counted on PostgreSQL.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from sqlalchemy.engine import URL

from tests.benchmarks.importing import opened
from tests.listeners import caught
from tests.test_every_listener import SCENES
from tests.years import past
from tests.years.hands import hands
from tests.years.history import FULL, LONG
from tests.years.stories import STORIES
from tests.years.test_scenes import BUDGETS, beside

AIM = 0.05  #: seconds
SHOWN = 12  #: of the dearest


def listeners(source: URL, folder: Path, rounds: int) -> dict[str, float]:
    """Return each listener's median, in seconds."""
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        place = folder / f"round{number}"
        place.mkdir()
        with past.copied(source, place) as copy, hands(copy, place, is_counting=False) as everybody:
            for name, (_, story) in STORIES.items():
                story(everybody)
                found[name].append(everybody.costs[-1].seconds)
    return {name: statistics.median(taken) for name, taken in found.items()}


def scenes(source: URL, folder: Path) -> dict[str, float]:
    """Return what each listener takes whose scene is played in the company of the history, in seconds."""
    found = {}
    for number, name in enumerate(BUDGETS):
        place = folder / f"scene{number}"
        place.mkdir(parents=True)
        with beside(source, place) as office:
            delivery = caught(office, SCENES[name](office))
            office.mute.set()
            before = time.process_time()
            office.slack.postman.send(delivery)
            found[name] = time.process_time() - before
        shutil.rmtree(place)
    return found


def jobs(source: URL, folder: Path) -> dict[str, float]:
    """Return what each job takes when there is nothing left to do, in seconds."""
    folder.mkdir()
    found = {}
    with past.copied(source, folder) as copy, hands(copy, folder, is_counting=False) as everybody:
        everybody.office.works(rounds=200)
        for job in everybody.office.bot.jobs:
            before = time.process_time()
            job.run()
            found[job.name] = time.process_time() - before
    return found


def measured(name: str, *, rounds: int, is_short: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with opened(name, folder) as database:
            started, spent = time.monotonic(), time.process_time()
            past.fill(database, LONG if is_short else FULL)
            took, own = time.monotonic() - started, time.process_time() - spent
            url = database.url
            database.scrub()
            database.engine.dispose()
            print(f"{name:>10}  the history was written in {took:.0f} s, {own:.0f} of them our own", flush=True)
            table("listeners", name, listeners(url, folder, rounds))
            table("listeners in scenes", name, scenes(url, folder / "scenes"))
            table("idle jobs", name, jobs(url, folder / "jobs"))


def table(what: str, name: str, found: dict[str, float]) -> None:
    above = sum(seconds > AIM for seconds in found.values())
    middle = statistics.median(found.values())
    print(f"{name:>10}  {len(found)} {what}: median {middle * 1000:.1f} ms, {above} above {AIM * 1000:.0f} ms")
    for one, seconds in sorted(found.items(), key=lambda pair: -pair[1])[:SHOWN]:
        print(f"{'':>12}{seconds * 1000:8.1f} ms  {one}", flush=True)


def main() -> None:
    said = argparse.ArgumentParser()
    said.add_argument("--rounds", type=int, default=3)
    said.add_argument("--only", choices=["sqlite", "postgresql"])
    said.add_argument("--short", action="store_true", help="the history of the ordinary tests")
    wanted, _ = said.parse_known_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    for name in [wanted.only] if wanted.only else ["sqlite", "postgresql"]:
        measured(name, rounds=wanted.rounds, is_short=wanted.short)


if __name__ == "__main__":
    main()
