"""Which lines of MDX are no words? Components, of which the text stays, and lines of a program."""

import re

from markdown_it.rules_block import StateBlock

from bot.markup import labels, tags, templates

_IMPORT = re.compile(r"""import\s+(?:[\w*{][^;'"]{0,500}?\sfrom\s+)?["'][^"'\n]+["'];?[ \t]*(?:\n|\Z)""")
_EXPORT = re.compile(r"export\s+(?:const|let|var|default|function|async|class)\s|export\s*\{")


def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of the parser: a tag of JSX that fills whole lines, or begins a box on the line of its text."""
    at, stop = state.bMarks[start] + state.tShift[start], state.eMarks[end - 1]
    name = tags.name(state.src, at)
    over = tags.end(state.src, at, stop) if name and name != "img" else -1
    if over < 0 or not _is_component(state, name, at, over):
        return False
    line = _line(state, over, start)
    has_text = bool(state.src[over : state.eMarks[line]].strip())
    tag = state.src[at:over]
    if has_text and (line > start or not labels.is_titled(tag)):
        return False
    if not silent:
        state.env["mdx"] = True
        token = state.push("component", "", 0)
        token.content = tag
        token.map = [start, line + 1]
        if has_text:
            templates.begin(state, start, over)
        else:
            state.line = line + 1
    return silent or not has_text


def program(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of the parser: lines of a program at the top level of MDX."""
    at, stop = state.bMarks[start] + state.tShift[start], state.eMarks[end - 1]
    if silent or state.level:
        return False
    if found := _IMPORT.match(state.src, at, stop):
        state.env["mdx"] = True
        state.line = _line(state, max(at, found.end() - 1), start) + 1
        return True
    if "mdx" not in state.env or not _EXPORT.match(state.src, at, stop):
        return False
    line = start
    while line < end and not state.isEmpty(line):
        line += 1
    while line < end and state.src.count("{", at, state.eMarks[line - 1]) > state.src.count(
        "}", at, state.eMarks[line - 1]
    ):
        line += 1
    state.line = line
    return True


def _is_component(state: StateBlock, name: str, at: int, over: int) -> bool:
    """Is it JSX, and no placeholder such as <Name>?"""
    if name == ">" or "mdx" in state.env or state.src[at + 1] == "/" or state.src[over - 2] == "/":
        return True
    return f"</{name}>" in state.src


def _line(state: StateBlock, place: int, start: int) -> int:
    line = start
    while line + 1 < state.lineMax and state.eMarks[line] < place:
        line += 1
    return line
