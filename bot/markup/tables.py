"""How many cells has a row of Markdown? As many as the head; a bar in code, or one too many, is a bar of the text."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table

from bot.markup import hidden

#: Stands for a bar that parts nothing, while the parser counts.
_BAR = "\ue07c"
_RULER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_LINE = re.compile(r"={3,}|[-=:]+(?:\+[-=:]+)+")
_PARTING = re.compile(r"(?<!\\)\|")


def install(parser: MarkdownIt) -> None:
    """Teach a parser this rule."""
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def is_line(cell: str) -> bool:
    """Is a cell drawn as a line, which parts one group of rows from the next?"""
    return _LINE.fullmatch(cell.strip()) is not None


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end:
        return False
    ruler = _text(state, start + 1).rstrip()
    if not _RULER.match(ruler):
        return False
    columns = len(ruler.strip("|").split("|"))
    source, first = state.src, len(state.tokens)
    pieces: list[str] = []
    done = 0
    for line in _lines(state, start, start + 2 if silent else end):
        text = _text(state, line)
        row = _row(text, columns, is_head=line == start)
        if row != text:
            at = state.bMarks[line] + state.tShift[line]
            pieces += [source[done:at], row]
            done = at + len(row)
    if not pieces:
        return table(state, start, end, silent)
    state.src = "".join((*pieces, source[done:]))
    is_table = table(state, start, end, silent)
    state.src = source
    for token in state.tokens[first:]:
        token.content = token.content.replace(_BAR, "|")
    return is_table


def _lines(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """The lines that may be rows; the head first."""
    yield start
    for line in range(start + 2, end):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return
        yield line


def _row(text: str, columns: int, *, is_head: bool) -> str:
    """A row, as long as it was, with as many cells as there are columns."""
    if len(_inner(text)) < columns:
        return text
    for begin, stop in hidden.codes(text):
        text = text[:begin] + _PARTING.sub(_BAR, text[begin:stop]) + text[stop:]
    further = _inner(text)[columns - 1 :]
    if further and not is_head and text[further[0] + 1 :].strip("| \t"):
        for at in further:
            text = f"{text[:at]}{_BAR}{text[at + 1 :]}"
    return text


def _inner(text: str) -> list[int]:
    """Where bars stand between two cells."""
    places = [found.start() for found in _PARTING.finditer(text)]
    if places and not text[: places[0]].strip():
        places = places[1:]
    if places and not text[places[-1] + 1 :].strip():
        places = places[:-1]
    return places


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
