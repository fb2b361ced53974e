"""How are the tools told and called in the Model Context Protocol? The one module that imports its SDK.

https://modelcontextprotocol.io/specification
"""

import json
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import anyio.to_thread
import mcp_types as types
from anyio import CapacityLimiter
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from starlette.types import Receive, Scope, Send

import bot
from bot.doors import working
from bot.doors.mcp import tools
from bot.doors.mcp.tools import TOOLS, Tool
from bot.doors.rules import Caller
from bot.doors.service import asking
from bot.doors.service.asking import Desk
from bot.doors.views.telling import Told
from bot.errors import UserError

Context = Any
Result = TypeVar("Result")
#: Says for whom a message is; raises what is to be told otherwise.
Whose = Callable[[Context], Awaitable[Caller]]

THREADS = 8  #: calls that are worked on at once
_ARTICLE = re.compile(r"pollen://article/([0-9]{1,19})")
_JSON = "application/json"


def server(desk: Desk, whose: Whose) -> Server[Any]:
    """Return a server of the protocol, over whatever transport."""
    speaking = _Speaking(desk, whose)
    return Server(
        "pollen",
        version=bot.__version__,
        title="Pollen",
        instructions=tools.INSTRUCTIONS,
        on_list_tools=speaking.list_tools,
        on_call_tool=speaking.call_tool,
        on_list_resources=speaking.list_resources,
        on_list_resource_templates=speaking.list_templates,
        on_read_resource=speaking.read_resource,
        on_list_prompts=speaking.list_prompts,
        on_get_prompt=speaking.get_prompt,
    )


async def answer_http(server: Server[Any], scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request by itself: nothing is kept between requests, so that any replica can take the next."""
    manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
    async with manager.run():
        await manager.handle_request(scope, receive, send)


def answer_stdio(server: Server[Any]) -> None:
    """Answer what comes in on standard input until it ends."""

    async def serve() -> None:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    anyio.run(serve)


class _Speaking:
    def __init__(self, desk: Desk, whose: Whose) -> None:
        self._desk = desk
        self._whose = whose
        self._threads = CapacityLimiter(THREADS)

    async def list_tools(self, _context: Context, _params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=list(map(_described, TOOLS)))

    async def call_tool(self, context: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = tools.BY_NAME.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"There is no tool called {params.name[:100]!r}.")
        try:
            caller = await self._whose(context)
            told = await self._work(lambda: tool.run(self._desk, caller, tool.read(params.arguments)))
        except UserError as error:
            return types.CallToolResult(content=[types.TextContent(text=error.sentence)], is_error=True)
        return types.CallToolResult(content=[types.TextContent(text=_written(told))], structured_content=told)

    async def list_resources(self, context: Context, _params: object) -> types.ListResourcesResult:
        told = await self._read(context, lambda caller: asking.news(self._desk, caller, asking.DAYS))
        return types.ListResourcesResult(
            resources=[
                types.Resource(name=one["title"], uri=f"pollen://article/{one['article']}", mime_type=_JSON)
                for one in told["articles"]
            ]
        )

    async def list_templates(self, _context: Context, _params: object) -> types.ListResourceTemplatesResult:
        template = types.ResourceTemplate(
            name="article",
            title="An article",
            uri_template="pollen://article/{id}",
            description="An article of the knowledge base, by its id, with its text as data.",
            mime_type=_JSON,
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(
        self, context: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(params.uri)
        found = _ARTICLE.fullmatch(uri)
        id = found[1] if found else ""
        told = await self._read(context, lambda caller: asking.article(self._desk, caller, id))
        contents = types.TextResourceContents(uri=uri, mime_type=_JSON, text=_written(told))
        return types.ReadResourceResult(contents=[contents])

    async def list_prompts(self, _context: Context, _params: object) -> types.ListPromptsResult:
        thread = types.PromptArgument(name="thread", description="The messages, pasted.", required=True)
        prompt = types.Prompt(
            name=tools.PROMPT, title=tools.PROMPT_TITLE, description=tools.PROMPT_SAYS, arguments=[thread]
        )
        return types.ListPromptsResult(prompts=[prompt])

    async def get_prompt(self, _context: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        thread = (params.arguments or {}).get("thread")
        if params.name != tools.PROMPT or not thread:
            raise MCPError(types.INVALID_PARAMS, f"The prompt is {tools.PROMPT}, with a thread.")
        said = types.PromptMessage(role="user", content=types.TextContent(text=tools.prompt(thread)))
        return types.GetPromptResult(description=tools.PROMPT_SAYS, messages=[said])

    async def _read(self, context: Context, work: Callable[[Caller], Told]) -> Told:
        try:
            caller = await self._whose(context)
            return await self._work(partial(work, caller))
        except UserError as error:
            raise MCPError(types.INVALID_PARAMS, error.sentence) from error

    async def _work(self, work: Callable[[], Result]) -> Result:
        """Do it on a thread of ours; whatever fails becomes a sentence, and a line in the log."""
        return await anyio.to_thread.run_sync(partial(working.done, self._desk.turns, work), limiter=self._threads)


def _described(tool: Tool) -> types.Tool:
    hints = types.ToolAnnotations(
        title=tool.title,
        read_only_hint=tool.is_reading,
        destructive_hint=False,
        idempotent_hint=True,
        open_world_hint=False,
    )
    return types.Tool(
        name=tool.name, title=tool.title, description=tool.says, input_schema=tool.schema(), annotations=hints
    )


def _written(told: Told) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
