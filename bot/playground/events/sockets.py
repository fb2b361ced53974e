"""How does the bot hear of things by Socket Mode, and what can go wrong with the connection?

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import itertools
import json
import secrets
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.errors import ApiError
from bot.playground.events.delivery import ACK_SECONDS, NO_ANSWER, Answer, Envelope, EnvelopeKind
from bot.playground.state import Json
from bot.playground.workspace import Workspace

#: an eleventh connection is refused
MOST_CONNECTIONS = 10


@dataclass(kw_only=True)
class Connection:
    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    #: cuts the line without a word
    cut: Callable[[], None]
    number: int
    #: envelopes the bot has not acknowledged yet
    waiting: dict[str, Future[Answer]] = field(default_factory=dict)

    def send(self, content: Json) -> None:
        """Send from any thread."""
        asyncio.run_coroutine_threadsafe(self.socket.send_text(json.dumps(content)), self.loop)


class Sockets:
    """All connections of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self._turn = itertools.count()
        self._was_asked = False
        self.ack_seconds = ACK_SECONDS
        self.connections: list[Connection] = []

    def ticket(self) -> Json:
        """Answer apps.connections.open."""
        if len(self.connections) >= MOST_CONNECTIONS:
            raise ApiError("too_many_websockets")
        ticket = secrets.token_hex(12)
        self._tickets.add(ticket)
        self._was_asked = True
        address = self._workspace.url.replace("http", "ws", 1)
        return {"url": f"{address}/link/?ticket={ticket}&app_id={self._workspace.app_id}"}

    def knows(self, ticket: str) -> bool:
        return ticket in self._tickets

    async def serve(self, socket: WebSocket, ticket: str) -> None:
        """Hold one connection until either side ends it."""
        self._tickets.discard(ticket)
        await socket.accept()
        connection = Connection(
            socket=socket, loop=asyncio.get_running_loop(), cut=socket.scope["cut"], number=next(self._numbers)
        )
        hello: Json = {"type": "hello", "num_connections": len(self.connections) + 1}
        hello["connection_info"] = {"app_id": self._workspace.app_id}
        hello["debug_info"] = {"host": "local", "build_number": 1, "approximate_connection_time": 18_060}
        await socket.send_text(json.dumps(hello))
        with self._workspace.lock:
            self.connections.append(connection)
            self._workspace.touch()
        try:
            while True:
                self._acknowledged(connection, await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            with self._workspace.lock:
                self.connections.remove(connection)
                self._workspace.touch()
            for future in connection.waiting.values():
                future.cancel()

    def _acknowledged(self, connection: Connection, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return
        future = connection.waiting.pop(ack.get("envelope_id", ""), None) if isinstance(ack, dict) else None
        if future is not None:
            future.set_result(Answer(status=200, body=ack.get("payload")))

    def deliver(self, envelope: Envelope) -> Answer:
        """Send an envelope over one of the connections and wait for its acknowledgement."""
        deadline = time.monotonic() + self.ack_seconds
        with self._workspace.changed:
            wait = self.ack_seconds if self._was_asked else 0.0
            if not self._workspace.changed.wait_for(lambda: bool(self.connections), timeout=wait):
                return NO_ANSWER
            connection = self.connections[next(self._turn) % len(self.connections)]
            future: Future[Answer] = Future()
            connection.waiting[envelope.id] = future
        connection.send(as_json(envelope))
        try:
            return future.result(timeout=max(0.0, deadline - time.monotonic()))
        except (TooLate, CancelledError):
            connection.waiting.pop(envelope.id, None)
            return NO_ANSWER

    # --- what goes wrong ---

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every client to connect anew: warning, refresh_requested or link_disabled."""
        for connection in self._all():
            connection.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})

    def cut(self) -> None:
        """Cut every connection without a word, as a dropped network does."""
        for connection in self._all():
            connection.loop.call_soon_threadsafe(connection.cut)

    def say(self, text: str) -> None:
        """Send any text down the line."""
        for connection in self._all():
            asyncio.run_coroutine_threadsafe(connection.socket.send_text(text), connection.loop)

    def _all(self) -> tuple[Connection, ...]:
        with self._workspace.lock:
            return tuple(self.connections)


def as_json(envelope: Envelope) -> Json:
    """Give the envelope as it goes down the line."""
    is_event = envelope.kind is EnvelopeKind.EVENT
    content: Json = {"envelope_id": envelope.id, "type": envelope.kind.value, "payload": envelope.payload}
    content["accepts_response_payload"] = not is_event
    if is_event:
        content |= {"retry_attempt": envelope.retry_num, "retry_reason": envelope.retry_reason}
    return content
