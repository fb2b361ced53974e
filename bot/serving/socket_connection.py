"""How is one Socket Mode connection to Slack going?

One of the SDK's synchronous clients speaks the protocol. It is told not to reconnect by itself: `socket_mode` opens a
fresh one, because three attempts of the SDK's own would race each other, and none of them notices a connection that is
open and dead. https://docs.slack.dev/apis/events-api/using-socket-mode/
"""

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import websocket
from slack_sdk import WebClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.socket_mode.websocket_client import SocketModeClient

log = logging.getLogger(__name__)

#: For the SDK, which would report every reconnection as an error; what happened is said once, by us.
quiet = logging.getLogger(f"{__name__}.sdk")
quiet.setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long things may take, in seconds. A cut connection is replaced at once, a silent one within 12 s or so."""

    ping: float = 3
    #: Not even a pong for so long: the connection is dead, whatever TCP believes.
    silence: float = 8
    #: From the start of a connection to Slack's hello.
    opening: float = 6
    #: An envelope that has waited longer is left unacknowledged: Slack has given up or will send it again.
    waiting: float = 2.5
    #: From its arrival to its acknowledgement, of the three seconds that Slack waits.
    answering: float = 2.7
    #: The longest pause between two attempts to connect.
    pause: float = 10
    #: What runs on a connection that is being replaced may still acknowledge there.
    farewell: float = 5
    #: Slack hands out addresses but none of them answers: a restart is worth a try.
    deafness: float = 300


class Connection(SocketModeClient):
    """One connection, from its opening to its end."""

    def __init__(
        self,
        *,
        web_client: WebClient,
        address: str,
        take: Callable[["Connection", Mapping[str, Any]], None],
        patience: Patience,
    ) -> None:
        super().__init__(
            app_token=web_client.token or "",
            web_client=web_client,
            logger=quiet,
            auto_reconnect_enabled=False,
            ping_interval=patience.ping,
            concurrency=1,
            on_close_listeners=[lambda _session: self._lose()],
        )
        self.is_lost = False
        #: Slack said that it will close this connection, or it is lost.
        self.ended = threading.Event()
        self._greeted = threading.Event()
        self._take = take
        self._patience = patience
        self._heard = time.monotonic()
        self._last_pong = 0.0
        self.wss_uri = address
        self.connect()

    def is_greeted(self) -> bool:
        """Wait for Slack's hello."""
        return self._greeted.wait(self._patience.opening) and not self.is_lost

    def silence(self) -> float:
        """Return how many seconds ago anything was heard, be it a pong."""
        session = self.current_session
        if session is not None and session.last_pong_tm != self._last_pong:
            self._last_pong = session.last_pong_tm
            self._heard = time.monotonic()
        return time.monotonic() - self._heard

    def send(self, answer: SocketModeResponse) -> bool:
        session = self.current_session
        if self.is_lost or session is None:
            return False
        try:
            session.send(json.dumps(answer.to_dict()))
        except (websocket.WebSocketException, OSError):
            return False
        return True

    def close(self) -> None:
        """Say goodbye and hang up. The SDK's way waits for an answer, and up to ten seconds for its own reader."""
        line = self.current_session.sock if self.current_session is not None else None
        wire = line.sock if line is not None else None
        if line is not None and wire is not None:
            try:
                line.send_close()
                wire.shutdown(socket.SHUT_RDWR)  # wakes the reader
            except (websocket.WebSocketException, OSError):
                pass
        self.closed = True
        self.message_queue.put(None)  # wakes the SDK's own worker, which has nothing to do here
        super().close()
        if wire is not None:
            wire.close()

    def enqueue_message(self, message: str) -> None:
        """Take a message in. Unlike the SDK's, no queue: what waits must know since when."""
        self._heard = time.monotonic()
        try:
            body = json.loads(message)
        except ValueError:
            return
        if body.get("type") == "hello":
            self._greeted.set()
        elif body.get("type") == "disconnect":
            log.info("Slack asks for a new connection", extra={"reason": str(body.get("reason"))})
            self.ended.set()
        elif "envelope_id" in body:
            self._take(self, body)

    def _lose(self) -> None:
        self.is_lost = True
        self.current_session_runner.event.set()  # else the SDK opens the same address once more
        self._greeted.set()
        self.ended.set()
