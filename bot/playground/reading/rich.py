"""How are rich text, markdown and table blocks read?"""

from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.playground.reading.lines import Line, LineKind, Reader, Span, date_text, literal
from bot.playground.reading.mrkdwn import inline
from bot.playground.state import Json

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def inline_element(element: Json, reader: Reader) -> Span:
    """Read one element inside a rich text section."""
    style = element.get("style", {})
    base = Span(
        text=element.get("text", ""),
        bold=bool(style.get("bold")),
        italic=bool(style.get("italic")),
        strike=bool(style.get("strike")),
        code=bool(style.get("code")),
    )
    match element["type"]:
        case "link":
            return replace(base, text=element.get("text") or element["url"], link=element["url"])
        case "user":
            called = "@" + element["user_id"]
            return replace(base, text=reader.names(called), mention=called)
        case "channel":
            called = "#" + element["channel_id"]
            return replace(base, text=reader.names(called), mention=called)
        case "usergroup":
            called = "!subteam^" + element["usergroup_id"]
            return replace(base, text=reader.names(called), mention=called)
        case "broadcast":
            return replace(base, text="@" + element["range"], mention="!" + element["range"])
        case "emoji":
            return replace(base, text=f":{element['name']}:")
        case "date":
            return replace(base, text=date_text(str(element["timestamp"]), element["format"], reader))
        case "color":
            return replace(base, text=element["value"])
        case _:
            return base


def _rows(elements: list[Json], reader: Reader, line: Line) -> list[Line]:
    rows: list[list[Span]] = [[]]
    for element in elements:
        span = inline_element(element, reader)
        first, *more = span.text.split("\n")
        rows[-1].append(replace(span, text=first))
        rows += [[replace(span, text=part)] for part in more]
    return [replace(line, spans=tuple(s for s in row if s.text)) for row in rows]


def rich_text(block: Json, reader: Reader) -> tuple[Line, ...]:
    """Read a rich_text block into lines."""
    lines: list[Line] = []
    for part in block.get("elements", []):
        match part["type"]:
            case "rich_text_list":
                kind = LineKind.ORDERED if part.get("style") == "ordered" else LineKind.BULLET
                for number, item in enumerate(part["elements"], 1 + part.get("offset", 0)):
                    item_line = Line(kind=kind, indent=part.get("indent", 0), number=number)
                    lines += _rows(item["elements"], reader, item_line)
            case "rich_text_quote":
                lines += _rows(part["elements"], reader, Line(kind=LineKind.QUOTE))
            case "rich_text_preformatted":
                lines += _rows(part["elements"], reader, Line(kind=LineKind.PRE))
            case _:
                lines += _rows(part["elements"], reader, Line())
    while lines and not lines[-1].spans:
        lines.pop()
    return tuple(lines)


def table(block: Json, reader: Reader) -> tuple[Line, ...]:
    """Read a table block, a line a row."""

    def cell(content: Json) -> tuple[Span, ...]:
        lines = rich_text(content, reader) if content["type"] == "rich_text" else literal(content["text"])
        return tuple(span for line in lines for span in line.spans)

    return tuple(Line(kind=LineKind.ROW, cells=tuple(cell(c) for c in row)) for row in block["rows"])


def _spans(tokens: list[Token], reader: Reader) -> list[list[Span]]:
    rows: list[list[Span]] = [[]]
    style: dict[str, Any] = {}
    names = {"strong": "bold", "em": "italic", "s": "strike"}
    for token in tokens:
        tag = names.get(token.tag, "")
        if token.type in ("softbreak", "hardbreak"):
            rows.append([])
        elif token.type == "code_inline":
            rows[-1].append(Span(text=token.content, code=True, **style))
        elif token.type == "text":
            # Slack's mentions are read in markdown too; its own emphasis is not.
            spans = inline(token.content, reader) if "<" in token.content else (Span(text=token.content),)
            rows[-1] += [replace(span, **style) for span in spans]
        elif token.type == "link_open":
            style["link"] = str(token.attrGet("href"))
        elif token.type == "link_close":
            style.pop("link", None)
        elif token.type == "image":
            rows[-1].append(Span(text=token.content))
        elif tag and token.nesting > 0:
            style[tag] = True
        elif tag:
            style.pop(tag, None)
    return rows


def markdown(text: str, reader: Reader) -> tuple[Line, ...]:
    """Read a markdown block into lines."""
    lines: list[Line] = []
    lists: list[Line] = []
    kind = LineKind.PARAGRAPH
    cells: list[tuple[Span, ...]] = []
    in_row = False
    for token in _MARKDOWN.parse(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type == "ordered_list_open"
                lists.append(Line(kind=LineKind.ORDERED if ordered else LineKind.BULLET, indent=len(lists)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                lists[-1] = replace(lists[-1], number=lists[-1].number + 1)
            case "blockquote_open" | "blockquote_close":
                kind = LineKind.QUOTE if token.nesting > 0 else LineKind.PARAGRAPH
            case "heading_open" | "heading_close":
                kind = LineKind.HEADING if token.nesting > 0 else LineKind.PARAGRAPH
            case "tr_open":
                in_row, cells = True, []
            case "tr_close":
                in_row = False
                lines.append(Line(kind=LineKind.ROW, cells=tuple(cells)))
            case "fence" | "code_block":
                rows = token.content.rstrip("\n").split("\n")
                lines += [Line(kind=LineKind.PRE, spans=(Span(text=row),)) for row in rows]
            case "hr":
                lines.append(Line(kind=LineKind.RULE))
            case "inline" if in_row:
                cells.append(tuple(s for row in _spans(token.children or [], reader) for s in row))
            case "inline":
                base = lists[-1] if lists else Line(kind=kind)
                lines += [replace(base, spans=tuple(row)) for row in _spans(token.children or [], reader)]
            case _:
                pass
    return tuple(lines)
