"""What does a question ask for?

Its words as weighted terms of this base: corrected, widened by synonyms, stop words apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.search import everyday, languages, spelling, terms
from bot.search.gate import SENTENCE
from bot.search.languages import stemmers
from bot.search.snapshot import Snapshot
from bot.search.vocabulary import STOP, Vocabulary
from bot.search.weights import Weights

#: What is read of a question: characters, and different words with a meaning.
CHARACTERS, WORDS = 20_000, 48
#: The column of an article's past questions.
_ASKED = 2


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing to look for."""

    #: The word it stands for, folded: the typed one, its correction or a word of its synonym.
    word: str
    #: The base's terms for it; several when the base speaks several languages.
    ids: tuple[int, ...]
    weight: float
    #: Terms of one concept (a word and its synonyms) cover each other.
    concept: int
    #: Where in the question.
    place: int
    #: Whether the base's own spelling may be told; what others asked may not.
    is_public: bool = True
    #: What other offices call it: finds and orders a little, and says nothing of whether the question is answered.
    is_hint: bool = False
    #: Which phrase it belongs to, whose words say nothing unless they stand one after the other; -1 for none.
    phrase: int = -1


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question as the index sees it."""

    content: tuple[Term, ...]
    stops: tuple[Term, ...]
    #: What was typed and means something, known or not, by concept.
    concepts: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]
    synonyms: tuple[tuple[str, str], ...]
    was_cut: bool
    #: The words of each phrase, in order: what they are in this base.
    phrases: tuple[everyday.Phrase, ...] = ()


def untold(state: Snapshot) -> float:
    """1 for a base that knows no past questions, 0 for one that knows a sentence's words of them for every article."""
    return 1.0 - min(1.0, state.articles.mean(_ASKED) / SENTENCE)


Synonyms = Mapping[tuple[str, ...], tuple[str, ...]]


