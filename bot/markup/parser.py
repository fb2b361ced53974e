"""How is a file parsed? CommonMark with GitHub's tables, footnotes, definitions, and what else people's tools write.

The whole file at once: links, notes and comments reach over its headings.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bot.markup import boxes, housekeeping, marks, tables
from bot.markup.source import PIECE, pieces

#: Deeper than anybody nests; what is deeper still is not parsed.
NESTING = 60

_ALERT = re.compile(r"\[!(?P<kind>[\w-]+)(?P<more>[^\]\n]*)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|\Z)")
#: At the end of a heading.
_ANCHOR = re.compile(r"\{:?[ \t]*(?:[.\w-]+[ \t]+)?#([\w-]+)[^{}]*\}[ \t]*\Z")


def parse(text: str) -> tuple[list[Token], dict[str, Any]]:
    """The tokens of a file, and what they refer to."""
    env: dict[str, Any] = {}
    return _PARSER.parse(text, env), env


def inline(text: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of a line."""
    return _PARSER.parseInline(text, env)[0].children or []


def _prepared(state: StateCore) -> None:
    """Between blocks and lines: alerts become boxes, housekeeping goes, endless lines are read in pieces."""
    prepared: list[Token] = []
    for at, token in enumerate(state.tokens):
        if token.type != "inline":
            prepared.append(token)
            continue
        if at > 1 and state.tokens[at - 2].type == "blockquote_open":
            _alert(state.tokens[at - 2], token)
        if state.tokens[at - 1].type == "heading_open" and (named := _ANCHOR.search(token.content)):
            state.tokens[at - 1].meta = {"anchor": named.group(1)}
        token.content = housekeeping.without_properties(token.content)
        if len(token.content) <= PIECE:
            prepared.append(token)
            continue
        for piece in pieces(token.content):
            part = Token("inline", "", 0, level=token.level, content=piece, children=[])
            prepared.append(part)
    state.tokens = prepared
    housekeeping.sign_off(prepared)
    state.env["properties"] = housekeeping.taken(prepared)


def _alert(quote: Token, line: Token) -> None:
    found = _ALERT.match(line.content)
    if found is None:
        return
    more = found["more"]
    if not more or more.startswith("|"):
        quote.meta = {"kind": found["kind"], "title": found["title"] or None}
    line.content = line.content[found.end() :]


def _made() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False).use(deflist_plugin)
    boxes.install(parser)
    marks.install(parser)
    tables.install(parser)
    parser.core.ruler.after("block", "prepared", _prepared)
    return parser


_PARSER = _made()
