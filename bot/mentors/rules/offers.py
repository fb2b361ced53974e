"""Is this sentence an offer to mentor, and in which topics?"""

import re

from bot.mentors.rules import parsing

_TO = r"(?:mentor|teach|coach|tutor)"
_PEOPLE = r"(?:people|others?|somebody|someone|anyone|anybody|folks|colleagues|newcomers|juniors|beginners)"
_FEW = r"(?:some|our|new|(?:(?:up to|at most)\s+)?(?:a|an|one|two|three|four|five|\d+))"
_WHOM = rf"(?:\s+(?:{_FEW}\s+)?(?:{_PEOPLE}|person|you))?\b(?P<topic>.*)"
_READY = r"(?:happy|glad|able|willing|available|open) to"
_WILL = rf"(?:can|could|would|will|want to|am {_READY}|would like to|would love to)"
_SHORT = rf"i(?:'d|'ll|'m)\s+(?:like to|love to|(?:be )?{_READY})?"
_BECOME = r"(?:be|become)\s+an?\s+(?:mentor|coach|tutor)\b(?P<topic>.*)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:i|we)\s+{_WILL}\s+(?:also\s+|happily\s+|gladly\s+)?{_TO}{_WHOM}",
        rf"\b{_SHORT}\s*(?:also\s+)?{_TO}{_WHOM}",
        rf"\bhappy to\s+{_TO}{_WHOM}",
        rf"^happy to\s+help\s+{_PEOPLE}\s+(?:with|in|on|to learn|learn)\b(?P<topic>.*)",
        rf"\bi\s+{_WILL}\s+{_BECOME}",
        rf"\b{_SHORT}\s*{_BECOME}",
        rf"\b(?:i|we)\s+{_WILL}\s+help\s+{_PEOPLE}\s+(?:with|in|on|to learn|learn)\b(?P<topic>.*)",
        rf"\b{_SHORT}\s*help(?:ing)?\s+{_PEOPLE}\s+(?:with|in|on|to learn|learn)\b(?P<topic>.*)",
        r"^i\s+(?:also\s+)?teach\s+(?P<topic>.*)",
        r"\b(?:offer(?:ing)?|volunteer(?:ing)?)\s+(?:to mentor|mentoring|to be a mentor|as a mentor)\b(?P<topic>.*)",
        r"\b(?:list|add|sign|register|put)\s+me\s+(?:up\s+|down\s+)?as\s+a\s+mentor\b(?P<topic>.*)",
    )
)
_NOT = re.compile(
    r"\b(?:can't|cannot|can not|won't|wouldn't|not|never)\b|^\s*(?:how|where|what|when|why)\b", re.IGNORECASE
)


def offered(sentence: str) -> str | None:
    """Return the topics somebody offers, not yet taken apart ('' when not said); None when it is no offer.

    >>> offered("I can mentor SQL and negotiation")
    'SQL and negotiation'
    """
    text = parsing.plain(sentence)
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match and not _NOT.search(text[: match.start("topic")]) and not _is_question(match.group("topic")):
            return parsing.cut(match.group("topic").strip(" :"), "").topics
    return None


def _is_question(rest: str) -> bool:
    """ "Can I mentor somebody?" asks; it does not offer."""
    return rest.rstrip().endswith("?")
