"""How does a passage look in Slack? Lists, code and tables readable, the matched words in bold.

A table is a block of its own where Slack has one: in a message, once, and not too large. Elsewhere a row is a line that
names its columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from bot.articles.rules.leads import Lead, deep
from bot.ids import ArticleId
from bot.markup.document import Block, BlockKind, Span
from bot.search.units import row_text
from bot.slack import message, text
from bot.slack.message import Element

ARTICLE = "answers.article"
READS = 3  #: buttons to other articles under one text
ROWS, COLUMNS = 100, 20  #: of a table block, https://docs.slack.dev/reference/block-kit/blocks/table-block


def heading(title: str, path: Sequence[str], *, url: str) -> message.Block:
    """Draw where a passage stands: the title, linked if it can be, and the headings down to it."""
    shown = text.clip(" ".join(title.split()), 250)
    name = f"*{text.link(url, shown)}*" if text.safe_url(url) else text.bold(shown)
    return message.section(" › ".join([name, *(text.escape(text.clip(step, 80)) for step in steps(title, path))]))


def steps(title: str, path: Sequence[str]) -> Sequence[str]:
    """The headings below the title; many an article begins with its title as a heading."""
    return path[1:] if path and path[0].casefold().strip() == title.casefold().strip() else path


def further(path: Sequence[str], *, url: str) -> message.Block:
    """Draw the heading of another section of the same article."""
    shown = text.clip(path[-1] if path else "Beginning", 150)
    return message.section(f"*{text.link(url, shown)}*" if text.safe_url(url) else text.bold(shown))


def linked(blocks: Sequence[Block], leads: Mapping[str, Lead], *, url: str = "") -> list[Block]:
    """The same text with its links to other articles, and to headings of its own, where they have an address."""

    def follow(span: Span) -> Span:
        address = span.target or ""
        if address.startswith("#"):
            address = deep(url, address[1:])
        else:
            address = leads[address].url if address in leads else ""
        return replace(span, link=address) if text.safe_url(address) else span

    return [replace(block, spans=tuple(map(follow, block.spans))) for block in blocks]


def readable(blocks: Iterable[Block], leads: Mapping[str, Lead], *, but: ArticleId) -> list[message.Element]:
    """Buttons that open the articles a text links to which have no address of their own."""
    named = (leads.get(span.target) for block in blocks for span in block.spans if span.target)
    found = {lead.article: lead for lead in named if lead is not None and not text.safe_url(lead.url)}
    return [
        message.button(f"Read “{text.clip(lead.title, 60)}”", action=f"{ARTICLE}:{id}:read", value=str(id))
        for id, lead in list(found.items())[:READS]
        if id != but
    ]


def drawn(blocks: Sequence[Block]) -> list[message.Block]:
    """Draw a text; its first table that fits as one."""
    found: list[message.Block] = []
    waiting: list[Block] = []
    has_table = False
    for block in blocks:
        if block.kind is BlockKind.TABLE and not has_table and _fits(block):
            found += [message.rich(*_elements(waiting))] if waiting else []
            found.append(message.table(block.rows))
            waiting, has_table = [], True
        else:
            waiting.append(block)
    return [*found, message.rich(*_elements(waiting))] if waiting or not found else found


def without_tables(blocks: Sequence[message.Block], *, keeping: int = 0) -> tuple[message.Block, ...]:
    """The same blocks with their tables, but for the first few, as lines: a modal takes none, a message one."""
    found: list[message.Block] = []
    for block in blocks:
        if block["type"] == "table":
            keeping -= 1
            if keeping < 0:
                rows = tuple(tuple(cell["text"] for cell in row) for row in block["rows"])
                block = message.rich(*_rows(rows))
        found.append(block)
    return tuple(found)


def _fits(table: Block) -> bool:
    return 1 < len(table.rows) <= ROWS and 1 < max(map(len, table.rows)) <= COLUMNS


def _elements(blocks: Sequence[Block]) -> list[Element]:
    elements: list[Element] = []
    for kind, group in groupby(blocks, key=_list_kind):
        members = list(group)
        if kind is None:
            for block in members:
                elements += _drawn(block)
        else:
            elements.append(_list(members))
    return elements or [message.rich_section(message.rich_text("…"))]


def _list_kind(block: Block) -> tuple[bool, int] | None:
    """Items of one list: ordered or not, and how deep. Slack nests lists as runs of one depth."""
    return (block.number is not None, block.level) if block.kind is BlockKind.ITEM else None


def _list(items: Sequence[Block]) -> Element:
    first = items[0]
    return message.rich_list(
        [message.rich_section(*_spans(item.spans)) for item in items],
        is_ordered=first.number is not None,
        indent=first.level,
        offset=(first.number or 1) - 1,
    )


def _drawn(block: Block) -> Iterable[Element]:
    if block.kind is BlockKind.CODE:
        return [message.rich_preformatted("".join(span.text for span in block.spans))]
    if block.kind is BlockKind.TABLE:
        return _rows(block.rows)
    if block.kind is BlockKind.QUOTE:
        return [message.rich_quote(*_spans(block.spans))]
    if block.kind is BlockKind.HEADING:
        text = "".join(span.text for span in block.spans)
        return [message.rich_section(message.rich_text(text + "\n", "bold"))]
    return [message.rich_section(*_spans(block.spans), message.rich_text("\n"))]


def _spans(spans: Sequence[Span]) -> list[Element]:
    return [_span(span) for span in spans if span.text] or [message.rich_text(" ")]


def _span(span: Span) -> Element:
    styles = [
        name
        for name, is_on in (
            ("bold", span.bold or span.marked),
            ("italic", span.italic),
            ("strike", span.strike),
            ("code", span.code),
        )
        if is_on
    ]
    if span.link:
        return message.rich_link(span.link, span.text, *styles)
    return message.rich_text(span.text, *styles)


def _rows(rows: Sequence[Sequence[str]]) -> list[Element]:
    """A table as a list: each row a line, each cell after the head of its column."""
    lines = [row_text(rows[0], row) for row in rows[1:]] or [" · ".join(rows[0])]
    return [message.rich_list([message.rich_section(message.rich_text(line)) for line in lines if line])]
