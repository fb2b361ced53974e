"""Are the scores those of rank-bm25? To the last digit that matters, also after articles came, changed and went."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from bot.search.index import Article, Index
from bot.search.weights import Shape, Weights

IDS = "abcdefghij"
#: Names, which are their own stems, so that the oracle may split on spaces.
WORDS = ("kiwi", "2fa", "k8s", "mango", "7", "tofu", "x1", "polo", "zulu", "sumo")
#: A passage is so many words.
PASSAGE = 5
SHARE = 0.5
#: Text only, and nothing but BM25: of an article's best passage, and half of the article's own.
PLAIN = Weights(
    passage=Shape(columns=(0.0, 0.0, 1.0, 0.0), b=(0.0, 0.0, 0.6, 0.0), k1=1.3),
    article=Shape(columns=(0.0, 1.0, 0.0), b=(0.0, 0.9, 0.0), k1=2.0),
    article_share=SHARE,
    pair_share=0.0,
    gram_share=0.0,
    alike_share=0.0,
    stop_share=0.0,
    precedent_share=0.0,
    spelling=False,
    window=PASSAGE,
    stride=PASSAGE,
)

texts = st.lists(st.sampled_from(WORDS), max_size=30)
#: An article put in (its id and its words), taken out (its id), or None: laid together.
edits = st.lists(st.one_of(st.tuples(st.sampled_from(IDS), texts), st.sampled_from(IDS), st.none()), max_size=25)


@settings(deadline=None)
@given(
    base=st.dictionaries(st.sampled_from(IDS), texts, max_size=len(IDS)),
    edits=edits,
    asked=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True),
)
def test_scores_are_those_of_rank_bm25(
    base: dict[str, list[str]], edits: list[tuple[str, list[str]] | str | None], asked: list[str]
) -> None:
    index = Index.build((article(id, text) for id, text in base.items()), weights=PLAIN)
    for edit in edits:
        if edit is None:
            index.tidy()
        elif isinstance(edit, str):
            index.remove(edit)
            base.pop(edit, None)
        else:
            index.put(article(*edit))
            base[edit[0]] = edit[1]
    found = {hit.article: hit.score for hit in index.search(" ".join(asked), limit=len(IDS)).hits}
    assert found == pytest.approx(by_rank_bm25(base, asked), rel=1e-9)


def article(id: str, text: list[str]) -> Article:
    return Article(id=id, title="", text=" ".join(text), markdown=False, language="en")


def by_rank_bm25(base: dict[str, list[str]], asked: list[str]) -> dict[str, float]:
    """What the oracle says of the articles that share a word; its additive constant is for those that do not."""
    if not any(base.values()):
        return {}
    cut = [(id, text[at : at + PASSAGE]) for id, text in base.items() for at in range(0, max(1, len(text)), PASSAGE)]
    of_passages = BM25Plus([words for _, words in cut], k1=1.3, b=0.6, delta=0).get_scores(asked)
    of_articles = BM25Plus(list(base.values()), k1=2.0, b=0.9, delta=0).get_scores(asked)
    best = {id: max(s for (i, _), s in zip(cut, of_passages, strict=True) if i == id) for id in base}
    scores = {id: best[id] + SHARE * whole for id, whole in zip(base, of_articles, strict=True)}
    return {id: score for id, score in scores.items() if set(asked) & set(base[id])}
