"""Which number does a word have?

Words as written in a language (tokens), what they mean to the search (terms), their grams.
"""

from dataclasses import dataclass

import numpy as np

from bot.search import languages, terms
from bot.search.columns import Column
from bot.search.segments import Run, grouped, of_many, tidied

#: Stop words are counted apart from content words that are spelt the same in another language.
STOP = "\x1f"
GRAM = 4


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a vocabulary knows, in the order of its numbers: enough to make it again."""

    tokens: list[str]
    #: Token -> the language it was read in, its term, and whether it is a stop word.
    languages: list[str]
    terms: list[int]
    stops: list[bool]
    term_texts: list[str]


class Vocabulary:
    """Grows and never forgets; whether a word is in use is told by the counts of a state, not here."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self.term_texts: list[str] = []
        self.token_texts: list[str] = []
        self.grams: dict[str, int] = {}
        self._tokens: dict[str, dict[str, int]] = {code: {} for code in languages.STEMMERS}
        self._raw: dict[str, dict[str, tuple[int, ...]]] = {code: {} for code in languages.STEMMERS}
        self._stems = languages.Stems()
        self._term_of = Column(np.int32)
        self._is_stop = Column(np.bool_)
        self._gram_starts = Column(np.int64, np.zeros(1, np.int64))
        self._grams = Column(np.int32)
        #: The tokens of each gram, for all tokens that are settled.
        self._holders: tuple[Run, ...] = ()
        self._settled = 0

    @classmethod
    def of(cls, words: Words) -> "Vocabulary":
        """The vocabulary that knows these words by these numbers."""
        made = cls()
        made.term_texts = list(words.term_texts)
        made.terms = {text: number for number, text in enumerate(words.term_texts)}
        for form, language, term, stop in zip(words.tokens, words.languages, words.terms, words.stops, strict=True):
            made._number(form, language, term, stop=stop)
        made.settle()
        return made

    @property
    def words(self) -> Words:
        """What it knows."""
        spoken = [""] * len(self.token_texts)
        for language, known in self._tokens.items():
            for token in known.values():
                spoken[token] = language
        return Words(
            tokens=self.token_texts,
            languages=spoken,
            terms=self.term_of.tolist(),
            stops=self.is_stop.tolist(),
            term_texts=self.term_texts,
        )

    @property
    def term_of(self) -> np.ndarray:
        """Token -> term."""
        return self._term_of.view

    @property
    def is_stop(self) -> np.ndarray:
        """Token -> whether it only holds the sentence together."""
        return self._is_stop.view

    @property
    def gram_starts(self) -> np.ndarray:
        """Token -> where its grams start in `gram_lists`; one more at the end."""
        return self._gram_starts.view

    @property
    def gram_lists(self) -> np.ndarray:
        """The grams of all tokens, token after token."""
        return self._grams.view

    def read(self, text: str, language: str) -> list[int]:
        """The tokens of a text, learning the new ones."""
        seen = self._raw[language]
        found: list[int] = []
        for raw in terms.raw_words(text):
            tokens = seen.get(raw)
            if tokens is None:
                short = terms.acronym(raw)
                is_name = short is not None and languages.is_stop(raw.lower(), language)
                forms = (short,) if short is not None and is_name else terms.forms(raw)
                tokens = seen[raw] = tuple(self._learn(form, language) for form in forms)
            found.extend(tokens)
        return found

    def tokens_of(self, form: str) -> list[int]:
        """The tokens spelt like this, in whichever language, that mean something."""
        found = (known.get(form) for known in self._tokens.values() if known)
        return [token for token in found if token is not None and not self.is_stop[token]]

    def among(self, forms: set[str]) -> set[str]:
        """Those of some words that anybody ever wrote."""
        return set().union(*(forms & known.keys() for known in self._tokens.values() if known))

    def holders(self, wanted: list[int]) -> tuple[np.ndarray, np.ndarray]:
        """The tokens that have one of some grams: which of them, and the token."""
        return of_many(self._holders, np.array(wanted, np.int32))

    def sharing(self, form: str) -> tuple[np.ndarray, np.ndarray]:
        """The tokens that share grams with a word, and how many."""
        _, tokens = self.holders([self.grams[text] for text in grams(form) if text in self.grams])
        return np.unique(tokens, return_counts=True)

    def settle(self) -> None:
        """Make the words learnt since the last time findable by their grams."""
        first, last = self._settled, len(self.token_texts)
        starts = self.gram_starts[first : last + 1]
        if first == last:
            return
        held = self.gram_lists[starts[0] : starts[-1]]
        tokens = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(starts))
        if len(held):  # what only holds sentences together has no grams
            self._holders = tidied((*self._holders, grouped(held, tokens)))
        self._settled = last

    def _learn(self, form: str, language: str) -> int:
        token = self._tokens[language].get(form)
        if token is not None:
            return token
        stop = languages.is_stop(form, language)
        text = form + STOP if stop else self._stems.stem(form, language)
        term = self.terms.get(text)
        if term is None:
            term = len(self.term_texts)
            self.term_texts.append(text)
            self.terms[text] = term
        return self._number(form, language, term, stop=stop)

    def _number(self, form: str, language: str, term: int, *, stop: bool) -> int:
        token = len(self.token_texts)
        self.token_texts.append(form)
        self._term_of.extend([term])
        self._is_stop.extend([stop])
        held = [] if stop else [self.grams.setdefault(text, len(self.grams)) for text in grams(form)]
        self._grams.extend(held)
        self._gram_starts.extend([len(self._grams)])
        self._tokens[language][form] = token
        return token


def grams(form: str) -> list[str]:
    """The character n-grams of a word with its ends marked; each once."""
    text = f"^{form}$"
    return list(dict.fromkeys(text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1))))
