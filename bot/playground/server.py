"""How is a local Slack reached over the network: Web API, response_url, Socket Mode and the page on one port?"""

import asyncio
import json
import re
import time
from types import TracebackType
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketClose

from bot.playground.api import files, methods, posting
from bot.playground.api.faults import Fault, FaultKind
from bot.playground.errors import ApiError
from bot.playground.page import routes
from bot.playground.site import Site
from bot.playground.state import Json
from bot.playground.traffic import Direction
from bot.playground.uvicorns import Background

_DOWN = "<html><body><h1>Slack is having trouble</h1><p>503 Service Unavailable</p></body></html>"


class Server:
    """One port for any number of workspaces."""

    def __init__(self, *, port: int = 0) -> None:
        self.sites: list[Site] = []
        app = Starlette(
            routes=[
                Route("/api/{method}", self._api, methods=["GET", "POST"]),
                Route("/response/{name}", self._response, methods=["POST"]),
                Route("/upload/{id}", self._upload, methods=["POST"]),
                WebSocketRoute("/link/", self._link),
                *routes.routes(self.sites),
            ]
        )
        self._background = Background(only_here(app), port=port)
        self.url = f"http://127.0.0.1:{self._background.port}"

    def __enter__(self) -> "Server":
        self._background.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for site in tuple(self.sites):
            self.detach(site)
        self._background.stop()

    def attach(self, site: Site) -> str:
        """Serve a workspace; the page shows the one attached last. Give the address."""
        site.workspace.url = self.url
        site.postman.start()
        self.sites.append(site)
        for other in self.sites:
            other.workspace.touch()
        return self.url

    def detach(self, site: Site) -> None:
        """Serve a workspace no more; its connections are cut."""
        self.sites.remove(site)
        site.workspace.faults.clear()
        site.sockets.cut()
        site.postman.stop()
        site.workspace.touch()

    # --- Web API ---

    async def _api(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            args = await arguments(request)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        token = str(request.headers.get("authorization", "")).removeprefix("Bearer ").strip() or args.pop("token", "")
        site = next((s for s in self.sites if token in (s.workspace.bot_token, s.workspace.app_token)), None)
        if site is None:
            return JSONResponse({"ok": False, "error": "invalid_auth" if token else "not_authed"})
        started = time.monotonic()
        fault = site.workspace.faults.take(method, args)
        if fault is None:
            answer = _answer(site, method, args, token)
        else:
            answer = await _faulty(request, fault, site, method, args, token)
        _note(site, method, args, answer, fault, (time.monotonic() - started) * 1_000)
        return answer

    async def _response(self, request: Request) -> Response:
        name = request.path_params["name"]
        site = next((s for s in self.sites if s.workspace.response_urls.knows(name)), None)
        try:
            body = await arguments(request)
        except ValueError:
            return PlainTextResponse("invalid_payload", status_code=400)
        if site is None:
            return JSONResponse({"ok": False, "error": "expired_url"}, status_code=404)
        answer: Response = PlainTextResponse("ok")
        fault = site.workspace.faults.take("response_url", body)
        if fault is not None and fault.kind is FaultKind.ERROR:
            answer = JSONResponse({"ok": False, "error": fault.code}, status_code=400)
        elif fault is not None and fault.kind is not FaultKind.HANG:
            answer = PlainTextResponse("server_error", status_code=fault.status or 500)
        else:
            try:
                posting.respond(site.workspace, name, body)
            except ApiError as refusal:
                gone = refusal.code in ("expired_url", "used_url")
                content = {"ok": False, "error": refusal.code, **refusal.extra}
                answer = JSONResponse(content, status_code=404 if gone else 400)
        _note(site, "response_url", body, answer, fault, 0.0)
        return answer

    async def _upload(self, request: Request) -> Response:
        id, content = request.path_params["id"], await request.body()
        is_taken = any(files.put(site.workspace, id, content) for site in self.sites)
        return PlainTextResponse("OK" if is_taken else "not found", status_code=200 if is_taken else 404)

    # --- Socket Mode ---

    async def _link(self, socket: WebSocket) -> None:
        ticket = socket.query_params.get("ticket", "")
        site = next((s for s in self.sites if s.sockets.knows(ticket)), None)
        if site is None:
            await socket.close(code=1008)
        else:
            await site.sockets.serve(socket, ticket)


#: whoever asks for another name was led here by a page elsewhere that wants to read and drive this one
HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})


