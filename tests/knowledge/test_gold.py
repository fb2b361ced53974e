"""Do the bundled articles answer what people ask, and nothing else? A careless article or search fails here.

`unanswerable.txt` was written before the search was asked: what colleagues ask any day, and the articles do not say.
"""

from pathlib import Path

import pytest

from bot.articles.service import reading
from bot.search.article import Article
from bot.search.gate import Decision
from bot.search.index import Index

ROOT = Path(__file__).parent.parent.parent
KNOWLEDGE = ROOT / "knowledge"
GOLD = [
    (question, tuple(paths.split(",")))
    for question, paths in (
        line.split("\t") for line in (Path(__file__).parent / "gold.tsv").read_text(encoding="utf-8").splitlines()
    )
]

UNANSWERABLE = (Path(__file__).parent / "unanswerable.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def index() -> Index:
    harvest = reading.harvest(KNOWLEDGE, leaving_out=frozenset({"README.md"}))
    assert harvest.broken == ()
    return Index.build(
        Article(
            id=draft.path,
            title=draft.facts.title,
            text=draft.source[draft.starts_at :],
            tags=draft.facts.tags,
            aliases=draft.facts.aliases,
        )
        for draft in harvest.drafts
    )


def test_the_gold_set_names_articles_that_exist() -> None:
    assert len(GOLD) >= 60
    missing = {path for _, paths in GOLD for path in paths if not (KNOWLEDGE / path).is_file()}
    assert missing == set()


def test_questions_find_their_article(index: Index) -> None:
    """Floors: the first hit right for four in five questions, one of the first three for nineteen in twenty."""
    ranks = []
    for question, paths in GOLD:
        found = [hit.article for hit in index.search(question, limit=3).hits]
        ranks.append(next((rank for rank, path in enumerate(found, 1) if path in paths), None))
    assert sum(rank == 1 for rank in ranks) / len(GOLD) >= 0.8
    assert sum(rank is not None for rank in ranks) / len(GOLD) >= 0.95


def test_a_sure_answer_is_right_and_common_enough(index: Index) -> None:
    """Floors: right four times in five, and given to half of what can be answered."""
    sure = [
        (found.hits[0].article, paths)
        for question, paths in GOLD
        if (found := index.search(question)).decision is Decision.SURE
    ]
    assert sum(article in paths for article, paths in sure) / len(sure) >= 0.8
    assert len(sure) / len(GOLD) >= 0.5


def test_what_the_articles_do_not_say_is_not_answered(index: Index) -> None:
    """At most one in ten is answered as if it were sure."""
    assert len(UNANSWERABLE) >= 60
    sure = [question for question in UNANSWERABLE if index.search(question).decision is Decision.SURE]
    assert len(sure) / len(UNANSWERABLE) <= 0.1, sure
