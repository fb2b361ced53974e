"""What does a fragment of HTML inside Markdown say? Its paragraphs, items and tables; scripts and styles stay out."""

from html.parser import HTMLParser

from bot.markup.document import Block, BlockKind, Span
from bot.markup.inline import Pen, address, joined

_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe"})
_BREAKS = frozenset(
    {"p", "div", "section", "article", "ul", "ol", "details", "summary", "blockquote", "dl", "dt", "dd"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def blocks(html: str) -> list[Block]:
    """The blocks of an HTML fragment; whatever is malformed is read as far as it goes."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._pen = Pen()
        self._spans: list[Span] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._lists = 0
        self._silent = 0
        self._verbatim = False
        self._rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._spans.append(self._pen.write("\n"))
        elif tag == "a":
            self._pen.link = address(dict(attrs).get("href"))
        elif tag == "table":
            self._end()
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag == "pre":
            self._end(BlockKind.CODE)
            self._verbatim = True
        elif tag == "li":
            self._end(BlockKind.ITEM, max(0, self._lists - 1))
        elif tag in _HEADINGS:
            self._end(BlockKind.HEADING, int(tag[1]))
        elif tag in _BREAKS:
            self._lists += tag in ("ul", "ol")
            self._end(BlockKind.QUOTE if tag == "blockquote" else BlockKind.PARAGRAPH)
        else:
            self._pen.tag(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a":
            self._pen.link = None
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append("".join(span.text for span in joined(self._spans)))
            self._spans = []
        elif tag == "table":
            self._table()
        elif tag in _BREAKS or tag in _HEADINGS or tag in ("li", "pre"):
            self._lists = max(0, self._lists - (tag in ("ul", "ol")))
            self._end()
            self._verbatim = False
        else:
            self._pen.tag(tag, -1)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        text = data if self._verbatim else " ".join(f" {data} ".split(" ")).replace("\n", " ")
        if not self._verbatim:
            text = (" " if data[:1].isspace() else "") + " ".join(data.split()) + (" " if data[-1:].isspace() else "")
        self._spans.append(self._pen.write(text, code=self._verbatim))

    def finish(self) -> None:
        """Close whatever the fragment left open."""
        self._table()
        self._end()

    def _table(self) -> None:
        if self._rows:
            rows = tuple(tuple(row) for row in self._rows if any(row))
            if rows:
                self.found.append(Block(kind=BlockKind.TABLE, rows=rows))
        self._rows = None
        self._spans = []

    def _end(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        if self._rows is None:
            spans = joined(self._spans)
            if spans:
                self.found.append(Block(kind=self._kind, spans=spans, level=self._level))
            self._spans = []
        self._kind, self._level = kind, level
