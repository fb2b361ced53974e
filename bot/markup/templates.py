"""Which lines does a site generator fill in? Its tags and shortcodes go, and what stands between them stays."""

import re

from markdown_it.rules_block import StateBlock

from bot.markup import labels

#: Characters that are looked through for the end of a tag.
LONGEST = 2_000

_TAG = r"(?:\{\{(?:(?!\}\}).)*\}\}\}?|\{%(?:(?!%\}).)*%\})"
_TAGS = re.compile(rf"{_TAG}(?:\s*{_TAG})*[ \t]*\Z", re.DOTALL)
_FIRST = re.compile(rf"{_TAG}[ \t]*")
_HIGHLIGHT = re.compile(r"\{[{%][<%\s-]*(highlight|code|codeblock|prism|mermaid)\b[^{}]*[%}]\}[ \t]*\Z")
#: What a site generator is told to leave as it is.
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}((?:(?!\{%-?\s*endraw).)*)\{%-?\s*endraw\s*-?%\}", re.DOTALL)


def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of the parser: tags that fill whole lines, and one that begins a box on the line of its text."""
    line = _text(state, start)
    if (found := _HIGHLIGHT.match(line)) and _highlighted(state, found.group(1), start, end, silent):
        return True
    if not line.startswith(("{{", "{%")) or _RAW.match(line):
        return False
    last = _last(state, start, end)
    tags = " ".join(_text(state, at).strip() for at in range(start, last + 1))
    if _TAGS.match(tags):
        if not silent:
            token = state.push("template", "", 0)
            token.content = tags
            token.map = [start, last + 1]
            state.line = last + 1
        return True
    return last == start and _begins_box(state, line, start, silent)


def over(text: str, start: int, stop: int) -> int:
    """Where the tag that begins here is over, after its end; -1 when none begins, or it never ends."""
    if not text.startswith(("{{", "{%"), start):
        return -1
    is_output = text.startswith("{{", start)
    end = text.find("}}" if is_output else "%}", start + 2, min(stop, start + LONGEST))
    if end < 0:
        return -1
    end += 2
    return end + 1 if text.startswith("{{{", start) and text.startswith("}", end) else end


def literal(text: str, start: int, stop: int) -> re.Match[str] | None:
    """What begins here and is not filled in, though it looks as if it were; its words are the first group."""
    return _RAW.match(text, start, stop)


def _begins_box(state: StateBlock, line: str, start: int, silent: bool) -> bool:
    """Write the header of a box whose text follows on its line; the line then begins with that text."""
    first = _FIRST.match(line)
    if first is None or not any(kind or title for kind, title, _ in labels.of_templates(first.group())):
        return False
    if not silent:
        token = state.push("template", "", 0)
        token.content = first.group()
        token.map = [start, start + 1]
        begin(state, start, state.bMarks[start] + state.tShift[start] + first.end())
    return silent


def begin(state: StateBlock, line: int, place: int) -> None:
    """Let a line begin at a place in it, for the rules that read it next."""
    state.bMarks[line], state.tShift[line] = place, 0


def _last(state: StateBlock, start: int, end: int) -> int:
    """The line in which the tag ends that begins in this one; this one when it does not end."""
    at = state.bMarks[start] + state.tShift[start]
    close = over(state.src, at, state.eMarks[end - 1])
    line = start
    while close >= 0 and line + 1 < end and state.eMarks[line] < close:
        line += 1
        if state.isEmpty(line):
            return start
    return line


def _highlighted(state: StateBlock, name: str, start: int, end: int, silent: bool) -> bool:
    """Code between two tags of a site generator."""
    closing = re.compile(rf"\{{[{{%][<%\s-]*(?:/\s*|end){name}\b")
    last = next((line for line in range(start + 1, end) if closing.match(_text(state, line))), None)
    if last is None or _text(state, start + 1).startswith(("```", "~~~")):
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.content = state.getLines(start + 1, last, state.blkIndent, True)
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
