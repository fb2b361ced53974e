"""The process: its probes, its port, and how it leaves under load."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import text

from bot.db import Database
from bot.errors import Refusal
from bot.scheduler import Job, Scheduler
from bot.serving import server
from bot.serving.probes import Backlog, Examiner, Finding
from tests.serving import toy
from tests.serving.slack import Slack

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


# How it is


def examiner(database: Database, **changes: object) -> Examiner:
    return replace(Examiner(database=database, health=toy.HEALTH, tick_age=lambda: 1), **changes)  # type: ignore[arg-type]  # by name


def test_a_bot_that_is_well_is_ready(database: Database) -> None:
    found = examiner(database, slack=lambda: Finding(is_fine=True, words="connected")).readiness()
    assert found.is_ready
    assert found.words() == {
        "status": "ready",
        "database": "reachable",
        "scheduler": "ticking",
        "slack": "connected",
    }


def test_a_rush_of_messages_or_an_outage_of_slack_is_no_reason_to_be_left_out(database: Database) -> None:
    """Slack's requests are answered all the same; what is still to be said is told by `/metrics`."""
    behind = Backlog(pending=1500, dead=3, unknown=2, silent=1, oldest=timedelta(hours=2))
    found = examiner(database, health=replace(toy.HEALTH, backlog=lambda: behind))
    assert found.readiness().is_ready
    assert found.gauges()["outbox_oldest_seconds"] == 7200


@pytest.mark.parametrize(
    ("change", "part", "words"),
    [
        ({"tick_age": lambda: 61}, "scheduler", "silent for 61 s"),
        ({"slack": lambda: Finding(is_fine=False, words="not heard for 20 s")}, "slack", "not heard for 20 s"),
        ({"is_draining": lambda: True}, "process", "stopping"),
    ],
)
def test_a_bot_that_is_not_well_says_what_is_wrong(
    database: Database, change: Mapping[str, object], part: str, words: str
) -> None:
    found = examiner(database, **change).readiness()
    assert not found.is_ready
    assert found.words()["status"] == "not ready"
    assert found.words()[part] == words


def test_a_schema_that_is_not_ours_is_not_ready(database: Database) -> None:
    database.transaction(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '0000'")))
    assert "schema" in examiner(database).readiness().words()["database"]


def test_a_database_without_tables_is_not_ready(tmp_path: Path) -> None:
    database = Database(toy.settings().database_url.set(database=str(tmp_path / "empty.sqlite3")))
    found = examiner(database)
    assert found.readiness().words()["database"] == "unreachable"
    assert not found.readiness().is_ready
    database.close()


# In this process, on a real port


@contextmanager
def serving(database: Database, port: int) -> Iterator[tuple[httpx2.Client, "queue.Queue[int]"]]:
    stop, codes = server.Stop(), queue.Queue[int]()
    job = Job(name="nothing", every=1, run=lambda: None)

    def run() -> None:
        code = server.serve(
            bolt=toy.bolt(),
            settings=toy.settings(port=port),
            database=database,
            scheduler=Scheduler([job]),
            health=toy.HEALTH,
            stop=stop,
        )
        codes.put(code)

    thread = threading.Thread(target=run)
    thread.start()
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", transport=httpx2.HTTPTransport(retries=5)) as client:
        yield client, codes
    stop.put("the test is over")
    thread.join(10)


def test_everything_is_at_its_address(database: Database) -> None:
    with serving(database, free_port()) as (client, codes):
        body = toy.command("/learn", "tea?")
        assert client.post("/slack/events", content=body, headers=toy.signed(body)).text == "You asked: tea?"
        assert client.post("/slack/events", content=body).status_code == 401
        broken = toy.command("/broken")
        assert client.post("/slack/events", content=broken, headers=toy.signed(broken)).status_code == 500
        assert client.get("/healthz").text == "alive\n"
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["status"]) == (200, "ready")
        metrics = client.get("/metrics").text
        assert 'pollen_requests_total{kind="command",status="200"} 1.0' in metrics
        assert 'pollen_requests_total{kind="refused",status="401"} 1.0' in metrics
        assert 'pollen_acknowledgement_seconds_count{kind="command"} 2.0' in metrics
        assert "pollen_outbox_pending 3.0" in metrics
        assert "pollen_outbox_dead 1.0" in metrics
        assert "pollen_outbox_unknown 2.0" in metrics
        assert "pollen_outbox_silent_workspaces 1.0" in metrics
        assert "pollen_outbox_oldest_seconds 2.0" in metrics
        assert "pollen_articles 36.0" in metrics
        assert client.get("/slack/install").status_code == 404
    assert codes.get(timeout=5) == 0


