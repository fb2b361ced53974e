"""How does a passage look in Slack? Rich text: lists, code and tables readable, the matched words in bold."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.markup.document import Block, BlockKind, Span
from bot.slack import message, text
from bot.slack.message import Element

CELL = 40  #: characters of a table's cell before it is cut; a message is narrow


def heading(title: str, path: Sequence[str], *, url: str) -> message.Block:
    """Draw where a passage stands: the title, linked if it can be, and the headings down to it."""
    shown = text.clip(" ".join(title.split()), 250)
    name = f"*{text.link(url, shown)}*" if text.safe_url(url) else text.bold(shown)
    return message.section(" › ".join([name, *(text.escape(text.clip(step, 80)) for step in steps(title, path))]))


def steps(title: str, path: Sequence[str]) -> Sequence[str]:
    """The headings below the title; many an article begins with its title as a heading."""
    return path[1:] if path and path[0].casefold().strip() == title.casefold().strip() else path


def drawn(blocks: Sequence[Block]) -> message.Block:
    """Draw a passage as one rich_text block."""
    elements: list[Element] = []
    for kind, group in groupby(blocks, key=_list_kind):
        members = list(group)
        if kind is None:
            for block in members:
                elements += _drawn(block)
        else:
            elements.append(_list(members))
    return message.rich(*(elements or [message.rich_section(message.rich_text("…"))]))


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
        return [message.rich_preformatted(_table(block.rows))]
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


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Align a table in fixed width."""
    cells = [[cell if len(cell) <= CELL else cell[: CELL - 1] + "…" for cell in row] for row in rows]
    widths = [max(len(row[place]) if place < len(row) else 0 for row in cells) for place in range(max(map(len, cells)))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in cells]
    if len(lines) > 1:
        lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)
