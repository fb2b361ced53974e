"""What happens under `/api`? A key is asked for first; then the same services answer as in Slack and at `/mcp`."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from bot.doors import arriving, working
from bot.doors.arriving import Entrance, Refused
from bot.doors.http import description
from bot.doors.rules import SCRIPTS, Caller, Missing, NotThere, TooMany, TooManyDrafts, Unsigned
from bot.doors.service import asking, preparing
from bot.doors.service.asking import Desk
from bot.doors.views.telling import Told
from bot.errors import Broken, Forbidden, UserError
from bot.ids import WorkspaceId
from bot.slack.bolt import NoSpace, Rush

PATHS = (
    description.PATH,
    description.DESCRIPTION,
    description.SEARCH,
    description.ARTICLES,
    description.ARTICLE,
)
THREADS = 4

Work = Callable[[Caller], tuple[int, Told]]


class ScriptDoor:
    """The ASGI app of everything under `/api`."""

    def __init__(self, desk: Desk, workspace: WorkspaceId) -> None:
        self._desk = desk
        self._entrance = Entrance(desk, workspace, SCRIPTS)
        self._threads = CapacityLimiter(THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if not await anyio.to_thread.run_sync(self._entrance.is_open, limiter=self._threads):
            return PlainTextResponse("Not Found", status_code=404)
        path = description.ARTICLE if "id" in request.path_params else request.url.path
        is_reading = request.method in ("GET", "HEAD")
        if path == description.PATH and is_reading:
            return HTMLResponse(description.page())
        if path == description.DESCRIPTION and is_reading:
            return JSONResponse(description.document())
        try:
            arriving.must_be_of_this_page(request.headers)
            body = await arriving.body(request.headers, request.receive)
            work = self._work(path, request, body)
            if work is None:
                allowed = "POST" if path == description.ARTICLES else "GET"
                return _sorry(405, f"This address takes {allowed}.", {"allow": allowed})
            done = partial(self._done, request.headers, work)
            status, told = await anyio.to_thread.run_sync(done, limiter=self._threads)
        except Refused as refused:
            return _sorry(refused.status, refused.sentence, refused.headers)
        except UserError as error:
            return _sorry(_status(error), error.sentence, {})
        return JSONResponse(told, status_code=status)

    def _work(self, path: str, request: Request, body: bytes) -> Work | None:
        desk = self._desk
        match path, request.method:
            case description.SEARCH, "GET":
                question = request.query_params.get("q", "")
                return lambda caller: (200, asking.search(desk, caller, question))
            case description.ARTICLE, "GET":
                id = str(request.path_params.get("id", ""))
                return lambda caller: (200, asking.article(desk, caller, id))
            case description.ARTICLES, "POST":
                said = _read(arriving.parsed(body))
                return lambda caller: (202, preparing.article(desk, caller, **said))
        return None

    def _done(self, headers: Headers, work: Work) -> tuple[int, Told]:
        if "authorization" not in headers:
            unsigned = Unsigned().sentence
            raise Refused(status=401, sentence=unsigned, headers={"www-authenticate": 'Bearer realm="Pollen"'})
        caller = self._entrance.caller(headers, b"")
        assert caller is not None, "a key is somebody's"
        return working.done(self._desk.turns, partial(work, caller))


def _read(said: Any) -> dict[str, str]:
    """Return the parts of an article that a script sends; raise `Missing`."""
    if not isinstance(said, dict):
        raise Missing(what="a JSON object with title and text")
    parts = {"title": said.get("title"), "words": said.get("text"), "source": said.get("source", "")}
    if not all(isinstance(one, str) for one in parts.values()):
        raise Missing(what="title and text, each a text")
    return {name: str(one) for name, one in parts.items()}


def _status(error: UserError) -> int:
    match error:
        case NotThere():
            return 404
        case Forbidden():
            return 403
        case TooMany() | TooManyDrafts():
            return 429
        case Broken() | Rush() | NoSpace():
            return 503
        case _:
            return 400


def _sorry(status: int, sentence: str, headers: Mapping[str, str]) -> Response:
    return JSONResponse({"error": sentence}, status_code=status, headers=dict(headers))
