"""How does what stands in a file become words on one line?"""

import re
import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})  #: control, format (the direction of text too) and half characters
_JOINERS = "\u200c\u200d"  #: emoji and some scripts need them
#: What Notion puts behind a name, and a UUID.
_ID = re.compile(r"(?:^|[-_ ]+)(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=$|_all$)", re.IGNORECASE)
_ORDER = re.compile(r"\d+[-_. ]+(?=\D)")


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
    return one_line(re.sub(r"[-_]+", " ", _ORDER.sub("", name, count=1))) or one_line(name)
