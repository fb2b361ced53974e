"""Which app does Slack make for Pollen? The manifest as it comes, over HTTP, or with the Agents feature."""

import re
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent.parent / "manifest.yml"

#: What stands before the lines of each choice; without it they are the manifest's.
HTTP, AGENTS = "#http ", "#agents "

_EXAMPLE = "https://pollen.example.com"


def text(*, address: str | None = None, has_agents: bool = False) -> str:
    """Return the manifest as YAML. `address`: where Slack reaches Pollen over HTTP; None: Socket Mode."""
    found = PATH.read_text(encoding="utf-8")
    if has_agents:
        found = _unmarked(found, AGENTS)
    if address is not None:
        found = _unmarked(found, HTTP).replace("socket_mode_enabled: true", "socket_mode_enabled: false")
        found = found.replace(_EXAMPLE, address.rstrip("/"))
    return found


def _unmarked(found: str, mark: str) -> str:
    return re.sub(rf"^( *){mark}", r"\1", found, flags=re.MULTILINE)
