"""Whatever is written, changed and asked: no exception, no NaN, no answer that shares no word, the same each time."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search import terms
from bot.search.explain import explain
from bot.search.findings import Findings
from bot.search.gate import Decision
from bot.search.index import Article, Index
from bot.search.languages import stemmers
from bot.search.snippets import snippet

#: Pieces that mean something to a reader of Markdown, of words or of neither, laid together at random.
PIECES = (
    *("vacation", "Vacations", "expense-report", "C++", "k8s", "v3.11.2", "l'été", "Urlaubsanträge", "休暇申請", "the"),
    *("how do I", "🎉", "\0", "\ud800", "\u202e", "\u0301", "<!-- ", " -->", "<b>", "</table>", "<td>", "&#0;"),
    *("# ", "\n## Part\n", "\n---\n", "\n===\n", "```", "\n| a | b |\n|---|---|\n| c | d |\n", "\n- ", "\n1. ", "    "),
    *("[link](", "https://x.example/a)", "![", "](", "{{", "}}", "\r\n", "\n\n", ". ", "! ", "*", "_", "~~", "`", "\\"),
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25).map(" ".join)
articles = st.builds(
    Article,
    id=st.sampled_from("abcdef"),
    title=texts,
    text=texts,
    markdown=st.booleans(),
    tags=st.lists(texts, max_size=1).map(tuple),
    aliases=st.lists(texts, max_size=1).map(tuple),
    asked=st.lists(texts, max_size=2).map(tuple),
    language=st.sampled_from([None, "en", "de", "fr", "xx", ""]),
)
edits = st.lists(st.one_of(articles, st.sampled_from("abcdef"), st.none()), max_size=6)
synonyms = st.dictionaries(texts, st.lists(texts, min_size=1, max_size=2).map(tuple), max_size=2)


@settings(deadline=None)
@given(base=st.lists(articles, max_size=5), edits=edits, asked=texts, meaning=synonyms)
def test_nothing_that_is_written_or_asked_breaks_it(
    base: list[Article], edits: list[Article | str | None], asked: str, meaning: dict[str, tuple[str, ...]]
) -> None:
    there = {article.id: article for article in base}
    index = Index.build(base, synonyms=meaning)
    for edit in edits:
        if isinstance(edit, Article):
            index.put(edit)
            there[edit.id] = edit
        elif edit is None:
            index.tidy()
        else:
            index.remove(edit)
            there.pop(edit, None)
    found = index.search(asked)
    is_sensible(found, there)
    assert found == index.search(asked)
    again = Index.build(reversed(there.values()), synonyms=meaning).search(asked)
    assert shape(again) == shape(found)


def is_sensible(found: Findings, there: dict[str, Article]) -> None:
    assert explain(found)
    assert 0.0 <= found.confidence <= 1.0
    assert found.hits or found.decision is Decision.NOTHING
    order = [(-hit.score, hit.article) for hit in found.hits]
    assert order == sorted(order), "best first, equals by their id"
    for hit in found.hits:
        article = there[hit.article]
        assert math.isfinite(hit.score)
        assert hit.score > 0
        assert 0 < hit.coverage <= 1
        assert all(map(math.isfinite, hit.parts.values()))
        assert found.words.keys() & words_of(article), "an answer shares a word"
        section = next(section for section in article.sections if section.ordinal == hit.section)
        snippet(section, found.words)


def words_of(article: Article) -> set[str]:
    """Every stem of every word of an article, past questions too."""
    written = (article.title, *article.tags, *article.aliases, article.text, *article.asked)
    return {stem for text in written for word in terms.words(text) for stem in stemmers().stems(word)}


def shape(found: Findings) -> tuple[object, ...]:
    """What does not depend on the order in which the articles came; sums of floats do, in their last digits."""
    hits = sorted((-round(hit.score, 6), hit.article, hit.section, hit.matched) for hit in found.hits)
    return found.decision, round(found.confidence, 6), found.corrections, found.synonyms, found.words, hits
