"""How does an assistant on somebody's own computer reach the database? It starts `pollen mcp` itself."""

import importlib
import os

import anyio.to_thread
import click
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot import app, wiring
from bot import settings as environment
from bot.answers.service import meanings
from bot.answers.service.library import Library
from bot.answers.service.saved import Saved
from bot.cli import opening
from bot.cli.opening import WORKSPACE
from bot.doors import service
from bot.doors.mcp import door
from bot.doors.rules import ASSISTANTS, Caller
from bot.doors.service import callers
from bot.doors.service.asking import Desk
from bot.errors import Refusal
from bot.ids import WorkspaceId
from bot.runtime import Runtime

KEY = "POLLEN_KEY"


@click.command("mcp")
@WORKSPACE
def mcp(wanted: str | None) -> None:
    """Serve an assistant on this computer, as the person whose personal key is in POLLEN_KEY.

    It speaks the Model Context Protocol on standard input and output; assistants start it themselves.
    """
    key = os.environ.get(KEY, "").strip()
    if not door.is_installed():
        raise Refusal("This Pollen is installed without assistants. Please install pollen[mcp].")
    if not key:
        raise Refusal(f"Please set {KEY} to a personal key. You can make one on Pollen's Home tab in Slack.")
    protocol = importlib.import_module("bot.doors.mcp.protocol")
    with opening.writing(wanted, is_guest=True) as (opened, workspace):
        runtime = Runtime(database=opened.database, now=app.utc_now, client=_silent)
        if not runtime.reading(lambda session: service.is_open(session, workspace.id, ASSISTANTS)):
            raise Refusal("Assistants may not ask Pollen here. An admin can change that with /pollen setup.")
        cache = environment.cache_folder()
        library = Library(Saved(folder=cache), meanings.opened(environment.model_folder(os.environ), cache))
        desk = Desk(runtime=runtime, library=library, teachers=wiring.TEACHERS, turns=app.turns_for(opened.database))

        def ask() -> Caller:
            """Whose key is it now? It may have been revoked since."""
            now = runtime.now()
            caller = runtime.reading(lambda session: callers.by_key(session, workspace.id, key, now=now))
            callers.admit(runtime, caller)
            library.refresh(runtime)
            return caller

        async def whose(_context: object) -> Caller:
            return await anyio.to_thread.run_sync(ask)

        protocol.answer_stdio(protocol.server(desk, whose))


def _silent(_workspace: WorkspaceId, _timeout: float) -> WebClient:
    """Stand for Slack: who people are is as last known."""
    raise SlackClientError("not asked")


COMMANDS = (mcp,)
