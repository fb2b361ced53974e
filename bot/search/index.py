"""Where is the answer to this question? The index: built, kept up to date and asked; readers never wait for writers."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from bot.markup.source import clean
from bot.search import compaction, dictionaries, gate, parts, ranking
from bot.search.article import Article
from bot.search.findings import Findings, Hit
from bot.search.nearness import Near
from bot.search.question import Asker, Question, Synonyms, prepared
from bot.search.ranking import Ranking
from bot.search.snapshot import Snapshot
from bot.search.vocabulary import Vocabulary, Words
from bot.search.weights import Weights
from bot.search.writer import Columns, IndexWriter, part

__all__ = ["Article", "Findings", "Hit", "Index"]

#: Articles read at once while building: bounds the memory, and how often progress is told.
CHUNK = 2_000
#: So many of those found are offered.
OFFERED = 3
#: So many articles may be gone in any case.
WORN = 1_000


@dataclass(frozen=True, kw_only=True)
class Held:
    """What an index was made of, as numbers and words; the rest follows from it."""

    ids: list[str]
    #: By article.
    languages: list[str]
    columns: Columns
    words: Words


class Index:
    """Articles, ready to be asked. Safe for any number of threads; a change appears whole or not at all."""

    def __init__(
        self, *, synonyms: Mapping[str, tuple[str, ...]] | None = None, weights: Weights | None = None
    ) -> None:
        self._weights = weights or Weights()
        self._synonyms: Synonyms = prepared(synonyms or {})
        self._writer = IndexWriter(self._weights)
        self._state: Snapshot = self._writer.empty()
        self._numbers: dict[str, tuple[int, str]] = {}
        self._writing = threading.Lock()
        #: Whether a word that no article here has is one of the larger base's, and no slip.
        self._knows: Callable[[str], bool] = lambda _word: False

    @classmethod
    def build(
        cls,
        articles: Iterable[Article],
        *,
        synonyms: Mapping[str, tuple[str, ...]] | None = None,
        progress: Callable[[int], None] | None = None,
        weights: Weights | None = None,
    ) -> "Index":
        """An index of these articles; of several with one id the last counts. `progress` hears how many are done."""
        index = cls(synonyms=synonyms, weights=weights)
        unique = {article.id: article for article in articles}
        waiting = iter(unique.values())
        while chunk := list(islice(waiting, CHUNK)):
            index._add(chunk)
            if progress:
                progress(len(index))
        index.tidy()
        return index

    def __len__(self) -> int:
        return len(self._state)

    def __contains__(self, id: str) -> bool:
        return id in self._numbers

    def within(self, larger: "Index") -> "Index":
        """The same articles, to be asked as a small part of a larger base; neither changes. See `parts`."""
        part = Index(weights=self._weights)
        part._synonyms, part._writer, part._numbers = self._synonyms, self._writer, self._numbers
        part._state = parts.weighed(self._state, self._writer.vocabulary, larger._state, larger._writer.vocabulary)
        part._knows = larger.knows
        return part

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in any article."""
        return Asker(self._state, self._writer.vocabulary, self._weights).knows(word)

    @classmethod
    def holding(
        cls, held: Held, *, synonyms: Mapping[str, tuple[str, ...]] | None = None, weights: Weights | None = None
    ) -> "Index":
        """The index that held this."""
        index = cls(synonyms=synonyms, weights=weights)
        index._writer = IndexWriter(index._weights, Vocabulary.of(held.words))
        state = index._writer.empty()
        for first in range(0, len(held.ids), CHUNK):
            last = min(first + CHUNK, len(held.ids))
            columns = part(held.columns, first, last)
            state = index._writer.take(state, held.ids[first:last], held.languages[first:last], columns)
        spoken = zip(held.ids, enumerate(held.languages), strict=True)
        index._state, index._numbers = state, dict(spoken)
        index.tidy()
        return index

    @property
    def held(self) -> Held:
        """Everything in an index that was built and never changed; raise `ValueError` for any other."""
        with self._writing:
            if len(self._writer.ids) != len(self):
                raise ValueError("This index was changed since it was built.")
            return Held(
                ids=list(self._writer.ids),
                languages=[self._numbers[id][1] for id in self._writer.ids],
                columns={name: column.view for name, column in self._writer.columns.items()},
                words=self._writer.vocabulary.words,
            )

    def put(self, *articles: Article) -> None:
        """Add articles, or change them; all at once."""
        unique = {article.id: article for article in articles}
        if not unique:
            return
        with self._writing:
            state = self._state
            for id in unique:
                old = self._numbers.get(id)
                if old:
                    state = self._writer.drop(state, *old)
            self._state = self._add_to(state, list(unique.values()))

    def remove(self, id: str) -> None:
        """Take an article out; unknown ids are none to take out."""
        with self._writing:
            old = self._numbers.pop(id, None)
            if old:
                self._state = self._writer.drop(self._state, *old)

    def tidy(self) -> None:
        """Lay together what many changes have scattered; takes long in a large base, and no question waits for it."""
        before = self._state
        if compaction.is_scattered(before):
            after = compaction.tidied(before)
            with self._writing:
                self._state = compaction.caught_up(self._state, before, after)

    def warm(self) -> None:
        """Read the dictionaries that a question with an unknown word needs, so that none waits for them."""
        for language, number in self._state.spoken.items():
            if number:
                dictionaries.dictionary(language)

    @property
    def is_worn(self) -> bool:
        """Whether more of it is gone than is there, so that a fresh one is better."""
        return len(self._writer.ids) > 2 * len(self) + WORN

    def search(
        self, question: str, *, limit: int = 10, near: Near | None = None, rivals: Sequence[float] = ()
    ) -> Findings:
        """What the base has on a question, at most `limit` articles, best first; `near` tells of their meaning.

        `rivals`: the scores of what was found in another part of the base.
        """
        state, vocabulary, weights = self._state, self._writer.vocabulary, self._weights
        text = clean(question)
        nearby = partial(near, text) if near else None
        asked = Asker(state, vocabulary, weights, self._knows).read(text, self._synonyms)
        ranked = ranking.rank(state, vocabulary, asked, weights, limit=limit, near=nearby, rivals=rivals)
        if asked.corrections and not _is_better(asked, ranked):
            weights = replace(weights, spelling=False)
            asked = Asker(state, vocabulary, weights, self._knows).read(text, self._synonyms)
            ranked = ranking.rank(state, vocabulary, asked, weights, limit=limit, near=nearby, rivals=rivals)
        confidence = gate.confidence(ranked.signs, ranked.ground, ranked.near) if ranked.hits else 0.0
        decision = gate.decide(confidence) if ranked.hits else gate.Decision.NOTHING
        told = {term: [vocabulary.term_texts[id] for id in term.ids] for term in asked.content}
        rare: dict[str, float] = {}
        for stems, rarity in zip(told.values(), ranked.rarity, strict=True):
            rare |= {stem: max(rarity, rare.get(stem, 0.0)) for stem in stems}
        texts = [text if term.is_public else term.word for term, stems in told.items() for text in stems]
        return Findings(
            question=question,
            terms=tuple(dict.fromkeys(texts)),
            words=rare,
            decision=decision,
            confidence=confidence,
            hits=ranked.hits,
            corrections=asked.corrections,
            synonyms=asked.synonyms,
            was_cut=asked.was_cut,
            signs=ranked.signs,
            near=ranked.near,
        )

    def _add(self, articles: list[Article]) -> None:
        with self._writing:
            self._state = self._add_to(self._state, articles)

    def _add_to(self, state: Snapshot, articles: list[Article]) -> Snapshot:
        state, languages = self._writer.add(state, articles)
        first = len(self._writer.ids) - len(articles)
        for number, (article, language) in enumerate(zip(articles, languages, strict=True), first):
            self._numbers[article.id] = (number, language)
        return state


def _is_better(asked: Question, ranked: Ranking) -> bool:
    """Whether any of the first that a corrected question found has a corrected word."""
    used = {word for _, words in asked.corrections for word in words.split()}
    return any(not used.isdisjoint(hit.matched) for hit in ranked.hits[:OFFERED])
