"""What do we keep of an article? Its words as numbers, cut into passages; nothing that depends on other articles."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag
from itertools import islice

from bot.markup.sections import Section
from bot.search import languages, quotations, terms
from bot.search.article import Article
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

#: A section of fewer words does not stand alone: it is read together with the next one.
SHORT = 25
#: So many words tell the language.
_SAMPLE = 400
#: In so many sections they are found.
_SECTIONS = 10


class Standing(IntFlag):
    """What is known of an article besides its words."""

    #: It came with Pollen.
    BUNDLED = 1
    #: A template, an example or an archive: it yields to what it belongs to.
    LESSER = 2
    #: Mostly links: what they lead to says it.
    LINKS = 4


@dataclass(frozen=True, kw_only=True)
class Window:
    """A passage: a range of the article's text, and the range of the heading words above it."""

    start: int
    end: int
    section: int
    #: Where the section it is named after starts and ends in the article's text.
    within: tuple[int, int]
    path: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An article as numbers of words."""

    language: str
    label: list[int]
    #: How many words of the label are the title's; tags and aliases follow.
    title: int
    #: Where in the label each alias stands.
    aliases: list[tuple[int, int]]
    text: list[int]
    paths: list[int]
    windows: list[Window]
    asked: list[list[int]]
    #: Where in `text` something is only quoted.
    quoted: list[tuple[int, int]]
    standing: Standing


def read(article: Article, vocabulary: Vocabulary, weights: Weights) -> Reading:
    """Read an article, teaching the vocabulary its words."""
    cut = article.sections
    language = languages.known(article.language) or _language(article, cut)
    label = vocabulary.read(article.title, language)
    title = len(label)
    for tag in article.tags:
        label += vocabulary.read(tag, language)
    aliases: list[tuple[int, int]] = []
    for alias in article.aliases:
        first = len(label)
        label += vocabulary.read(alias, language)
        aliases.append((first, len(label)))
    text: list[int] = []
    paths: list[int] = []
    windows: list[Window] = []
    quoted: list[tuple[int, int]] = []
    pending: list[tuple[int, int, int]] = []
    for section in cut:
        start, above = len(text), len(paths)
        for piece, is_quoted in quotations.pieces(section.blocks):
            first = len(text)
            text += vocabulary.read(piece, language)
            if is_quoted and len(text) > first:
                quoted.append((first, len(text)))
        for heading in section.path:
            paths += vocabulary.read(heading, language)
        pending.append((section.ordinal, start, above))
        if len(text) - pending[0][1] >= SHORT:
            windows += _cut(pending, len(text), len(paths), weights)
            pending = []
    if pending:
        windows += _cut(pending, len(text), len(paths), weights)
    asked = [vocabulary.read(question, language) for question in article.asked]
    standing = Standing(0)
    if article.is_bundled:
        standing |= Standing.BUNDLED
    if quotations.is_lesser(article.title):
        standing |= Standing.LESSER
    if article.markdown and quotations.is_links([block for section in cut for block in section.blocks]):
        standing |= Standing.LINKS
    return Reading(
        language=language,
        label=label,
        title=title,
        aliases=aliases,
        text=text,
        paths=paths,
        windows=windows,
        asked=asked,
        quoted=quoted,
        standing=standing,
    )


def _cut(pending: list[tuple[int, int, int]], end: int, above: int, weights: Weights) -> list[Window]:
    """Windows over neighbouring sections, named after the one that has most of the words."""
    ends = [start for _, start, _ in pending[1:]] + [end]
    ranges = {ordinal: (start, stop) for (ordinal, start, _), stop in zip(pending, ends, strict=True)}
    sizes = Counter({ordinal: stop - start for ordinal, (start, stop) in ranges.items()})
    start, path = pending[0][1], (pending[0][2], above)
    section = max(sizes, key=lambda ordinal: (sizes[ordinal], -ordinal))
    found = []
    while True:
        stop = min(end, start + weights.window)
        if end - stop < weights.window - weights.stride:
            stop = end
        found.append(Window(start=start, end=stop, section=section, within=ranges[section], path=path))
        if stop == end:
            return found
        start += weights.stride


def _language(article: Article, cut: Iterable[Section]) -> str:
    text = " ".join(section.searched for section in islice(cut, _SECTIONS))
    sample = f"{article.title} {text[: _SAMPLE * 12]} {' '.join(article.asked[:20])}"
    return languages.detect(islice(map(terms.fold, terms.raw_words(sample)), _SAMPLE)) or languages.DEFAULT
