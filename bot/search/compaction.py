"""When are an index's postings laid together again? Not while an editor waits, and no question waits at all."""

from dataclasses import replace

from bot.search.columns import Flags
from bot.search.postings import Postings, Strengths
from bot.search.segments import FAN, merged
from bot.search.snapshot import Snapshot

#: It is worth it from this share of the postings outside the first run, and of units that are gone.
OUTSIDE, GONE = 1 / 8, 1 / 8


def is_scattered(state: Snapshot) -> bool:
    """Whether questions would gain."""
    return any(map(_is_scattered, (state.passages, state.articles)))


def tidied(state: Snapshot) -> Snapshot:
    """The same with its postings in one run each; takes long, and changes nothing that others read."""
    alive = state.alive
    return replace(
        state,
        passages=_compacted(state.passages, alive[state.article_of]),
        articles=_compacted(state.articles, alive),
    )


def caught_up(now: Snapshot, before: Snapshot, after: Snapshot) -> Snapshot:
    """What `before` has become by now, with the runs of `after` in place of its own, unless those are gone."""
    passages = _swapped(now.passages, before.passages, after.passages)
    articles = _swapped(now.articles, before.articles, after.articles)
    return replace(now, passages=passages, articles=articles)


def _is_scattered(postings: Postings) -> bool:
    outside = len(postings) - len(postings.runs[0].units) if postings.runs else 0
    many = len(postings.runs) > 2 * FAN or outside > OUTSIDE * len(postings)
    return many or postings.gone > GONE * (postings.size + postings.gone)


def _compacted(postings: Postings, is_alive: Flags) -> Postings:
    runs = (merged(postings.runs, is_alive),) if postings.runs else ()
    return replace(postings, runs=runs, gone=0)


def _swapped(now: Postings, before: Postings, after: Postings) -> Postings:
    count = len(before.runs)
    if len(now.runs) < count or any(one is not other for one, other in zip(now.runs, before.runs, strict=False)):
        return now
    runs = (*after.runs, *now.runs[count:])
    return replace(now, runs=runs, gone=now.gone - before.gone, strengths=Strengths(len(now)))
