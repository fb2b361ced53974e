"""Do the bundled articles answer what people ask, and nothing else? A careless article or search fails here.

`unanswerable.txt` was written before the search was asked: what colleagues ask any day, and the articles do not say.
"""

import re
from pathlib import Path

import pytest

from bot.articles.service import reading
from bot.home import views as home
from bot.search.article import Article
from bot.search.gate import Decision, is_likely
from bot.search.index import Index

ROOT = Path(__file__).parent.parent.parent
KNOWLEDGE = ROOT / "knowledge"
GOLD = [
    (question, tuple(paths.split(",")))
    for question, paths in (
        line.split("\t") for line in (Path(__file__).parent / "gold.tsv").read_text(encoding="utf-8").splitlines()
    )
]

NEWCOMERS = (Path(__file__).parent / "newcomers.txt").read_text(encoding="utf-8").splitlines()
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
            is_bundled=True,
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
    """Floors: right four times in five, and given to two in five of what can be answered.

    What comes with Pollen knows nothing of the company, so it is sure of less than a base of the company's own.
    """
    sure = [
        (found.hits[0].article, paths)
        for question, paths in GOLD
        if (found := index.search(question)).decision is Decision.SURE
    ]
    assert sum(article in paths for article, paths in sure) / len(sure) >= 0.8
    assert len(sure) / len(GOLD) >= 0.4


def test_a_passage_is_shown_for_most_of_what_can_be_answered(index: Index) -> None:
    """Sure or likely: read without pressing anything."""
    shown = [
        found.hits[0].article in paths
        for question, paths in GOLD
        if (found := index.search(question)).hits and is_likely(found.confidence)
    ]
    assert len(shown) / len(GOLD) >= 0.75
    assert sum(shown) / len(shown) >= 0.85


def test_what_any_newcomer_tries_is_not_answered_as_if_it_were_known(index: Index) -> None:
    assert len(NEWCOMERS) >= 40
    assert [question for question in NEWCOMERS if index.search(question).decision is Decision.SURE] == []


#: What the starter articles do answer of it.
ANSWERED = {
    "how do i prepare for a first mentoring meeting?": "mentoring/prepare-a-first-meeting.md",
    "how do i give useful feedback?": "feedback/give-useful-feedback.md",
}


def invitations() -> list[str]:
    """Every question that README, the help texts, the suggested prompts and the starter articles show to be asked."""
    files = [ROOT / "README.md", *(ROOT / "bot").rglob("*.py"), *KNOWLEDGE.rglob("*.md"), ROOT / "manifest.yml"]
    texts = [file.read_text(encoding="utf-8") for file in files]
    asked = {
        question
        for text in texts
        for question in re.findall(r"/learn ((?:how|what|who|where|when) [^`\n\"<\\]+)", text)
    }
    asked |= {sentence for _, sentence in home.PROMPTS if sentence.endswith("?")}
    asked |= {q for text in texts for q in re.findall(r"^\s*message: (.+\?)$", text, re.MULTILINE)}
    return sorted(question.strip() for question in asked if "…" not in question)


def test_every_question_that_people_are_invited_to_ask_is_answered_or_honestly_refused(index: Index) -> None:
    asked = invitations()
    assert {"how do I claim travel expenses?", "how do I prepare for a first mentoring meeting?"} <= set(asked)
    sure = {
        question: found.hits[0].article for question in asked if (found := index.search(question)).decision == "sure"
    }
    assert {question.casefold(): article for question, article in sure.items()} == ANSWERED


def test_every_question_that_an_article_names_itself_by_finds_it(index: Index) -> None:
    """Its aliases: none is answered surely by another article, and all are among the first three."""
    harvest = reading.harvest(KNOWLEDGE, leaving_out=frozenset({"README.md"}))
    named = [(alias, draft.path) for draft in harvest.drafts for alias in draft.facts.aliases]
    assert len(named) > 100
    for alias, path in named:
        found = index.search(alias, limit=3)
        assert path in [hit.article for hit in found.hits], alias
        assert found.decision is not Decision.SURE or found.hits[0].article == path, alias


def test_what_the_articles_do_not_say_is_not_answered(index: Index) -> None:
    """At most one in ten is answered as if it were sure."""
    assert len(UNANSWERABLE) >= 60
    sure = [question for question in UNANSWERABLE if index.search(question).decision is Decision.SURE]
    assert len(sure) / len(UNANSWERABLE) <= 0.1, sure
