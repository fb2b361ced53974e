"""Which lines of a file are neither words nor CommonMark? Admonitions, tabs, components, templates, imports.

Rules of the parser. What they find becomes tokens of their own, so that the text inside is read as text: `box_open` and
`box_close`, `component`, `template` and `attributes`.
"""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, code
from mdit_py_plugins.container import container_plugin

from bot.markup import components, hidden, templates

_INDENTED = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?|===[+!]{0,2})[ \t]*(?P<kinds>[\w-]+(?:[ \t]+[\w-]+)*)?"
    r"""[ \t]*(?:"(?P<title>.*)"|'(?P<other>.*)')?[ \t]*(?:\{[^{}]*\})?[ \t]*\Z"""
)
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}[ \t]*\Z")
_INCLUDED = re.compile(r";?-{2,}8<-{2,}")
_ABBREVIATION = re.compile(r"\*\[[^\]\n]+\]:[ \t]")
_DEFINITION = re.compile(r"\[([^\[\]^][^\[\]]*)\]:[ \t]*<?[^\s{}]*\{[{%].*[%}]\}.*\Z")
_DIRECTIVE = re.compile(r":{3,}(?:[ \t]*\Z|.*:::[ \t]*\Z|[ \t]*(?:row|column|zone|moniker|image|video|code)\b)")
#: The documentation of a module, which a program writes.
_MODULE = re.compile(r"[ \t]+[A-Za-z_]\w*(?:\.\w+)+[ \t]*\Z")
_BLOCK = re.compile(r"[ \t]*[\w-]+[ \t]*(?:\|.*)?\Z")
_WRAPPER = re.compile(
    r"</?(aside|details|div|section|article|main|center|figure|header|footer|nav|span|picture)\b[^<>]*>[ \t]*\Z"
)


def install(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    container_plugin(parser, "box", marker=":", validate=lambda params, markup: _is_box(params))
    container_plugin(parser, "slashes", marker="/", validate=lambda params, markup: bool(_BLOCK.match(params)))
    anywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "lines", _lines, anywhere)
    parser.block.ruler.at("code", _indented_code)
    parser.block.ruler.at("html_block", hidden.html, anywhere)
    parser.block.ruler.at("paragraph", hidden.text)


def _is_box(params: str) -> bool:
    return bool(params.strip()) and not _DIRECTIVE.match(f":::{params}") and not _MODULE.match(params)


def _indented_code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """In MDX what is indented is no code."""
    return "mdx" not in state.env and code(state, start, end, silent)


def _lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    rule = _RULES.get(state.src[at : at + 1])
    if rule is None or ("mdx" not in state.env and state.is_code_block(start)):
        return False
    return rule(state, start, end, silent)


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _leave_out(state: StateBlock, silent: bool, line: int) -> bool:
    if not silent:
        state.line = line
    return True


def _token(state: StateBlock, silent: bool, kind: str, content: str, line: int) -> bool:
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        token.map = [state.line, line]
        state.line = line
    return True


def _indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"` and `=== "Tab"`, with their text indented below."""
    found = _INDENTED.match(_text(state, start))
    if found is None:
        return False
    is_tab = found["mark"].startswith("=")
    title = found["title"] if found["title"] is not None else found["other"]
    last = _body(state, start, end)
    if (title is None and (is_tab or last == start + 1)) or (not is_tab and not found["kinds"]):
        return False
    if silent:
        return True
    opening = state.push("box_open", "", 1)
    opening.meta = {"kind": "" if is_tab else found["kinds"].split()[0], "title": title}
    opening.map = [start, last]
    parent, indent, stop = state.parentType, state.blkIndent, state.lineMax
    state.parentType, state.blkIndent, state.lineMax = "box", state.sCount[start] + 4, last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.blkIndent, state.lineMax = parent, indent, stop
    state.push("box_close", "", -1)
    state.line = last
    return True


def _body(state: StateBlock, start: int, end: int) -> int:
    """The line after the last one that is indented below this one."""
    last = start + 1
    for line in range(start + 1, end):
        if not state.isEmpty(line):
            if state.sCount[line] < state.sCount[start] + 4:
                break
            last = line + 1
    return last


def _brace(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if hidden.block(state, start, end, silent) or templates.block(state, start, end, silent):
        return True
    line = _text(state, start)
    return bool(_ATTRIBUTES.match(line)) and _token(state, silent, "attributes", line, start + 1)


def _angle(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if hidden.block(state, start, end, silent) or components.block(state, start, end, silent):
        return True
    if not _WRAPPER.match(_text(state, start)):
        return False
    following = _text(state, start + 1) if start + 1 < end else ""
    if following.startswith("<") or (start + 1 < end and state.is_code_block(start + 1)):
        return False
    return _leave_out(state, silent, start + 1)


def _included(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`--8<-- "file"`, or file names between two such lines."""
    found = _INCLUDED.match(_text(state, start))
    if found is None:
        return False
    rest = _text(state, start)[found.end() :].strip()
    last = start
    if not rest:
        last = next((line for line in range(start + 1, end) if _INCLUDED.match(_text(state, line))), start)
    return _leave_out(state, silent, last + 1)


def _abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return bool(_ABBREVIATION.match(_text(state, start))) and _leave_out(state, silent, start + 1)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The address of a link, which a site generator fills in: its links keep their words."""
    found = _DEFINITION.match(_text(state, start))
    if found and not silent:
        known = state.env.setdefault("references", {})
        known.setdefault(normalizeReference(found.group(1)), {"title": "", "href": "#", "map": [start, start + 1]})
    return found is not None and _leave_out(state, silent, start + 1)


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if hidden.block(state, start, end, silent):
        return True
    line = _text(state, start)
    if _MODULE.match(line.lstrip(":")):
        return _leave_out(state, silent, _body(state, start, end))
    return bool(_DIRECTIVE.match(line)) and _leave_out(state, silent, start + 1)


_RULES: dict[str, Callable[[StateBlock, int, int, bool], bool]] = {
    "!": _indented,
    "?": _indented,
    "=": _indented,
    "{": _brace,
    "%": hidden.block,
    "<": _angle,
    "i": components.program,
    "e": components.program,
    "-": _included,
    ";": _included,
    "*": _abbreviation,
    ":": _directive,
    "[": _definition,
}
