"""Does the manifest declare exactly what the code listens for and the scopes it uses? Both ways."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.slack import manifest, scopes

ROOT = Path(__file__).parent.parent
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
AGENTS: dict[str, Any] = yaml.safe_load(manifest.text(has_agents=True))
HTTP: dict[str, Any] = yaml.safe_load(manifest.text(address="https://bot.meadow.example/"))
SCOPES = set(MANIFEST["oauth_config"]["scopes"]["bot"])
EVENTS = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])

#: What each Web API method needs; https://docs.slack.dev/reference/methods
NEEDED_BY_METHOD: dict[str, set[str]] = {
    "apps_connections_open": set(),  # the app token's own
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "auth_test": set(),
    "canvases_getContent": {"canvases:read"},
    "chat_delete": {"chat:write"},
    "chat_getPermalink": set(),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write", "chat:write.public"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_open": {"im:write", "mpim:write"},
    "conversations_replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "files_upload_v2": {"files:write"},
    "reactions_get": {"reactions:read"},
    "usergroups_list": {"usergroups:read"},
    "usergroups_users_list": {"usergroups:read"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
NEEDED_BY_EVENT: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "subteam_members_changed": {"usergroups:read"},
    "subteam_updated": {"usergroups:read"},
    "team_join": {"users:read"},
    "user_change": {"users:read"},
}


def modules() -> Iterator[ast.Module]:
    for path in (ROOT / "bot").rglob("*.py"):
        if "playground" not in path.relative_to(ROOT).parts:
            yield ast.parse(path.read_text())


def named(module: ast.Module) -> dict[str, Any]:
    """Return the constants that a module names: `FIND = "…"`, `FIND, SAVE = "…", "…"`."""
    found = {}
    for node in module.body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            targets = target.elts if isinstance(target, ast.Tuple) else [target]
            values = value.elts if isinstance(value, ast.Tuple) else [value]
            for one, content in zip(targets, values, strict=False):
                if isinstance(one, ast.Name) and isinstance(content, ast.Constant):
                    found[one.id] = content.value
    return found


def listened(kind: str) -> set[str]:
    """What `app.<kind>("…")` or `on.<kind>("…")` is called with anywhere in the bot, a constant or a name for one."""
    found = set()
    for module in modules():
        constants = named(module)
        for node in ast.walk(module):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            if node.func.attr == kind and _name(node.func.value) in ("app", "on"):
                first = node.args[0]
                if isinstance(first, ast.Dict):  # {"type": "message", "subtype": …}
                    first = first.values[0]
                value = first.value if isinstance(first, ast.Constant) else constants.get(getattr(first, "id", ""))
                if isinstance(value, str):
                    found.add(value)
    return found


def _name(node: ast.expr) -> str:
    """`on`, or the last part of `self.app`."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def called() -> set[str]:
    """Every Web API method the bot calls."""
    names = {node.attr for module in modules() for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    return names & set(NEEDED_BY_METHOD)


def test_every_command_is_listened_for_and_declared() -> None:
    assert {command["command"] for command in MANIFEST["features"]["slash_commands"]} == listened("command")


def test_every_shortcut_is_listened_for_and_declared() -> None:
    assert {one["callback_id"] for one in MANIFEST["features"]["shortcuts"]} == listened("shortcut")


def test_every_event_is_listened_for_and_declared() -> None:
    heard = listened("event")
    assert {event.partition(".")[0] for event in EVENTS} == heard
    assert set(NEEDED_BY_EVENT) >= EVENTS


def test_every_scope_is_used_and_declared() -> None:
    needed = {"commands"}.union(*(NEEDED_BY_METHOD[method] for method in called()))
    needed = needed.union(*(NEEDED_BY_EVENT[event] for event in EVENTS))
    assert needed - {scopes.AGENTS} == SCOPES
    assert needed == set(AGENTS["oauth_config"]["scopes"]["bot"])


def test_the_web_api_methods_in_use_are_all_known_here() -> None:
    """A method this test does not know could need a scope that nobody declared."""
    prefixes = (
        "canvases_",
        "chat_",
        "conversations_",
        "users_",
        "usergroups_",
        "views_",
        "reactions_",
        "assistant_",
        "files_",
    )
    for module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert not node.func.attr.startswith(prefixes) or node.func.attr in NEEDED_BY_METHOD, node.func.attr


def test_slacks_limits_on_names_hold() -> None:
    assert len(MANIFEST["display_information"]["description"]) <= 140
    assert 175 <= len(MANIFEST["display_information"]["long_description"]) <= 4000
    assert len(AGENTS["features"]["agent_view"]["agent_description"]) <= 300
    assert len(AGENTS["features"]["agent_view"]["suggested_prompts"]) <= 4
    assert len(MANIFEST["features"]["shortcuts"]) <= 5
    assert all(len(one["name"]) <= 24 for one in MANIFEST["features"]["shortcuts"])
    assert len(MANIFEST["features"]["slash_commands"]) <= 5


def test_guests_are_in_unless_somebody_asks_for_agents() -> None:
    """Slack keeps guests out of apps with the Agents feature: it is a choice, and nothing else differs with it."""
    assert {"agent_view", "assistant_view"}.isdisjoint(MANIFEST["features"])
    with_agents: dict[str, Any] = yaml.safe_load(manifest.text(has_agents=True))
    del with_agents["features"]["agent_view"]
    with_agents["oauth_config"]["scopes"]["bot"].remove(scopes.AGENTS)
    assert with_agents == MANIFEST


def test_over_http_every_door_has_the_address() -> None:
    door = "https://bot.meadow.example/slack/events"
    assert HTTP["settings"]["socket_mode_enabled"] is False
    assert HTTP["settings"]["event_subscriptions"]["request_url"] == door
    assert HTTP["settings"]["interactivity"]["request_url"] == door
    assert {one["url"] for one in HTTP["features"]["slash_commands"]} == {door}
    assert all("url" in one for one in HTTP["features"]["slash_commands"])
    assert "url" not in MANIFEST["features"]["slash_commands"][0]


@pytest.mark.parametrize("declared", [MANIFEST, AGENTS, HTTP], ids=["as it comes", "agents", "HTTP"])
def test_the_manifest_is_what_slacks_schema_asks_for(declared: dict[str, Any]) -> None:
    """Uses Slack's published schema where POLLEN_MANIFEST_SCHEMA says it is."""
    where = os.environ.get("POLLEN_MANIFEST_SCHEMA", str(ROOT.parent / "shared/slack/manifest.schema.2.0.0.json"))
    if not Path(where).exists():
        pytest.skip("Slack's manifest schema is not on this machine (POLLEN_MANIFEST_SCHEMA)")
    schema = yaml.safe_load(Path(where).read_text())
    jsonschema.Draft7Validator(schema).validate(declared)


def test_the_bot_knows_which_scopes_it_needs() -> None:
    assert scopes.NEEDED == SCOPES
