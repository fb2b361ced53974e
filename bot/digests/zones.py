"""Which zone does somebody mean? “Europe/Paris”, “Paris”, “New York”, “CET”, “my time”."""

from functools import cache
from zoneinfo import available_timezones

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
    "mt": "America/Denver",
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
    folded = " ".join(words.casefold().replace("_", " ").split())
    return _SHORT.get(folded) or _names().get(folded) or _cities().get(folded)


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
