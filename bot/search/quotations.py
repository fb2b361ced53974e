"""What does a text only quote? What people might ask, write or call a thing is not what it tells about it."""

import re
from collections.abc import Iterable, Iterator

from bot.markup.document import Block, BlockKind, searched, text_of

#: A quoted span.
_QUOTED = re.compile(r"“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»|(?<!\w)\"[^\"\n]{1,300}\"(?!\w)")
_EXAMPLES = re.compile(
    r"\b(?:examples?|instead|better|worse|bad|good|weak|strong|before|after|sample|beispiele?|statt|exemples?|ejemplos?)\b",
    re.IGNORECASE,
)
_LESSER = re.compile(
    r"\b(?:templates?|examples?|samples?|archived?|archives|deprecated|old|vorlagen?|beispiele?|archiv|modèles?|exemples?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_LINE = 100  #: characters; a longer paragraph is several
#: From so many lines on, and this share of them links alone, an article is a list of links.
_LINES, _MOST = 4, 0.6


def pieces(blocks: Iterable[Block]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, and whether each is only quoted: spans in quotation marks, rows of tables of examples."""
    plain: list[str] = []
    for block in blocks:
        text = searched([block])
        if block.rows and _EXAMPLES.search(" | ".join(block.rows[0])):
            yield "\n".join(plain), False
            plain = []
            yield text, True
            continue
        end = 0
        for found in _QUOTED.finditer(text):
            if " " in found.group().strip():
                yield "\n".join((*plain, text[end : found.start()])), False
                plain = []
                yield found.group(), True
                end = found.end()
        plain.append(text[end:])
    yield "\n".join(plain), False


def is_lesser(title: str) -> bool:
    """Is an article called a template, an example or an archive?"""
    return _LESSER.search(title) is not None


def is_links(blocks: Iterable[Block]) -> bool:
    """Is a text mostly links?"""
    links = others = 0
    for block in blocks:
        if not block.rows and all(span.link or span.is_inner or not _WORD.search(span.text) for span in block.spans):
            links += 1
        elif block.kind is not BlockKind.HEADING:
            others += len(block.rows) or 1 + len(text_of(block)) // _LINE
    return links >= _LINES and links >= _MOST * (links + others)
