"""Which words of a text were asked for? Finds them whatever language they are in, and marks them in spans."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from bot.markup.document import Block, Span
from bot.search import terms
from bot.search.languages import stemmers

_NONE = frozenset[str]()


@lru_cache(maxsize=20_000)  # the words of a base are few, and are looked at again with every question
def known_as(raw: str) -> frozenset[str]:
    """Everything a written word may be a form of, whatever language it is in."""
    short = terms.acronym(raw)
    return frozenset().union(*map(stemmers().stems, terms.forms(raw)), (short,) if short else ())


def matcher(words: frozenset[str]) -> Callable[[str], frozenset[str]]:
    """A function from a written word to those of `words` (stems) it is a form of."""

    def match(raw: str) -> frozenset[str]:
        known = known_as(raw)
        return _NONE if words.isdisjoint(known) else words & known

    return match


def matches(text: str, match: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The asked-for words a text holds."""
    return frozenset().union(*map(match, set(terms.raw_words(text))))


def stems(text: str) -> frozenset[str]:
    """Everything the words of a text may be forms of."""
    return frozenset[str]().union(*map(known_as, set(terms.raw_words(text))))


def marked(block: Block, match: Callable[[str], frozenset[str]]) -> Block:
    """The block with the asked-for words in spans of their own."""
    spans: list[Span] = []
    for span in block.spans:
        end = 0
        for word in terms.WORD.finditer(span.text):
            if match(word.group()):
                if word.start() > end:
                    spans.append(replace(span, text=span.text[end : word.start()]))
                spans.append(replace(span, text=word.group(), marked=True))
                end = word.end()
        if not end:
            spans.append(span)
        elif end < len(span.text):
            spans.append(replace(span, text=span.text[end:]))
    return replace(block, spans=tuple(spans)) if any(span.marked for span in spans) else block
