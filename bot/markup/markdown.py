"""What does a file of Markdown say, block by block?

A small neutral model that any surface can draw, whatever the file's dialect; never an error.
"""

import re
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from bot.markup import fences, fragments, hidden, inline, labels, parser, tables, tags
from bot.markup.document import Block, BlockKind, Document, Entry, Span, has_words, words_of
from bot.markup.source import beginning, clean

__all__ = ["Block", "BlockKind", "Document", "Entry", "Span", "blocks", "plain", "read"]

#: A longer line is no heading that anybody reads.
_HEADING = 1000

_CONTENTS = re.compile(r"\{:[ \t]*toc\b")


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text, in reading order."""
    document = read(markdown)
    return document.noted(document.entries)


def plain(markdown: str) -> str:
    """The readable text, a line a block, for notifications and anywhere without formatting."""
    return "\n".join(words_of(block) for block in blocks(markdown))


def read(markdown: str) -> Document:
    """Read a text without its front matter."""
    text, rest = beginning(clean(markdown))
    tokens, env = parser.parse(text)
    reader = _Reader(env)
    reader.read(tokens)
    reader.read_plain(rest)
    return reader.document


def _boxed(markdown: str) -> tuple[Block, ...]:
    """The blocks of a box that is written as code; what looks like a box in it is code."""
    tokens, env = parser.parse(markdown)
    reader = _Reader(env, is_boxed=True)
    reader.read(tokens)
    return reader.document.noted(reader.document.entries)


class _Reader:
    """Goes along the tokens, and knows what it is in."""

    def __init__(self, env: dict[str, Any], *, is_boxed: bool = False) -> None:
        self._env = env
        self._is_boxed = is_boxed
        self._found: list[Entry] = []
        self._outer: list[tuple[list[Entry], str]] = []
        self._notes: dict[int, tuple[Entry, ...]] = {}
        self._defined: dict[str, list[Entry]] = {}
        self._numbers: dict[int, str] = {}
        self._cited: list[int] = []
        self._lists: list[int | None] = []
        self._quotes = 0
        self._label = ""
        self._number: int | None = None
        self._starts_item = False
        self._is_term = False
        self._level = 0

    @property
    def document(self) -> Document:
        for id, label in self._numbers.items():
            if label in self._defined:
                self._notes[id + 1] = tuple(self._defined.pop(label))
        left = [entry for note in self._defined.values() for entry in note]
        return Document(
            entries=tuple(entry for entry in (*self._found, *left) if has_words(entry.block)),
            notes=self._notes,
            properties=self._env["properties"],
        )

    def read(self, tokens: list[Token]) -> None:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            self._level = token.level
            match token.type:
                case "bullet_list_open":
                    self._lists.append(None)
                case "ordered_list_open":
                    start = token.attrGet("start")
                    self._lists.append(int(start) if start is not None else 1)
                case "bullet_list_close" | "ordered_list_close" | "dd_close":
                    self._lists.pop()
                case "dd_open":
                    self._lists.append(None)
                    self._starts_item, self._number = True, None
                case "dt_open" | "dt_close":
                    self._is_term = token.nesting > 0
                case "list_item_open":
                    self._starts_item, self._number = True, self._lists[-1]
                    if self._number is not None:
                        self._lists[-1] = self._number + 1
                case "blockquote_open":
                    self._quotes += 1
                    if token.meta:
                        self._open(token.meta["kind"], token.meta["title"], is_any=True)
                case "blockquote_close":
                    self._quotes -= 1
                    self._label = ""
                case "box_open":
                    self._open(token.meta["kind"], token.meta["title"], is_any=True)
                case "container_box_open":
                    self._open(*labels.of_colons(token.info))
                case "box_close" | "container_box_close" | "container_slashes_close":
                    self._label = ""
                case "component":
                    self._open(*labels.of_component(token.content))
                case "template":
                    for kind, title, text in labels.of_templates(token.content):
                        self._open(kind, title)
                        self._add(Block(kind=BlockKind.PARAGRAPH, spans=self._spans(text)))
                case "attributes" if _CONTENTS.match(token.content) and self._found and not self._found[-1].is_cut:
                    self._found.pop()
                case "footnote_reference_open":
                    self._outer.append((self._found, token.meta["label"]))
                    self._found = []
                case "footnote_reference_close":
                    note, (self._found, label) = self._found, self._outer.pop()
                    if self._defined.setdefault(label, note) is not note:
                        self._found += note
                case "heading_open":
                    at += 1
                    self._heading(tokens[at], token)
                case "container_slashes_open":
                    kind, _, said = token.info.partition("|")
                    self._open(kind.split()[0], said.strip() or None)
                    at += fences.is_options(tokens[at + 1])
                case "fence" | "code_block":
                    self._code(token)
                case "html_block":
                    html = tags.without_expressions(token.content) if "mdx" in self._env else token.content
                    for block in fragments.blocks(html, self._spans):
                        self._add(block, is_cut=block.kind is BlockKind.HEADING and token.level == 0)
                case "table_open":
                    at, rows = self._table(tokens, at)
                    self._add(Block(kind=BlockKind.TABLE, rows=rows))
                case "inline":
                    self._line(inline.spans(token.children or [], self._cite))
            at += 1

    def read_plain(self, text: str) -> None:
        """Read what is too long to be parsed."""
        for part in hidden.without_comments(text).split("\n\n"):
            self._add(Block(kind=BlockKind.PARAGRAPH, spans=(Span(text=part.strip()),)))

    def _add(self, block: Block, *, is_cut: bool = False, anchor: str = "") -> None:
        if not has_words(block):
            return
        if self._label:
            label, self._label = self._label, ""
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
                block = replace(block, spans=(Span(text=f"{label}: ", bold=True), *block.spans))
            else:
                self._said((Span(text=f"{label}:"),))
        self._found.append(Entry(block=block, is_cut=is_cut, anchor=anchor, notes=tuple(self._cited)))
        self._cited = []

    def _heading(self, line: Token, opening: Token) -> None:
        spans = inline.spans(line.children or [], self._cite)
        if line.type != "inline" or len(line.content) > _HEADING:
            self._add(Block(kind=BlockKind.PARAGRAPH, spans=spans))
            return
        block = Block(kind=BlockKind.HEADING, spans=spans, level=int(opening.tag[1]))
        self._add(block, is_cut=opening.level == 0, anchor=opening.meta.get("anchor", ""))

    def _line(self, spans: tuple[Span, ...]) -> None:
        depth = max(0, len(self._lists) - 1)
        if self._is_term:
            self._said(spans)
        elif self._lists and self._starts_item:
            self._add(Block(kind=BlockKind.ITEM, spans=spans, level=depth, number=self._number))
            self._starts_item = not spans and self._starts_item
        elif self._lists:
            self._add(Block(kind=BlockKind.PARAGRAPH, spans=spans, level=depth))
        else:
            self._add(Block(kind=BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH, spans=spans))

    def _said(self, spans: tuple[Span, ...]) -> None:
        """A line that says what the following is."""
        kind = BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
        self._add(Block(kind=kind, spans=inline.joined([replace(span, bold=not span.code) for span in spans])))

    def _open(self, kind: str, title: str | None, *, is_any: bool = False) -> None:
        """Begin a box; of an unknown kind it has only a title, if `is_any` is not said."""
        label = labels.label(kind) if kind and (is_any or labels.is_known(kind)) else ""
        self._label = label if title is None else ""
        if title and title.strip():
            spans = self._spans(title)
            if label and label.casefold() != title.strip().casefold():
                spans = (Span(text=f"{label}: "), *spans)
            self._said(spans)

    def _code(self, token: Token) -> None:
        if fences.is_included(token.content):
            return
        if not self._is_boxed and (box := fences.box(token.info, token.content)):
            self._open(*box[0])
            for block in _boxed(box[1]):
                self._add(block)
            self._label = ""
            return
        if title := labels.of_code(token.info):
            self._said((Span(text=title),))
        code = Span(text=token.content.rstrip("\n"), code=True)
        depth = max(0, len(self._lists) - 1)
        self._add(Block(kind=BlockKind.CODE, spans=(code,), level=depth))

    def _cite(self, token: Token) -> str:
        id = token.meta["id"]
        if id not in self._numbers:
            self._numbers[id] = token.meta.get("label", "")
            if "label" not in token.meta:
                notes = self._env["footnotes"]["list"]
                block = Block(kind=BlockKind.PARAGRAPH, spans=inline.spans(notes[id]["tokens"], self._cite))
                self._notes[id + 1] = (Entry(block=block),)
        self._cited.append(id + 1)
        return f"[{id + 1}]"

    def _spans(self, text: str) -> tuple[Span, ...]:
        return inline.spans(parser.inline(text, self._env), self._cite)

    def _table(self, tokens: list[Token], at: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
        rows: list[tuple[str, ...]] = []
        cells: list[str] = []
        has_words = False
        while tokens[at].type != "table_close":
            token = tokens[at]
            if token.type == "tr_open":
                cells, has_words = [], not rows
            elif token.type == "tr_close" and has_words:
                rows.append(tuple(cells))
            elif token.type == "inline":
                cells.append(fragments.cell(inline.spans(token.children or [], self._cite)))
                has_words |= bool(cells[-1]) and not tables.is_line(token.content)
            at += 1
        return at, tuple(rows)
