"""Does the search stay sensible at its edges? No exception, no NaN, and no answer that shares no word."""

import math

import pytest

from bot.search.gate import Decision
from bot.search.index import Article, Index

PARENTAL = Article(id="leave", title="Parental leave", text="You get twelve weeks of parental leave.")
TRAVEL = Article(id="travel", title="Travel", text="Book trains yourself; ask your lead before a flight.")

BASES: dict[str, list[Article]] = {
    "none": [],
    "one": [PARENTAL],
    "two": [PARENTAL, TRAVEL],
    "all equal": [Article(id=str(n), title="Leave", text="Parental leave is twelve weeks.") for n in range(5)],
    "only stop words": [Article(id="a", title="The", text="and the of it is")],
    "only emoji": [Article(id="a", title="🎉", text="🎉🎉 🥳")],
    "empty": [Article(id="a", title="", text="")],
    "a word everywhere": [Article(id=str(n), title=f"Leave {n}", text=f"leave topic{n}") for n in range(12)],
    "broken characters": [
        Article(id="nul", title="Leave\0", text="parental\0leave"),
        Article(id="surrogate", title="\ud800 leave", text="parental \udfff leave"),
        Article(id="rtl", title="חופשת לידה", text="חופשת לידה \u202eleave\u202c"),
    ],
    "one title": [
        Article(id="a", title="Leave", text="parental leave"),
        Article(id="b", title="Leave", text="sick leave"),
    ],
}
QUESTIONS = [
    "parental leave",
    "how much parental leave do I get?",
    "",
    "the of and",
    "🎉",
    "\0",
    "\ud800",
    "חופשת לידה",
    "zxqv",
    "leave leave leave",
]


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_every_base_takes_every_question(name: str, question: str) -> None:
    found = Index.build(BASES[name]).search(question)
    assert 0.0 <= found.confidence <= 1.0
    assert all(math.isfinite(hit.score) and hit.matched for hit in found.hits)
    if not found.hits:
        assert found.decision is Decision.NOTHING


@pytest.mark.parametrize("name", ["one", "two", "all equal", "a word everywhere", "broken characters", "one title"])
def test_a_shared_word_finds_something_however_small_or_even_the_base(name: str) -> None:
    assert Index.build(BASES[name]).search("leave").hits


def test_equals_come_by_their_id_and_the_same_each_time() -> None:
    index = Index.build(BASES["all equal"])
    assert [hit.article for hit in index.search("parental leave").hits] == ["0", "1", "2", "3", "4"]
    assert index.search("parental leave") == index.search("parental leave")


def test_an_endless_question_is_cut_and_said_to_be() -> None:
    found = Index.build(BASES["two"]).search("parental " + " ".join(f"word{n}" for n in range(10_000)))
    assert found.was_cut
    assert found.hits[0].article == "leave"


def test_an_article_of_five_megabytes_is_found_by_its_last_words() -> None:
    text = "plain words about nothing much\n\n" * 170_000 + "the zeppelin departs"
    assert len(text) > 5 * 1024 * 1024
    found = Index.build([PARENTAL, Article(id="long", title="Long", text=text)]).search("zeppelin")
    assert [hit.article for hit in found.hits] == ["long"]


def test_what_is_taken_out_is_gone_and_what_is_changed_is_new() -> None:
    index = Index.build([PARENTAL, TRAVEL])
    index.put(Article(id="travel", title="Travel", text="Ask the travel desk about ferries."))
    assert [hit.article for hit in index.search("ferries").hits] == ["travel"]
    assert not index.search("trains").hits
    index.remove("travel")
    index.remove("never there")
    assert not index.search("ferries").hits
