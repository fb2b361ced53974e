"""What does a Markdown file say of itself, at its top? YAML between `---`, TOML between `+++`, or an object of JSON.

Blank lines may stand above it.
Every value is read as text (YAML's base schema): `title: On` is a title, and a date that does not exist is no accident.
Names we do not know are another tool's and are let be.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml

from bot.articles import rules
from bot.articles.rules import faults, handles
from bot.articles.rules import fields as values
from bot.articles.rules import readers as whose
from bot.circles.rules import Name
from bot.errors import UserError

LIMIT_KIB = 64
ALIASES = 10
LEVELS = 20

_ABOVE = re.compile(r"\ufeff?(?:[ \t]*\r?\n)*")
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
_FIELD = {
    "---": re.compile(r"\s*[A-Za-z_][\w -]{0,60}:(?:\s|$)"),
    "+++": re.compile(r"\s*[A-Za-z_][\w.-]{0,60}[ \t]*="),
}
_AT_LINE = re.compile(r"\(at line (\d+)")
#: What the parser says of the commonest mistakes, and what helps.
_IN_WORDS = {
    "mapping values are not allowed": "a value with a colon and a space in it needs quotes around it",
    "cannot start any token": "a value that begins with a sign or a tab needs quotes around it",
    "tab character": "lines are indented with spaces, not tabs",
}

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Value = TypeVar("Value")


class Broken(Exception):
    """The front matter can't be understood; `fault` says why."""

    def __init__(self, fault: UserError, line: int) -> None:
        super().__init__(type(fault).__name__)
        self.fault = fault
        self.line = line


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something a curator wants to know; the article goes in all the same."""

    line: int | None
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    #: Its title is '' when the front matter has none.
    facts: rules.Facts
    #: '' when it has none.
    id: str
    #: Where the text begins in the source.
    starts_at: int
    notes: tuple[Note, ...]


def read(source: str) -> Reading:
    """Read the front matter of a file; raise `Broken`."""
    start = 1 if source.startswith("\ufeff") else 0
    front = _split(source)
    if front is None:
        return _reading({}, start)
    if not front.text.strip():
        return _reading({}, front.ends_at)
    try:
        node = _READERS[front.mark](front.text)
    except Broken as error:
        raise Broken(error.fault, error.line + front.line - 2) from error
    if not isinstance(node, yaml.MappingNode):  # two rulers with words between them are Markdown
        return _reading({}, start)
    fields: dict[str, tuple[int, yaml.Node]] = {}
    for name, value in node.value:
        if isinstance(name, yaml.ScalarNode):
            line = front.line_of(name.value, name.start_mark.line)
            fields[re.sub(r"[- ]+", "_", name.value.strip().casefold())] = (line, value)
    return _reading(fields, front.ends_at)


@dataclass(frozen=True, kw_only=True)
class _Front:
    """The front matter as it stands in a file."""

    mark: str
    text: str
    #: The line its text begins in.
    line: int
    #: Where the file goes on.
    ends_at: int

    def line_of(self, name: str, place: int) -> int:
        """The line of a field, which YAML knows (`place`, from 0) and others do not."""
        if self.mark != "---":
            lines = self.text.splitlines()
            place = next((at for at, line in enumerate(lines) if line.lstrip(" \t{,\"'").startswith(name)), 0)
        return self.line + place


def _split(source: str) -> _Front | None:
    """Return the front matter; None when there is none."""
    above = _ABOVE.match(source)
    start = above.end() if above else 0
    line = source.count("\n", 0, start) + 1
    if source.startswith("{", start):
        return _json_front(source, start, line)
    opening = _OPENING.match(source, start)
    if opening is None:
        return None
    mark = opening.group(1)
    closing = _CLOSING[mark].search(source, opening.end())
    if closing is None:
        if line == 1 and _FIELD[mark].match(source, opening.end()):
            raise Broken(faults.Unclosed(mark=mark), 1)
        return None
    if closing.start() - opening.end() > LIMIT_KIB * 1024:
        raise Broken(faults.LongFrontMatter(limit=LIMIT_KIB), line)
    ends_at = min(len(source), closing.end() + 1)
    return _Front(mark=mark, text=source[opening.end() : closing.start()], line=line + 1, ends_at=ends_at)


def _json_front(source: str, start: int, line: int) -> _Front | None:
    """An object of JSON that stands alone on its lines; a text that begins with a brace is a text."""
    try:
        found, length = json.JSONDecoder().raw_decode(source[start : start + LIMIT_KIB * 1024])
    except (ValueError, RecursionError):
        return None
    end = start + length
    after = source[end:].partition("\n")[0]
    if not isinstance(found, dict) or not found or after.strip():
        return None
    return _Front(mark="{", text=source[start:end], line=line, ends_at=min(len(source), end + len(after) + 1))


def _from_toml(front: str) -> yaml.Node | None:
    try:
        found = tomllib.loads(front.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        reason = str(error).partition(" (at ")[0]
        raise Broken(
            faults.NotToml(reason=reason[:1].lower() + reason[1:]), int(at.group(1)) + 1 if at else 2
        ) from error
    taxonomies = found.get("taxonomies")
    return _node({**taxonomies, **found} if isinstance(taxonomies, dict) else found)


def _node(value: Any) -> yaml.Node:
    """A value as YAML would have read it, every scalar a text."""
    mark = yaml.Mark("", 0, 0, 0, None, 0)
    if isinstance(value, dict):
        pairs = [(_node(str(name)), _node(one)) for name, one in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, mark, mark)
    if isinstance(value, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(one) for one in value], mark, mark)
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    style = None if value is None else '"'
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, mark, mark, style=style)


def _compose(front: str) -> yaml.Node | None:
    front = handles.quoted(front)
    try:
        level = aliases = 0
        for event in yaml.parse(front, Loader=_LOADER):  # before any tree is built of it
            aliases += isinstance(event, yaml.AliasEvent)
            level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if aliases > ALIASES or level > LEVELS:
                mark = event.start_mark
                raise Broken(faults.Tangled(), mark.line + 2 if mark else 1)
        return yaml.compose(front, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "it can't be read"
        reason = next((ours for theirs, ours in _IN_WORDS.items() if theirs in reason), reason)
        raise Broken(faults.NotYaml(reason=reason), mark.line + 2 if mark else 1) from error
    except yaml.reader.ReaderError as error:
        line = front.encode().count(b"\n", 0, error.position)
        raise Broken(faults.NotYaml(reason="a character in it is not allowed"), line + 2) from error


def _reading(fields: Mapping[str, tuple[int, yaml.Node]], starts_at: int) -> Reading:
    notes: list[Note] = []

    def read(name: str, understand: Callable[[yaml.Node], Value], otherwise: Value) -> Value:
        line, node = fields.get(name, (0, None))
        if node is None or values.is_nothing(node):
            return otherwise
        try:
            return understand(node)
        except ValueError as error:
            notes.append(Note(line=line, sentence=f"Its {name} is left out: {error}."))
            return otherwise

    def readers() -> tuple[Name, ...] | None:
        line, node = fields.get("readers", (0, None))
        if node is None:
            return None
        try:
            return values.readers(node)
        except ValueError:
            raise Broken(whose.Unnamed(), line) from None
        except UserError as fault:
            raise Broken(fault, line) from fault

    facts = rules.Facts(
        title=read("title", values.title, ""),
        tags=read("tags", values.tags, ()),
        aliases=read("aliases", values.aliases, ()),
        owner=read("owner", values.owner, ""),
        url=read("url", values.url, ""),
        language=read("language" if "language" in fields else "lang", values.language, ""),
        verified_on=read("verified_on", values.day, None),
        review_every=read("review_every", values.interval, None),
        readers=readers(),
    )
    return Reading(facts=facts, id=read("id", values.identity, ""), starts_at=starts_at, notes=tuple(notes))


_READERS: Mapping[str, Callable[[str], yaml.Node | None]] = {
    "---": _compose,
    "+++": _from_toml,
    "{": lambda front: _node(json.loads(front)),
}
