"""How long does Slack wait for an answer to `/learn`? Signed requests over HTTP against a server in its own process.

Open loop: requests leave at a fixed rate whether or not the server keeps up, and each is timed from when it was due;
that is what people feel. Closed loop: twenty connections ask as fast as they are answered; that is the throughput.
Beside the bot stands a Bolt app that only acknowledges, on the same server.

    python -m tests.benchmarks.acknowledgement [--handbook FOLDER] [--database URL] [--seconds 12]
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.serving import toy

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT.parent / "shared" / "data" / "handbooks" / "tts"

RATES = (100, 200)
CONNECTIONS = 20
CLOSED_SECONDS = 6
SLACK_SECONDS = 3.0  #: after that a person sees "operation_timeout"


@dataclass(kw_only=True)
class Result:
    load: str
    seconds: float
    latencies: list[float] = field(default_factory=list)
    failures: int = 0
    #: What the server's process spent, which other work on the machine cannot blur; 0 where nobody can tell.
    cpu_seconds: float = 0

    def row(self) -> str:
        """Return the figures: a second, then milliseconds, then counts."""
        done = len(self.latencies)
        late = sum(latency > SLACK_SECONDS for latency in self.latencies)
        cuts = statistics.quantiles(self.latencies, n=1000) if done > 1 else [0.0] * 999
        marks = [f"{1000 * mark:8.1f}" for mark in (cuts[499], cuts[989], max(self.latencies, default=0))]
        cpu = 1000 * self.cpu_seconds / max(1, done)
        return f"{self.load:<14}{done / self.seconds:8.0f} {' '.join(marks)} {late:8} {self.failures:8} {cpu:8.2f}"


HEADER = (
    f"{'load':<14}{'a second':>8} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8} {'over 3 s':>8} {'failed':>8} {'cpu ms':>8}"
)


def main(handbook: Path = HANDBOOK, database: str | None = None, *, seconds: int = 12) -> None:
    """Print the figures of both servers."""
    if not handbook.is_dir():
        print(f"There is no handbook at {handbook}; this benchmark needs a real one.")
        return
    questions = _questions(handbook)
    with tempfile.TemporaryDirectory() as folder:
        url = database or f"sqlite:///{folder}/pollen.sqlite3"
        servers = {
            "a Bolt app that only acknowledges": ("tests.benchmarks.acknowledging",),
            f"Pollen on {url.partition(':')[0]}": ("tests.benchmarks.answering", str(handbook), url),
        }
        for name, module in servers.items():
            with _server(module) as (port, process):
                print(f"\n{name}\n{HEADER}", flush=True)
                asyncio.run(_closed(port, questions, seconds=2))  # to warm up
                for rate in RATES:
                    _measure(process, _open(port, questions, rate=rate, seconds=seconds))
                _measure(process, _closed(port, questions, seconds=CLOSED_SECONDS))


def _measure(process: int, load: Coroutine[None, None, Result]) -> None:
    before = _cpu(process)
    result = asyncio.run(load)
    result.cpu_seconds = _cpu(process) - before
    print(result.row(), flush=True)


def _cpu(process: int) -> float:
    """Return the seconds of processor time a process has used (Linux)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _questions(handbook: Path) -> list[str]:
    """Return what people might ask of this handbook: its headings as questions."""
    headings = {
        heading.strip(" #*")
        for page in sorted(handbook.rglob("*.md"))
        for heading in re.findall(r"^#{1,3} (.{8,80})$", page.read_text("utf-8", "replace"), re.MULTILINE)
    }
    return [f"how do I {heading.lower()}?" for heading in sorted(headings)] or ["how do I begin?"]


@contextmanager
def _server(module: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Start a server; yield its port and its process."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    child = subprocess.Popen(
        [sys.executable, "-m", *module], cwd=ROOT, env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(child, port)
        yield port, child.pid
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(30)


def _wait_until_ready(child: "subprocess.Popen[bytes]", port: int) -> None:
    deadline, pause = time.monotonic() + 300, threading.Event()
    while time.monotonic() < deadline and child.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            pause.wait(0.2)
    raise SystemExit("The server did not become ready; what it said is above.")


# The load


async def _open(port: int, questions: Sequence[str], *, rate: int, seconds: int) -> Result:
    result = Result(load=f"open {rate}/s", seconds=seconds)
    idle: list[_Connection] = []
    start = time.perf_counter() + 0.1

    async def ask(number: int) -> None:
        due = start + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        connection = idle.pop() if idle else _Connection(port)
        await _timed(connection, _request(questions[number % len(questions)], number), due, result)
        idle.append(connection)

    await asyncio.gather(*(ask(number) for number in range(rate * seconds)))
    for connection in idle:
        connection.close()
    return result


async def _closed(port: int, questions: Sequence[str], *, seconds: int) -> Result:
    result = Result(load=f"closed, {CONNECTIONS}", seconds=seconds)
    end = time.perf_counter() + seconds

    async def ask(first: int) -> None:
        connection, number = _Connection(port), first
        while time.perf_counter() < end:
            request = _request(questions[number % len(questions)], number)
            await _timed(connection, request, time.perf_counter(), result)
            number += CONNECTIONS
        connection.close()

    await asyncio.gather(*(ask(number) for number in range(CONNECTIONS)))
    return result


async def _timed(connection: "_Connection", request: bytes, due: float, result: Result) -> None:
    try:
        status = await connection.send(request)
    except OSError:
        status = 0
        connection.close()
    if status == 200:
        result.latencies.append(time.perf_counter() - due)
    else:
        result.failures += 1


def _request(question: str, number: int) -> bytes:
    fields = {
        "command": "/learn",
        "text": question,
        "team_id": "T1",
        "team_domain": "acme",
        "user_id": f"U{number % 500}",
        "user_name": "ana",
        "channel_id": "C1",
        "channel_name": "general",
        "trigger_id": f"{number}.{time.time_ns()}",
        "response_url": "https://hooks.slack.com/commands/T1/1/x",
        "api_app_id": "A1",
    }
    body = urlencode(fields)
    headers = {"host": "pollen", **toy.signed(body), "content-length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /slack/events HTTP/1.1\r\n{head}\r\n{body}".encode()


class _Connection:
    """A kept-alive HTTP connection, as little of one as costs the server's cores least."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes) -> int:
        """Return the status; 0 for an apology, which is an answer but not a success."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: *(\d+)", head)
            body = await reader.readexactly(int(length[1]) if length else 0)
        except asyncio.IncompleteReadError as error:
            raise ConnectionError("hung up") from error
        return 0 if b"Something broke here" in body else int(head[9:12])

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--handbook", type=Path, default=HANDBOOK)
    parser.add_argument("--database", help="an empty database; a throw-away SQLite file by default")
    parser.add_argument("--seconds", type=int, default=12)
    given = parser.parse_args()
    main(given.handbook, given.database, seconds=given.seconds)
