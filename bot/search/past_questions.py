"""Has this been asked before, and which article answered? How like an article's past questions a question is."""

import numpy as np

from bot.search import bm25
from bot.search.columns import Floats, Ints, spread
from bot.search.question import Question
from bot.search.snapshot import Snapshot
from bot.search.vocabulary import Vocabulary

#: So many past questions of an article are compared, the latest.
LATEST = 50
#: A word that only holds the question together counts this much here: "when" and "why" ask different things.
STOP = 0.6
#: So many near repeats make full evidence; a single one, perhaps one wrong click, is a fifth of it.
FULL = 5


def likeness(articles: Ints, state: Snapshot, words: Vocabulary, question: Question, worth: list[float]) -> Floats:
    """For each article 0..1: the mean squared cosine of its likest past questions; absent ones count zero."""
    last = state.first_question[articles + 1]
    first = np.maximum(state.first_question[articles], last - LATEST)
    best: Floats = np.zeros(len(articles))
    rows, questions = spread(first, last)
    if not len(rows):
        return best
    inside, places = spread(state.question_start[questions], state.question_end[questions])
    tokens = state.tokens[places]
    terms = words.term_of[tokens]
    size = state.passages.size
    rarity = np.log((size + 1) / np.clip(state.passages.frequencies.many(terms), 1, size))
    rarity = np.maximum(rarity, 0.05) * np.where(words.is_stop[tokens], STOP, 1.0)

    known = [id for term in (*question.content, *question.stops) for id in term.ids]
    found = bm25.idf(state.passages, known)
    stops = STOP**2 * sum(max(found.get(term.ids[0], 0.0), 0.05) ** 2 for term in question.stops)
    asked = float(np.sqrt(sum(value**2 for value in worth) + stops))
    keys = inside * len(words.term_texts) + terms
    _, firsts = np.unique(keys, return_index=True)
    inside, terms, rarity = inside[firsts], terms[firsts], rarity[firsts]
    length = np.sqrt(np.bincount(inside, rarity**2, minlength=len(rows)))
    shared = np.isin(terms, known)
    overlap = np.bincount(inside[shared], rarity[shared] ** 2, minlength=len(rows))
    cosine = overlap / np.maximum(length * asked, 1e-9)
    fit = np.minimum(cosine, 1.0) ** 2
    fit = fit[np.lexsort((-fit, rows))]
    top = np.arange(len(rows)) - np.searchsorted(rows, rows) < FULL
    np.add.at(best, rows[top], fit[top] / FULL)
    return best
