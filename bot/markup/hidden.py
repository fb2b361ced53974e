"""What of a text is nobody meant to read? Comments, in every notation, whatever stands in them.

A comment is over where its end stands, not where its paragraph is: it may hold headings, lists and blank lines.
"""

import re
from collections.abc import Callable, Iterator

from markdown_it.rules_block import StateBlock, html_block, paragraph

Rule = Callable[[StateBlock, int, int, bool], bool]

#: How a comment begins and ends.
_PAIRS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"\{/\*"), re.compile(r"\*/\s*\}")),
    (re.compile(r"\{\{[<%-]?\s*/\*"), re.compile(r"\*/\s*[>%-]?\}\}")),
    (re.compile(r"\{%-?\s*comment\b[^{}\n]*%\}"), re.compile(r"\{%-?\s*endcomment\s*-?%\}")),
    (re.compile(r"\{\{[<%]\s*comment\s*[>%]\}\}"), re.compile(r"\{\{[<%]\s*/\s*comment\s*[>%]\}\}")),
    (re.compile(r"\{::comment\s*\}"), re.compile(r"\{:/(?:comment)?\s*\}")),
    (re.compile(r"\{#(?=[\s-])"), re.compile(r"#\}")),
    (re.compile(r"(?<![^\s>])%%(?!%)"), re.compile(r"%%(?![\w%])")),
    (
        re.compile(r"(?<!\S):(?:LOGBOOK|PROPERTIES):[ \t]*$", re.MULTILINE),
        re.compile(r"^[ \t]*:END:[ \t]*$", re.MULTILINE),
    ),
)
_HINTS = ("<!--", "{/*", "/*", "comment", "{#", "%%", ":LOGBOOK:", ":PROPERTIES:")
_TICKS = re.compile(r"`+")


def over(text: str, start: int, stop: int) -> int:
    """Where the comment that begins here is over; -1 when none begins, or it never ends."""
    for opening, closing in _PAIRS:
        begun = opening.match(text, start, stop)
        ended = closing.search(text, begun.end(), stop) if begun else None
        if ended:
            return ended.end()
    return -1


def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of the parser: a comment that fills whole lines is left out."""
    at = state.bMarks[start] + state.tShift[start]
    ended = over(state.src, at, state.eMarks[end - 1])
    if ended < 0:
        return False
    last = _line(state, ended, start, end)
    if state.src[ended : state.eMarks[last]].strip():
        return False
    if not silent:
        state.line = last + 1
    return True


def extended(rule: Rule) -> Rule:
    """The same rule, whose block goes on to the end of the comments that begin in it."""

    def longer(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        token = state.tokens[-1] if not silent else None
        if token is not None and token.type == "paragraph_close":
            token = state.tokens[-2]
        while token is not None and any(hint in token.content for hint in _HINTS):
            closing = _open(token.content)
            after = state.eMarks[state.line - 1]
            if closing is None or not _is_after(state, closing, after):
                break
            ended = closing.search(state.src, after, state.eMarks[end - 1])
            if ended is None:
                break
            state.line = _line(state, ended.end(), state.line - 1, end) + 1
            token.content = state.getLines(start, state.line, state.blkIndent, token.type == "html_block").strip()
            token.map = [start, state.line]
        return True

    return longer


def without_comments(text: str) -> str:
    """HTML without its comments; one that never ends hides what follows."""
    parts = text.split("<!--")
    kept = parts[:1]
    for part in parts[1:]:
        _, _, after = part.partition("-->")
        kept.append(after)
    return "".join(kept)


def _with_tables(rule: Rule) -> Rule:
    """The same rule for HTML, whose block goes on to the end of a table with blank lines between its rows."""

    def longer(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if silent or "<table" not in (content := state.tokens[-1].content.lower()):
            return True
        line, is_open = state.line, content.count("<table") > content.count("</table")
        while is_open and line < end:
            text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
            if text and not text.startswith("<") and state.isEmpty(line - 1):
                break
            is_open = "</table" not in text.lower()
            line += 1
        if not is_open:
            state.line = line
            state.tokens[-1].content = state.getLines(start, line, state.blkIndent, True)
            state.tokens[-1].map = [start, line]
        return True

    return longer


#: The parser's own rules, with comments that are longer than their blocks.
text: Rule = extended(paragraph)
html: Rule = extended(_with_tables(html_block))


def _open(content: str) -> re.Pattern[str] | None:
    """How the first comment ends that begins in a text and does not end in it; code is not looked at."""
    at = 0
    within = codes(content)
    code = next(within, None)
    openings = sorted(
        (found.start(), found.end(), closing) for opening, closing in _PAIRS for found in opening.finditer(content)
    )
    for begin, after, closing in openings:
        while code is not None and code[1] <= begin:
            code = next(within, None)
        if begin < at or (code is not None and code[0] <= begin):
            continue
        ended = closing.search(content, after)
        if ended is None:
            return closing
        at = ended.end()
    return None


def _is_after(state: StateBlock, closing: re.Pattern[str], place: int) -> bool:
    """Is there an end of such a comment behind a place? Looked up once a text, however many begin and never end."""
    last = state.env.setdefault("last", {})
    if closing not in last:
        last[closing] = max((found.start() for found in closing.finditer(state.src)), default=-1)
    return bool(last[closing] >= place)


def codes(content: str) -> Iterator[tuple[int, int]]:
    """Where code stands in a line of text."""
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(content)]
    places: dict[int, list[int]] = {}
    for place, (start, end) in enumerate(runs):
        places.setdefault(end - start, []).append(place)
    at = 0
    while at < len(runs):
        start, end = runs[at]
        same = places[end - start]
        following = same[same.index(at) + 1 :][:1] if len(same) < 50 else [place for place in same if place > at][:1]
        if following:
            yield start, runs[following[0]][1]
            at = following[0] + 1
        else:
            at += 1


def _line(state: StateBlock, place: int, start: int, end: int) -> int:
    """The line a place is in."""
    line = start
    while line + 1 < end and state.eMarks[line] < place:
        line += 1
    return line
