"""Is the best hit an answer? Sure, maybe or nothing, from what does not depend on the size of the base."""

import math
from dataclasses import asdict, dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What we dare to say."""

    SURE = "sure"
    MAYBE = "maybe"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What speaks for the best hit, each between 0 and about 1 whatever the size of the base."""

    #: Share of the question's weighted words that the article's best passage has.
    coverage: float = 0.0
    #: Score over the most that this question could reach.
    reach: float = 0.0
    #: How far the second article is behind.
    gap: float = 0.0
    #: Whether the article with the best passage is also the best as a whole.
    agreement: float = 0.0
    #: Share of the question's neighbouring words that are near each other.
    nearness: float = 0.0
    #: Share of the question's character grams.
    likeness: float = 0.0
    #: How like its likest past question.
    asked: float = 0.0
    #: Share of the question's words that the base knows.
    known: float = 0.0
    #: 1 for long questions, less for those of one or two words.
    length: float = 0.0


#: Fitted by tests/benchmarks/search_gate.py over all development sets together.
WEIGHTS: dict[str, float] = {"coverage": 3.0, "reach": 3.0, "gap": 1.0, "agreement": 0.5}
BIAS = -3.0
SURE, MAYBE = 0.5, 0.15


def confidence(signs: Signs) -> float:
    """How likely the best hit answers the question, 0 to 1."""
    total = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in asdict(signs).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def decide(value: float) -> Decision:
    """What a confidence allows us to say."""
    return Decision.SURE if value >= SURE else Decision.MAYBE if value >= MAYBE else Decision.NOTHING


_SAID = {
    "coverage": "of the question's words, weighted by rarity, are in its best passage",
    "reach": "of the score this question could reach",
    "gap": "is how far the second article is behind",
    "agreement": "whether the best passage is in the best article",
    "nearness": "of the question's neighbouring words are near each other",
    "likeness": "of the question's character grams are there",
    "asked": "is how like a past question it is that this answered",
    "known": "of the question's words are known to the base",
    "length": "of a full question's length",
}


def reasons(signs: Signs) -> list[str]:
    """Each sign that counts, in words, with what it adds to the confidence."""
    told = asdict(signs)
    return [f"{told[name]:>4.0%} {_SAID[name]} ({weight * told[name]:+.2f})" for name, weight in WEIGHTS.items()]
