"""May two articles say the same? By what they are called and asked, and by the words they use."""

from collections.abc import Iterable, Sequence

from bot.answers.rules.likeness import likeness

CALLED_ALIKE = 0.75  #: of the telling words of two titles or questions


def called(one: Iterable[str], other: Sequence[str]) -> float:
    """Return how like the titles, aliases and questions of two articles are: of the two that are most alike."""
    return max((likeness(mine, theirs) for mine in one for theirs in other), default=0.0)


def is_alike(title: str, names: Sequence[str]) -> bool:
    """Does an article of these names seem to be what somebody is about to write under a title?"""
    return called((title,), names) >= CALLED_ALIKE
