"""How does one run uvicorn in a thread so that it starts at once, stops at once, and can cut a line?"""

import asyncio
import socket
import threading
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

#: Turns of the loop from a socket that is accepted to a protocol that knows of it: its task, and what that schedules.
ARRIVAL = 3


def _with_cut(protocol: "CuttableHttp | CuttableSocket", app: Any) -> ASGIApp:
    async def cuttable(scope: Scope, receive: Receive, send: Send) -> None:
        # The transport is asked for at the moment of the cut: it is not there yet when the protocol is made.
        scope["cut"] = lambda: protocol.transport.abort()
        await app(scope, receive, send)

    return cuttable


class CuttableHttp(H11Protocol):
    """HTTP whose handlers find `scope["cut"]`: it drops the connection without an answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.app = _with_cut(self, self.app)


class CuttableSocket(WebSocketsSansIOProtocol):
    """The same for websockets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.app = _with_cut(self, self.app)


class Quick(uvicorn.Server):
    """A server that neither polls nor waits for idle connections."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def main_loop(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        await self.on_tick(0)
        self.ready.set()
        await self._stopping.wait()

    def stop(self) -> None:
        """Stop, from any thread."""
        self.loop.call_soon_threadsafe(self._stopping.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Whoever was let in a moment ago is no connection yet: asyncio makes it one in a task, which fails and leaves
        # the socket open once the server is closed. So nobody more is let in, those are received, and then it closes.
        for server in self.servers:
            for listening in server.sockets:
                self.loop.remove_reader(listening)
        for _turn in range(ARRIVAL):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()
        if self.server_state.tasks:
            await asyncio.wait(tuple(self.server_state.tasks), timeout=2.0)


class Background:
    """A web application served from a thread."""

    def __init__(self, app: ASGIApp, *, port: int) -> None:
        self._listening = socket.create_server(("127.0.0.1", port), backlog=512)
        self.port: int = self._listening.getsockname()[1]
        config = uvicorn.Config(
            app, lifespan="off", log_config=None, access_log=False, loop="asyncio", http=CuttableHttp, ws=CuttableSocket
        )
        self._server = Quick(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listening]}, name="local-slack", daemon=True
        )

    def start(self) -> None:
        """Start and wait until it serves."""
        self._thread.start()
        if not self._server.ready.wait(timeout=10):
            raise RuntimeError("the local Slack didn't start")

    def stop(self) -> None:
        """Stop and wait until it has."""
        self._server.stop()
        self._thread.join(timeout=10)
        self._listening.close()
