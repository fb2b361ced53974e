"""Is it a kind word and no question? Thanks, a greeting, "ok", "cc", good-bye, in the languages people say them in.

Only what is nothing else: "thanks, and how do I reset it?" is a question.
"""

import re
import unicodedata
from enum import StrEnum

from bot.phrases.languages import LANGUAGES


class Courtesy(StrEnum):
    THANKS = "thanks"
    GREETING = "greeting"
    AGREEMENT = "agreement"
    FAREWELL = "farewell"
    COPY = "copy"
    WHO = "who"


_AROUND = frozenset(word for language in LANGUAGES for word in language.around.split())
_EMOJI = re.compile(r":[a-z0-9_+'-]+:(?::skin-tone-\d:)?")
_KNOWN = {
    " ".join(phrase.split()): Courtesy(kind)
    for language in reversed(LANGUAGES)
    for kind, said in language.courtesies.items()
    for phrase in re.split(r"[|\n]", said)
}
_KNOWN.pop("", None)
_MOST = 8  #: words

_HELP = frozenset(
    {"help", "-h", "--help", "h", "?", "usage", "hilfe", "aide", "ayuda", "ajuda", "aiuto", "man", "info"}
)


def read(sentence: str) -> Courtesy | None:
    """Return which kind word a sentence is; None when it says something else.

    >>> read("Thanks so much, Pollen!!")
    <Courtesy.THANKS: 'thanks'>
    """
    if not sentence.strip():
        return None
    has_emoji = bool(_EMOJI.search(sentence)) or any(unicodedata.category(one) == "So" for one in sentence)
    words = _words(_EMOJI.sub(" ", sentence))
    if not words:
        return Courtesy.AGREEMENT if has_emoji else None
    if len(words) > _MOST:
        return None
    return _read(words)


def is_call_for_help(typed: str) -> bool:
    """Does somebody want to know how a command works?"""
    return typed.strip().casefold() in _HELP


def _read(words: list[str]) -> Courtesy | None:
    """Read the whole, or else each of several kind words one after another; "ok thanks" is thanks."""
    if (kind := _kind(words)) is not None:
        return kind
    for cut in range(1, len(words)):
        first, rest = _kind(words[:cut]), _read(words[cut:])
        if first is not None and rest is not None:
            return first if rest is Courtesy.AGREEMENT else rest
    return None


def _kind(words: list[str]) -> Courtesy | None:
    said = " ".join(words)
    if said in _KNOWN:
        return _KNOWN[said]
    core = [word for word in words if word not in _AROUND]
    return _KNOWN.get(" ".join(core)) if core else None


def _words(sentence: str) -> list[str]:
    folded = unicodedata.normalize("NFC", sentence).casefold()
    return re.sub(r"[^\w+]+|_", " ", folded).split()
