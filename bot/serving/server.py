"""How does Slack reach us, and how do we leave without dropping anything?

HTTP: `POST /slack/events` for everything Slack sends, Bolt on threads beside the event loop. Socket Mode: a connection
that we open. Either way `/healthz`, `/readyz` and `/metrics` answer on PORT.
"""

import errno
import gc
import logging
import queue
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType

import anyio.to_thread
import uvicorn
from anyio import CapacityLimiter
from slack_bolt import App, BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.db import Database
from bot.errors import Refusal
from bot.scheduler import Scheduler
from bot.serving import metrics
from bot.serving.guard import Guard
from bot.serving.metrics import Metrics
from bot.serving.probes import Examiner, Health, Readiness
from bot.serving.socket_mode import SocketMode
from bot.settings import Settings
from bot.turns import Overloaded

log = logging.getLogger(__name__)

EVENTS = "/slack/events"
THREADS = 64
#: A request that has waited longer for a thread is refused, and Slack sends it again: after three seconds Slack has
#: given up, and working through what it has given up makes every later answer late.
WAITING_SECONDS = 1.5
#: Between "not ready" and closed doors, so that a balancer notices.
NOTICE_SECONDS = 1.0
#: Between closed doors and closed connections: who has just come in has yet to say what they want.
LAST_WORDS_SECONDS = 0.5
DRAIN_SECONDS = 15

_ENDED = Refusal("The HTTP server ended by itself; the log above says why.")

#: Put anything in and the server drains and ends. A SimpleQueue is safe in a signal handler; an Event is not.
Stop = queue.SimpleQueue[str | Refusal]


def serve(
    *,
    bolt: App,
    settings: Settings,
    database: Database,
    scheduler: Scheduler,
    health: Health,
    stop: Stop | None = None,
) -> int:
    """Serve until SIGTERM or SIGINT (or `stop`) and return the exit code; raise `Refusal` when it cannot go on."""
    stop = stop if stop is not None else queue.SimpleQueue()
    draining = threading.Event()
    counted = Metrics(lambda: examiner.gauges())
    ear = None
    if settings.slack_app_token is not None:
        ear = SocketMode(
            bolt=bolt,
            app_token=settings.slack_app_token,
            api_url=settings.slack_api_url,
            metrics=counted,
            on_failure=stop.put,
        )
    examiner = Examiner(
        database=database,
        health=health,
        tick_age=lambda: scheduler.age,
        slack=ear.finding if ear is not None else None,
        is_draining=draining.is_set,
    )
    web = http_app(
        bolt=None if ear is not None else bolt,
        signing_secret=settings.slack_signing_secret,
        readiness=examiner.readiness,
        counted=counted,
        is_draining=draining.is_set,
    )
    gc.freeze()  # the bot itself is there to stay: looking through it again and again holds everybody up for 0.1 s
    with _signals(stop), _Http(web, port=settings.port, on_end=lambda: stop.put(_ENDED)) as http:
        scheduler.start()
        if ear is not None:
            ear.start()
        log.info("Pollen listens", extra={"port": settings.port, "mode": "socket" if ear else "http"})
        reason = stop.get()
        log.info("Pollen is stopping", extra={"reason": "failure" if isinstance(reason, Refusal) else reason})
        draining.set()
        if ear is not None:
            ear.stop(timeout=DRAIN_SECONDS)
        else:
            time.sleep(NOTICE_SECONDS)
            http.close()
        scheduler.stop()
    if isinstance(reason, Refusal):
        raise reason
    log.info("Pollen has stopped")
    return 0


def http_app(
    *,
    bolt: App | None,
    signing_secret: str | None,
    readiness: Callable[[], Readiness],
    counted: Metrics,
    is_draining: Callable[[], bool] = lambda: False,
) -> Starlette:
    """Return the probes and, with `bolt`, the address that Slack calls."""
    for_slack, for_probes = CapacityLimiter(THREADS), CapacityLimiter(2)

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def readyz(_request: Request) -> Response:
        found = await anyio.to_thread.run_sync(readiness, limiter=for_probes)
        return JSONResponse(found.words(), status_code=200 if found.is_ready else 503)

    async def scrape(_request: Request) -> Response:
        text = await anyio.to_thread.run_sync(counted.text, limiter=for_probes)
        return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")

    async def answer(request: BoltRequest, arrived: float) -> Response:
        assert bolt is not None
        kind = metrics.kind(request.body)
        work = partial(_dispatch, bolt, request, arrived)
        response = await anyio.to_thread.run_sync(work, limiter=for_slack)
        if response is None:
            counted.shed(kind, seconds=time.monotonic() - arrived)
            return PlainTextResponse("Overloaded.\n", status_code=503)
        counted.answered(kind, response.status, seconds=time.monotonic() - arrived)
        headers = dict(response.first_headers())
        if is_draining():
            headers["connection"] = "close"  # else the next request on it may meet a closing connection
        return Response(response.body, status_code=response.status, headers=headers)

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", scrape)]
    if bolt is not None:
        guard = Guard(signing_secret=signing_secret or "", metrics=counted, answer=answer)
        routes.append(Route(EVENTS, guard))
    return Starlette(routes=routes)


def _dispatch(bolt: App, request: BoltRequest, arrived: float) -> BoltResponse | None:
    with suppress(Overloaded):
        if time.monotonic() - arrived <= WAITING_SECONDS:
            return bolt.dispatch(request)
    return None


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the doors, and only a moment later the connections that are idle."""
        for server in self.servers:
            server.close()
        await anyio.sleep(LAST_WORDS_SECONDS)
        await super().shutdown(sockets)


class _Http:
    """uvicorn on a thread of its own, so that the main thread is free to wait for the end."""

    def __init__(self, app: Starlette, *, port: int, on_end: Callable[[], None]) -> None:
        self._socket = _bind(port)
        self._on_end = on_end
        config = uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            loop="asyncio",
            http="h11",
            access_log=False,
            log_config=None,
            log_level="warning",
            server_header=False,
            timeout_keep_alive=75,  # longer than the usual balancer's minute, or it meets closed connections
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, name="http", daemon=True)

    def __enter__(self) -> "_Http":
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Take no more connections and wait for the requests that run."""
        self._server.should_exit = True
        self._thread.join(DRAIN_SECONDS + 5)
        self._socket.close()

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._on_end()


def _bind(port: int) -> socket.socket:
    # With the protocol named: asyncio switches Nagle's algorithm off only then, and else every answer is 40 ms late.
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("0.0.0.0", port))
        door.listen(2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {port} is in use by another program. Stop that one, or set PORT to another number."
        else:
            reason = f"Port {port} cannot be opened ({error.strerror}). Set PORT to another number."
        door.close()
        raise Refusal(reason) from error
    return door


@contextmanager
def _signals(stop: Stop) -> Iterator[None]:
    """End on SIGTERM and SIGINT; a second one of them ends at once, as it would without us."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, before[signal.Signals(number)])
        stop.put(signal.Signals(number).name)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