def test_a_port_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    database = Database(toy.settings().database_url.set(database=str(tmp_path / "pollen.sqlite3")))
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"Port {port} is in use by another program"):
            server.serve(
                bolt=toy.bolt(),
                settings=toy.settings(port=port),
                database=database,
                scheduler=Scheduler([]),
                health=toy.HEALTH,
            )
    database.close()


def test_a_token_that_slack_refuses_ends_the_process_with_a_sentence(tmp_path: Path) -> None:
    database = Database(toy.settings().database_url.set(database=str(tmp_path / "pollen.sqlite3")))
    slack = Slack()
    slack.error = "invalid_auth"
    with slack.open(), pytest.raises(Refusal, match="invalid_auth"):
        server.serve(
            bolt=toy.bolt(),
            settings=toy.settings(port=free_port(), slack_app_token="xapp-1", slack_api_url=slack.api_url),
            database=database,
            scheduler=Scheduler([]),
            health=toy.HEALTH,
        )
    database.close()


# As a process of its own


@contextmanager
def process(**environment: str) -> Iterator[tuple["subprocess.Popen[str]", httpx2.Client]]:
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.serving.toy"],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            wait_until_ready(client)
            yield child, client
    finally:
        child.kill()
        child.communicate()


def wait_until_ready(client: httpx2.Client) -> None:
    deadline, pause = time.monotonic() + 20, threading.Event()
    while time.monotonic() < deadline:
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            pass
        pause.wait(0.05)
    raise AssertionError("the server did not become ready")


def ask_on(port: int, answers: "queue.Queue[int | str]", *, is_over: threading.Event) -> None:
    """Ask again and again, each time on a new connection, until told or turned away."""
    body = toy.command("/slow")
    while not is_over.is_set():
        try:
            answer = httpx2.post(
                f"http://127.0.0.1:{port}/slack/events", content=body, headers=toy.signed(body), timeout=20
            )
            answers.put(answer.status_code)
        except httpx2.ConnectError:
            answers.put("turned away")
            return
        except httpx2.TransportError as error:  # taken in, and not answered
            answers.put(type(error).__name__)
            return


def test_leaving_under_load_answers_everything_that_was_taken_in() -> None:
    answers: queue.Queue[int | str] = queue.Queue()
    with process() as (child, client):
        port, is_over = client.base_url.port or 0, threading.Event()
        people = [threading.Thread(target=ask_on, args=(port, answers), kwargs={"is_over": is_over}) for _ in range(16)]
        for person in people:
            person.start()
        for _ in range(32):
            assert answers.get(timeout=10) == 200
        child.send_signal(signal.SIGTERM)
        statuses = watch_readiness(client)
        for person in people:
            person.join(20)
        is_over.set()
        assert child.wait(20) == 0
        assert 503 in statuses, "not ready comes before the doors close"
        rest = list(answers.queue)
        assert not [answer for answer in rest if isinstance(answer, int) and answer >= 500]
        assert child.stdout is not None
        said = json.loads(child.stdout.read())
        assert said == {"code": 0, "begun": 32 + rest.count(200)}, "what was begun was answered"
        assert rest.count(200) >= 8


def watch_readiness(client: httpx2.Client) -> list[int]:
    statuses: list[int] = []
    pause = threading.Event()
    while True:
        try:
            statuses.append(client.get("/readyz").status_code)
        except httpx2.TransportError:
            return statuses
        pause.wait(0.02)


def test_leaving_acknowledges_every_envelope_that_was_taken_in() -> None:
    with Slack().open() as slack, process(TOY_APP_TOKEN="xapp-1", TOY_API_URL=slack.api_url) as (child, _client):
        line = slack.line()
        for number in range(20):
            line.envelope(toy.event(number), number)
        line.envelope({"command": "/learn", "text": "", "team_id": "T1"}, 20, "slash_commands")
        assert line.heard.get(timeout=10)["envelope_id"] == "env-20"
        child.send_signal(signal.SIGINT)
        heard = {line.heard.get(timeout=10)["envelope_id"] for _ in range(20)}
        assert heard == {f"env-{number}" for number in range(20)}
        assert child.wait(20) == 0
        assert line.is_closed.wait(5)
        errors = child.stderr.read() if child.stderr else ""
        assert "Pollen has stopped" in errors
        assert "hello" not in errors, "nothing that people said is in the log"
