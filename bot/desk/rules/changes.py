"""What is different between two texts? The lines that went, beside those that came."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest


def rows(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return what changed, the old beside the new; '' where a line has nothing beside it."""
    old, new = _lines(before), _lines(after)
    found: list[tuple[str, str]] = []
    for what, from_, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += zip_longest(old[from_:to], new[start:end], fillvalue="")
    return tuple(found)


def old_and_new(before: str, after: str) -> tuple[str, str]:
    """Return what went and what came, each as one text."""
    found = rows(before, after)
    return _joined(old for old, _ in found), _joined(new for _, new in found)


def _lines(text: str) -> Sequence[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(line for line in lines if line)
