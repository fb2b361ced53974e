"""Which part of a passage does a person need to read?

Whole sentences around the words they asked for, about 600 characters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.markup.document import Block, BlockKind, Span, words_of
from bot.markup.inline import joined
from bot.markup.markdown import blocks as read
from bot.markup.source import clean, pieces
from bot.search.marking import marked, matcher, matches

Match = Callable[[str], frozenset[str]]
T = TypeVar("T")

#: A longer source is narrowed to the neighbourhood of its best paragraph before it is parsed.
_NEIGHBOURHOOD = 8_000
_SENTENCE = re.compile(r"(?<=[.!?…])(?<!\b[A-Za-z]\.)(?<!e\.g\.)(?<!i\.e\.)[\"'”’)\]]*\s+(?=\S)|(?<=[。！？])|\n+")
#: A notification shows about this much.
_FIRST = 160


@dataclass(frozen=True, kw_only=True)
class Snippet:
    """What is shown of a passage."""

    blocks: tuple[Block, ...]
    #: Whether the passage has more than is shown.
    is_cut: bool
    #: Plain, for the notification.
    first_sentence: str


def snippet(text: str, findings_words: frozenset[str], *, markdown: bool = True, limit: int = 600) -> Snippet:
    """The best part of a passage, the words asked for marked."""
    match = matcher(findings_words)
    source = clean(text)
    near = _neighbourhood(source, match)
    every = read(near) if markdown else _paragraphs(near)
    chosen = _choose(every, match, limit)
    kept = tuple(marked(block, match) for block in chosen)
    return Snippet(blocks=kept, is_cut=chosen != every or near != source, first_sentence=_first(chosen))


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, each with the space that follows it."""
    ends = [found.end() for found in _SENTENCE.finditer(text)]
    starts = [0, *ends]
    return [piece for start, end in zip(starts, [*ends, len(text)], strict=True) if (piece := text[start:end]).strip()]


def _paragraphs(text: str) -> tuple[Block, ...]:
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return tuple(Block(kind=BlockKind.PARAGRAPH, spans=(Span(text=part),)) for part in parts if part)


def _neighbourhood(text: str, match: Match) -> str:
    if len(text) <= 3 * _NEIGHBOURHOOD:
        return text
    parts = list(pieces(text, _NEIGHBOURHOOD))
    best = max(range(len(parts)), key=lambda at: (len(matches(parts[at], match)), -at))
    return "".join(parts[best : best + 2]).strip("\n")


def _choose(every: tuple[Block, ...], match: Match, limit: int) -> tuple[Block, ...]:
    """The run of blocks that fits and holds most of the words; the earliest of equals."""
    sizes = [len(words_of(block)) for block in every]
    if sum(sizes) <= limit:
        return every
    held = [matches(words_of(block), match) for block in every]
    best: tuple[int, int] = (-1, 0)
    start = stop = 0
    for at in range(len(every)):
        end, room = at, limit
        while end < len(every) and (end == at or sizes[end] <= room):
            room -= sizes[end]
            end += 1
        worth = (len(frozenset().union(*held[at:end])), len(held[at]))
        if worth > best:
            best, start, stop = worth, at, end
    start = _lead_in(every, start, sizes)
    room, chosen = limit, list[Block]()
    for block, size in zip(every[start:stop], sizes[start:stop], strict=True):
        if size <= room:
            chosen.append(block)
        elif room > limit // 3 or not chosen:
            chosen.append(_shortened(block, match, room))
            break
        else:
            break
        room -= size
    if chosen and chosen[-1].kind is BlockKind.HEADING and len(chosen) > 1:
        chosen.pop()
    return tuple(chosen)


def _lead_in(every: tuple[Block, ...], start: int, sizes: list[int]) -> int:
    """A list needs the line that announces it, a paragraph its heading: step back to a short one."""
    if start and sizes[start - 1] <= 200:
        before = every[start - 1]
        announces = before.kind is BlockKind.PARAGRAPH and words_of(before).rstrip().endswith(":")
        if announces or before.kind is BlockKind.HEADING:
            return start - 1
    return start


def _shortened(block: Block, match: Match, limit: int) -> Block:
    if block.kind is BlockKind.TABLE:
        return replace(block, rows=_best_run(block.rows, lambda row: " | ".join(row), match, limit, keep=1))
    text = "".join(span.text for span in block.spans)
    parts = text.splitlines(keepends=True) if block.kind is BlockKind.CODE else sentences(text)
    run = _best_run(tuple(parts), str, match, limit)
    joint = "".join(run)
    start = max(0, text.find(joint))
    end = start + len(joint)
    if len(joint) > limit * 2:
        end = start + (joint.rfind(" ", 0, limit) if joint.rfind(" ", 0, limit) > 0 else limit)
    return replace(block, spans=_part(block.spans, start, end))


def _best_run(parts: tuple[T, ...], text: Callable[[T], str], match: Match, limit: int, keep: int = 0) -> tuple[T, ...]:
    """The neighbouring parts that fit and hold most words; the first `keep` (a table's header) always stay."""
    sizes = [len(text(part)) for part in parts]
    held = [matches(text(part), match) for part in parts]
    room = limit - sum(sizes[:keep])
    best, chosen = -1, parts[: keep + 1]
    for at in range(keep, len(parts)):
        end, left = at, room
        while end < len(parts) and (end == at or sizes[end] <= left):
            left -= sizes[end]
            end += 1
        worth = len(frozenset().union(*held[at:end]))
        if worth > best:
            best, chosen = worth, (*parts[:keep], *parts[at:end])
    return chosen


def _part(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        found.append(replace(span, text=text))
        at += len(span.text)
    return joined(found)


def _first(chosen: tuple[Block, ...]) -> str:
    told = [block for block in chosen if block.kind is not BlockKind.HEADING] or list(chosen)
    if not told:
        return ""
    text = words_of(replace(told[0], rows=told[0].rows[:1], kind=BlockKind.PARAGRAPH)).strip()
    first = " ".join((sentences(text) or [""])[0].split())
    if len(first) <= _FIRST:
        return first
    return first[: first.rfind(" ", 0, _FIRST) if " " in first[:_FIRST] else _FIRST].rstrip(" ,;:") + "…"
