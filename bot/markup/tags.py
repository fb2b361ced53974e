"""Where does a tag of JSX end, and what does it say? Its values may hold braces, quotes and more tags."""

import re

LONGEST = 5_000  #: characters of a tag; what is longer is no tag

#: A component, or an element with a value that no element of HTML has.
_NAME = re.compile(r"</?\s*([A-Z][\w.]*|[a-z][\w-]*(?=\s[^<>{]{0,300}=\{)|>)")
_LITERAL = re.compile(r"""\{\s*(["'`])([^"'`{}]*)\1\s*\}""")
_ALT = re.compile(r"""\balt=\{?(?:"([^"]*)"|'([^']*)')""")
_LABEL = re.compile(
    r"""\b(?:label|title|summary|heading|header|caption)=(?:"([^"]*)"|'([^']*)'|\{\s*["'`]([^"'`{}]*)["'`]\s*\})"""
)
_KIND = re.compile(r"""\b(?:type|kind|variant|severity|status)=\{?["']([\w-]+)["']""")


def name(text: str, start: int) -> str:
    """The name of the component whose tag begins here; '' when none does."""
    found = _NAME.match(text, start)
    return found.group(1) if found else ""


def end(text: str, start: int, stop: int) -> int:
    """Where the tag that begins here is over, after its `>`; -1 when it is not."""
    stop = min(stop, start + LONGEST)
    at = start + 1
    while 0 <= at < stop:
        char = text[at]
        if char == ">":
            return at + 1
        if char in "\"'":
            at = text.find(char, at + 1, stop)
        elif char == "{":
            at = braces(text, at, stop) - 1
            if at < start:
                return -1
        elif char == "<":
            return -1
        if at < 0:
            return -1
        at += 1
    return -1


def braces(text: str, start: int, stop: int) -> int:
    """Where the expression that begins with this `{` is over, after its `}`; -1 when it is not."""
    depth, at, stop = 0, start, min(stop, start + LONGEST)
    while at < stop:
        char = text[at]
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return at + 1
        elif char in "\"'`":
            close = text.find(char, at + 1, stop)
            at = close if close >= 0 and "\n\n" not in text[at:close] else at
        at += 1
    return -1


def said(tag: str) -> str:
    """What a reader sees of a tag itself: the label of a tab, the title of a card."""
    found = _LABEL.search(tag)
    return next(filter(None, found.groups()), "").strip() if found else ""


def kind(tag: str) -> str:
    """What kind of box a tag says it is; '' when it does not say."""
    found = _KIND.search(tag)
    return found.group(1) if found else ""


def alt(tag: str) -> str:
    """The words that stand for the picture of a tag; '' when it is none."""
    found = _ALT.search(tag) if tag.startswith("<img") else None
    return next(filter(None, found.groups()), "") if found else ""


def without_expressions(text: str) -> str:
    """A fragment of MDX without what a program fills in; what it says word for word stays."""
    kept: list[str] = []
    at = 0
    while (start := text.find("{", at)) >= 0:
        stop = braces(text, start, len(text))
        literal = _LITERAL.fullmatch(text, start, stop) if stop >= 0 else None
        kept += [text[at:start], literal.group(2) if literal else "{" if stop < 0 else ""]
        at = stop if stop >= 0 else start + 1
    return "".join((*kept, text[at:]))
