"""What does a fragment of HTML inside Markdown say? Its paragraphs, items and tables; scripts and styles stay out."""

from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from bot.markup.document import Block, BlockKind, Span
from bot.markup.hidden import without_comments
from bot.markup.inline import SILENT, Pen, joined, picture

_BREAKS = frozenset(
    {
        *("p", "div", "section", "article", "aside", "main", "header", "footer", "nav", "center", "form", "hr"),
        *(
            "ul",
            "ol",
            "details",
            "summary",
            "blockquote",
            "dl",
            "dt",
            "dd",
            "figure",
            "figcaption",
            "address",
            "caption",
        ),
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
#: What a line of Markdown has and a line of words has not.
_MARKS = frozenset("*_`[{=!<:^%")

Inline = Callable[[str], tuple[Span, ...]]


def blocks(html: str, inline: Inline) -> list[Block]:
    """The blocks of an HTML fragment, read as far as it goes; `inline` reads a line of text."""
    reader = _Reader(inline)
    reader.feed(without_comments(html))
    reader.close()
    reader.finish()
    return reader.found


def cell(spans: Iterable[Span]) -> str:
    """A table's cell on one line."""
    return " ".join("".join(span.text for span in spans).split())


class _Reader(HTMLParser):
    def __init__(self, inline: Inline) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._inline = inline
        self._pen = Pen()
        self._spans: list[Span] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._number: int | None = None
        self._lists: list[int | None] = []
        self._quotes = 0
        self._silent = 0
        self._verbatim = False
        self._rows: list[list[str]] | None = None
        self._is_cell = False
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag == "br":
            self._spans.append(self._pen.write("\n"))
        elif tag == "a":
            self._pen.follow(dict(attrs).get("href"))
        elif tag == "img":
            said = dict(attrs)
            self._spans.append(picture(said.get("alt") or "", said.get("src"), self._pen))
        elif tag == "table":
            self._tables += 1
            if self._rows is None:
                self._end()
                self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._cell()
            if self._tables == 1:
                self._rows.append([])
        elif tag in _CELLS and self._rows is not None:
            if self._tables == 1:
                self._cell()
                self._is_cell = True
            else:
                self._spans.append(Span(text=" "))
        elif tag == "pre":
            self._end(BlockKind.CODE)
            self._verbatim = True
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            self._end(BlockKind.ITEM, max(0, len(self._lists) - 1), number=number)
            if number is not None:
                self._lists[-1] = number + 1
        elif tag in _HEADINGS:
            self._end(BlockKind.HEADING, int(tag[1]))
        elif tag in _BREAKS:
            self._break(tag, attrs)
        else:
            self._pen.tag(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a":
            self._pen.follow(None)
        elif tag in _CELLS or tag == "tr":
            if self._tables <= 1:
                self._cell()
        elif tag == "table":
            self._tables = max(0, self._tables - 1)
            if not self._tables:
                self._table()
        elif tag in _BREAKS or tag in _HEADINGS or tag in ("li", "pre"):
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._quotes = max(0, self._quotes - (tag == "blockquote"))
            self._end()
            self._verbatim = False
        else:
            self._pen.tag(tag, -1)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._verbatim:
            self._spans.append(self._pen.write(data, code=True))
            return
        words = " ".join(data.split())
        is_plain = self._pen.code or _MARKS.isdisjoint(words)
        said = (Span(text=words),) if is_plain else self._inline(words)
        around = (data[:1].isspace() and " ", data[-1:].isspace() and " ")
        for text, spans in ((around[0], ()), ("", said), (around[1], ())):
            self._spans += [self._pen.write(text)] if text else [self._pen.over(span) for span in spans]

    def finish(self) -> None:
        """Close whatever the fragment left open."""
        self._table()
        self._end()

    def _break(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._end()
            start = dict(attrs).get("start") or "1"
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        elif self._kind is BlockKind.ITEM and not any(span.text.strip() for span in self._spans):
            return  # a paragraph that begins an item is the item
        else:
            self._quotes += tag == "blockquote"
            self._end()

    def _cell(self) -> None:
        """End a cell; what stands in a table and in no cell is words too."""
        text = cell(self._spans)
        self._spans = []
        if self._rows is not None and (self._is_cell or text):
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append(text)
        elif text:
            self.found.append(Block(kind=BlockKind.PARAGRAPH, spans=(Span(text=text),)))
        self._is_cell = False

    def _table(self) -> None:
        if self._rows is not None:
            self._cell()
            rows = tuple(tuple(row) for row in self._rows if any(row))
            if rows:
                self.found.append(Block(kind=BlockKind.TABLE, rows=rows))
        self._rows = None
        self._tables = 0

    def _end(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, *, number: int | None = None) -> None:
        if self._rows is not None:
            self._spans.append(Span(text=" "))  # a cell holds paragraphs side by side
            return
        spans = tuple(self._spans) if self._kind is BlockKind.CODE else joined(self._spans)
        if self._kind is BlockKind.CODE:
            code = "".join(span.text for span in spans).removeprefix("\n").rstrip("\n")
            spans = (Span(text=code, code=True),) if code.strip() else ()
        if spans:
            self.found.append(Block(kind=self._kind, spans=spans, level=self._level, number=self._number))
        self._spans = []
        if kind is BlockKind.PARAGRAPH and self._quotes:
            kind = BlockKind.QUOTE
        self._kind, self._level, self._number = kind, level, number
