"""What does a person read on the screen: a message, a modal, a home tab, block by block?"""

from collections.abc import Iterator, Sequence

from bot.playground.api import inputs
from bot.playground.reading import mrkdwn, rich
from bot.playground.reading.lines import Line, LineKind, Reader, Span, literal, shown
from bot.playground.state import Json, Message

Lines = tuple[Line, ...]


def of_text(text: Json, reader: Reader) -> Lines:
    """Read a text object."""
    if text["type"] == "mrkdwn":
        return mrkdwn.read(text["text"], reader, verbatim=bool(text.get("verbatim")))
    return literal(text["text"])


def of_image(image: Json) -> Lines:
    """An image is read by its alternative text."""
    return (Line(spans=(Span(text=image["alt_text"], italic=True),)),)


def of_block(block: Json, reader: Reader) -> tuple[Lines, ...]:
    """Read a block: its texts in order, each on lines of its own."""
    match block["type"]:
        case "section":
            texts = [of_text(t, reader) for t in [block.get("text"), *block.get("fields", [])] if t]
            accessory = block.get("accessory", {})
            return (*texts, of_image(accessory)) if accessory.get("type") == "image" else tuple(texts)
        case "header":
            line = literal(block["text"]["text"])[0]
            return ((Line(kind=LineKind.HEADING, spans=line.spans),),)
        case "context":
            return tuple(of_image(e) if e["type"] == "image" else of_text(e, reader) for e in block["elements"])
        case "image":
            title = [literal(block["title"]["text"])] if "title" in block else []
            return (*title, of_image(block))
        case "input":
            return tuple(literal(block[k]["text"]) for k in ("label", "hint") if k in block)
        case "rich_text":
            return (rich.rich_text(block, reader),)
        case "markdown":
            return (rich.markdown(block["text"], reader),)
        case "table":
            return (rich.table(block, reader),)
        case "data_table":
            return (literal(block["caption"]), rich.table(block, reader))
        case "data_visualization":
            return (literal(block["title"]), *(literal(line) for line in _drawn(block["chart"])))
        case "divider":
            return ((Line(kind=LineKind.RULE),),)
        case _:
            return ()


def _drawn(chart: Json) -> Iterator[str]:
    """Tell a chart in words: a line a series."""
    if chart["type"] == "pie":
        yield ", ".join(f"{one['label']} {one['value']}" for one in chart["segments"])
    for series in chart.get("series", []):
        yield f"{series['name']}: " + ", ".join(f"{one['label']} {one['value']}" for one in series["data"])


def of_attachment(attachment: Json, reader: Reader) -> Lines:
    """Read an attachment: its blocks, or the older fields; what nothing else shows is read from the fallback."""
    if attachment.get("blocks"):
        return tuple(line for block in attachment["blocks"] for text in of_block(block, reader) for line in text)
    fields = [(f.get("title", ""), f.get("value", "")) for f in attachment.get("fields", [])]
    texts = [attachment.get("pretext"), attachment.get("title"), attachment.get("text")]
    texts += [words for field in fields for words in field]
    written = [text for text in texts if text] or [attachment.get("fallback", "")]
    return tuple(line for text in written for line in mrkdwn.read(text, reader))


def of_message(message: Message, reader: Reader) -> Lines:
    """Read a whole message: its blocks, or its text when it has none, and its attachments."""
    attached = tuple(line for one in message.attachments for line in of_attachment(one, reader))
    if message.blocks:
        return (*(line for block in message.blocks for text in of_block(block, reader) for line in text), *attached)
    return (*(mrkdwn.read(message.text, reader) if message.text else ()), *attached)


def text_of_blocks(blocks: Sequence[Json], reader: Reader) -> str:
    """Give the visible text of blocks."""
    texts = [shown(text) for block in blocks for text in of_block(block, reader)]
    return "\n".join(t for t in texts if t)


def buttons(blocks: Sequence[Json]) -> tuple[str, ...]:
    """Give the labels of what can be pressed."""
    labels: list[str] = []
    for _, element in inputs.elements(list(blocks)):
        if element["type"] == "feedback_buttons":
            labels += [element[k]["text"]["text"] for k in ("positive_button", "negative_button")]
        elif element["type"] in ("button", "icon_button"):
            labels.append(element["text"]["text"])
    return tuple(labels)


def mentions(lines: Lines) -> tuple[str, ...]:
    """List whom or what a text really calls: "@U1", "#C1", "!channel"."""
    return tuple(s.mention for s in spans(lines) if s.mention)


def links(lines: Lines, *, bare: bool = False) -> tuple[str, ...]:
    """List the addresses a click leads to; `bare`: also those Slack made links by itself."""
    return tuple(s.link for s in spans(lines) if s.link and (bare or not s.bare))


def spans(lines: Lines) -> tuple[Span, ...]:
    """Give all spans, those in table cells too."""
    return tuple(s for line in lines for s in (*line.spans, *(s for cell in line.cells for s in cell)))
