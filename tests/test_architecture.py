"""Do imports point one way, and do modules keep to what they are for?"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"

#: From the ground up; a part imports only what stands before it. Parts of one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "ids"),
    ("settings",),
    ("db",),
    ("schema", "runtime", "logs", "metrics"),
    ("slack",),
    ("outbox",),
    ("workspaces",),
    ("people",),
    ("search",),
    ("evaluation",),
    ("articles",),
    ("answers",),
    ("kudos",),
    ("mentors",),
    ("milestones",),
    ("sessions",),
    ("digests",),
    ("home",),
    ("health", "scheduler", "guard", "socket_connection"),
    ("socket_mode",),
    ("server",),
    ("parts",),
    ("app",),
    ("playground", "terminal"),
    ("cli",),
    ("__main__", "__init__"),
)

PURE = ("rules", "views")
NOT_PURE = ("sqlalchemy", "slack_bolt", "slack_sdk", "os", "time", "random")

MODULES = sorted(path for path in BOT.rglob("*.py"))


def part(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Every module that a file imports by name, `from bot.x import y` counting as `bot.x.y`."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((name.name, node) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{name.name}", node) for name in node.names)


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(BOT)) for path in paths]


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_imports_point_down(path: Path) -> None:
    heights = {name: height for height, floor in enumerate(FLOORS) for name in floor}
    here = part(path)
    for name, node in imports(path):
        if not name.startswith("bot."):
            continue
        there = name.split(".")[1]
        if there == here:
            continue
        assert heights[there] < heights[here], f"{path}:{node.lineno} imports {name} from above"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_domains_meet_through_their_service(path: Path) -> None:
    """Another domain's store is its own business; its rules are the values its service speaks in."""
    here = part(path)
    if here in ("app", "cli", "playground"):
        return
    domains = {"outbox", "people", "workspaces", "articles", "answers", "kudos", "mentors", "milestones", "digests"}
    for name, node in imports(path):
        parts = name.split(".")
        if parts[0] == "bot" and len(parts) > 2 and parts[1] in domains - {here}:
            assert not parts[2].endswith(("store", "tables")), f"{path}:{node.lineno} reaches into {name}"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_rules_views_and_search_are_pure(path: Path) -> None:
    is_search = part(path) == "search"
    if path.stem not in PURE and not is_search:
        return
    # The base of every error and Bolt's own frames are allowed; databases, clocks and the environment are not.
    for name, node in imports(path):
        assert name.split(".")[0] not in NOT_PURE, f"{path}:{node.lineno} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_no_import_hides_in_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text())
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            hidden = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
            assert not hidden, f"{path}:{hidden[0].lineno} imports inside {function.name}"
    assert "TYPE_CHECKING" not in path.read_text(), f"{path} hides a cycle"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_fits_a_head(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    allowed = 350 if path.name == "payloads.py" else 250  # every shape Slack sends, in the one place that knows them
    assert lines <= allowed, f"{path} has {lines} lines: two modules"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_says_which_question_it_answers(path: Path) -> None:
    text = path.read_text()
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), f"{path} does not say what it is for"


def test_the_environment_is_read_in_one_place() -> None:
    """The command line hands the environment to `settings`; nobody else looks at it."""
    for path in MODULES:
        if part(path) in ("cli",):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                assert not (isinstance(node.value, ast.Name) and node.value.id == "os"), f"{path}:{node.lineno}"


def test_messages_leave_through_the_outbox() -> None:
    for path in MODULES:
        if part(path) in ("outbox", "playground"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("chat_postMessage", "chat_update", "chat_postEphemeral"), (
                    f"{path}:{node.lineno} speaks past the outbox"
                )
