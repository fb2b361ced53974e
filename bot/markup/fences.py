"""Which fences hold no code? Boxes that a plugin draws from them, and those that only name a file to show."""

import re

from markdown_it.token import Token

from bot.markup import labels
from bot.markup.labels import Header

_BOX = re.compile(r"(?:admonish|ad-(?P<old>[\w-]+)|\{(?P<role>[\w-]+)\})(?:[ \t]+(?P<rest>.*))?\Z")
_TITLE = re.compile(r"""\btitle=(?:"([^"]*)"|'([^']*)')|\A(?:[\w.-]+[ \t]+)?"([^"]*)"\Z""")
_OPTION = re.compile(r"(?P<name>title|collapse|icon|color|class|id):(?P<value>.*)\n?")
_TOLD = re.compile(r"[\w-]+:(?:[ \t].*)?")
_INCLUDE = re.compile(
    r"\{\{\s*#[\w-]*(?:include|playground)\b.*\}\}|;?-+8<-+[ \t]*\"[^\"\n]*\""
    r"|\{\{[<%]\s*(?:readfile|include)\b.*[>%]\}\}"
    r"|\{%-?\s*include\b.*%\}|<<<[ \t]*@?/.*"
)


def box(info: str, content: str) -> tuple[Header, str] | None:
    """The header of a box, and its text; None when it is code."""
    found = _BOX.match(info.strip())
    if found is None:
        return None
    rest = (found["rest"] or "").strip()
    if found["role"] and not (labels.is_known(found["role"]) or found["role"] == "admonition"):
        return None
    kind = found["old"] or found["role"] or rest.partition(" ")[0].partition(".")[0]
    titles = _TITLE.search(rest)
    title = next(filter(None, titles.groups()), None) if titles else None
    if found["role"] and rest:
        title = rest
    while option := _OPTION.match(content):
        if option["name"] == "title":
            title = option["value"].strip()
        content = content[option.end() :]
    return (kind if labels.is_known(kind) else "note" if title is None else "", title), content


def is_included(content: str) -> bool:
    """Does it only say where its text stands?"""
    lines = [line.strip() for line in content.split("\n") if line.strip()]
    return bool(lines) and all(map(_INCLUDE.fullmatch, lines))


def is_options(token: Token) -> bool:
    """Is it what a box is told about itself, in indented lines below its header?"""
    return token.type == "code_block" and all(map(_TOLD.fullmatch, token.content.rstrip().split("\n")))
