"""Where does an article divide? Into sections at its headings, the pieces that are searched, shown and linked to."""

import re
import unicodedata
from dataclasses import dataclass

from bot.markup.markdown import Block, blocks
from bot.markup.source import clean

_FENCE = re.compile(r" {0,3}(```+|~~~+)(.*)")
#: A longer line is no heading that anybody reads, and the expressions below are slow on some of them.
_HEADING = 1000
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_NO_PARAGRAPH = re.compile(r"\s*(?:[-*+>|]|\d+[.)]\s|#{1,6}\s|```|~~~|<)| {4}|\t")
_MARKS = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<[^>]{1,200}>|[*`]+|(?<!\w)_+|_+(?!\w)|\{[:#][^}]*\}\s*\Z")


@dataclass(frozen=True, kw_only=True)
class Section:
    """The text from one heading to the next."""

    ordinal: int
    #: The headings above the text, outermost first, its own last; empty for what precedes the first heading.
    path: tuple[str, ...]
    #: GitHub's slug of its own heading, '' for the lead.
    anchor: str
    #: The section's own source, without its heading line.
    text: str

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What it says, in reading order."""
        return blocks(self.text)


def sections(text: str, *, markdown: bool = True) -> tuple[Section, ...]:
    """The sections of a text in order; plain text, or one without headings, is a single one."""
    text = clean(text)
    if not markdown:
        return (Section(ordinal=0, path=(), anchor="", text=text),)
    found: list[Section] = []
    path: list[tuple[int, str]] = []
    anchors: dict[str, int] = {}
    anchor = ""
    body: list[str] = []

    def close() -> None:
        if path or "".join(body).strip():
            names = tuple(name for _, name in path if name)
            found.append(Section(ordinal=len(found), path=names, anchor=anchor, text="\n".join(body).strip("\n")))
        body.clear()

    for level, line in _lines(text):
        if not level:
            body.append(line)
            continue
        close()
        name = heading_text(line)
        while path and path[-1][0] >= level:
            path.pop()
        path.append((level, name))
        anchor = _unique(slug(name), anchors)
    close()
    return tuple(found) or (Section(ordinal=0, path=(), anchor="", text=text),)


def heading_text(source: str) -> str:
    """A heading without its marks."""
    return " ".join(_MARKS.sub(lambda mark: mark.group(1) or "", source).split())


def slug(heading: str) -> str:
    """The anchor GitHub gives a heading."""
    kept = (c for c in heading.lower().strip() if c in "-_ " or unicodedata.category(c)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


def _unique(anchor: str, seen: dict[str, int]) -> str:
    count = seen.get(anchor, 0)
    seen[anchor] = count + 1
    return f"{anchor}-{count}" if count else anchor


def _lines(text: str) -> list[tuple[int, str]]:
    """Each line with its heading level (0: an ordinary line); a setext underline disappears into its heading."""
    found: list[tuple[int, str]] = []
    fence = ""
    for line in text.split("\n"):
        if fence:
            mark = _FENCE.match(line)
            if mark and mark.group(1).startswith(fence) and not mark.group(2).strip():
                fence = ""
            found.append((0, line))
            continue
        mark = _FENCE.match(line)
        if mark and not ("`" in mark.group(2) and mark.group(1)[0] == "`"):
            fence = mark.group(1)
            found.append((0, line))
            continue
        atx = _ATX.match(line) if "#" in line and len(line) <= _HEADING else None
        if atx:
            found.append((len(atx.group(1)), atx.group(2) or ""))
            continue
        above = found[-1] if found else (0, "")
        may_underline = max(len(line), len(above[1])) <= _HEADING and line[:4].strip()[:1] in ("=", "-")
        underline = _SETEXT.match(line) if may_underline else None
        starts_here = len(found) < 2 or found[-2][0] > 0 or not found[-2][1].strip()
        if underline and above[0] == 0 and above[1].strip() and starts_here and not _NO_PARAGRAPH.match(above[1]):
            found[-1] = (1 if underline.group(1)[0] == "=" else 2, above[1].strip())
            continue
        found.append((0, line))
    return found
