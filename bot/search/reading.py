"""What do we keep of an article? Its words as numbers, cut into passages; nothing that depends on other articles."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from bot.markup.bare import bare
from bot.markup.sections import sections
from bot.search import languages, terms
from bot.search.article import Article
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

#: A section of fewer words does not stand alone: it is read together with the next one.
SHORT = 25
#: So many words tell the language.
_SAMPLE = 400


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
    text: list[int]
    paths: list[int]
    windows: list[Window]
    asked: list[list[int]]


def read(article: Article, vocabulary: Vocabulary, weights: Weights) -> Reading:
    """Read an article, teaching the vocabulary its words."""
    language = languages.known(article.language) or _language(article)
    label = vocabulary.read(article.title, language)
    title = len(label)
    for name in (*article.tags, *article.aliases):
        label += vocabulary.read(name, language)
    text: list[int] = []
    paths: list[int] = []
    windows: list[Window] = []
    pending: list[tuple[int, int, int]] = []
    for section in sections(article.text, markdown=article.markdown):
        start, above = len(text), len(paths)
        text += vocabulary.read(bare(section.text) if article.markdown else section.text, language)
        for heading in section.path:
            paths += vocabulary.read(heading, language)
        pending.append((section.ordinal, start, above))
        if len(text) - pending[0][1] >= SHORT:
            windows += _cut(pending, len(text), len(paths), weights)
            pending = []
    if pending:
        windows += _cut(pending, len(text), len(paths), weights)
    asked = [vocabulary.read(question, language) for question in article.asked]
    return Reading(language=language, label=label, title=title, text=text, paths=paths, windows=windows, asked=asked)


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


def _language(article: Article) -> str:
    sample = f"{article.title} {article.text[: _SAMPLE * 12]} {' '.join(article.asked[:20])}"
    return languages.detect(islice(map(terms.fold, terms.raw_words(sample)), _SAMPLE)) or languages.DEFAULT
