"""Does the wheel bring a Pollen that works, in an environment with other people's packages in it?"""

import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest

import bot
from bot.cli import installed
from tests.serving.test_server import free_port

ROOT = Path(__file__).parent.parent.parent
QUESTION = "how do I prepare for a first mentoring meeting?"
TITLE = "Prepare a first mentoring meeting"
#: What somebody else's package of that name does to whoever imports it.
FOREIGN = "raise ImportError('this is somebody else’s')\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; its dependencies are those of the tests, without the repository."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    program = folder / "bin/python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(program), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--no-compile", str(wheel)], check=True)
    packages = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    for name in ("bot", "migrations", "knowledge"):
        (packages / name).mkdir()
        (packages / name / "__init__.py").write_text(FOREIGN)
    return folder


def surroundings(folder: Path) -> dict[str, str]:
    """What a shell of somebody who just installed it holds."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "PYTHON"))}
    return {**kept, "DATABASE_URL": f"sqlite:///{folder}/pollen.sqlite3", "HOME": str(folder)}


def test_the_wheel_installs_one_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"pollen_bot"}
    inside = {name.removeprefix("pollen_bot/inside/") for name in names}
    for path in ("bot/playground/page/static/index.html", "migrations/env.py", "manifest.yml"):
        assert path in inside
    assert {
        f"knowledge/{path.relative_to(ROOT / 'knowledge')}" for path in (ROOT / "knowledge").rglob("*.md")
    } <= inside
    assert not [name for name in names if name.startswith("pollen_bot/inside/tests")]


def test_an_installed_pollen_says_its_version_answers_and_opens_a_playground(environment: Path, tmp_path: Path) -> None:
    command, env = environment / "bin/pollen", surroundings(tmp_path)

    def pollen(*words: str) -> str:
        done = subprocess.run([command, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert pollen("--version") == f"pollen {bot.__version__}\n"
    port, told = free_port(), tmp_path / "told"
    with told.open("w") as output:
        words = ["playground", "--empty", "--no-open", "--port", str(port)]
        playground = subprocess.Popen([command, *words], cwd=tmp_path, env=env, stdout=output)
    try:
        assert pollen("ask", QUESTION).startswith(TITLE)
        page = Page(f"http://127.0.0.1:{port}")
        page.waits()
        ana = next(one["id"] for one in page.state()["people"] if one["name"] == "ana")
        general = next(one["id"] for one in page.state(me=ana)["channels"] if one["name"] == "general")
        assert page.act(do="type", me=ana, where=general, text=f"/learn {QUESTION}") == {}
        assert TITLE in json.dumps(page.state(me=ana, at=general)["here"])
    finally:
        playground.send_signal(signal.SIGTERM)
        code = playground.wait(timeout=60)
    assert "The playground has stopped. Nothing was kept. Start it again with: pollen playground" in told.read_text()
    assert code == 0


class Page:
    """What the page in the browser asks the playground for."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open

    def waits(self) -> None:
        """Wait until there is somebody in it."""
        until = time.monotonic() + 60
        while True:
            try:
                if "people" in self.state():
                    return
            except OSError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.1)

    def state(self, **asked: str) -> dict[str, Any]:
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        found: dict[str, Any] = json.load(self._open(f"{self._address}/page/state?{query}", timeout=20))
        return found

    def act(self, **said: str) -> dict[str, Any]:
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(f"{self._address}/page/act", json.dumps(said).encode(), headers)
        done: dict[str, Any] = json.load(self._open(request, timeout=20))
        return done


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == bot.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", bot.__version__)
    assert project["scripts"] == {"pollen": f"pollen_bot:{installed.main.__name__}"}
