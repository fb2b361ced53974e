"""Do clients that we have not written understand us?

The SDK's own in memory, over HTTP and over standard input; and one from another house where it is installed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client

from bot.doors.mcp import protocol
from bot.doors.rules import SCRIPTS, Caller
from bot.playground.uvicorns import Background
from tests.answers.scenes import SURE, VACATION
from tests.doors.scenes import caller, desk, key, open_doors, outside
from tests.listeners import whole_home
from tests.office import ROOT, Office

INSPECTOR = shutil.which("mcp-inspector")


@contextmanager
def served(office: Office) -> Iterator[str]:
    """Serve the bot's own HTTP application on a port."""
    app = outside(office)
    web = Background(app, port=0)
    web.start()
    try:
        yield f"http://127.0.0.1:{web.port}"
    finally:
        web.stop()


async def walked(client: Client) -> dict[str, Any]:
    """Do what an assistant does: look around, ask, read, prepare."""
    names = [one.name for one in (await client.list_tools()).tools]
    assert names[0] == "search_knowledge"
    templates = await client.list_resource_templates()
    assert templates.resource_templates[0].uri_template == "pollen://article/{id}"
    prompts = await client.list_prompts()
    assert prompts.prompts[0].title == "Write up this thread as an article"
    asked = await client.get_prompt("write_up_thread", {"thread": "Ben: it's on level two."})
    assert "level two" in str(asked.messages[0].content)
    found = await client.call_tool("search_knowledge", {"question": SURE})
    told = found.structured_content
    assert isinstance(told, dict)
    assert told["outcome"] == "sure"
    article = told["passages"][0]["article"]
    read = await client.read_resource(f"pollen://article/{article}")
    assert "two weeks ahead" in str(read.contents[0])
    draft = await client.call_tool("propose_article", {"title": "Parking", "body": "Level two.", "source": ""})
    assert not draft.is_error
    return told


def test_in_memory(office: Office) -> None:
    open_doors(office)
    office.slack.person("ana").opens_home()
    office.knows({"people/vacation.md": VACATION})

    async def whose(_context: object) -> Caller:
        return caller(office)

    async def walk() -> None:
        for mode in ("legacy", "auto"):
            async with Client(protocol.server(desk(office), whose), mode=mode) as client:
                await walked(client)

    anyio.run(walk)
    assert office.slack.person("ana").opens_home().text.count("An article to suggest") == 1


def test_over_http_by_the_script_of_the_page(office: Office) -> None:
    clear = key(office)
    office.knows({"people/vacation.md": VACATION})
    with served(office) as url:
        seen = subprocess.run(
            [sys.executable, ROOT / "docs/assistants/client.py", SURE],
            env=os.environ | {"POLLEN_URL": url, "POLLEN_KEY": clear},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    assert "'outcome': 'sure'" in seen.stdout
    assert "two weeks ahead" in seen.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_by_a_line_of_shell(office: Office) -> None:
    clear = key(office)
    open_doors(office, SCRIPTS)
    office.knows({"people/vacation.md": VACATION})
    with served(office) as url:
        seen = subprocess.run(
            ["sh", ROOT / "docs/assistants/search.sh"],
            env=os.environ | {"POLLEN_URL": url, "POLLEN_KEY": clear, "NO_PROXY": "127.0.0.1"},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    assert "two weeks ahead" in seen.stdout


def test_over_standard_input_and_a_revoked_key_fails_at_once(office: Office) -> None:
    office.clock.advance(datetime.now(UTC) - office.clock.now())  # the command goes by the real one
    clear = key(office)
    office.knows({"people/vacation.md": VACATION})
    url = office.database.url.render_as_string(hide_password=False)
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "mcp"],
        cwd=ROOT,
        env={"POLLEN_KEY": clear, "DATABASE_URL": url, "XDG_CACHE_HOME": str(office.folder.with_name("stdio"))},
    )
    person = office.slack.person("ana")

    async def walk() -> str:
        async with Client(program) as client:
            await walked(client)
            await anyio.to_thread.run_sync(lambda: person.clicks("Revoke", on=whole_home(person)))
            refused = await client.call_tool("browse_topics", {})
            assert refused.is_error
            return str(refused.content[0])

    assert "isn't valid" in anyio.run(walk)


@pytest.mark.skipif(INSPECTOR is None, reason="there is no mcp-inspector on the path")
def test_over_http_by_a_client_of_another_house(office: Office) -> None:
    clear = key(office)
    office.knows({"people/vacation.md": VACATION})
    with served(office) as url:
        script = (
            (ROOT / "docs/assistants/inspector.sh")
            .read_text()
            .replace("npx --yes @modelcontextprotocol/inspector", str(INSPECTOR))
        )
        seen = subprocess.run(
            ["sh", "-c", script],
            env=os.environ | {"POLLEN_URL": url, "POLLEN_KEY": clear},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert "two weeks ahead" in seen.stdout, seen
