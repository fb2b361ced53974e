"""Is what README and docs say true: each command, file, setting, permission and metric?"""

import json
import re
import shlex
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import click
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.cli.main import commands
from bot.serving import metrics
from bot.serving.metrics import Metrics
from bot.slack import scopes
from tests import icon
from tests.sentences import sentences

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *DOCS.glob("*.md")])
PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

BLOCK = re.compile(r"^( *)```\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
#: What stands before the command in a line: a prompt of cron, settings, a folder, a container.
POLLEN = re.compile(r"(?:^|[\s/])pollen (?!up\b)([^#|&>]*)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
#: Figures that Prometheus makes of a histogram.
DERIVED = re.compile(r"_(bucket|count|sum)$")
METRIC = re.compile(r"\b(?:pollen|process)_[a-z_]+\b")
NO_METRIC = {"pollen_bot"}


def blocks(page: Path) -> Iterator[str]:
    for found in BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield from (line.strip() for line in found[2].splitlines())


def written(page: Path) -> Iterator[tuple[list[str], bool]]:
    """Every `pollen …` of a page, and whether it stands in a block, where it is whole."""
    lines = [
        (found[1], True)
        for line in blocks(page)
        if not line.startswith("#")
        for found in [POLLEN.search(line)]
        if found
    ]
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    named = (found[1] for found in INLINE.finditer(text))
    lines += [(one.removeprefix("pollen "), False) for one in named if one.startswith("pollen ")]
    yield from ((shlex.split(line), is_whole) for line, is_whole in lines)


def parse(words: list[str], *, is_whole: bool = True) -> None:
    """Let click read a command as it would be typed; nothing is run."""
    context = click.Context(commands, info_name="pollen")
    command: click.Command = commands
    if words[0].startswith("--"):
        with pytest.raises(click.exceptions.Exit):
            commands.make_context("pollen", words)
        return
    while isinstance(command, click.Group):
        name, *words = words
        found = command.get_command(context, name)
        assert found is not None, f"there is no command {name}"
        command, context = found, click.Context(found, info_name=name, parent=context)
        if isinstance(command, click.Group) and not words:
            return
    if "--help" in words:
        return
    try:
        command.make_context(command.name, words, parent=context.parent)
    except click.MissingParameter:
        assert not is_whole, words


@PAGE
def test_every_command_can_be_typed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words, is_whole in written(page):
        if words[0] in ("…", "COMMAND"):
            continue
        for word in words:  # what a person would have there
            if word.endswith("/") or word in ("DIR", "PATH"):
                Path(word).mkdir(parents=True, exist_ok=True)
        parse([{"NUMBER": "1"}.get(word, word) for word in words], is_whole=is_whole)


def test_every_command_is_in_the_table() -> None:
    def leaves(group: click.Group, path: str) -> Iterator[str]:
        for name, command in group.commands.items():
            if isinstance(command, click.Group):
                yield from leaves(command, f"{path} {name}")
            else:
                yield f"{path} {name}"

    rows = re.findall(r"^\| `(pollen [^`]+)`", (DOCS / "commands.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {" ".join(word for word in row.split() if not word.isupper()) for row in rows}
    assert named == set(leaves(commands, "pollen"))


@PAGE
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@PAGE
def test_every_target_of_make_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {found for line in blocks(page) for found in re.findall(r"^make ([a-z]+)", line)}
    named |= set(re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8")))
    assert named <= targets


def test_the_readme_is_three_screens_and_what_is_long_is_elsewhere() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 180
    linked = {(ROOT / link).name for link in LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert {page.name for page in DOCS.glob("*.md")} <= linked


def test_every_metric_is_in_the_table_and_is_measured() -> None:
    table = re.findall(r"^\| `([a-z_]+)`", (DOCS / "watching.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(table) == len(set(table))
    assert {name.removesuffix("_total") for name in table} == measured()


@pytest.mark.parametrize("file", ["dashboard.json", "alerts.yml"])
def test_the_examples_ask_for_metrics_that_are_measured(file: str) -> None:
    text = (DOCS / file).read_text(encoding="utf-8")
    named = {DERIVED.sub("", name).removesuffix("_total") for name in METRIC.findall(text)} - NO_METRIC
    assert named
    assert named <= measured()


def test_the_examples_can_be_read() -> None:
    dashboard = json.loads((DOCS / "dashboard.json").read_text(encoding="utf-8"))
    assert all(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    (group,) = yaml.safe_load((DOCS / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    assert len(group["rules"]) == 3
    assert all(rule["expr"] and rule["annotations"]["summary"] for rule in group["rules"])


def measured() -> set[str]:
    """What `/metrics` of a running bot holds; what the library adds of its own making is left out."""
    counted = Metrics(lambda: dict.fromkeys(metrics._MEANINGS, 1.0))
    counted.answered("command", 200, seconds=0.01)
    found = text_string_to_metric_families(counted.text().decode())
    return {one.name.removesuffix("_total") for one in found if not one.name.endswith("_created")}


def test_every_setting_is_in_the_table() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)`", (DOCS / "running.md").read_text(encoding="utf-8"), re.MULTILINE)
    code = (ROOT / "bot/settings.py").read_text(encoding="utf-8")
    assert set(rows) == set(re.findall(r"\"((?:SLACK|DATABASE|POLLEN|LOG)_[A-Z_]+|PORT)\"", code))


def test_every_permission_is_explained() -> None:
    rows = re.findall(r"^\| `([a-z_:.]+)`", (DOCS / "security.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) == scopes.NEEDED | {scopes.AGENTS}


def test_the_doctors_sentences_are_quoted_as_they_are() -> None:
    quoted = re.findall(r"^### “(.+)”$", (DOCS / "troubleshooting.md").read_text(encoding="utf-8"), re.MULTILINE)
    said = "\n".join(one.text for one in sentences() if one.path.startswith(("bot/home", "bot/engines")))
    assert len(quoted) == 10
    assert [one for one in quoted if one not in said] == []


def test_the_unit_starts_what_the_page_installs() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(DOCS / "pollen.service")
    page = (DOCS / "running.md").read_text(encoding="utf-8")
    program, *words = unit["Service"]["ExecStart"].split()
    assert Path(program).name == "pollen"
    assert str(Path(program).parent.parent) in page
    parse(words)
    assert unit["Service"]["EnvironmentFile"] in page


def test_the_icon_is_as_it_is_drawn() -> None:
    assert (DOCS / "icon.svg").read_text(encoding="utf-8") == icon.svg()
    drawn = (DOCS / "icon.png").read_bytes()
    assert drawn[16:24] == (512).to_bytes(4) * 2, "Slack wants 512 × 512 at least"
    assert drawn == icon.png()
