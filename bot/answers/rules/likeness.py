"""How like is one question to another, by the words that say what they are about? Whatever the knowledge base knows."""

from collections.abc import Collection
from functools import lru_cache

from bot.search import terms
from bot.search.languages import STEMMERS, is_stop
from bot.search.marking import known_as

#: Question words and politeness, which say nothing of what is asked.
_ASIDE = frozenset({"please", "anyone", "someone", "know", "knows", "tell", "find", "want", "need", "help"})


@lru_cache(maxsize=5000)
def telling(text: str) -> tuple[frozenset[str], ...]:
    """Return the telling words of a text, each as everything it may be a form of; all its words when none is."""
    words = dict.fromkeys(terms.raw_words(text))
    found = [word for word in words if not _is_aside(word)]
    return tuple(dict.fromkeys(known_as(word) for word in found or words))


def stems(text: str) -> frozenset[str]:
    """Return everything the telling words of a text may be forms of."""
    return frozenset[str]().union(*telling(text))


def covered(asked: str, has: Collection[str]) -> float:
    """Return which share of a question's telling words some stems cover; 0 for a question without words."""
    words = telling(asked)
    return sum(not word.isdisjoint(has) for word in words) / len(words) if words else 0.0


def likeness(one: str, other: str) -> float:
    """Return how like two questions are: the share of telling words they have in common, seen from both."""
    return min(covered(one, stems(other)), covered(other, stems(one)))


def _is_aside(word: str) -> bool:
    folded = terms.fold(word)
    return folded in _ASIDE or any(is_stop(folded, code) for code in STEMMERS)
