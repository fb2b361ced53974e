"""Which sentences do people read? All of them, by domain, so that a native speaker can read them in an hour.

    python -m tests.sentences            every sentence, a domain after the other
    python -m tests.sentences mentors    those of one domain

They are found in the code itself: the docstrings of refusals (those are what a person reads), and every text that is
not a name, a pattern, a query or a line of the log. What is filled in stands in braces.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"

#: What nobody reads: the search engine, the parsers, and the parts below and beside that talk to machines.
UNREAD = (
    "answers/store",
    "articles/store",
    "audit.py",
    "db.py",
    "desk/store",
    "digests/store",
    "kudos/store",
    "markup",
    "mentors/store",
    "milestones/store",
    "outbox/store",
    "outbox/tables.py",
    "people/store.py",
    "phrases",
    "playground/api",
    "playground/events",
    "playground/people",
    "playground/reading",
    "playground/story",
    "search",
    "workspaces/store.py",
)
#: What is typed, matched or logged, not read.
NOT_READ = re.compile(
    r"^(log|logger|logging|_?log\w*)\.|^re\.|compile$|^(text|select|update|delete|column|func\.\w+|getattr|setattr)$"
    r"|\.(get|startswith|endswith|split|partition|rpartition|replace|add_metric|pop|labels|encode|execute)$"
    r"|^(NewType|TypeVar|Path|open|Counter|Gauge|Histogram|partial|Index|UniqueConstraint|CheckConstraint|String)$"
)
#: Their texts stand in a list of words to be recognised, not said.
VOCABULARY = re.compile(r"parsing|patterns|courtesies|aliases|synonyms|vocabulary|zones|tags|topics|wishes")
WORDS = re.compile(r"[A-Za-zÄÖÜäöüßéèà’']{2,}")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A text people read, and where it is written."""

    path: str
    line: int
    text: str

    @property
    def domain(self) -> str:
        return self.path.split("/")[1].removesuffix(".py")


def sentences() -> Sequence[Sentence]:
    """Collect every sentence of the bot, file by file."""
    refusals = _refusals()
    found = []
    for path in sorted(BOT.rglob("*.py")):
        name = path.relative_to(BOT).as_posix()
        reads_all = not name.startswith(UNREAD)
        for node, text in _texts(_tree(path), refusals, reads_all=reads_all):
            if (reads_all and _is_read(text, name)) or isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.append(Sentence(path=path.relative_to(ROOT).as_posix(), line=node.lineno, text=text))
    return found


def _texts(tree: ast.Module, refusals: frozenset[str], *, reads_all: bool) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and (node.name in refusals or _is_command(node)):
            yield node, " ".join((ast.get_docstring(node) or "").split())
    if reads_all:
        yield from _said(tree)


def _is_command(node: ast.ClassDef | ast.FunctionDef) -> bool:
    """Is it a command of the terminal? Its docstring is its help."""
    return any(re.search(r"\bcommand\b|\bgroup\b", ast.unparse(one)) for one in node.decorator_list)


def _said(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Texts beneath, without docstrings, annotations and what is matched or logged."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.JoinedStr):
            yield child, _joined(child)
            for part in child.values:
                if isinstance(part, ast.FormattedValue):
                    yield from _said(part)
        elif isinstance(child, ast.Constant) and isinstance(child.value, str):
            if not (isinstance(node, ast.Expr)):
                yield child, child.value
        elif isinstance(child, ast.Call) and NOT_READ.search(ast.unparse(child.func)):
            continue
        elif isinstance(child, ast.AnnAssign):
            if child.value is not None:
                yield from _said(ast.Expression(body=child.value))
        elif isinstance(child, ast.Compare | ast.Assert | ast.Subscript | ast.arg):
            continue
        else:
            yield from _said(child)


def _joined(node: ast.JoinedStr) -> str:
    parts = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            parts.append("{" + re.sub(r"\W*\(.*", "", ast.unparse(part.value), flags=re.DOTALL).strip() + "}")
    return "".join(parts)


def _is_read(text: str, name: str) -> bool:
    """Is it a sentence or a label, not a key, a format or a pattern?"""
    bare = re.sub(r"\{[^}]*\}", "", text)
    if not WORDS.search(bare) or re.search(r"\(\?|\\[bswdn.]|^[a-z_.:-]+$|^https?://\S*$", bare):
        return False
    if VOCABULARY.search(Path(name).stem) and "views" not in name and len(bare) < 40:
        return False
    return " " in bare.strip() or bare.strip()[:1].isupper()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _refusals() -> frozenset[str]:
    """The names of all classes whose docstring a person reads."""
    bases = {
        node.name: {ast.unparse(base).rpartition(".")[2] for base in node.bases}
        for path in BOT.rglob("*.py")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef)
    }
    found = {"UserError"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


def main(domains: Sequence[str]) -> None:
    domain = path = ""
    for one in sentences():
        if domains and one.domain not in domains:
            continue
        if one.domain != domain:
            domain = one.domain
            print(f"\n{domain.upper()}")
        if one.path != path:
            path = one.path
            print(f"\n  {path}")
        print(f"    {one.line:4}  " + one.text.replace("\n", " ⏎ "))


if __name__ == "__main__":
    main(sys.argv[1:])
