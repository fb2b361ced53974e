"""Where does a text lead? Its links as they are written, each with the line it stands in."""

import re
from collections.abc import Iterator

from bot.markup import parser
from bot.markup.document import Document
from bot.markup.source import beginning, clean

_HREF = re.compile(r"""<a\b[^<>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def links(markdown: str) -> Iterator[tuple[int, str]]:
    """The line, from 1, and the address of every link in a text without front matter."""
    tokens, _ = parser.parse(beginning(clean(markdown))[0])
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type == "html_block":
            yield from ((line, _first(found)) for found in _HREF.finditer(token.content))
        for child in token.children or ():
            if child.type == "link_open":
                yield line, str(child.attrGet("href") or "")
            elif child.type == "html_inline":
                yield from ((line, _first(found)) for found in _HREF.finditer(child.content))
            line += child.type in ("softbreak", "hardbreak")


def _first(found: re.Match[str]) -> str:
    return next(filter(None, found.groups()), "")


def targets(document: Document) -> tuple[str, ...]:
    """What the links of a document that lead to no address name, each once."""
    entries = (*document.entries, *(entry for note in document.notes.values() for entry in note))
    return tuple(dict.fromkeys(span.target for entry in entries for span in entry.block.spans if span.target))
