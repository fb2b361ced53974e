"""How much does each sign of a match count? One set of numbers for every base; the benchmarks say why these."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Shape:
    """BM25's numbers for one kind of unit, a weight and a length normalisation `b` for each of its columns."""

    columns: tuple[float, ...]
    b: tuple[float, ...]
    k1: float = 1.6


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The shares of the parts of an article's score, and the sizes that go with them."""

    #: Columns: label (title, tags, aliases), heading path, text, past questions.
    passage: Shape = field(default_factory=lambda: Shape(columns=(4.0, 2.0, 1.0, 1.0), b=(0.5, 0.5, 0.75, 0.75)))
    #: Columns: label, text, past questions.
    article: Shape = field(default_factory=lambda: Shape(columns=(5.0, 1.0, 1.0), b=(0.5, 0.75, 0.75)))
    article_share: float = 0.5
    pair_share: float = 0.2
    #: Of pieces of a script without spaces that stand in the order of the question.
    run_share: float = 4.0
    gram_share: float = 0.1
    #: Of words that resemble a word of the question that is not there.
    alike_share: float = 1.5
    stop_share: float = 0.5
    #: Of past questions that are nearly the same.
    precedent_share: float = 2.0
    #: How much more an article counts whose title is wholly asked for, where past questions do not tell more.
    title_bonus: float = 0.4
    #: Whether unknown words are corrected from the base's own vocabulary.
    spelling: bool = True
    #: A corrected word or a synonym is not quite the word that was typed.
    corrected: float = 0.8
    synonym: float = 0.8
    #: What people call a thing in other offices is no more than a hint.
    everyday: float = 0.1
    #: Words of a passage, and from one passage's start to the next one's.
    window: int = 80
    stride: int = 55
    #: Articles, and passages of each, that are looked at closely.
    candidates: int = 30
    passages_each: int = 3
    #: Articles that a person may open, and passages of each that say where in it the answer may stand.
    opened: int = 5
    places_each: int = 20
