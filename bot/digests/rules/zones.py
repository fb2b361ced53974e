"""Which zone does somebody mean? “Europe/Paris”, “Paris”, “New York”, “CET”, “my time”."""

import re
import unicodedata
from functools import cache
from zoneinfo import available_timezones

_OFFSET = re.compile(r"(?:utc|gmt)\s?([+-])\s?(0?\d|1[0-2])(?::?00)?")

#: Abbreviations people use for a place's time all year; the place decides about summer.
_SHORT = {
    "utc": "UTC",
    "gmt": "UTC",
    "z": "UTC",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "eet": "Europe/Athens",
    "bst": "Europe/London",
    "uk": "Europe/London",
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "ct": "America/Chicago",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "mt": "America/Denver",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "nyc": "America/New_York",
    "sf": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
    "sgt": "Asia/Singapore",
    "aest": "Australia/Sydney",
    "bangalore": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "bombay": "Asia/Kolkata",
    "munich": "Europe/Berlin",
    "hamburg": "Europe/Berlin",
    "barcelona": "Europe/Madrid",
    "milan": "Europe/Rome",
    "geneva": "Europe/Zurich",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "boston": "America/New_York",
    "washington": "America/New_York",
    "beijing": "Asia/Shanghai",
    "rio": "America/Sao_Paulo",
}


def find(words: str) -> str | None:
    """Return the IANA zone these words name; None when they name none.

    >>> find("new york")
    'America/New_York'
    """
    folded = " ".join(_bare(words).casefold().replace("_", " ").split())
    offset = _OFFSET.fullmatch(folded)
    if offset:  # POSIX turns the sign around: https://data.iana.org/time-zones/tzdb/etcetera
        return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}" if int(offset[2]) else "UTC"
    return _SHORT.get(folded) or _names().get(folded) or _cities().get(folded)


def _bare(words: str) -> str:
    """Without accents: São Paulo is America/Sao_Paulo."""
    parts = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def names() -> tuple[str, ...]:
    """Return the zones one may choose from, in order."""
    return tuple(sorted(_names().values()))


@cache
def _names() -> dict[str, str]:
    known = {
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))
    }
    return {name.casefold().replace("_", " "): name for name in {*known, "UTC"}}


@cache
def _cities() -> dict[str, str]:
    """City by city; of several with one name the first continent in the alphabet."""
    found: dict[str, str] = {}
    for folded, name in sorted(_names().items()):
        found.setdefault(folded.rpartition("/")[2], name)
    return found
