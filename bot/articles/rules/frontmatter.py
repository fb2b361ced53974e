"""What does a Markdown file say of itself, in the lines between `---` at its top?

Every value is read as text (YAML's base schema): `title: On` is a title, and a date that does not exist is no accident.
Names we do not know are another tool's and are let be.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import yaml

from bot.articles import rules
from bot.articles.rules import faults
from bot.articles.rules import fields as values
from bot.errors import UserError

LIMIT_KIB = 64
ALIASES = 10
LEVELS = 20

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_FIELD = re.compile(r"\s*[A-Za-z_][\w -]{0,60}:(?:\s|$)")
_HANDLE = re.compile(r"^([A-Za-z_][\w -]{0,60}:[ \t]+)(@[^\r\n]*)", re.MULTILINE)
#: What the parser says of the commonest mistakes, and what helps.
_IN_WORDS = {
    "mapping values are not allowed": "a value with a colon and a space in it needs quotes around it",
    "cannot start any token": "a value that begins with a sign or a tab needs quotes around it",
    "tab character": "lines are indented with spaces, not tabs",
}

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Value = TypeVar("Value")


class Broken(Exception):
    """The front matter cannot be understood; `fault` says why."""

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
    front, starts_at = _split(source)
    node = _compose(front) if front.strip() else None
    if not isinstance(node, yaml.MappingNode):  # two rulers with words between them are Markdown
        start = 1 if source.startswith("\ufeff") else 0
        return _reading({}, starts_at if not front.strip() else start)
    fields: dict[str, tuple[int, yaml.Node]] = {}
    for name, value in node.value:
        if isinstance(name, yaml.ScalarNode):
            fields[re.sub(r"[- ]+", "_", name.value.strip().casefold())] = (name.start_mark.line + 2, value)
    return _reading(fields, starts_at)


def _split(source: str) -> tuple[str, int]:
    """Return the front matter and where the text begins."""
    start = 1 if source.startswith("\ufeff") else 0
    opening = _OPENING.match(source)
    if opening is None:
        return "", start
    closing = _CLOSING.search(source, opening.end())
    if closing is None:
        if _FIELD.match(source, opening.end()):
            raise Broken(faults.Unclosed(), 1)
        return "", start
    if closing.start() - opening.end() > LIMIT_KIB * 1024:
        raise Broken(faults.LongFrontMatter(limit=LIMIT_KIB), 1)
    return source[opening.end() : closing.start()], min(len(source), closing.end() + 1)


def _compose(front: str) -> yaml.Node | None:
    front = _HANDLE.sub(_quoted, front)  # `owner: @ana` is no YAML, but what people write
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
        reason = error.problem or error.context or "it cannot be read"
        reason = next((ours for theirs, ours in _IN_WORDS.items() if theirs in reason), reason)
        raise Broken(faults.NotYaml(reason=reason), mark.line + 2 if mark else 1) from error
    except yaml.reader.ReaderError as error:
        line = front.encode().count(b"\n", 0, error.position)
        raise Broken(faults.NotYaml(reason="a character in it is not allowed"), line + 2) from error


def _quoted(field: re.Match[str]) -> str:
    return f"{field.group(1)}'{field.group(2).rstrip().replace(chr(39), chr(39) * 2)}'"


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

    facts = rules.Facts(
        title=read("title", values.title, ""),
        tags=read("tags", values.tags, ()),
        aliases=read("aliases", values.aliases, ()),
        owner=read("owner", values.owner, ""),
        url=read("url", values.url, ""),
        language=read("language" if "language" in fields else "lang", values.language, ""),
        verified_on=read("verified_on", values.day, None),
        review_every=read("review_every", values.interval, None),
    )
    return Reading(facts=facts, id=read("id", values.identity, ""), starts_at=starts_at, notes=tuple(notes))
