"""Which words may have been meant by a misspelt one? Those that one slip, or two, would turn into it."""

import re
import string

#: From the first on a letter may be wrong or too many; from the second on two letters may when the words sound alike or
#: letters changed places; from the third on in any case.
MIDDLE, LONG, LONGER = 6, 7, 10

_ELSEWHERE = (
    (re.compile(r"i[sz](?=(?:e[ds]?|ers?|ing|ations?|able)$)"), ("is", "iz")),
    (re.compile(r"y[sz](?=(?:e[ds]?|ers?|ing)$)"), ("ys", "yz")),
    (re.compile(r"(?<=[a-z]{2})ou?r(?=(?:s|ed|ing|ite|ites|able|al|ful)?$)"), ("or", "our")),
)


def elsewhere(word: str) -> set[str]:
    """How it is spelt on the other side of the Atlantic."""
    return {ending.sub(other, word) for ending, others in _ELSEWHERE for other in others} - {word}


def swaps(word: str) -> set[str]:
    """The word with two neighbouring letters in each other's place."""
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}


def edits(word: str) -> set[str]:
    """Every word one letter away that somebody may have meant: first letters are rarely wrong, short words rarely."""
    letters = string.ascii_lowercase
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + letter + right for left, right in splits if left for letter in letters}
    if len(word) >= MIDDLE:
        found |= {left + right[1:] for left, right in splits if left and right}
        found |= {left + letter + right[1:] for left, right in splits if left and right for letter in letters}
    found.discard(word)
    return found


def may_be_meant(word: str, other: str) -> bool:
    """Whether two slips may have made a word of the other.

    In a short word only if the two sound alike or letters changed places: two other letters make another word,
    "spotify" is not "specify".
    """
    if other[0] != word[0] or abs(len(other) - len(word)) > 2 or _distance(word, other) > 2:
        return False
    if len(word) >= LONGER or _sound(word) == _sound(other):
        return True
    return any(_distance(swapped, other) <= 1 for swapped in swaps(word))


_VOWELS, _DOUBLES = re.compile("[aeiouy]+"), re.compile(r"(.)\1+")


def _sound(word: str) -> str:
    """What is left when doubled letters and the choice of vowels, where one slips most, do not matter."""
    return _DOUBLES.sub(r"\1", _VOWELS.sub("a", word)).replace("z", "s")


def _distance(one: str, other: str) -> int:
    """Edit distance with swaps of neighbours (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
