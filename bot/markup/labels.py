"""What is a box called, for somebody who reads? Admonitions, alerts, callouts, tabs: their kind and their title."""

import re
from collections.abc import Iterator

from bot.markup import tags

#: A kind, '' when there is none, and a title, None when it does not say.
Header = tuple[str, str | None]

_TITLE = re.compile(r"""\btitle=(?:"([^"]+)"|'([^']+)')""")
_BOX = re.compile(r"\{?[ \t]*[.#]?(?:callout-)?([\w-]+)[ \t]*(?:\[(.*)\])?[ \t]*([^{}]*?)[ \t]*(?:\{[^{}]*\})?\Z")
_TEMPLATE = re.compile(r"\{[{%][<%\s-]*(?P<end>/|end)?\s*(?P<name>[\w-]+)(?P<rest>.*?)[/>%\s-]*[%}]\}")
_SAYS_KIND = re.compile(r"""\b(?:style|type|kind|color|level)=["']?([\w-]+)""")
_SAYS_TITLE = re.compile(
    r"""\b(?:title|name|label|summary|header)=(?:"([^"]*)"|'([^']*)')|\A\s*(?:"([^"]*)"|'([^']*)')"""
)
_SAYS_TEXT = re.compile(r"""\b(?:content|text|message)=(?:"([^"]*)"|'([^']*)')""")
#: The first of them that a picture has.
_CAPTIONS = tuple(
    re.compile(rf"""\b{name}=(?:"([^"]*)"|'([^']*)')""") for name in ("caption", "description", "title", "alt")
)
_BOXES = frozenset({"admonition", "alert", "aside", "callout", "hint", "notice"})
_TITLED = frozenset({"tab", "tab-item", "tabitem", "details", "expand", "accordion", "step", "card", "panel", "code"})
_PICTURES = frozenset({"figure", "image", "img", "picture"})
_SAID = {
    "abstract": "Summary",
    "attention": "Attention",
    "bug": "Bug",
    "caution": "Caution",
    "check": "Done",
    "cite": "Quote",
    "danger": "Danger",
    "done": "Done",
    "error": "Error",
    "example": "Example",
    "fail": "Failure",
    "failure": "Failure",
    "faq": "Question",
    "help": "Question",
    "hint": "Hint",
    "important": "Important",
    "info": "Info",
    "information": "Info",
    "missing": "Missing",
    "note": "Note",
    "question": "Question",
    "quote": "Quote",
    "secondary": "Note",
    "seealso": "See also",
    "success": "Success",
    "summary": "Summary",
    "tip": "Tip",
    "tldr": "Summary",
    "todo": "To do",
    "warn": "Warning",
    "warning": "Warning",
}


def is_known(kind: str) -> bool:
    """Is it one of the kinds that people everywhere use?"""
    return kind.casefold() in _SAID


def label(kind: str) -> str:
    """The kind as a word: `warning` is “Warning”, `api-change` is “Api change”."""
    kind = kind.strip().casefold()
    return _SAID.get(kind) or " ".join(kind.replace("-", " ").replace("_", " ").split()).capitalize()


def of_colons(info: str) -> Header:
    """The header of a `:::` container."""
    found = _BOX.match(info.strip())
    if found is None:
        return "", None
    return _known(found.group(1)), found.group(2) or found.group(3) or _first(_TITLE, info) or None


def of_component(tag: str) -> Header:
    """The header of a tag of JSX."""
    if tag.startswith("</"):
        return "", None
    name = tags.name(tag, 0).casefold()
    return _known(tags.kind(tag) if name in _BOXES else name), tags.said(tag) or None


def is_titled(tag: str) -> bool:
    """Does a tag of JSX begin a box, or something else that has a title?"""
    return not tag.startswith("</") and tags.name(tag, 0).casefold() in _BOXES | _TITLED


def of_templates(line: str) -> Iterator[tuple[str, str | None, str]]:
    """The headers of a site generator's tags, each with the text that it says itself; '' when it says none."""
    for found in _TEMPLATE.finditer(line):
        name, rest = found["name"].casefold(), found["rest"]
        if name == "include" and not found["end"]:
            file, _, rest = rest.strip().partition(" ")
            name = file.rpartition("/")[2].partition(".")[0].casefold()
        if not found["end"] and name in _PICTURES:
            yield "", None, next(filter(None, (_first(caption, rest) for caption in _CAPTIONS)), "")
            continue
        if found["end"] or not (name in _BOXES or name in _TITLED or is_known(name)):
            yield "", None, ""
            continue
        kind = "" if name in _TITLED else _known(_first(_SAYS_KIND, rest))
        bare = next((word for word in rest.split() if is_known(word)), name)
        yield kind or _known(bare), _first(_SAYS_TITLE, rest) or None, _first(_SAYS_TEXT, rest)


def of_code(info: str) -> str:
    """The title of a block of code; '' when it has none."""
    return _first(_TITLE, info)


def _known(kind: str) -> str:
    return kind if is_known(kind) else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next(filter(None, found.groups()), "") if found else ""
