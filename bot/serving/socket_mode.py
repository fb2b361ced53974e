"""How does Slack reach a bot that has no public address? Over a WebSocket that we open, watch and open again.

One loop decides when the next connection is needed; envelopes are answered on a pool of threads, and one that has
waited too long is left unacknowledged, because working through what Slack has given up makes every later answer late.
"""

import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPException
from typing import Any

import websocket
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.response import SocketModeResponse

from bot import deadline
from bot.errors import Refusal
from bot.serving import envelopes, guard, metrics
from bot.serving.probes import Finding
from bot.serving.socket_connection import Connection, Patience, quiet
from bot.turns import Overloaded

log = logging.getLogger(__name__)

THREADS = 32

#: Errors that trying again does not cure. https://docs.slack.dev/reference/methods/apps.connections.open
HOPELESS = {
    "access_denied",
    "account_inactive",
    "app_missing_action_url",
    "invalid_auth",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "socket_mode_not_enabled",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
}


class SocketMode:
    """Hears Slack from `start` to `stop`; `on_failure` is told, from a thread, that it cannot go on."""

    def __init__(
        self,
        *,
        bolt: App,
        app_token: str,
        api_url: str,
        metrics: metrics.Metrics,
        on_failure: Callable[[Refusal], None],
        patience: Patience | None = None,
    ) -> None:
        self._bolt = bolt
        self._web = WebClient(token=app_token, base_url=api_url, timeout=10, retry_handlers=[], logger=quiet)
        self._metrics = metrics
        self._on_failure = on_failure
        self._patience = patience or Patience()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="envelope")
        self._thread = threading.Thread(target=self._run, name="socket-mode", daemon=True)
        self._stopping = threading.Event()
        self._is_draining = False
        self._current: Connection | None = None
        self._deaf_since = time.monotonic()
        self._changed = threading.Condition()
        self._running: Counter[Connection] = Counter()
        websocket.setdefaulttimeout(10)  # else a connection attempt, or an acknowledgement, may hang for ever

    def start(self) -> None:
        self._thread.start()

    def stop(self, *, timeout: float) -> bool:
        """Take nothing more, acknowledge what runs, then disconnect; False when something ran for too long."""
        with self._changed:
            self._is_draining = True
            is_done = self._changed.wait_for(lambda: not self._running.total(), timeout)
        self._stopping.set()
        self._thread.join(timeout)
        self._pool.shutdown(wait=False, cancel_futures=True)
        return is_done

    def finding(self) -> Finding:
        """Say for `/readyz` how well Slack is heard."""
        connection = self._current
        if (
            connection is not None
            and not connection.is_lost
            and connection.silence() < self._patience.silence + self._patience.ping
        ):
            return Finding(is_fine=True, words="connected")
        return Finding(is_fine=False, words=f"not heard for {time.monotonic() - self._deaf_since:.0f} s")

    # The main loop

    def _run(self) -> None:
        try:
            while (connection := self._connect()) is not None:
                old, self._current = self._current, connection
                if old is not None:
                    threading.Thread(target=self._retire, args=(old,), name="socket-farewell", daemon=True).start()
                self._watch(connection)
        except Refusal as refusal:
            self._on_failure(refusal)
        finally:
            if self._current is not None:
                self._current.close()

    def _watch(self, connection: Connection) -> None:
        """Return when the next connection is needed, or none any more."""
        opened = time.monotonic()
        while not connection.ended.wait(self._patience.ping / 3) and not self._stopping.is_set():
            if connection.silence() > self._patience.silence:
                log.warning("Slack has fallen silent; connecting afresh")
                connection.is_lost = True
                break
        self._deaf_since = time.monotonic()
        if self._deaf_since - opened < self._patience.ping:
            self._stopping.wait(random.uniform(0.25, 0.75))  # Slack closes what it has just opened: do not storm it

    def _connect(self) -> Connection | None:
        """Return a connection on which Slack has said hello; None when it is time to stop."""
        attempts = 0
        has_address_since: float | None = None
        while not self._stopping.is_set():
            pause = min(self._patience.pause, 0.25 * 2**attempts)
            try:
                address = self._address()
            except _Later as later:
                has_address_since = None
                log.warning("Slack gives no address for Socket Mode", extra={"reason": later.reason})
                pause = max(pause, later.seconds)
            else:
                has_address_since = has_address_since or time.monotonic()
                connection = Connection(web_client=self._web, address=address, take=self._take, patience=self._patience)
                if connection.is_greeted():
                    log.info("Slack is connected")
                    return connection
                threading.Thread(target=connection.close, name="socket-farewell", daemon=True).start()
                log.warning("the connection to Slack was not opened")
                if time.monotonic() - has_address_since > self._patience.deafness:
                    raise Refusal(
                        "Slack gives an address for Socket Mode, but for five minutes no connection could be opened. "
                        "Perhaps a proxy or a firewall keeps WebSockets (wss://) from leaving."
                    )
            self._stopping.wait(pause * random.uniform(0.5, 1))
            attempts = min(attempts + 1, 10)
        return None

    def _address(self) -> str:
        try:
            return str(self._web.apps_connections_open(app_token=self._web.token or "")["url"])
        except SlackApiError as error:
            code = str(error.response.get("error", ""))
            if code in HOPELESS:
                raise Refusal(
                    f"Slack doesn't accept SLACK_APP_TOKEN ({code}). It should be an app-level token with the scope "
                    "connections:write, and Socket Mode should be switched on (Basic Information, Socket Mode)."
                ) from error
            if code == "ratelimited":
                after = str(error.response.headers.get("Retry-After", ""))
                raise _Later(code, float(after) if after.isdigit() else 10.0) from error
            raise _Later(code if code.isidentifier() else "an answer that is not Slack's") from error
        except (SlackClientError, OSError, HTTPException, ValueError) as error:
            raise _Later(type(error).__name__) from error

    def _retire(self, connection: Connection) -> None:
        if not connection.is_lost:
            with self._changed:
                self._changed.wait_for(lambda: not self._running[connection], self._patience.farewell)
        connection.close()

    # Envelopes

    def _take(self, connection: Connection, envelope: Mapping[str, Any]) -> None:
        """Called on the thread that reads from the connection."""
        with self._changed:
            if self._is_draining:
                return  # not acknowledged: Slack sends it again, to whoever is there then
            self._running[connection] += 1
        self._pool.submit(self._handle, connection, envelope, time.monotonic()).add_done_callback(
            lambda done: self._settle(connection, done)
        )

    def _settle(self, connection: Connection, done: Future[None]) -> None:
        if not done.cancelled() and (error := done.exception()) is not None:
            log.error("an envelope was not answered", exc_info=error)
        with self._changed:
            self._running[connection] -= 1
            if not self._running[connection]:
                del self._running[connection]
            self._changed.notify_all()

    def _handle(self, connection: Connection, envelope: Mapping[str, Any], arrived: float) -> None:
        payload = envelope.get("payload")
        if not isinstance(payload, dict) or not guard.is_sound(payload):
            log.warning("an envelope without a payload")
            return
        kind = metrics.kind(payload)
        if time.monotonic() - arrived > self._patience.waiting:
            self._metrics.shed(kind, seconds=time.monotonic() - arrived)
            return
        try:
            with deadline.until(arrived + self._patience.answering):
                request = BoltRequest(mode="socket_mode", body=payload, headers=envelopes.headers(envelope))
                response = self._bolt.dispatch(request)
        except Overloaded:
            self._metrics.shed(kind, seconds=time.monotonic() - arrived)
            return
        if response.status == 200:
            self._acknowledge(connection, SocketModeResponse(envelope["envelope_id"], envelopes.content(response)))
        self._metrics.answered(kind, response.status, seconds=time.monotonic() - arrived)

    def _acknowledge(self, connection: Connection, answer: SocketModeResponse) -> None:
        if connection.send(answer):
            return
        successor = self._current
        if successor is None or successor is connection or not successor.send(answer):
            log.warning("an acknowledgement could not be sent; Slack will deliver again")


class _Later(Exception):
    """No address now, perhaps later."""

    def __init__(self, reason: str, seconds: float = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds
