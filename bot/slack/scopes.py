"""What may the bot do in Slack? What the manifest asks for, and what an installation has granted."""

from collections.abc import Iterable, Mapping

#: Of `manifest.yml`; a test holds the two together.
NEEDED = frozenset(
    {
        "app_mentions:read",
        "canvases:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "chat:write.public",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "mpim:history",
        "mpim:write",
        "reactions:read",
        "usergroups:read",
        "users:read",
    }
)

#: Asked for with Slack's Agents feature only.
AGENTS = "assistant:write"


def granted(headers: Mapping[str, str]) -> list[str] | None:
    """Read what a token may do from the headers of any of Slack's answers; None when they do not say."""
    for name, value in headers.items():
        if name.casefold() == "x-oauth-scopes":
            return sorted(one.strip() for one in value.split(",") if one.strip())
    return None


def missing(granted: Iterable[str]) -> tuple[str, ...]:
    """Return what is needed and not granted."""
    return tuple(sorted(NEEDED - set(granted)))
