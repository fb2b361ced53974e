"""Is the best hit an answer? Sure, maybe or nothing, from what does not depend on the size of the base."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

#: Words of a question that say what it is about, from which it counts as a whole sentence.
SENTENCE = 6
#: What one does with a thing, or wants of it, names no thing: whoever asks to take leave asks about leave.
_DEEDS = """
apply book bring buy call change claim come contact find give go join know look make need new next order put register
request reserve see sign start submit take tell use want
"""
_NO_SUBJECTS = frozenset(_DEEDS.split())


class Decision(StrEnum):
    """What we dare to say."""

    SURE = "sure"
    MAYBE = "maybe"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What speaks for the best hit, each between 0 and 1 whatever the size of the base."""

    #: Share of the question's words that the article's best passage has.
    words: float = 0.0
    #: The same without past questions: what the article itself says.
    own: float = 0.0
    #: Like `words`, weighted by rarity, of those words that stand close together there.
    together: float = 0.0
    #: Score over the most that this question could reach.
    reach: float = 0.0
    #: How far the next nine articles are behind in the mean.
    lead: float = 0.0
    #: How much liker its past questions are than any other article's.
    asked: float = 0.0
    #: 1 for a whole sentence, less for a word or two: what is said in one word can mean many things.
    length: float = 0.0
    #: Both at once, `words` of `length`: much of a long question is in its best passage.
    much: float = 0.0
    #: 1 for a base that knows no past questions, 0 for one that knows one for every article: there it tells something
    #: that a question is like none of them.
    untried: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the best hit stands on: without it no sign makes an answer *sure*."""

    #: Share of the question, weighted by rarity, that the passage itself holds in its title, headings and prose, or
    #: that was in questions it has answered.
    held: float = 1.0
    #: The same of what the article is about: its title, headings, tags and aliases.
    topic: float = 1.0
    #: Share of the title, weighted by rarity, that the question has.
    called: float = 1.0
    #: Whether the article came with Pollen.
    is_bundled: bool = False
    #: How many words of the question name a subject, and not only what one does with it.
    subjects: int = SENTENCE


#: Printed by tests/benchmarks/search_gate.py, which fits them on all labelled sets together.
WEIGHTS = {
    "words": 0.971,
    "own": 0.271,
    "together": 0.970,
    "reach": 1.716,
    "lead": 1.942,
    "asked": 0.852,
    "length": 0.972,
    "much": 1.633,
    "untried": 0.258,
}
BIAS = -4.494
#: Nearness in meaning, where it is known, speaks for the page from `USUAL` on. Fitted by tests/benchmarks/meaning.py.
NEAR, USUAL = 2.0, 0.6
#: It speaks more, and sooner, for showing the passage as no more than likely: of the answers that few words tell, those
#: are near. Read off a plateau (3 to 4, 0.55 to 0.6) of a handbook's questions.
NEAR_LIKELY, USUAL_LIKELY = 3.0, 0.55
SURE, MAYBE = 0.58, 0.16
#: Less than this share of the question in the passage itself, or in questions that it has answered, is never *sure*.
HELD = 0.5
#: A question of so many words (as `length`) must be held whole by what came with Pollen.
SHORT = 0.5
_UNSURE = SURE - 0.01
#: From here on the passage of a *maybe* is more often read with profit than in vain.
LIKELY = 0.35


def confidence(signs: Signs, ground: Ground | None = None, near: float | None = None) -> float:
    """How likely the best hit answers the question, 0 to 1; `near`: in meaning, where somebody can tell."""
    total = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in asdict(signs).items())
    value = _likelihood(total)
    if near is not None:  # what is far may not be *sure*, and is a *maybe* as before
        likely = max(value, _likelihood(total + NEAR_LIKELY * (near - USUAL_LIKELY)))
        value = max(_likelihood(total + NEAR * (near - USUAL)), min(likely, _UNSURE))
    return value if ground is None or _is_firm(signs, ground) else min(value, _UNSURE)


def _likelihood(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _is_firm(signs: Signs, ground: Ground) -> bool:
    """Does the passage itself hold what was asked?

    What came with Pollen knows nothing of the company: that a checklist says "badge" is no answer about badges. So the
    question must be about what such an article is about, and not only in its words.
    """
    if ground.held < HELD:
        return False
    if not ground.is_bundled:
        return True
    if ground.subjects <= 1:
        return ground.called >= HELD
    return ground.topic > 0 and (signs.length > SHORT or signs.words >= 1)


def subjects(words: Iterable[str]) -> int:
    """How many of a question's words name a subject."""
    return sum(word not in _NO_SUBJECTS for word in words)


def lead(first: float, behind: Sequence[float]) -> float:
    """How far the next ones are behind the first in the mean."""
    return max(0.0, 1.0 - sum(behind) / len(behind) / first) if behind else 1.0


def is_likely(value: float) -> bool:
    """Is a *maybe* worth showing its passage, and not only the titles?"""
    return value >= LIKELY


def decide(value: float) -> Decision:
    """What a confidence allows us to say."""
    return Decision.SURE if value >= SURE else Decision.MAYBE if value >= MAYBE else Decision.NOTHING


_SAID = {
    "words": "of the question's words are in its best passage",
    "own": "of them in what the article itself says",
    "together": "of the question, weighted by rarity, stands close together there",
    "reach": "of the score this question could reach",
    "lead": "is how far the next articles are behind",
    "asked": "is how much liker its past questions are than other articles'",
    "length": "of a whole sentence's length",
    "much": "of a whole sentence is in its best passage",
    "untried": "untried: the base knows few past questions that this one could be like",
}


def reasons(signs: Signs, near: float | None = None) -> list[str]:
    """Each sign in words, with what it adds to the confidence."""
    told = asdict(signs)
    said = [f"{told[name]:>4.0%} {_SAID[name]} ({weight * told[name]:+.2f})" for name, weight in WEIGHTS.items()]
    if near is not None:
        said.append(f"{near:>4.0%} as near in meaning as an answer is to its question ({NEAR * (near - USUAL):+.2f})")
    return said
