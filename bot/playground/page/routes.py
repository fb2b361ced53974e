"""How does the page in the browser reach the workspace?"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.playground.page import gestures, picture
from bot.playground.site import Site

_PAGE = Path(__file__).parent / "static"
#: the page loads nothing from elsewhere and cannot be framed
_HEADERS = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
}
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}


def routes(sites: list[Site]) -> list[BaseRoute]:
    """Give the page's routes; it shows the last of the sites that is ready."""

    async def page(request: Request) -> Response:
        name = request.path_params.get("file", "index.html")
        path = _PAGE / name
        if path.parent != _PAGE or not path.is_file():
            return JSONResponse({"error": "there is no such file"}, status_code=404)
        return FileResponse(path, media_type=_KINDS[path.suffix], headers=_HEADERS)

    def state(request: Request) -> Response:
        site = _shown(sites)
        if site is None:
            return JSONResponse({"is_starting": True}, headers=_HEADERS)
        asked = {key: request.query_params.get(key, "") for key in ("me", "at", "thread")}
        return JSONResponse(picture.of(site, **asked), headers=_HEADERS)

    async def act(request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"error": "send JSON"}, status_code=415)
        site = _shown(sites)
        if site is None:
            return JSONResponse({"error": "The playground is starting."}, headers=_HEADERS)
        said = await request.json()
        return JSONResponse(await to_thread.run_sync(gestures.do, site, said), headers=_HEADERS)

    async def changes(request: Request) -> Response:
        return StreamingResponse(_changes(sites), media_type="text/event-stream", headers=_HEADERS)

    return [
        Route("/", page),
        Route("/page/state", state),
        Route("/page/act", act, methods=["POST"]),
        Route("/page/changes", changes),
        Route("/page/{file}", page),
    ]


def _shown(sites: list[Site]) -> Site | None:
    """Give the last of the sites whose story is told."""
    return next((site for site in reversed(sites) if site.is_ready), None)


async def _changes(sites: list[Site]) -> AsyncIterator[str]:
    loop, moved = asyncio.get_running_loop(), asyncio.Event()

    def watcher() -> None:
        loop.call_soon_threadsafe(moved.set)

    told = ""
    while True:
        watched = tuple(sites)
        for site in watched:
            site.workspace.watchers.add(watcher)
        try:
            version = ".".join(f"{s.workspace.team_id}-{s.workspace.version}" for s in watched)
            # The comment finds out whether the page is still there, and the pause whether another workspace is.
            yield f"data: {version}\n\n" if version != told else ": still here\n\n"
            told = version
            with suppress(TimeoutError):
                await asyncio.wait_for(moved.wait(), timeout=1.0)
            moved.clear()
        finally:
            for site in watched:
                site.workspace.watchers.discard(watcher)
