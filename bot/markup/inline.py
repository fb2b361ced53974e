"""How does one line of Markdown read: which words are bold, code, struck out or a link?"""

import re
from dataclasses import dataclass, replace

from markdown_it.token import Token

from bot.markup.document import Span

#: Only these lead somewhere from a message; a relative path or a script does not.
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>]+\Z", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)

_BOLD, _ITALIC, _CODE, _STRIKE = ("strong", "b"), ("em", "i"), ("code", "kbd", "samp", "tt"), ("s", "del", "strike")


@dataclass
class Pen:
    """The style in force while reading along; counts, because tags nest and some are never closed."""

    bold: int = 0
    italic: int = 0
    code: int = 0
    strike: int = 0
    link: str | None = None

    def tag(self, name: str, step: int) -> None:
        """Open (+1) or close (-1) a tag by its name."""
        if name in _BOLD:
            self.bold = max(0, self.bold + step)
        elif name in _ITALIC:
            self.italic = max(0, self.italic + step)
        elif name in _CODE:
            self.code = max(0, self.code + step)
        elif name in _STRIKE:
            self.strike = max(0, self.strike + step)

    def write(self, text: str, *, code: bool = False) -> Span:
        """A span in the present style."""
        return Span(
            text=text,
            bold=self.bold > 0,
            italic=self.italic > 0,
            code=code or self.code > 0,
            strike=self.strike > 0,
            link=self.link,
        )


def address(url: object) -> str | None:
    """The address, when it is one that may leave."""
    text = str(url or "").strip()
    return text if _LINK.match(text) else None


def spans(tokens: list[Token]) -> tuple[Span, ...]:
    """The spans of one inline token's children, neighbours of one style joined."""
    pen = Pen()
    found: list[Span] = []
    for token in tokens:
        match token.type:
            case "text":
                found.append(pen.write(token.content))
            case "code_inline":
                found.append(pen.write(token.content, code=True))
            case "softbreak":
                found.append(pen.write(" "))
            case "hardbreak":
                found.append(pen.write("\n"))
            case "image":
                found.append(pen.write(token.content))
            case "html_inline":
                _html(token.content, pen, found)
            case "link_open":
                pen.link = address(token.attrGet("href"))
            case "link_close":
                pen.link = None
            case _:
                pen.tag(token.tag, token.nesting)
    return joined(found)


def joined(found: list[Span]) -> tuple[Span, ...]:
    """The same spans with empty ones dropped, like neighbours merged and the ends stripped."""
    merged: list[Span] = []
    for span in found:
        if not span.text:
            continue
        if merged and replace(merged[-1], text="") == replace(span, text=""):
            merged[-1] = replace(span, text=merged[-1].text + span.text)
        else:
            merged.append(span)
    if merged:
        merged[0] = replace(merged[0], text=merged[0].text.lstrip())
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    return tuple(span for span in merged if span.text)


def _html(source: str, pen: Pen, found: list[Span]) -> None:
    tag = _TAG.match(source)
    if tag is None:
        return
    closing, name = bool(tag.group(1)), tag.group(2).lower()
    if name == "br":
        found.append(pen.write("\n"))
    elif name == "a":
        href = None if closing else _HREF.search(source)
        pen.link = address(next(filter(None, href.groups()), None)) if href else None
    else:
        pen.tag(name, -1 if closing else 1)
