"""What does a piece of Markdown say, block by block?

A small neutral model that any surface can draw; never an error.
"""

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.markup import fragments, inline
from bot.markup.document import Block, BlockKind, Span, words_of
from bot.markup.source import clean, pieces, without_templates

__all__ = ["Block", "BlockKind", "Span", "blocks", "plain"]

_PARSER = MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"])


@lru_cache(maxsize=512)  # the passages people ask for are asked for again
def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in reading order."""
    found: list[Block] = []
    for piece in pieces(without_templates(clean(markdown))):
        found.extend(_read(_PARSER.parse(piece)))
    return tuple(block for block in found if block.spans or block.rows)


def plain(markdown: str) -> str:
    """The readable text, a line a block, for notifications and anywhere without formatting."""
    return "\n".join(words_of(block) for block in blocks(markdown))


def _read(tokens: list[Token]) -> list[Block]:
    found: list[Block] = []
    lists: list[int | None] = []
    quotes = 0
    heading = 0
    number: int | None = None
    starts_item = False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1) if token.attrGet("start") is not None else 1)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                starts_item, number = True, lists[-1]
                if number is not None:
                    lists[-1] = number + 1
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "heading_open":
                heading = int(token.tag[1])
            case "heading_close":
                heading = 0
            case "fence" | "code_block":
                found.append(Block(kind=BlockKind.CODE, spans=(Span(text=token.content.rstrip("\n"), code=True),)))
            case "html_block":
                found.extend(fragments.blocks(token.content))
            case "table_open":
                at, rows = _table(tokens, at)
                found.append(Block(kind=BlockKind.TABLE, rows=rows))
            case "inline":
                spans = inline.spans(token.children or [])
                if heading:
                    found.append(Block(kind=BlockKind.HEADING, spans=spans, level=heading))
                elif lists:
                    kind = BlockKind.ITEM if starts_item else BlockKind.PARAGRAPH
                    found.append(
                        Block(kind=kind, spans=spans, level=len(lists) - 1, number=number if starts_item else None)
                    )
                    starts_item = False
                else:
                    found.append(Block(kind=BlockKind.QUOTE if quotes else BlockKind.PARAGRAPH, spans=spans))
        at += 1
    return found


def _table(tokens: list[Token], at: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    while tokens[at].type != "table_close":
        token = tokens[at]
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            rows.append(tuple(cells))
        elif token.type == "inline":
            cells.append("".join(span.text for span in inline.spans(token.children or [])).strip())
        at += 1
    return at, tuple(rows)
