"""What if a server falls silent without hanging up? A door in front of it that can be frozen, and thawed again."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Door:
    """Passes bytes on in both directions, until it is frozen: then it takes connections and says nothing."""

    def __init__(self, host: str, port: int) -> None:
        self._behind = (host, port)
        self._is_open = threading.Event()
        self._is_open.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._wires: list[socket.socket] = []
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def freeze(self) -> None:
        self._is_open.clear()

    def thaw(self) -> None:
        self._is_open.set()

    def close(self) -> None:
        self.thaw()
        for wire in (self._listening, *self._wires):
            with_suppressed(wire)

    def _listen(self) -> None:
        while True:
            try:
                caller, _address = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=(caller,), daemon=True).start()

    def _connect(self, caller: socket.socket) -> None:
        self._is_open.wait()
        server = socket.create_connection(self._behind)
        self._wires += [caller, server]
        threading.Thread(target=self._pass, args=(caller, server), daemon=True).start()
        self._pass(server, caller)

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self._is_open.wait()
                target.sendall(data)
        except OSError:
            pass
        with_suppressed(target)


def with_suppressed(wire: socket.socket) -> None:
    """Hang up, whatever the other side has done already."""
    try:
        wire.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    wire.close()


@contextmanager
def door(host: str, port: int) -> Iterator[Door]:
    opened = Door(host, port)
    try:
        yield opened
    finally:
        opened.close()
