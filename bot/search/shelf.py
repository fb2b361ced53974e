"""Who puts articles into the index and takes them out? The one writer: appends to the columns, makes the next state."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from bot.search.columns import Column, Ints, fitted, spread
from bot.search.passages import Article
from bot.search.postings import Postings, Rows
from bot.search.reading import Reading, read
from bot.search.state import Longs, State
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

LABEL, PATH, TEXT = 0, 1, 2
_TOKENS = ("label", "path", "text", "asked")
_PLACES = ("label_at", "path_at", "text_at", "asked_at", "first_passage", "first_question", "question_at")
_UNITS = ("article_of", "section_of")
_RANGES = ("text_start", "text_end", "path_start", "path_end")


class Shelf:
    """The columns that states are views of. Not thread-safe: the index holds its lock around every call."""

    def __init__(self, weights: Weights) -> None:
        self.vocabulary = Vocabulary()
        self.weights = weights
        self.ids: list[str] = []
        self.columns = {name: Column(np.int32) for name in (*_TOKENS, *_UNITS)}
        self.columns |= {name: Column(np.int64) for name in _RANGES}
        self.columns |= {name: Column(np.int64, np.zeros(1, np.int64)) for name in _PLACES}

    def empty(self) -> State:
        """The state before the first article."""
        nothing = np.zeros(0, np.int32)
        return State(
            ids=self.ids,
            alive=np.zeros(0, np.bool_),
            spoken={},
            passages=Postings.empty(4),
            articles=Postings.empty(3),
            token_counts=nothing,
            asked_counts=nothing,
            gram_counts=nothing,
            **self._views(),
        )

    def add(self, state: State, articles: Iterable[Article]) -> tuple[State, list[str]]:
        """The state with these articles as well, and the language each is in."""
        first = len(self.ids)
        spoken = dict(state.spoken)
        languages: list[str] = []
        for article in articles:
            reading = read(article, self.vocabulary, self.weights)
            self._append(article.id, reading)
            languages.append(reading.language)
            spoken[reading.language] = spoken.get(reading.language, 0) + 1
        return self._posted(replace(state, spoken=spoken, **self._views()), first), languages

    def drop(self, state: State, number: int, language: str) -> State:
        """The state without the article of this number."""
        alive = state.alive.copy()
        alive[number] = False
        spoken = dict(state.spoken)
        spoken[language] -= 1
        passages = slice(int(state.first_passage[number]), int(state.first_passage[number + 1]))
        articles = slice(number, number + 1)
        return replace(
            state,
            alive=alive,
            spoken=spoken,
            passages=state.passages.dropped(self._passage_rows(state, passages), passages),
            articles=state.articles.dropped(self._article_rows(state, articles), articles),
            **self._counted(state, articles, -1),
        )

    def _append(self, id: str, reading: Reading) -> None:
        number = len(self.ids)
        self.ids.append(id)
        at = {name: len(self.columns[name]) for name in ("path", "text")}
        parts = {
            "label": reading.label,
            "path": reading.paths,
            "text": reading.text,
            "asked": [token for question in reading.asked for token in question],
        }
        for name, tokens in parts.items():
            self.columns[name].extend(tokens)
            self.columns[f"{name}_at"].extend([len(self.columns[name])])
        ends = np.cumsum([len(question) for question in reading.asked], dtype=np.int64)
        self.columns["question_at"].extend(ends + self.columns["question_at"].view[-1])
        self.columns["first_question"].extend([len(self.columns["question_at"]) - 1])
        self.columns["article_of"].extend([number] * len(reading.windows))
        self.columns["section_of"].extend([window.section for window in reading.windows])
        self.columns["text_start"].extend([at["text"] + window.start for window in reading.windows])
        self.columns["text_end"].extend([at["text"] + window.end for window in reading.windows])
        self.columns["path_start"].extend([at["path"] + window.path[0] for window in reading.windows])
        self.columns["path_end"].extend([at["path"] + window.path[1] for window in reading.windows])
        self.columns["first_passage"].extend([len(self.columns["article_of"])])

    def _views(self) -> dict[str, Any]:
        return {name: column.view for name, column in self.columns.items()}

    def _posted(self, state: State, first: int) -> State:
        count = len(self.ids) - first
        articles = slice(first, len(self.ids))
        passages = slice(int(state.first_passage[first]), len(state.article_of))
        terms = len(self.vocabulary.term_texts)

        def grow(postings: Postings, rows: Rows, units: slice) -> Postings:
            before, added = postings.lengths, units.stop - units.start
            content = ~rows.stops
            lengths = []
            for column, old in enumerate(before):
                here = rows.units[content & (rows.columns == column)] - units.start
                new = np.bincount(here, minlength=added).astype(np.int32)
                lengths.append(np.concatenate([old, new]))
            return postings.added(rows, added, tuple(lengths), terms)

        return replace(
            state,
            alive=np.concatenate([state.alive, np.ones(count, np.bool_)]),
            passages=grow(state.passages, self._passage_rows(state, passages), passages),
            articles=grow(state.articles, self._article_rows(state, articles), articles),
            **self._counted(state, articles, 1),
        )

    def _passage_rows(self, state: State, units: slice) -> Rows:
        article = state.article_of[units]
        return self._rows(
            units.start,
            (state.label, state.label_at[article], state.label_at[article + 1]),
            (state.path, state.path_start[units], state.path_end[units]),
            (state.text, state.text_start[units], state.text_end[units]),
            (state.asked, state.asked_at[article], state.asked_at[article + 1]),
        )

    def _article_rows(self, state: State, units: slice) -> Rows:
        ends = slice(units.start + 1, units.stop + 1)
        return self._rows(
            units.start,
            (state.label, state.label_at[units], state.label_at[ends]),
            (state.text, state.text_at[units], state.text_at[ends]),
            (state.asked, state.asked_at[units], state.asked_at[ends]),
        )

    def _rows(self, first: int, *columns: tuple[Ints, Longs, Longs]) -> Rows:
        units, tokens, numbers = [], [], []
        for number, (flat, starts, ends) in enumerate(columns):
            row, place = spread(starts, ends)
            units.append((row + first).astype(np.int32))
            tokens.append(flat[place])
            numbers.append(np.full(len(row), number, np.int8))
        held = np.concatenate(tokens)
        return Rows(
            terms=self.vocabulary.term_of[held],
            units=np.concatenate(units),
            columns=np.concatenate(numbers),
            stops=self.vocabulary.is_stop[held],
        )

    def _counted(self, state: State, articles: slice, sign: int) -> dict[str, Any]:
        """The counts of tokens and grams with (+1) or without (-1) some articles."""
        first, last = articles.start, articles.stop
        everything = [
            flat[int(at[first]) : int(at[last])]
            for flat, at in (
                (state.label, state.label_at),
                (state.path, state.path_at),
                (state.text, state.text_at),
                (state.asked, state.asked_at),
            )
        ]
        words = self.vocabulary
        token_counts = fitted(state.token_counts, len(words.token_texts))
        np.add.at(token_counts, np.concatenate(everything[:-1]), sign)
        asked_counts = fitted(state.asked_counts, len(words.token_texts))
        np.add.at(asked_counts, everything[-1], sign)
        gram_counts = fitted(state.gram_counts, len(words.grams))
        tokens, counts = np.unique(np.concatenate(everything), return_counts=True)
        rows, places = spread(words.gram_starts[tokens], words.gram_starts[tokens + 1])
        np.add.at(gram_counts, words.gram_lists[places], sign * counts[rows].astype(np.int32))
        return {"token_counts": token_counts, "asked_counts": asked_counts, "gram_counts": gram_counts}