def only_here(app: ASGIApp) -> ASGIApp:
    """Answer only to this machine's own names: a name of somebody else's may be made to lead here."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        name = re.sub(r":\d+$", "", Headers(scope=scope).get("host", "")).lower()
        if name in HERE:
            await app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            refusal = "Open the playground by the address it says when it starts."
            await PlainTextResponse(refusal, status_code=421)(scope, receive, send)

    return guarded


async def arguments(request: Request) -> Json:
    """Read the arguments of a call: JSON, form or query."""
    raw = (await request.body()).decode()
    args: Json = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        given = json.loads(raw or "{}")
        if not isinstance(given, dict):
            raise ValueError("not an object")
        return args | given
    return args | dict(parse_qsl(raw, keep_blank_values=True))


def _answer(site: Site, method: str, args: Json, token: str) -> Response:
    if method == "apps.connections.open" and token == site.workspace.app_token:
        try:
            return JSONResponse({"ok": True, **site.sockets.ticket()})
        except ApiError as refusal:
            return JSONResponse({"ok": False, "error": refusal.code})
    content = methods.call(site.workspace, method, args, token=token)
    if content.get("error") == "ratelimited":
        return JSONResponse(content, status_code=429, headers={"Retry-After": "1"})
    return JSONResponse(content, headers={"x-oauth-scopes": ",".join(sorted(site.workspace.app.scopes or ()))})


async def _faulty(request: Request, fault: Fault, site: Site, method: str, args: Json, token: str) -> Response:
    match fault.kind:
        case FaultKind.RATE_LIMITED:
            headers = {"Retry-After": str(fault.retry_after)}
            return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers=headers)
        case FaultKind.ERROR:
            return JSONResponse({"ok": False, "error": fault.code})
        case FaultKind.SERVER_ERROR:
            return HTMLResponse(_DOWN, status_code=fault.status)
        case FaultKind.HANG:
            fault.arrived.set()
            await to_thread.run_sync(fault.released.wait)
            return _answer(site, method, args, token)
        case FaultKind.BAD_JSON:
            _answer(site, method, args, token)
            return PlainTextResponse('{"ok": true, "ts": "17', media_type="application/json")
        case FaultKind.CUT_BEFORE | FaultKind.CUT_AFTER:
            if fault.kind is FaultKind.CUT_AFTER:
                _answer(site, method, args, token)
            request.scope["cut"]()
            await asyncio.sleep(0)
            return PlainTextResponse("never arrives")


def _note(site: Site, method: str, args: Json, answer: Response, fault: Fault | None, ms: float) -> None:
    workspace = site.workspace
    body = bytes(answer.body).decode()
    try:
        content = json.loads(body)
    except ValueError:
        content = body
    where = args.get("channel") or args.get("channel_id") or args.get("user_id") or args.get("user") or ""
    outcome = fault.kind.value if fault else "ok"
    if isinstance(content, dict) and not content.get("ok"):
        outcome = content.get("error", outcome)
    words = str(args.get("text") or "")[:60]
    workspace.traffic.note(
        when=workspace.clock.now(),
        direction=Direction.FROM_BOT,
        kind=method,
        summary=" ".join(w for w in (str(where), words, f"→ {outcome}") if w),
        detail={"request": args, "status": answer.status_code, "answer": content},
        ms=ms,
    )
    workspace.touch()
