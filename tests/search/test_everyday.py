"""Is a page found that says it in the words of another office? And is that never more than a hint?"""

import pytest

from bot.search import everyday, terms
from bot.search.article import Article
from bot.search.gate import Decision
from bot.search.index import Index
from bot.search.weights import Weights

PAGES = (
    Article(id="leave", title="Annual leave", text="Book annual leave in the portal, two weeks before it begins."),
    Article(id="pay", title="Compensation", text="Compensation is looked at each April, and told in a letter."),
    Article(id="desk", title="Service desk", text="The service desk is on the second floor, beside the stairs."),
    Article(id="parking", title="Bicycles", text="The bicycles stand in the yard, under the roof."),
    Article(id="kitchen", title="Kitchen", text="Wash your cup. The machine is cleaned on Fridays, by turns."),
    Article(id="post", title="Post", text="Letters are brought at noon and laid on the table by the door."),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(PAGES)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("how do I ask for vacation?", "leave"),
        ("when do salaries change?", "pay"),
        ("where is the help desk?", "desk"),
        ("PTO", "leave"),
    ],
)
def test_other_words_for_the_same_find_it(index: Index, question: str, article: str) -> None:
    assert index.search(question).hits[0].article == article


def test_without_them_nothing_would_be_found() -> None:
    assert not Index.build(PAGES, weights=Weights(everyday=0.0)).search("PTO").hits


def test_the_word_itself_is_better_than_what_others_call_it() -> None:
    found = Index.build(
        [*PAGES, Article(id="vacation", title="Flat", text="The company's flat by the sea is free in a vacation.")]
    ).search("vacation")
    assert found.hits[0].article == "vacation"


def test_what_a_company_says_that_its_words_mean_counts_more() -> None:
    index = Index.build(PAGES, synonyms={"PTO": ("bicycles",)})
    found = index.search("PTO")
    assert found.hits[0].article == "parking"
    assert found.synonyms == (("pto", "bicycles"),)


def test_a_hint_is_not_told_as_the_companys_own_synonym(index: Index) -> None:
    assert index.search("how do I ask for vacation?").synonyms == ()


def test_past_questions_know_better() -> None:
    asked = ("a", "one two three four five six seven")
    index = Index.build([*(Article(id=one.id, title=one.title, text=one.text, asked=asked) for one in PAGES)])
    assert not index.search("PTO").hits


def test_another_language_has_other_words() -> None:
    text = (
        "Wer Urlaub nehmen will, fragt im Büro nach einem Zettel und gibt ihn nach der Unterschrift wieder ab. Leave."
    )
    found = Index.build([Article(id="urlaub", title="Urlaub", text=text, language="de")]).search("vacation")
    assert not found.hits


def test_other_words_alone_are_not_sure_of_what_is_not_there(index: Index) -> None:
    for question in ("how do I return a stolen machine to the vendor?", "is lunch paid during training?"):
        assert index.search(question).decision is not Decision.SURE, question


def test_places_and_phrases_of_a_question() -> None:
    found = list(everyday.meanings(terms.words("the locked out coworkers")))
    assert (1, 3, ("reset",)) in found
    assert {other for start, _, other in found if start == 3} == {("colleague",), ("teammate",)}


def test_a_hint_tells_nothing_of_how_sure_we_are(index: Index) -> None:
    signs = index.search("PTO").signs
    assert (signs.words, signs.own, signs.together) == (0, 0, 0)
    with_hints = index.search("when is the vacation machine cleaned?").signs
    without = Index.build(PAGES, weights=Weights(everyday=0.0)).search("when is the vacation machine cleaned?").signs
    assert (with_hints.words, with_hints.own, with_hints.together) == (without.words, without.own, without.together)


def test_a_phrase_says_something_only_where_all_of_it_stands() -> None:
    text = {
        "Holly": "Everybody gets twenty days of vacation.",
        "Ivy": "Contractors get no paid vacation days; they count the time, and an invoice is sent off.",
        "Rose": "Paid time off is asked for in the spring.",
        "Paid with time": "The coffee machine takes cards.",
    }
    pages = [Article(id=title, title=title, text=said) for title, said in text.items()]
    question = "how many vacation days do people get?"
    plain = {hit.article: hit for hit in Index.build(pages, weights=Weights(everyday=0.0)).search(question).hits}
    told = {hit.article: hit for hit in Index.build(pages).search(question).hits}
    assert told["Ivy"].score < plain["Ivy"].score + 0.01
    assert told["Rose"].parts["passage"] > 0
    assert "Rose" not in plain
    assert "title" not in told["Paid with time"].parts
