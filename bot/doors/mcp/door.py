"""What happens at `/mcp`? Who it is is asked first, and the protocol is spoken only with somebody who may come in.

Refusals are the protocol's own: a JSON-RPC error, under the status that says the same. While an admin has not opened
the door there is nothing at this address, and while nobody has come in by it the SDK is not even imported.
"""

import importlib
from functools import cached_property, partial
from importlib.util import find_spec
from typing import Any

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from bot.doors import arriving
from bot.doors.arriving import Entrance, Refused
from bot.doors.rules import ASSISTANTS, Caller, Nobody
from bot.doors.service.asking import Desk
from bot.ids import WorkspaceId

PATH = "/mcp"
CALLER = "pollen.caller"  #: where a request carries for whom it is
THREADS = 4

#: What asks for nothing of anybody's: Slack may ask it for nobody in particular, and it does not count.
_FREE = frozenset({"initialize", "ping", "tools/list", "prompts/list", "resources/templates/list", "server/discover"})
_CODES = {400: -32700, 401: -32001, 403: -32003, 413: -32013, 429: -32029, 503: -32603}


def is_installed() -> bool:
    """Is the extra `pollen[mcp]` there?"""
    return find_spec("mcp") is not None


class AssistantDoor:
    """The ASGI app at `/mcp`."""

    def __init__(self, desk: Desk, workspace: WorkspaceId, *, signing_secret: str | None) -> None:
        self._desk = desk
        self._entrance = Entrance(desk, workspace, ASSISTANTS, signing_secret=signing_secret)
        self._threads = CapacityLimiter(THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not await anyio.to_thread.run_sync(self._entrance.is_open, limiter=self._threads):
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)
            return
        headers, said = Headers(scope=scope), None
        try:
            arriving.must_be_of_this_page(headers)
            if scope["method"] != "POST":
                await _refusal(405, "Post one message at a time.", {"allow": "POST"})(scope, receive, send)
                return
            body = await arriving.body(headers, receive)
            said = arriving.parsed(body)
            is_free = _method(said) in _FREE or _method(said).startswith("notifications/")
            who = partial(self._entrance.caller, headers, body, is_counted=not is_free)
            caller = await anyio.to_thread.run_sync(who, limiter=self._threads)
            if caller is None and not is_free:
                raise Refused(status=403, sentence=Nobody().sentence)
        except Refused as refused:
            response = _refusal(refused.status, refused.sentence, refused.headers, id=_id(said))
            await response(scope, receive, send)
            return
        scope[CALLER] = caller
        await self._protocol.answer_http(self._server, scope, _again(body, receive), send)

    @cached_property
    def _protocol(self) -> Any:
        return importlib.import_module("bot.doors.mcp.protocol")

    @cached_property
    def _server(self) -> Any:
        async def whose(context: Any) -> Caller:
            caller: Caller | None = context.request.scope.get(CALLER)
            if caller is None:
                raise Nobody
            return caller

        return self._protocol.server(self._desk, whose)


def _refusal(status: int, sentence: str, headers: dict[str, str], *, id: object = None) -> Response:
    error = {"code": _CODES.get(status, -32600), "message": sentence}
    return JSONResponse({"jsonrpc": "2.0", "id": id, "error": error}, status_code=status, headers=headers)


def _method(said: Any) -> str:
    found = said.get("method") if isinstance(said, dict) else None
    return found if isinstance(found, str) else ""


def _id(said: Any) -> str | int | None:
    found = said.get("id") if isinstance(said, dict) else None
    return found if isinstance(found, str) or type(found) is int else None


def _again(body: bytes, receive: Receive) -> Receive:
    """Let what was read be read once more."""
    is_read = False

    async def receive_again() -> Message:
        nonlocal is_read
        if is_read:
            return await receive()
        is_read = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
