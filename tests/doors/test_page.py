"""Is every block of docs/assistants.md a file that works?"""

import json
import re

from bot.doors.mcp.tools import TOOLS
from tests.office import ROOT

PAGE = (ROOT / "docs/assistants.md").read_text(encoding="utf-8")
FILES = ROOT / "docs/assistants"
BLOCK = re.compile(r"^```[a-z]+\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_every_block_is_a_file_and_every_file_a_block() -> None:
    blocks = BLOCK.findall(PAGE)
    assert sorted(blocks) == sorted(path.read_text(encoding="utf-8") for path in FILES.iterdir() if path.is_file())


def test_every_tool_is_in_the_table() -> None:
    assert re.findall(r"^\| `([a-z_]+)` \|", PAGE, re.MULTILINE) == [one.name for one in TOOLS]


def test_the_settings_of_assistants_can_be_read() -> None:
    for path in FILES.glob("*.json"):
        (server,) = json.loads(path.read_text(encoding="utf-8"))["mcpServers"].values()
        assert server.get("url", "").endswith("/mcp") or server["args"] == ["mcp"]
