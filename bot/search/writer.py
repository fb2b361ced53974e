"""Who puts articles into the index and takes them out? The one writer: appends to the columns, makes the next state."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from bot.search.article import Article
from bot.search.columns import Column, Ints, spread
from bot.search.frequencies import Frequencies
from bot.search.postings import Postings, Rows
from bot.search.reading import Reading, read
from bot.search.snapshot import Longs, Snapshot
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

LABEL, PATH, TEXT = 0, 1, 2
_SMALL = ("tokens", "article_of", "section_of", "standing")
_FIRSTS = ("label_at", "first_passage", "first_question", "first_quoted", "first_alias")
_OF_ARTICLES = ("title_end", "path_at", "text_at", "asked_at", "standing")
#: Ranges of tokens, by the column that says which are an article's first.
_PARTS = {
    "first_question": ("question_start", "question_end"),
    "first_quoted": ("quoted_start", "quoted_end"),
    "first_alias": ("alias_start", "alias_end"),
}
_PLACES = ("title_end", "path_at", "text_at", "asked_at", *(name for pair in _PARTS.values() for name in pair))
_RANGES = ("text_start", "text_end", "section_start", "section_end", "path_start", "path_end")


#: Column -> its values.
Columns = Mapping[str, Ints]


def part(columns: Columns, first: int, last: int) -> dict[str, Ints]:
    """Of a shelf's columns what articles `first` to `last` (left out) added to each."""
    units = slice(int(columns["first_passage"][first]), int(columns["first_passage"][last]))
    tokens = slice(int(columns["label_at"][first]), int(columns["label_at"][last]))
    where = {"tokens": tokens}
    for counted, names in _PARTS.items():
        where |= dict.fromkeys(names, slice(int(columns[counted][first]), int(columns[counted][last])))
    where |= dict.fromkeys(_FIRSTS, slice(first + 1, last + 1))
    where |= dict.fromkeys(_OF_ARTICLES, slice(first, last))
    where |= dict.fromkeys((*_RANGES, "article_of", "section_of"), units)
    return {name: values[where[name]] for name, values in columns.items()}


