"""The image and its composition, as far as they can be held to their word without a container engine."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import settings
from bot.db import Database
from tests.serving.test_server import free_port, serving

ROOT = Path(__file__).resolve().parents[2]


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions, continued lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text())
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1].strip()) for line in lines]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return found


def test_the_bot_runs_as_nobody_in_particular_and_stops_when_asked() -> None:
    said = dict(instructions())
    assert said["USER"] == "pollen"
    assert said["STOPSIGNAL"] == "SIGTERM"
    assert json.loads(said["ENTRYPOINT"]) == ["pollen"]
    assert json.loads(said["CMD"]) == ["run"]


def test_only_pinned_packages_are_installed() -> None:
    installs = [line for name, line in instructions() if name == "RUN" and "pip install" in line]
    assert installs
    assert all("--require-hashes" in line and "-r requirements.lock" in line for line in installs)


def test_every_package_the_bot_needs_is_pinned() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[\[<>=~! ]", line, maxsplit=1)[0].lower().replace("_", "-") for line in needed}
    pinned = set(re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert names <= {name.replace("_", "-") for name in pinned}


def test_what_is_copied_is_there_and_let_through() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [shlex.split(line)[:-1] for name, line in instructions() if name == "COPY" and "--from" not in line]
    for source in (one for sources in copied for one in sources):
        assert (ROOT / source).exists()
        assert source in let_through


def test_the_health_check_tells_a_living_process_from_none(database: Database) -> None:
    (line,) = [line for name, line in instructions() if name == "HEALTHCHECK"]
    command = [sys.executable, *json.loads(line[line.index("[") :])[1:]]
    port = free_port()

    def check() -> int:
        environment = {**os.environ, "PORT": str(port), "http_proxy": "http://127.0.0.1:9"}
        return subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=False).returncode

    with serving(database, port) as (client, _codes):
        client.get("/healthz")
        assert check() == 0
    assert check() != 0


def test_the_composition_holds_no_secret_and_gives_the_bot_little() -> None:
    bot = compose()["services"]["bot"]
    for name, value in bot["environment"].items():
        if re.search("TOKEN|SECRET|PASSWORD", name):
            assert value.startswith("${")
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["ports"] == ["127.0.0.1:${PORT:-3000}:3000"]
    assert bot["depends_on"]["db"]["condition"] == "service_healthy"
    assert "healthcheck" in compose()["services"]["db"]
    assert "ports" not in compose()["services"]["db"]


@pytest.mark.parametrize("mode", ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_the_settings_of_the_composition_are_good(mode: str) -> None:
    given = {"SLACK_BOT_TOKEN": "xoxb-1", "POSTGRES_PASSWORD": "p", mode: "xapp-1"}
    wanted = {
        name: re.sub(r"\$\{(\w+)(?::[-?]([^}]*))?\}", lambda found: given.get(found[1], found[2] or ""), value)
        for name, value in compose()["services"]["bot"]["environment"].items()
    }
    read = settings.read({name: value if value != "is missing" else "" for name, value in wanted.items()})
    assert read.is_socket_mode is (mode == "SLACK_APP_TOKEN")
    assert read.database_url.drivername == "postgresql+psycopg"
