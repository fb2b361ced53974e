"""What does somebody want of a digest? “here weekly Wed 10:00 Europe/Paris” and what else people write."""

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.digests.rules import zones
from bot.ids import ChannelId

MINE = "mine"  #: the zone of whoever says it


class Verb(StrEnum):
    ON = "on"
    MOVE = "move"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    LIST = "list"
    PREVIEW = "preview"
    ME = "me"
    FORM = "form"


@dataclass(frozen=True, kw_only=True)
class Wish:
    verb: Verb
    #: None: where it was typed
    channel: ChannelId | None = None
    weekday: int | None = None
    at: time | None = None
    #: an IANA name, or `MINE`
    zone: str | None = None
    language: str | None = None
    #: for `me`
    is_on: bool = True
    #: what was not understood, '' when all was
    rest: str = ""


_VERBS = {
    Verb.PAUSE: r"pause|hold|suspend",
    Verb.RESUME: r"resume|continue|unpause|go on",
    Verb.STOP: r"stop|(?:turn\s+(?:it\s+)?)?off|remove|delete|cancel|unsubscribe|disable|end(?!\s+of\b)",
    Verb.LIST: r"list|status|show|mine",
    Verb.PREVIEW: r"preview|look|(?:send|post)\s+(?:it\s+)?now|skip",
    Verb.MOVE: r"move|reschedule|change",
    Verb.ON: r"on|start|weekly|here|every|each|add|subscribe",
}
_ME = re.compile(r"\s*(?:for\s+)?(?:me|personal|myself)\b", re.IGNORECASE)
_VERB = {verb: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for verb, words in _VERBS.items()}
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>")
_DAYS: tuple[str, ...] = (
    "mon(?:day)?s?",
    "tue(?:s(?:day)?)?s?",
    "wed(?:nesday)?s?",
    "thu(?:r(?:s(?:day)?)?)?s?",
    "fri(?:day)?s?",
)
_DAYS += ("sat(?:urday)?s?", "sun(?:day)?s?")
_DAY = tuple(re.compile(rf"\b{day}\b\.?", re.IGNORECASE) for day in _DAYS)
_CLOCK = re.compile(
    r"(?<![\d:.])\b(?:at\s+)?(?:(?P<noon>noon|midday)|(?P<midnight>midnight)|(?P<h>2[0-3]|[01]?\d)(?:[:.h](?P<m>[0-5]\d)|h\b)?(?![\d:])\s*(?P<half>[ap]\.?m\b\.?)?)",
    re.IGNORECASE,
)
#: Nobody reads a digest at four in the morning: “at 4” is the afternoon, “at 04:00” and “4 am” are what they say.
_AFTERNOON = ("1", "2", "3", "4", "5", "6")
_LANGUAGES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es"}
_LANGUAGES |= {"español": "es", "francais": "fr", "espanol": "es"}
_LANGUAGE = re.compile(rf"\b(?:in\s+)?({'|'.join(_LANGUAGES)})\b", re.IGNORECASE)
_MINE = re.compile(r"\b(?:my|our|local)\s+(?:time(?:\s*zone)?|zone)\b", re.IGNORECASE)
_FILLING = re.compile(
    r"\b(?:digest|can|could|you|please|the|a|an|at|on|in|to|of|post|it|this|channel|week|time|from|now|my|zone|"
    r"timezone|o['’ ]?\s?clock|for|and)\b",
    re.IGNORECASE,
)


def read(words: str) -> Wish:
    """Read what follows `/pollen digest`; what was not understood is in `rest`."""
    if not words.strip():
        return Wish(verb=Verb.FORM)
    rest = words
    found = _CHANNEL.search(rest)
    channel = ChannelId(found[1]) if found else None
    rest = _CHANNEL.sub(" ", rest)
    if _ME.match(words):
        return Wish(verb=Verb.ME, is_on=not re.search(r"\b(?:off|stop|no)\b", words, re.IGNORECASE))
    verb, rest = _verb(rest)
    language, rest = _take(_LANGUAGE, rest)
    weekday, rest = _weekday(rest)
    at, rest = _time(rest)
    zone, rest = _zone(rest)
    if verb is None:
        verb = Verb.ON if (channel, weekday, at, zone, language) != (None,) * 5 else Verb.FORM
    return Wish(
        verb=verb,
        channel=channel,
        weekday=weekday,
        at=at,
        zone=zone,
        language=_LANGUAGES[language.casefold()] if language else None,
        rest=rest,
    )


def _verb(words: str) -> tuple[Verb | None, str]:
    """The first kind of verb that is there wins; words that only say “yes, on” go."""
    for verb, pattern in _VERB.items():
        if pattern.search(words):
            return verb, _VERB[Verb.ON].sub(" ", pattern.sub(" ", words))
    return None, words


def _weekday(words: str) -> tuple[int | None, str]:
    for number, pattern in enumerate(_DAY):
        if pattern.search(words):
            return number, pattern.sub(" ", words)
    return None, words


def _time(words: str) -> tuple[time | None, str]:
    found = _CLOCK.search(words)
    if found is None:
        return None, words
    rest = words[: found.start()] + " " + words[found.end() :]
    if found["noon"] or found["midnight"]:
        return time(12 if found["noon"] else 0), rest
    hour, half = int(found["h"]), (found["half"] or "").casefold().replace(".", "")
    if half and not 1 <= hour <= 12:
        return None, words
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found["h"] in _AFTERNOON and not found["m"] and not re.search(r"\d\s*h\b", found.group(), re.IGNORECASE):
        hour += 12
    return time(hour, int(found["m"] or 0)), rest


def _zone(words: str) -> tuple[str | None, str]:
    """The longest run of words that names a zone."""
    if _MINE.search(words):
        return MINE, _rest(_MINE.sub(" ", words))
    parts = re.split(r"[\s,;()]+", words.strip())
    for length in range(min(4, len(parts)), 0, -1):
        for start in range(len(parts) - length + 1):
            name = zones.find(" ".join(parts[start : start + length]))
            if name is not None:
                return name, _rest(" ".join(parts[:start] + parts[start + length :]))
    return None, _rest(" ".join(parts))


def _rest(words: str) -> str:
    return " ".join(_FILLING.sub(" ", words).split()).strip(" .,!@")


def _take(pattern: re.Pattern[str], words: str) -> tuple[str | None, str]:
    found = pattern.search(words)
    return (found[1], pattern.sub(" ", words)) if found else (None, words)