class IndexWriter:
    """The columns that states are views of. Not thread-safe: the index holds its lock around every call."""

    def __init__(self, weights: Weights, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or Vocabulary()
        self.weights = weights
        self.ids: list[str] = []
        self.columns = {name: Column(np.int32) for name in _SMALL}
        self.columns |= {name: Column(np.int64) for name in (*_PLACES, *_RANGES)}
        self.columns |= {name: Column(np.int64, np.zeros(1, np.int64)) for name in _FIRSTS}
        self.passage_lengths = tuple(Column(np.int32) for _ in weights.passage.columns)
        self.article_lengths = tuple(Column(np.int32) for _ in weights.article.columns)

    def empty(self) -> Snapshot:
        """The state before the first article."""
        return Snapshot(
            ids=self.ids,
            alive=np.zeros(0, np.bool_),
            spoken={},
            passages=Postings.empty(tuple(column.view for column in self.passage_lengths)),
            articles=Postings.empty(tuple(column.view for column in self.article_lengths)),
            token_counts=Frequencies.empty(),
            asked_counts=Frequencies.empty(),
            gram_counts=Frequencies.empty(),
            **self._views(),
        )

    def add(self, state: Snapshot, articles: Iterable[Article]) -> tuple[Snapshot, list[str]]:
        """The state with these articles as well, and the language each is in."""
        first = len(self.ids)
        spoken = dict(state.spoken)
        languages: list[str] = []
        for article in articles:
            reading = read(article, self.vocabulary, self.weights)
            self._append(article.id, reading)
            languages.append(reading.language)
            spoken[reading.language] = spoken.get(reading.language, 0) + 1
        self.vocabulary.settle()
        return self._posted(replace(state, spoken=spoken, **self._views()), first), languages

    def take(self, state: Snapshot, ids: list[str], languages: list[str], columns: Columns) -> Snapshot:
        """The state with articles that another shelf has read with the same vocabulary; `columns`: its `part` of them.

        Beware: numbers in them count from that shelf's beginning, so a shelf takes all of another, in order.
        """
        first = len(self.ids)
        self.ids.extend(ids)
        for name, values in columns.items():
            self.columns[name].extend(values)
        spoken = dict(state.spoken)
        for language in languages:
            spoken[language] = spoken.get(language, 0) + 1
        return self._posted(replace(state, spoken=spoken, **self._views()), first)

    def drop(self, state: Snapshot, number: int, language: str) -> Snapshot:
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
        columns, windows = self.columns, reading.windows
        path = len(columns["tokens"]) + len(reading.label)
        text = path + len(reading.paths)
        asked = text + len(reading.text)
        lengths = np.array([len(question) for question in reading.asked], np.int64)
        ends = asked + np.cumsum(lengths)
        for part in (reading.label, reading.paths, reading.text, *reading.asked):
            columns["tokens"].extend(part)
        columns["title_end"].extend([path - len(reading.label) + reading.title])
        columns["path_at"].extend([path])
        columns["standing"].extend([reading.standing])
        label = path - len(reading.label)
        columns["alias_start"].extend([label + start for start, _ in reading.aliases])
        columns["alias_end"].extend([label + end for _, end in reading.aliases])
        columns["first_alias"].extend([len(columns["alias_end"])])
        columns["quoted_start"].extend([text + start for start, _ in reading.quoted])
        columns["quoted_end"].extend([text + end for _, end in reading.quoted])
        columns["first_quoted"].extend([len(columns["quoted_end"])])
        columns["text_at"].extend([text])
        columns["asked_at"].extend([asked])
        columns["label_at"].extend([len(columns["tokens"])])
        columns["question_start"].extend(ends - lengths)
        columns["question_end"].extend(ends)
        columns["first_question"].extend([len(columns["question_end"])])
        columns["article_of"].extend([number] * len(windows))
        columns["section_of"].extend([window.section for window in windows])
        columns["text_start"].extend([text + window.start for window in windows])
        columns["text_end"].extend([text + window.end for window in windows])
        columns["section_start"].extend([text + window.within[0] for window in windows])
        columns["section_end"].extend([text + window.within[1] for window in windows])
        columns["path_start"].extend([path + window.path[0] for window in windows])
        columns["path_end"].extend([path + window.path[1] for window in windows])
        columns["first_passage"].extend([len(columns["article_of"])])

    def _views(self) -> dict[str, Any]:
        return {name: column.view for name, column in self.columns.items()}

    def _posted(self, state: Snapshot, first: int) -> Snapshot:
        count = len(self.ids) - first
        articles = slice(first, len(self.ids))
        passages = slice(int(state.first_passage[first]), len(state.article_of))

        def grow(postings: Postings, rows: Rows, units: slice, lengths: tuple[Column, ...]) -> Postings:
            added = units.stop - units.start
            content = ~rows.stops
            for number, column in enumerate(lengths):
                here = rows.units[content & (rows.columns == number)] - units.start
                column.extend(np.bincount(here, minlength=added))
            return postings.added(rows, added, tuple(column.view for column in lengths))

        return replace(
            state,
            alive=np.concatenate([state.alive, np.ones(count, np.bool_)]),
            passages=grow(state.passages, self._passage_rows(state, passages), passages, self.passage_lengths),
            articles=grow(state.articles, self._article_rows(state, articles), articles, self.article_lengths),
            **self._counted(state, articles, 1),
        )

    def _passage_rows(self, state: Snapshot, units: slice) -> Rows:
        article = state.article_of[units]
        return self._rows(
            state,
            units.start,
            (state.label_at[article], state.path_at[article]),
            (state.path_start[units], state.path_end[units]),
            (state.text_start[units], state.text_end[units]),
            (state.asked_at[article], state.label_at[article + 1]),
        )

    def _article_rows(self, state: Snapshot, units: slice) -> Rows:
        nexts = slice(units.start + 1, units.stop + 1)
        return self._rows(
            state,
            units.start,
            (state.label_at[units], state.path_at[units]),
            (state.text_at[units], state.asked_at[units]),
            (state.asked_at[units], state.label_at[nexts]),
        )

    def _rows(self, state: Snapshot, first: int, *columns: tuple[Longs, Longs]) -> Rows:
        units, tokens, numbers = [], [], []
        for number, (starts, ends) in enumerate(columns):
            row, place = spread(starts, ends)
            units.append((row + first).astype(np.int32))
            tokens.append(state.tokens[place])
            numbers.append(np.full(len(row), number, np.int8))
        held = np.concatenate(tokens)
        return Rows(
            terms=self.vocabulary.term_of[held],
            units=np.concatenate(units),
            columns=np.concatenate(numbers),
            stops=self.vocabulary.is_stop[held],
        )

    def _counted(self, state: Snapshot, articles: slice, sign: int) -> dict[str, Any]:
        """The counts of tokens and grams with (+1) or without (-1) some articles."""
        first, last = articles.start, articles.stop
        tokens = state.tokens[int(state.label_at[first]) : int(state.label_at[last])]
        _, asked = spread(state.asked_at[articles], state.label_at[first + 1 : last + 1])
        is_asked = np.zeros(len(tokens), np.bool_)
        is_asked[asked - state.label_at[first]] = True
        words = self.vocabulary
        distinct, counts = np.unique(tokens, return_counts=True)
        rows, places = spread(words.gram_starts[distinct], words.gram_starts[distinct + 1])
        return {
            "token_counts": state.token_counts.plus(tokens[~is_asked], sign),
            "asked_counts": state.asked_counts.plus(tokens[is_asked], sign),
            "gram_counts": state.gram_counts.plus(words.gram_lists[places], sign * counts[rows]),
        }
