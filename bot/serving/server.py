"""How does Slack reach us, and how do we leave without dropping anything?

HTTP: `POST /slack/events` for everything Slack sends, Bolt on threads beside the event loop. Socket Mode: a connection
that we open. Either way `/healthz`, `/readyz` and `/metrics` answer on PORT.
"""

import logging
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from types import FrameType

import anyio.to_thread
from anyio import CapacityLimiter
from slack_bolt import App, BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import deadline, memory
from bot.db import Database
from bot.errors import Refusal
from bot.scheduler import Scheduler
from bot.serving import metrics
from bot.serving.guard import Guard
from bot.serving.metrics import Metrics
from bot.serving.port import DRAIN_SECONDS, Http
from bot.serving.probes import Examiner, Finding, Health, Readiness
from bot.serving.socket_mode import SocketMode
from bot.settings import Settings
from bot.turns import Overloaded

log = logging.getLogger(__name__)

EVENTS = "/slack/events"
THREADS = 64
#: A request that has waited longer for a thread is refused, and Slack sends it again: after three seconds Slack has
#: given up, and working through what it has given up makes every later answer late.
WAITING_SECONDS = 1.5
#: Slack waits three seconds for an answer; whatever a request waits for is given up before they are over.
REQUEST_SECONDS = 2.7
#: Whoever asks whether we are ready has an answer within a second, and it is "no" when it does not come by then.
PROBE_SECONDS = 0.9
#: Between "not ready" and closed doors, so that a balancer notices.
NOTICE_SECONDS = 1.0

UNANSWERED = Readiness(findings={"database": Finding(is_fine=False, words="does not answer in time")})

_ENDED = Refusal("The HTTP server ended by itself; the log above says why.")

#: Put anything in and the server drains and ends. A SimpleQueue is safe in a signal handler; an Event is not.
Stop = queue.SimpleQueue[str | Refusal]


@dataclass(frozen=True, kw_only=True)
class Outside:
    """Where programs come in that are not Slack's events."""

    path: str
    #: What it is called in the metrics.
    kind: str
    app: ASGIApp


def serve(
    *,
    bolt: App,
    settings: Settings,
    database: Database,
    scheduler: Scheduler,
    health: Health,
    outside: Sequence[Outside] = (),
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
        outside=outside,
    )
    memory.settle()
    with _signals(stop), Http(web, port=settings.port, on_end=lambda: stop.put(_ENDED)) as http:
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
    outside: Sequence[Outside] = (),
) -> Starlette:
    """Return the probes, the doors for other programs and, with `bolt`, the address that Slack calls."""
    for_slack, for_probes = CapacityLimiter(THREADS), CapacityLimiter(2)

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def readyz(_request: Request) -> Response:
        found = UNANSWERED
        with anyio.move_on_after(PROBE_SECONDS):
            found = await anyio.to_thread.run_sync(readiness, limiter=for_probes, abandon_on_cancel=True)
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
    routes += [Route(one.path, _Counted(one, counted)) for one in outside]
    return Starlette(routes=routes)


class _Counted:
    """Counts what another program is answered."""

    def __init__(self, one: Outside, counted: Metrics) -> None:
        self._one = one
        self._counted = counted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrived, status = time.monotonic(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self._one.app(scope, receive, watched)
        self._counted.answered(self._one.kind, status, seconds=time.monotonic() - arrived)


def _dispatch(bolt: App, request: BoltRequest, arrived: float) -> BoltResponse | None:
    with suppress(Overloaded):
        if time.monotonic() - arrived <= WAITING_SECONDS:
            with deadline.until(arrived + REQUEST_SECONDS):
                return bolt.dispatch(request)
    return None


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
