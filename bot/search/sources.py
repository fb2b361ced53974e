"""Who says a word: the article itself, its other names, a quotation in it, or those who asked before?"""

from enum import IntEnum

import numpy as np

from bot.search.columns import Ints
from bot.search.snapshot import Snapshot

#: Parts of a unit (label, headings, text, past questions) are laid so far apart that no words of two of them are near.
APART = 1_000_000_000
TEXT_AT, ASKED_AT = 2 * APART, 3 * APART


class Source(IntEnum):
    """Who says a word."""

    #: The article itself: its title, headings and text.
    TOLD = 0
    #: Its tags and aliases.
    NAMED = 1
    #: A quotation in its text.
    QUOTED = 2
    #: Those who asked before.
    ASKED = 3


def of(state: Snapshot, origins: Ints, places: Ints) -> Ints:
    """Who says each of some words: where they stand in the tokens of all articles, and in their unit."""
    found = np.full(len(origins), Source.TOLD, np.int8)
    if len(state.quoted_start):
        near = state.quoted_start.searchsorted(origins, "right") - 1
        found[(near >= 0) & (origins < state.quoted_end[np.maximum(near, 0)])] = Source.QUOTED
    in_label = (places < APART).nonzero()[0]
    article = state.label_at.searchsorted(origins[in_label], "right") - 1
    found[in_label[origins[in_label] >= state.title_end[article]]] = Source.NAMED
    found[places >= ASKED_AT] = Source.ASKED
    return found
