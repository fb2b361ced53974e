"""What does a person read: lines of spans, with what is active in them marked?

Everything shown by the page and compared by the tests passes through these values.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

#: "@U1", "#C1" or "!subteam^S1" to the name people read
Names = Callable[[str], str]


class LineKind(StrEnum):
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    PRE = "pre"
    BULLET = "bullet"
    ORDERED = "ordered"
    HEADING = "heading"
    RULE = "rule"
    ROW = "row"


@dataclass(frozen=True, kw_only=True)
class Span:
    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    #: the address a click leads to
    link: str = ""
    #: whom or what it calls: "@U1", "#C1", "!channel", "!subteam^S1"
    mention: str = ""
    #: a bare address that Slack made a link by itself
    bare: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    kind: LineKind = LineKind.PARAGRAPH
    spans: tuple[Span, ...] = ()
    indent: int = 0
    number: int = 0
    cells: tuple[tuple[Span, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads: names as they are known here, times in the reader's zone."""

    names: Names
    tz: str = "UTC"


_DATE_FORMATS = {
    "date_num": "%Y-%m-%d",
    "date": "%B %-d, %Y",
    "date_short": "%b %-d, %Y",
    "date_long": "%A, %B %-d, %Y",
    "day": "%A",
    "day_divider_pretty": "%A, %B %-d",
    "time": "%H:%M",
    "time_secs": "%H:%M:%S",
    "ago": "%b %-d",
}


def date_text(seconds: str, form: str, reader: Reader) -> str:
    """Show a moment as Slack's date formatting does, in the reader's zone."""
    moment = datetime.fromtimestamp(float(seconds), ZoneInfo(reader.tz))

    def shown(match: re.Match[str]) -> str:
        key = match[1].removesuffix("_pretty") if match[1] not in _DATE_FORMATS else match[1]
        return moment.strftime(_DATE_FORMATS[key]) if key in _DATE_FORMATS else match[0]

    return re.sub(r"\{(\w+)\}", shown, form)


def literal(text: str) -> tuple[Line, ...]:
    """Read plain_text: nothing in it is active."""
    return tuple(Line(spans=(Span(text=row),)) for row in text.split("\n"))


def shown(lines: tuple[Line, ...]) -> str:
    """Give the characters a person reads."""
    return "\n".join(
        " | ".join("".join(s.text for s in cell) for cell in line.cells)
        if line.cells
        else "".join(s.text for s in line.spans)
        for line in lines
    )
