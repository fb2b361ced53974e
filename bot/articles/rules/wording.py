"""How does what stands in a file become words on one line?"""

import re
import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})  #: control, format (the direction of text too) and half characters
_JOINERS = "\u200c\u200d"  #: emoji and some scripts need them
#: What Notion puts behind a name, and a UUID.
_ID = re.compile(r"(?:^|[-_ ]+)(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=$|_all$)", re.IGNORECASE)
_WHOLE_ID = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{8}(?:[- ][0-9a-f]{4}){3}[- ][0-9a-f]{12})", re.IGNORECASE)
#: A number by which files are sorted, or the day of a post.
_ORDER = re.compile(r"(?:\d{4}-\d\d-\d\d-(?=\w)|(?:0\d*|\d{1,2}(?=[-_.]))(?:\.\d+)*[-_. ]+(?=\D))")
#: Not those of a date or a range.
_DASHES = re.compile(r"(?<!\d)[-_]+|[-_]+(?!\d)")


def one_line(text: str) -> str:
    """Return a text on one line, without what no reader can see and no database can keep."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if unicodedata.category(c) in _UNSEEN and c not in _JOINERS else c for c in text)
    return " ".join("".join(kept).split())


def clip(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def words(name: str) -> str:
    """Read a file's or folder's name as words: `01-travel_and-leave` is `travel and leave`; ids are none."""
    name = _ID.sub("", name) or name
    order = _ORDER.match(name)
    return one_line(_DASHES.sub(" ", name[order.end() if order else 0 :])) or one_line(name)


def is_id(title: str) -> bool:
    """Is it a number that a tool gave, and no title?"""
    return _WHOLE_ID.fullmatch(title.strip()) is not None
