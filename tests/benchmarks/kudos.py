"""How many kudos a second, and how long until the acknowledgement? 64 people thank at once, on both databases.

A gift is the whole of `/kudos @somebody for … #value` from the parsed command to the acknowledgement: reading the
words, looking up who is named, the committed transaction with ledger and announcement, and the receipt; no more compute
at once than the bot lets. Closed loop: each of 64 givers sends the next as soon as the last is acknowledged; so every
figure is under full load.

    python -m tests.benchmarks.kudos [--seconds 10] [--processes 2] [--only sqlite|postgresql]

Aims: 150 a second on SQLite, 400 on PostgreSQL, 99 of 100 acknowledged within 300 ms.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy
from slack_sdk import WebClient
from sqlalchemy.engine import URL, make_url

from bot import app, schema
from bot.db import Database
from bot.home import page
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.kudos import service
from bot.kudos.handlers import command as handlers
from bot.outbox import answering
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import door, gate
from bot.slack.door import Door, Kind, Listener
from bot.slack.payloads import Actor, Command
from bot.workspaces import service as workspaces

HERE = WorkspaceId("T1")
PEOPLE = 500
GIVERS = 64
POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
AIMS = {"sqlite": 150, "postgresql": 400}
AIM_P99 = 0.3
GIVE = Listener(
    kind=Kind.COMMAND,
    name="/kudos",
    unit=handlers.give,
    before=handlers.read,
    admits=gate.COLLEAGUES,
    stranger=gate.Stranger,
)
ROOT = Path(__file__).resolve().parents[2]


def user(number: int) -> UserId:
    return UserId(f"U{number:04}")


def now() -> datetime:
    return datetime.now(UTC)


def furnish(database: Database) -> None:
    """Fill a workspace with people."""

    def unit(session: sqlalchemy.orm.Session) -> None:
        workspaces.install(session, HERE, name="Acme", bot_user=UserId("UBOT"), bot_id="B1", now=now())
        for number in range(PEOPLE):
            profile = {"id": user(number), "real_name": f"Person {number}", "tz": "Europe/Berlin"}
            people.remember(session, HERE, profile, now=now())

    database.transaction(unit)


def load(url: URL, *, givers: range, seconds: float) -> list[float]:
    """Let each of these give as fast as it can. Returns the seconds until each acknowledgement."""
    database = Database(url)
    turns = app.turns_for(database)
    runtime = Runtime(database=database, now=now, client=_no_slack)
    around = Door(runtime=runtime, standing=people.standing, meet=people.meet, say=answering.say, home=page.draw)
    times: list[float] = []
    failures: list[BaseException] = []
    end = time.perf_counter() + seconds

    def giver(number: int) -> None:
        turn = 0
        while time.perf_counter() < end:
            turn += 1
            started = time.perf_counter()
            try:
                with turns.taken():
                    command = _command(number, turn)
                    door.serve(around, GIVE, command, f"command:{command.trigger}")
            except Exception as error:  # a benchmark counts what fails
                failures.append(error)
                continue
            times.append(time.perf_counter() - started)

    threads = [threading.Thread(target=giver, args=(number,)) for number in givers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()
    if failures:
        print(f"{len(failures)} failed, e.g. {failures[0]!r}", file=sys.stderr)
    return times


def _command(number: int, turn: int) -> Command:
    receiver = user((number * 7 + turn) % (PEOPLE - GIVERS) + GIVERS)
    return Command(
        actor=Actor(workspace=HERE, user=user(number)),
        channel=ChannelId(f"C{turn % 20}"),
        channel_name="general",
        name="/kudos",
        text=f"<@{receiver}|them> for untangling release number {turn} with patience #unblocked",
        trigger=f"{number}.{turn}.{os.getpid()}",
        response_url="",
    )


def _no_slack(workspace: WorkspaceId, timeout: float) -> WebClient:
    raise AssertionError("everybody is known; nothing is asked of Slack")


def measure(url: URL, *, seconds: float, processes: int) -> tuple[float, list[float], int]:
    """Return gifts a second, the times, and how many are in the ledger."""
    database = Database(url)
    schema.upgrade(database)
    furnish(database)
    database.close()
    if processes == 1:
        times = load(url, givers=range(GIVERS), seconds=seconds)
    else:
        each = GIVERS // processes
        address = url.render_as_string(hide_password=False)
        running = [_worker(address, part * each, each, seconds) for part in range(processes)]
        times = [float(line) for process in running for line in process.communicate()[0].split()]
    database = Database(url)
    drift = database.reading(lambda session: service.drift(session, HERE))
    assert not drift, drift[:3]
    with database.engine.connect() as connection:
        count = connection.scalar(sqlalchemy.text("SELECT count(*) FROM kudos_gestures"))
    database.close()
    return len(times) / seconds, times, count or 0


def _worker(address: str, first: int, count: int, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.benchmarks.kudos", "--load", address, str(first), str(count), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


@contextmanager
def place(kind: str) -> Iterator[URL]:
    """A fresh database."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield URL.create("sqlite", database=f"{folder}/pollen.sqlite3")
        return
    admin, name = make_url(POSTGRESQL), f"pollen_bench_{uuid.uuid4().hex[:8]}"
    engine = sqlalchemy.create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield admin.set(database=name)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=float, default=10)
    arguments.add_argument("--processes", type=int, default=2, help="on PostgreSQL; SQLite is one")
    arguments.add_argument("--only", choices=tuple(AIMS))
    arguments.add_argument("--load", nargs=4, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.load:
        url, first, count, seconds = asked.load
        times = load(make_url(url), givers=range(int(first), int(first) + int(count)), seconds=float(seconds))
        print(*times, sep="\n")
        return
    print(f"{'database':<12}{'a second':>9} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8} {'gifts':>8}  aim")
    for kind, aim in AIMS.items():
        if asked.only not in (None, kind):
            continue
        with place(kind) as url:
            rate, times, count = measure(
                url, seconds=asked.seconds, processes=1 if kind == "sqlite" else asked.processes
            )
        cuts = statistics.quantiles(times, n=100)
        marks = [f"{1000 * mark:8.1f}" for mark in (cuts[49], cuts[98], max(times))]
        met = "met" if rate >= aim and cuts[98] <= AIM_P99 else "missed"
        print(f"{kind:<12}{rate:9.0f} {' '.join(marks)} {count:8}  {aim}/s, {1000 * AIM_P99:.0f} ms: {met}")


if __name__ == "__main__":
    main()
