"""How does one line of Markdown read: which words are bold, code, struck out or a link?"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from markdown_it.token import Token

from bot.markup.document import Span

#: What stands in these is not read.
SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe"})

#: Only these lead somewhere from a message; a relative path or a script does not.
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>]+\Z", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
#: Stars that were meant to make something bold, and have no counterpart; more than three hide a word or draw a line.
_STRAY = re.compile(r"(?<![\w*])\*{2,3}(?!\*)|(?<!\*)\*{2,3}(?![\w*])")
_BLANKS = re.compile(" {2,}")
#: What ends a line where it stands in one.
_BREAKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "td", "th", "option", "blockquote", "section"}
)
_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_POWER = re.compile(r"[0-9+\-−()]+|(?P<letters>[A-Za-z])")
_ALT = re.compile(r"""\b(alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
#: Names that programs give to pictures.
_NAMELESS = re.compile(
    r"(?:image|img|picture|photo|screen ?shot|untitled|alt[ _-]?text)(?:[ _-]?\(?\d+\)?)?|screen ?shot\b.*\d{4}.*"
    r"|[\w\-. %()]+\.(?:png|jpe?g|gif|svg|webp|bmp|heic)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\|\d+(?:x\d+)?\Z")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)

_BOLD, _ITALIC, _CODE, _STRIKE = ("strong", "b"), ("em", "i"), ("code", "kbd", "samp", "tt"), ("s", "del", "strike")


@dataclass
class Pen:
    """The style in force while reading along; counts, because tags nest and some are never closed."""

    bold: int = 0
    italic: int = 0
    code: int = 0
    strike: int = 0
    raised: int = 0
    link: str | None = None
    target: str | None = None

    def follow(self, url: object) -> None:
        """Begin a link to an address; None ends it."""
        self.link = address(url)
        self.target = str(url).strip() if url and self.link is None else None

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
        elif name == "sup":
            self.raised = max(0, self.raised + step)

    def write(self, text: str, *, code: bool = False) -> Span:
        """A span in the present style."""
        return Span(
            text=raised(text) if self.raised else text,
            bold=self.bold > 0,
            italic=self.italic > 0,
            code=code or self.code > 0,
            strike=self.strike > 0,
            link=self.link,
            target=self.target,
        )

    def over(self, span: Span) -> Span:
        """The same span in the present style as well."""
        return replace(
            span,
            text=raised(span.text) if self.raised else span.text,
            bold=span.bold or self.bold > 0,
            italic=span.italic or self.italic > 0,
            code=span.code or self.code > 0,
            strike=span.strike or self.strike > 0,
            link=span.link or self.link,
            target=span.target or self.target,
        )


def raised(text: str) -> str:
    """A power as it is written in a line: 10³ is another number than 103."""
    found = _POWER.fullmatch(text)
    if found is None:
        return text
    return f"^{text}" if found["letters"] else text.translate(_RAISED)


def picture(alt: str, src: object, pen: Pen) -> Span:
    """The words that stand for a picture, leading to it where that is possible; '' where they tell nothing of it."""
    span = pen.write(_SIZE.sub("", alt))
    if span.link is not None or span.is_inner:
        return span
    span = replace(span, link=address(src))
    return replace(span, text="") if span.link is None and _NAMELESS.fullmatch(span.text.strip()) else span


def address(url: object) -> str | None:
    """The address, when it is one that may leave."""
    text = str(url or "").strip()
    return text if _LINK.match(text) else None


def spans(tokens: list[Token], cite: Callable[[Token], str] | None = None) -> tuple[Span, ...]:
    """The spans of one inline token's children, neighbours of one style joined; `cite` names a note."""
    pen = Pen()
    found: list[Span] = []
    silent = 0
    for token in tokens:
        if token.type == "html_inline" and (tag := _TAG.match(token.content)) and tag.group(2).lower() in SILENT:
            silent = max(0, silent - 1) if tag.group(1) else silent + (not token.content.endswith("/>"))
        if silent:
            continue
        match token.type:
            case "footnote_ref":
                found.append(pen.write(cite(token) if cite else ""))
            case "text":
                text = token.content
                found.append(pen.write(_STRAY.sub("", text) if "**" in text else text))
            case "code_inline":
                found.append(pen.write(token.content, code=True))
            case "softbreak":
                found.append(pen.write(" "))
            case "hardbreak":
                found.append(pen.write("\n"))
            case "image":
                found.append(picture(token.content, token.attrGet("src"), pen))
            case "html_inline":
                _html(token.content, pen, found)
            case "link_open":
                pen.follow(token.attrGet("href"))
            case "link_close":
                pen.follow(None)
            case _:
                pen.tag(token.tag, token.nesting)
    return joined(found)


def joined(found: list[Span]) -> tuple[Span, ...]:
    """The same spans with empty ones dropped, like neighbours merged and the ends stripped."""
    merged: list[Span] = []
    for span in found:
        if not span.text:
            continue
        before = merged[-1] if merged else None
        if before is not None and _style(before) == _style(span):
            merged[-1] = replace(span, text=before.text + span.text)
        else:
            merged.append(span)
    merged = [span if span.code or "  " not in span.text else _narrow(span) for span in merged]
    if merged:
        merged[0] = replace(merged[0], text=merged[0].text.lstrip())
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    return tuple(span for span in merged if span.text)


def _style(span: Span) -> tuple[object, ...]:
    return span.bold, span.italic, span.code, span.strike, span.link, span.target, span.marked


def _narrow(span: Span) -> Span:
    return replace(span, text=_BLANKS.sub(" ", span.text))


def _html(source: str, pen: Pen, found: list[Span]) -> None:
    tag = _TAG.match(source)
    if tag is None:
        return
    closing, name = bool(tag.group(1)), tag.group(2).lower()
    if name == "br" or (name in _BREAKS and found and not found[-1].text.endswith("\n")):
        found.append(pen.write("\n"))
    elif name == "img":
        said = {one[0].lower(): html.unescape(one[1] or one[2]) for one in _ALT.findall(source)}
        found.append(picture(said.get("alt", ""), said.get("src"), pen))
    elif name == "a":
        href = None if closing else _HREF.search(source)
        pen.follow(next(filter(None, href.groups()), None) if href else None)
    else:
        pen.tag(name, -1 if closing else 1)
