"""Which lines of an article's source say one passage, so that it can be changed without the rest?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.articles.rules import Article
from bot.ids import ArticleId
from bot.markup.sections import sections

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NO_TITLE = re.compile(r"\s*$| {0,3}(?:[#>|`~*+-]|\d+[.)])")


@dataclass(frozen=True, kw_only=True)
class Part:
    """The text under one heading, or an article's whole text (`anchor` None)."""

    anchor: str | None
    #: As a reader sees it; '' above the first heading.
    heading: str
    #: Markdown, without the heading.
    body: str
    #: Where the body stands in the text.
    start: int
    end: int

    def replaced(self, text: str, body: str) -> str:
        """The text with another body in this one's place."""
        gap = "\n\n" if self.end < len(text) else "\n"
        lead = "\n" if self.heading else ""
        return f"{text[: self.start]}{lead}{body.strip()}{gap}{text[self.end :]}"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A passage as it is, to be changed."""

    article: Article
    part: Part

    @property
    def base(self) -> int:
        return self.article.revision


@dataclass(frozen=True, kw_only=True)
class Change:
    """A passage as somebody would have it."""

    article: ArticleId
    #: The revision it began from, and the passage in it; None for the whole text.
    base: int
    anchor: str | None
    body: str
    why: str = ""


def part(text: str, anchor: str) -> Part:
    """Find what stands under a heading; the whole text, where that cannot be told."""
    found = next((one for one in _parts(text) if one.anchor == anchor and one.body.strip()), None)
    return found or Part(anchor=None, heading="", body=text, start=0, end=len(text))


def without(text: str, anchor: str) -> str | None:
    """Return a text without what stands under a heading, and without the heading; None where it has none of the kind.

    >>> without("One.\\n\\n## Two\\n\\nThree.\\n", "two")
    'One.\\n'
    """
    cuts = {body: start for start, body in _headings(text)}
    found = next((one for one in _parts(text) if one.anchor == anchor and one.heading), None)
    if found is None:
        return None
    return f"{text[: cuts[found.start]].rstrip()}\n\n{text[found.end :].lstrip()}".rstrip() + "\n"


def whole(text: str) -> Part:
    return Part(anchor=None, heading="", body=text, start=0, end=len(text))


def _parts(text: str) -> Iterator[Part]:
    seen: dict[str, int] = {}
    cuts = [*_headings(text), (len(text), len(text))]
    yield Part(anchor="", heading="", body=text[: cuts[0][0]], start=0, end=cuts[0][0])
    for (start, body), (end, _) in pairwise(cuts):
        (heading,) = sections(text[start:body])
        count = seen.get(heading.anchor, 0)
        seen[heading.anchor] = count + 1
        yield Part(
            anchor=f"{heading.anchor}-{count}" if count else heading.anchor,
            heading=heading.path[-1] if heading.path else "",
            body=text[body:end],
            start=body,
            end=end,
        )


def _headings(text: str) -> Iterator[tuple[int, int]]:
    """Where each heading begins, and where what is under it begins."""
    at, fence, before = 0, "", (0, "")
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) and not line.strip(" `~\r\n") else fence
        elif mark:
            fence = mark[1]
        elif _HEADING.match(line):
            yield at, end
        elif _UNDERLINE.match(line) and not _NO_TITLE.match(before[1]):
            yield before[0], end
        before, at = (at, line), end
