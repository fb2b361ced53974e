"""How is the port opened, and how are its doors closed? uvicorn, on a thread of its own."""

import errno
import socket
import threading
from collections.abc import Callable

import anyio
import uvicorn
from starlette.applications import Starlette

from bot.errors import Refusal

#: Between closed doors and closed connections: who has just come in has yet to say what they want.
LAST_WORDS_SECONDS = 0.5
DRAIN_SECONDS = 15


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the doors, and only a moment later the connections that are idle."""
        for server in self.servers:
            server.close()
        await anyio.sleep(LAST_WORDS_SECONDS)
        await super().shutdown(sockets)


class Http:
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

    def __enter__(self) -> "Http":
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
            reason = f"Port {port} can't be opened ({error.strerror}). Set PORT to another number."
        door.close()
        raise Refusal(reason) from error
    return door
