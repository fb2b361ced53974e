"""What does a text only quote? What people might ask, write or call a thing is not what it tells about it."""

import re
from collections.abc import Iterator

#: A line that may be a row of a table, a quoted span of several words, a line that is nothing but a link.
_QUOTED = re.compile(r"“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»|(?<!\w)\"[^\"\n]{1,300}\"(?!\w)")
_ROW = re.compile(r"[ \t]*\|")
_EXAMPLES = re.compile(
    r"\b(?:examples?|instead|better|worse|bad|good|weak|strong|before|after|sample|beispiele?|statt|exemples?|ejemplos?)\b",
    re.IGNORECASE,
)
_LESSER = re.compile(
    r"\b(?:templates?|examples?|samples?|archived?|archives|deprecated|old|vorlagen?|beispiele?|archiv|modèles?|exemples?)\b",
    re.IGNORECASE,
)
_LINK_LINE = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])?[ \t]*\[[^\]\n]+\]\([^)\n]*\)[ \t]*[.,;:]?[ \t]*")
#: From so many lines on, and this share of them links alone, an article is a list of links.
_LINES, _MOST = 4, 0.6


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, and whether each is only quoted: spans in quotation marks, rows of tables of examples."""
    if "|" not in text and not any(mark in text for mark in '“„«"'):
        yield text, False
        return
    plain: list[str] = []
    is_example = in_table = False
    for line in text.splitlines(keepends=True):
        is_row = _ROW.match(line) is not None
        if is_row and not in_table:
            is_example = _EXAMPLES.search(line) is not None
        in_table = is_row
        if is_row and is_example:
            yield "".join(plain), False
            plain = []
            yield line, True
            continue
        end = 0
        for found in _QUOTED.finditer(line):
            if " " in found.group().strip():
                yield "".join(plain) + line[end : found.start()], False
                plain = []
                yield found.group(), True
                end = found.end()
        plain.append(line[end:])
    yield "".join(plain), False


def is_lesser(title: str) -> bool:
    """Is an article called a template, an example or an archive?"""
    return _LESSER.search(title) is not None


def is_links(text: str) -> bool:
    """Is a Markdown text mostly links?"""
    if text.count("](") < _LINES:
        return False
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return sum(_LINK_LINE.fullmatch(line) is not None for line in lines) >= _MOST * len(lines)
