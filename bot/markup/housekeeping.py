"""Which lines of a page does the tool keep for itself? Logseq's properties, and those Notion and Confluence export."""

import re
from collections.abc import Mapping, Sequence

from markdown_it.token import Token

#: Of Logseq: what a block or a page says of itself.
_KEPT = re.compile(
    r"^[ \t]*(?:id|collapsed|alias|aliases|tags?|title|type|template|template-including-parent|icon|public|created"
    r"|created-at|updated|updated-at|query-[\w-]+|background-color|background-image|card-[\w-]+|ls-type|hl-[\w-]+"
    r"|filters|exclude-from-graph-view|heading|logseq\.[\w.-]+|file|file-path)::(?:[ \t].*)?(?:\n|\Z)",
    re.MULTILINE | re.IGNORECASE,
)
_REFERENCE = re.compile(r"\(\([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\)\)")

_PROPERTY = re.compile(r"([A-Z][\w /()’'-]{0,40}):[ \t]*(.*)")
#: What an exporter writes above a page, and hardly anybody else.
_EXPORTED = frozenset(
    {
        "created",
        "created by",
        "created time",
        "created at",
        "date created",
        "last edited",
        "last edited by",
        "last edited time",
        "last updated",
        "last updated by",
        "last updated time",
        "tags",
    }
)
_BYLINE = re.compile(
    r"Created by\b.{1,200}?(?:,| on )\s*(?:last (?:modified|updated|edited)\b.{0,200}|\w.{0,60}\d{4}.{0,20})"
)


def without_properties(text: str) -> str:
    """A block's source without the lines and references that are Logseq's own."""
    if "::" in text:
        text = _KEPT.sub("", text)
    return _REFERENCE.sub("", text) if "((" in text else text


def taken(tokens: Sequence[Token]) -> Mapping[str, str]:
    """Take the properties of an exported page out of its tokens: the first paragraph, under the title or without."""
    at = 3 if len(tokens) > 3 and tokens[0].type == "heading_open" else 0
    if len(tokens) < at + 2 or tokens[at].type != "paragraph_open":
        return {}
    line = tokens[at + 1]
    if _BYLINE.fullmatch(line.content):
        line.content = ""
        return {}
    pairs = [_PROPERTY.fullmatch(one.strip()) for one in line.content.split("\n")]
    found = {pair.group(1).casefold(): pair.group(2).strip() for pair in pairs if pair}
    if len(found) < len(pairs) or not _EXPORTED & found.keys() or (len(found) == 1 and "tags" not in found):
        return {}
    line.content = ""
    return found
