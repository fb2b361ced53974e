"""Which articles step back behind others that say the same words?

What the company wrote comes before what came with Pollen; prose before what only quotes, and before templates,
examples, archives and lists of links.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.search.columns import Flags, Floats, Ints
from bot.search.proximity import Closeness
from bot.search.reading import Standing
from bot.search.sources import Source

#: How much of its score an article keeps whose matching words are all quoted, that is a lesser one or mostly links, or
#: that came with Pollen into a base of the company's own.
QUOTED, LESSER, LINKS, BUNDLED = 0.75, 0.9, 0.7, 0.7
#: Behind an article that says as much, it scores a hair less.
_BEHIND = 0.999


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Who says how much of the question in some passages, as shares weighted by rarity, an entry a passage."""

    #: The article itself, in its title, headings and text.
    told: Floats
    #: The article itself, or those who asked before and were helped.
    held: Floats
    #: Only a quotation in it.
    quoted: Floats
    #: Its title, headings, tags and aliases: what it is about.
    topic: Floats


def telling(
    read: Closeness, rows: Ints, concepts: Sequence[int | None], worth: list[float], topic_ends: int
) -> Telling:
    """Who says the question in these passages; `topic_ends`: the place where titles and headings end.

    `concepts`: what each term says of the question; None for what it does not say, but others would.
    """
    concept_of = np.array([-1 if concept is None else concept for concept in concepts], np.int64)
    weight = np.array(worth)
    is_said = concept_of[read.slots] >= 0
    most = max(1e-9, float(weight.sum()))
    width = len(worth)

    def share(those: Flags) -> Flags:
        those = those & is_said
        cells = read.rows[those] * width + concept_of[read.slots[those]]
        table = np.zeros(len(read.pairs) * width, np.bool_)
        table[cells] = True
        found: Flags = table.reshape(-1, width)[rows]
        return found

    told, quoted = share(read.sources == Source.TOLD), share(read.sources == Source.QUOTED)
    return Telling(
        told=told @ weight / most,
        held=(told | share(read.sources == Source.ASKED)) @ weight / most,
        quoted=(quoted & ~told) @ weight / most,
        topic=share(read.places < topic_ends) @ weight / most,
    )


def kept(scores: Floats, said: Telling, standing: Ints) -> Floats:
    """What each article keeps of its score."""
    is_bundled = (standing & Standing.BUNDLED) > 0
    found = scores * (1.0 - (1.0 - QUOTED) * said.quoted)
    found = np.where(standing & Standing.LESSER, found * LESSER, found)
    found = np.where(standing & Standing.LINKS, found * LINKS, found)
    if is_bundled.all() or not is_bundled.any():
        return found
    found = np.where(is_bundled, found * BUNDLED, found)
    for at in is_bundled.nonzero()[0]:
        others = found[~is_bundled & (said.told >= said.told[at]) & (said.told > 0)]
        if len(others):
            found[at] = min(found[at], float(others.max()) * _BEHIND)
    return found
