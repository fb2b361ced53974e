"""Slack's side of Socket Mode, small and ill-behaved on demand: it cuts the line, falls silent, or is down."""

import json
import queue
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol


class Line:
    """One connection of the bot's."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._protocol = ServerProtocol()
        self._sending = threading.Lock()
        self._is_frozen = threading.Event()
        self.is_open = threading.Event()
        self.is_closed = threading.Event()
        #: Acknowledgements, as they come.
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()

    def say(self, message: dict[str, Any]) -> None:
        with self._sending:
            self._protocol.send_text(json.dumps(message).encode())
            self._flush()

    def envelope(self, payload: dict[str, Any], number: int = 1, kind: str = "events_api") -> None:
        self.say({"type": kind, "envelope_id": f"env-{number}", "payload": payload})

    def cut(self) -> None:
        """Drop the connection as a lost network does: a reset, no close frame."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.shutdown(socket.SHUT_RD)  # wakes the reader, which closes

    def freeze(self) -> None:
        """Keep the connection open, and never read or write again."""
        self._is_frozen.set()

    def serve(self) -> None:
        try:
            while (received := self._socket.recv(65536)) and not self._is_frozen.is_set():
                with self._sending:
                    self._protocol.receive_data(received)
                    for happened in self._protocol.events_received():
                        self._hear(happened)
                    self._flush()
                if self._protocol.close_expected():
                    break
            if self._is_frozen.is_set():
                self.is_closed.wait(60)
        except OSError:
            pass
        finally:
            self._socket.close()
            self.is_closed.set()

    def _hear(self, happened: object) -> None:
        if isinstance(happened, Request):
            self._protocol.send_response(self._protocol.accept(happened))
            self._protocol.send_text(b'{"type": "hello", "num_connections": 1}')
            self._flush()
            self.is_open.set()
        elif isinstance(happened, Frame) and happened.opcode is Opcode.TEXT:
            self.heard.put(json.loads(bytes(happened.data)))

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._socket.sendall(data)


class Slack:
    def __init__(self) -> None:
        #: Every connection, in the order of its opening.
        self.lines: queue.Queue[Line] = queue.Queue()
        #: What `apps.connections.open` answers instead of an address; None for an address.
        self.error: str | None = None
        #: 503, and not in JSON.
        self.is_down = False
        #: One entry for each call of `apps.connections.open`.
        self.calls: queue.Queue[str] = queue.Queue()
        self._all: list[Line] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        #: Where the bot is told to connect to.
        self.address = f"ws://127.0.0.1:{self._door.getsockname()[1]}/link?ticket=12-34"
        slack = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("content-length") or 0))
                slack.calls.put(self.headers.get("authorization", ""))
                status, body = slack.answer()
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._api = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.api_url = f"http://127.0.0.1:{self._api.server_port}/api/"

    def answer(self) -> tuple[int, bytes]:
        if self.is_down:
            return 503, b"<html>over capacity</html>"
        if self.error is not None:
            return 200, json.dumps({"ok": False, "error": self.error}).encode()
        return 200, json.dumps({"ok": True, "url": self.address}).encode()

    def line(self) -> Line:
        """Return the next connection, open."""
        line = self.lines.get(timeout=20)
        assert line.is_open.wait(20)
        return line

    def accept(self) -> None:
        while True:
            try:
                connection, _ = self._door.accept()
            except OSError:
                return
            line = Line(connection)
            self._all.append(line)
            threading.Thread(target=line.serve, daemon=True).start()
            self.lines.put(line)

    @contextmanager
    def open(self) -> Iterator["Slack"]:
        threads = [threading.Thread(target=work, daemon=True) for work in (self.accept, self._api.serve_forever)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._api.shutdown()
            self._api.server_close()
            self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
            for line in self._all:
                line.is_closed.set()
            for thread in threads:
                thread.join(5)