def prepared(synonyms: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """A workspace's synonyms by the words they are for."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for typed, meanings in synonyms.items():
        key = tuple(terms.words(typed))
        if key:
            found[key] = (*found.get(key, ()), *meanings)
    return found


class Asker:
    """Reads one question against one state."""

    def __init__(
        self,
        state: Snapshot,
        vocabulary: Vocabulary,
        weights: Weights,
        is_known: Callable[[str], bool] = lambda _word: False,
    ) -> None:
        #: Whether a word that this state does not know is one all the same.
        self._is_known = is_known
        self._state = state
        self._vocabulary = vocabulary
        self._weights = weights
        self._stems = stemmers()
        self._spoken = sorted((code for code, n in state.spoken.items() if n), key=lambda c: (-state.spoken[c], c))

    def read(self, text: str, synonyms: Synonyms) -> Question:
        """The question's terms."""
        written = terms.raw_words(text[:CHARACTERS])
        language = self._language(written)
        content: list[Term] = []
        stops: dict[int, Term] = {}
        concepts: list[str] = []
        corrections: list[tuple[str, str]] = []
        seen: dict[str, int] = {}
        meant: dict[tuple[int, ...], int] = {}
        typed: list[tuple[str, int]] = []
        was_cut = len(text) > CHARACTERS
        is_shouted = all(raw.isupper() for raw in written)
        for place, raw in enumerate(written):
            if len(concepts) >= WORDS:
                was_cut = True
                break
            short = None if is_shouted else terms.acronym(raw)
            forms = (short,) if short and languages.is_stop(raw.lower(), language) else terms.forms(raw)
            if short in forms and not self._known([*forms]):
                forms = terms.forms(raw)
            whole = forms[0] if len(forms) > 1 and not terms.is_dense(raw) else None
            for form in forms:
                typed.append((form, -1))
                if languages.is_stop(form, language):
                    ids = self._known([form + STOP])
                    if ids:
                        stops.setdefault(ids[0], Term(word=form, ids=ids, weight=1.0, concept=-1, place=place))
                    continue
                if form in seen:
                    typed[-1] = (form, seen[form])
                    continue
                ids = self._known(self._variants(form))
                if form == whole and not ids:
                    continue
                if ids in meant:  # "use" after "uses" asks for nothing more
                    seen[form] = meant[ids]
                    typed[-1] = (form, meant[ids])
                    continue
                concept = seen[form] = len(concepts)
                typed[-1] = (form, concept)
                concepts.append(form)
                if ids:
                    meant[ids] = concept
                    weight = 0.5 if form == whole else 1.0
                    content.append(Term(word=form, ids=ids, weight=weight, concept=concept, place=place))
                elif better := self._corrected(form):
                    if better.is_public:
                        corrections.append((form, " ".join(better.words)))
                    for word in better.words:
                        ids = self._known(self._variants(word))
                        content.append(
                            Term(
                                word=word if better.is_public else form,
                                ids=ids,
                                weight=self._weights.corrected,
                                concept=concept,
                                place=place,
                                is_public=better.is_public,
                            )
                        )
        content, meanings = self._widened(content, typed, concepts, synonyms)
        phrases: tuple[everyday.Phrase, ...] = ()
        if language == everyday.LANGUAGE:
            content, phrases = self._said_otherwise(content, typed)
        return Question(
            content=tuple(content),
            stops=tuple(stops.values()),
            concepts=tuple(concepts),
            corrections=tuple(corrections),
            synonyms=tuple(meanings),
            was_cut=was_cut,
            phrases=phrases,
        )

    def knows(self, form: str) -> bool:
        """Whether a folded word stands in the base."""
        return bool(self._known(self._variants(form)))

    def _corrected(self, form: str) -> spelling.Correction | None:
        if not self._weights.spelling or self._is_known(form):
            return None
        return spelling.corrected(form, self._state, self._vocabulary)

    def _widened(
        self, content: list[Term], typed: list[tuple[str, int]], concepts: list[str], synonyms: Synonyms
    ) -> tuple[list[Term], list[tuple[str, str]]]:
        used: list[tuple[str, str]] = []
        content = list(content)
        longest = max(map(len, synonyms), default=0)
        have = {id for term in content for id in term.ids}
        for at in range(len(typed)):
            for size in range(1, longest + 1):
                key = tuple(word for word, _ in typed[at : at + size])
                for meaning in synonyms.get(key, ()) if len(key) == size else ():
                    concept = next((c for _, c in typed[at : at + size] if c >= 0), -1)
                    if concept < 0:
                        concept = len(concepts)
                        concepts.append(" ".join(key))
                    added = False
                    for form in terms.words(meaning):
                        ids = tuple(id for id in self._known(self._variants(form)) if id not in have)
                        if ids:
                            weight = self._weights.synonym
                            content.append(Term(word=form, ids=ids, weight=weight, concept=concept, place=-9))
                            have.update(ids)
                            added = True
                    if added and (" ".join(key), meaning) not in used:
                        used.append((" ".join(key), meaning))
        return content, used

    def _said_otherwise(
        self, content: list[Term], typed: list[tuple[str, int]]
    ) -> tuple[list[Term], tuple[everyday.Phrase, ...]]:
        """The question with what its words are called in any office, and the phrases among that.

        Less so where past questions tell more.
        """
        weight = self._weights.everyday * untold(self._state)
        if not weight:
            return content, ()
        have = {id for term in content for id in term.ids}
        hints, phrases = everyday.hints(typed, self._state.passages, have, lambda form: self._known(self._said(form)))
        found = [
            Term(
                word=one.word,
                ids=one.ids,
                weight=weight,
                concept=one.concept,
                place=-9,
                is_hint=True,
                phrase=one.phrase,
            )
            for one in hints
        ]
        return [*content, *found], phrases

    def _said(self, form: str) -> list[str]:
        return [form + STOP] if languages.is_stop(form, everyday.LANGUAGE) else self._variants(form)

    def _language(self, written: list[str]) -> str:
        detected = languages.detect(map(terms.fold, written[:200]))
        if detected in self._spoken or not self._spoken:
            return detected or languages.DEFAULT
        return self._spoken[0]

    def _variants(self, form: str) -> list[str]:
        return list(dict.fromkeys(self._stems.stem(form, code) for code in self._spoken))

    def _known(self, texts: list[str]) -> tuple[int, ...]:
        state, found = self._state, []
        for text in texts:
            term = self._vocabulary.terms.get(text)
            if term is not None and state.passages.count(term):
                found.append(term)
        return tuple(found)
