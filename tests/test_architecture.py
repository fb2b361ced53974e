"""Do imports point one way, and do modules keep to what they are for?"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BOT = Path(__file__).parent.parent / "bot"

#: From the ground up; a part imports only what stands before it. Parts of one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "ids", "fair_lock", "spreadsheet", "deadline", "watchdog", "memory", "bodies"),
    ("settings", "erasure", "turns", "engines"),
    ("db",),
    ("schema", "runtime", "audit", "damage", "moving", "survey"),
    ("backups",),
    ("slack",),
    ("phrases",),
    ("outbox", "channels"),
    ("workspaces",),
    ("people",),
    ("circles",),
    ("markup",),
    ("search",),
    ("meaning",),
    ("articles",),
    ("answers",),
    ("kudos",),
    ("mentors",),
    ("milestones",),
    ("sessions",),
    ("digests",),
    ("desk",),
    ("doors",),
    ("home",),
    ("scheduler",),
    ("serving",),
    ("wiring",),
    ("app",),
    ("playground",),
    ("cli",),
    ("__main__", "__init__"),
)

PURE = ("rules", "views")
PURE_PARTS = ("markup", "phrases", "search")
NOT_PURE = ("sqlalchemy", "slack_bolt", "slack_sdk", "os", "time", "random")
DOMAINS = {
    "channels",
    "circles",
    "people",
    "workspaces",
    "articles",
    "answers",
    "kudos",
    "mentors",
    "milestones",
    "sessions",
    "digests",
    "desk",
    "doors",
    "home",
}

#: Which rooms of its own domain a room may know.
BENEATH: dict[str, frozenset[str]] = {
    "rules": frozenset(),
    "views": frozenset({"rules"}),
    "store": frozenset({"rules", "tables"}),
    "service": frozenset({"rules", "views", "store", "tables"}),
}

MODULES = sorted(path for path in BOT.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def part(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def room(path: Path) -> str:
    """`kudos/rules/budget.py` and `kudos/rules.py` are both in the room `rules` of `kudos`."""
    names = path.relative_to(BOT).parts
    return names[1].removesuffix(".py") if len(names) > 1 else ""


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Every module that a file imports by name, `from bot.x import y` counting as `bot.x.y`; and where."""
    for node in ast.walk(tree(path)):
        where = f"{path.relative_to(BOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import):
            yield from ((name.name, where) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{name.name}", where) for name in node.names)


def attributes(*, outside: tuple[str, ...]) -> Iterator[tuple[ast.Attribute, str]]:
    for path in MODULES:
        if part(path) not in outside:
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Attribute):
                    yield node, f"{path.relative_to(BOT)}:{node.lineno}"


def test_imports_point_down() -> None:
    heights = {name: height for height, floor in enumerate(FLOORS) for name in floor}
    wrong = [
        f"{where} imports {name} from above"
        for path in MODULES
        for name, where in imports(path)
        if name.startswith("bot.")
        and name.split(".")[1] != part(path)
        and heights[name.split(".")[1]] >= heights[part(path)]
    ]
    assert wrong == []


def test_domains_meet_through_their_service() -> None:
    """Another domain's store is its own business; its rules are the values its service speaks in."""
    wrong = [
        f"{where} reaches into {name}"
        for path in MODULES
        if part(path) not in ("app", "wiring", "cli", "playground")
        for name, where in imports(path)
        if name.startswith("bot.") and name.split(".")[1] in DOMAINS - {part(path)} and len(name.split(".")) > 2
        if name.split(".")[2].endswith(("store", "tables"))
    ]
    assert wrong == []


def test_rules_views_and_search_are_pure() -> None:
    """Values, drawings and the search need no database, no Bolt, no clock and no environment."""
    wrong = {
        f"{where} imports {name}"
        for path in MODULES
        if room(path) in PURE or part(path) in PURE_PARTS
        for name, where in imports(path)
        if name.split(".")[0] in NOT_PURE
    }
    assert wrong == set()


def test_rooms_of_a_domain_point_one_way() -> None:
    """Rules know nobody, views know rules, the store knows rules; a service knows all three, handlers and jobs it."""
    wrong = {
        f"{where} imports {name}"
        for path in MODULES
        if part(path) in DOMAINS and room(path) in BENEATH
        for name, where in imports(path)
        if name.startswith(f"bot.{part(path)}.") and name.split(".")[2] not in BENEATH[room(path)] | {room(path)}
    }
    assert wrong == set()


def test_rows_stay_in_the_store() -> None:
    """A table is the store's own business; everybody else reads values."""
    wrong = {
        f"{path.relative_to(BOT)}"
        for path in MODULES
        if room(path) not in ("store", "tables")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id.endswith("Row") and not is_made_here(path, node.id)
    }
    assert wrong == set()


def is_made_here(path: Path, row: str) -> bool:
    """Outside the domains a small module may keep one table of its own."""
    made = {node.name for node in tree(path).body if isinstance(node, ast.ClassDef)}
    return part(path) not in DOMAINS and row in made


def test_no_import_hides_in_a_function() -> None:
    wrong = [
        f"{path.relative_to(BOT)}:{node.lineno} imports inside {function.name}"
        for path in MODULES
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []
    assert [path for path in MODULES if "TYPE_CHECKING" in path.read_text()] == []


def test_a_module_fits_a_head() -> None:
    lengths = {str(path.relative_to(BOT)): len(path.read_text().splitlines()) for path in MODULES}
    long = {name for name, lines in lengths.items() if lines > 250}
    assert long == set()


def test_a_module_says_which_question_it_answers() -> None:
    assert [path for path in MODULES if path.read_text().strip() and not ast.get_docstring(tree(path))] == []


def test_the_environment_is_read_in_one_place() -> None:
    """The command line hands the environment to `settings`; nobody else looks at it."""
    readers = [
        where
        for node, where in attributes(outside=("cli",))
        if node.attr in ("environ", "getenv") and isinstance(node.value, ast.Name) and node.value.id == "os"
    ]
    assert readers == []


def test_messages_leave_through_the_outbox() -> None:
    speaking = {"chat_postMessage", "chat_update", "chat_postEphemeral", "chat_delete"}
    assert [where for node, where in attributes(outside=("outbox", "playground")) if node.attr in speaking] == []
