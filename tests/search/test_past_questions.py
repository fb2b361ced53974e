"""Does the base learn from what it answered, without one click outweighing the text or telling people's words?"""

from dataclasses import replace

import pytest

from bot.markup.sections import sections
from bot.search.explain import explain
from bot.search.index import Article, Index
from bot.search.snippets import snippet

LEAVE = Article(id="leave", title="Annual leave", text="Ask for days off two weeks ahead. Your lead approves them.")
LAPTOP = Article(id="laptop", title="Ordering a laptop", text="Open a ticket at the service desk and choose the model.")
TRAVEL = Article(id="travel", title="Travel", text="Book trains yourself; ask your lead before a flight.")
BADGE = Article(id="badge", title="Badges", text="The reception hands out a new badge against a signature.")
BASE = [LEAVE, LAPTOP, TRAVEL, BADGE]


def after(article: Article, *asked: str) -> Index:
    """The base once these questions were marked as answered by the article."""
    return Index.build([*(other for other in BASE if other is not article), replace(article, asked=asked)])


def first(index: Index, question: str) -> str | None:
    hits = index.search(question).hits
    return hits[0].article if hits else None


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("how do I order a laptop", LAPTOP, LEAVE),
        ("who approves my annual leave", LEAVE, BADGE),
        ("do I book my flight or train myself", TRAVEL, LAPTOP),
        ("a new badge from the reception", BADGE, TRAVEL),
    ],
)
def test_one_click_on_the_wrong_article_does_not_outweigh_the_text(
    question: str, right: Article, wrong: Article
) -> None:
    assert first(Index.build(BASE), question) == right.id
    assert first(after(wrong, question), question) == right.id


def test_words_that_no_article_holds_are_learnt() -> None:
    question = "can I go on a jaunt"
    assert first(Index.build(BASE), question) is None
    learnt = after(LEAVE, question, "when may I take a jaunt")
    assert first(learnt, "how do I go on a jaunt") == LEAVE.id
    assert first(learnt, "how do I order a laptop") == LAPTOP.id


def test_what_is_asked_again_and_again_counts_more_than_once() -> None:
    often = after(LEAVE, *["a free day in summer"] * 5).search("free days in the summer").hits[0]
    once = after(LEAVE, "a free day in summer").search("free days in the summer").hits[0]
    assert often.parts["past questions"] > 3 * once.parts["past questions"]


def test_an_undone_click_leaves_nothing_behind() -> None:
    index = after(LEAVE, "zyzzyva holiday", "holidays of a zyzzyva")
    index.put(LEAVE)
    fresh = Index.build(BASE)
    for question in ("zyzzyva", "zyzzzva", "holiday", "who approves days off", "holidays of zyzzyvas"):
        one, other = index.search(question), fresh.search(question)
        assert (one.terms, one.corrections, one.decision) == (other.terms, other.corrections, other.decision)
        assert [hit.article for hit in one.hits] == [hit.article for hit in other.hits]
        assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in other.hits])


def test_what_somebody_asked_is_never_shown() -> None:
    """Not as a passage, not as a correction of what another one typed, not in an explanation."""
    index = after(LEAVE, "my zyzzyva is pregnant", "zyzzyva")
    for typed in ("zyzzyvva", "zyzyva days", "pregnnant", "pregnatn"):
        found = index.search(typed)
        assert found.hits, "it is understood"
        assert found.corrections == ()
        shown = [snippet(section, found.words) for section in sections(LEAVE.text)]
        for said in (explain(found), str(shown), str(found.hits)):
            assert "zyzzyva" not in said
            assert "pregnant" not in said
