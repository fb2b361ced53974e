"""Are misspelt words and a workspace's own words understood, and is it said what was looked for instead?"""

import pytest

from bot.search.explain import explain
from bot.search.gate import Decision
from bot.search.index import Article, Index

BASE = [
    Article(id="leave", title="Annual leave", text="Ask for days off two weeks ahead. Your lead approves them."),
    Article(
        id="expense", title="Expenses", text="Every receipt belongs to the expense report, and a reimbursement follows."
    ),
    Article(id="mail", title="Email", text="Every email detail is kept. Ask the travel agency about tickets."),
    Article(
        id="laptop", title="Laptops", text="Open a ticket at the service desk for an accommodation of your laptop."
    ),
]
SYNONYMS = {"PTO": ("annual leave",), "time off": ("leave",), "notebook": ("laptop",), "receipt": ("voucher",)}


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(BASE, synonyms=SYNONYMS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("expence", "expense"),
        ("recipt", "receipt"),
        ("reciept", "receipt"),
        ("reimbursemnet", "reimbursement"),
        ("acommodattion", "accommodation"),
        ("laptpo", "laptop"),
        ("emaildetail", "email detail"),
    ],
)
def test_a_misspelt_word_is_found_and_said(index: Index, typed: str, meant: str) -> None:
    found = index.search(f"where is my {typed}")
    assert found.corrections == ((typed, meant),)
    assert set(meant.split()) & found.hits[0].matched
    assert f"Corrected: “{typed}” to “{meant}”" in explain(found)


@pytest.mark.parametrize("typed", ["zymurgy", "kangaroo", "x9y8z7", "ab", "12345", "кухня"])
def test_what_is_like_nothing_in_the_base_is_left_alone(index: Index, typed: str) -> None:
    found = index.search(typed)
    assert found.corrections == ()
    assert found.decision is Decision.NOTHING


def test_a_word_the_base_knows_is_never_corrected(index: Index) -> None:
    for word in ("leave", "leaves", "leaving", "lead", "report", "reports", "tickets"):
        assert index.search(word).corrections == ()


@pytest.mark.parametrize(
    ("question", "typed", "meaning", "article"),
    [
        ("how much PTO do I have?", "pto", "annual leave", "leave"),
        ("I need some time off", "time off", "leave", "leave"),
        ("a new notebook", "notebook", "laptop", "laptop"),
    ],
)
def test_a_synonym_is_used_and_said(index: Index, question: str, typed: str, meaning: str, article: str) -> None:
    found = index.search(question)
    assert found.synonyms == ((typed, meaning),)
    assert found.hits[0].article == article
    assert f"Synonym: “{typed}” also means “{meaning}”" in explain(found)
    assert found.corrections == ()


def test_a_synonym_that_adds_nothing_is_not_said(index: Index) -> None:
    assert index.search("receipt").synonyms == (), "no article speaks of vouchers"
    assert index.search("annual leave").synonyms == ()
    assert index.search("notebook laptop").synonyms == ()


def test_half_of_a_synonyms_words_is_not_the_synonym(index: Index) -> None:
    assert index.search("off").synonyms == ()
    assert index.search("time").synonyms == ()


def test_the_word_itself_is_better_than_what_stands_for_it() -> None:
    base = [
        Article(id="synonym", title="Leave", text="Leave is twenty days long."),
        Article(id="itself", title="Vacation", text="Vacation is twenty days long."),
        Article(id="other", title="Laptop", text="A laptop lasts three years."),
    ]
    found = Index.build(base, synonyms={"vacation": ("leave",)}).search("vacation")
    assert [hit.article for hit in found.hits] == ["itself", "synonym"]


PLANNING = [
    Article(id="sprint", title="Sprint planning", text="In spring we plan each sprint on a Monday, in a quiet room."),
    Article(
        id="spring",
        title="Spring party",
        text="The party in spring is held in the garden with our friends and neighbours.",
    ),
    Article(
        id="sizes", title="Building", text="The factory in Mutter has a quiet room and two testing halls for visitors."
    ),
]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("quit", "quiet"),
        ("mutter", "mute"),
        ("plant", "plan"),
        ("factor", "factory"),
        ("vesting", "testing"),
        ("friend", "friends"),
        ("quite", "quiet"),
        ("undeveloped", "developed"),
    ],
)
def test_an_ordinary_word_is_not_bent_into_one_the_base_has(typed: str, left: str) -> None:
    others = [article for article in PLANNING if typed not in article.text.lower().split()]
    found = Index.build(others).search(f"how do I {typed}?")
    assert (typed, left) not in found.corrections
    assert found.corrections == ()


NAMED = Article(
    id="named",
    title="Words that are near a name",
    text="Specify a hotspot, notify the branch, grade the coaches, and keep the calendar for personal matters. "
    "An audible miracle: expensive things, codename of the office, onboarding, rebook, datagov, men, tee.",
)


@pytest.mark.parametrize(
    "typed",
    [
        *("spotify", "hubspot", "netlify", "personio", "calendly", "ansible", "expensify", "datadog", "powerbi"),
        *("bianchi", "miralles", "codebase", "offsite", "offboarding", "runbook", "mentee", "memorise"),
    ],
)
def test_a_name_or_a_new_compound_is_not_bent_into_a_word_that_looks_like_it(typed: str) -> None:
    found = Index.build([NAMED, Article(id="m", title="Memories", text="memories of memories")]).search(typed)
    assert found.corrections == ()


@pytest.mark.parametrize(
    ("typed", "here"),
    [("organise", "organize"), ("organize", "organise"), ("favourite", "favorite"), ("analyzing", "analysing")],
)
def test_either_side_of_the_atlantic_is_understood(typed: str, here: str) -> None:
    found = Index.build([*BASE, Article(id="here", title="Here", text=f"We {here} it.")]).search(typed)
    assert found.corrections == ((typed, here),)
    assert found.hits[0].article == "here"


def test_letters_that_changed_places_are_likelier_than_a_letter_too_many() -> None:
    base = [Article(id="a", title="A", text="cases, cases and cases"), Article(id="b", title="B", text="causes")]
    assert Index.build(base).search("casues").corrections == (("casues", "causes"),)


def test_a_word_of_a_dictionary_is_only_taken_apart_into_common_words() -> None:
    rare = Article(id="a", title="A", text="The cons of a train. The northern side; a western one.")
    assert Index.build([rare]).search("constrain").corrections == ()
    often = Article(id="b", title="B", text="A white board. " * 3)
    assert Index.build([often]).search("whiteboard").corrections == (("whiteboard", "white board"),)


def test_a_sprint_is_no_spring() -> None:
    assert Index.build(PLANNING[1:]).search("when is the next sprint").corrections == ()
    assert Index.build(PLANNING[:1]).search("when is the next srpint").corrections == (("srpint", "sprint"),)


@pytest.mark.parametrize("typed", ["xprint", "ible", "esting"])
def test_the_first_letter_of_a_word_is_not_guessed(typed: str) -> None:
    assert Index.build([*PLANNING, Article(id="b", title="Bible", text="bible")]).search(typed).corrections == ()


def test_two_letters_in_each_others_place_are_a_slip_when_the_other_word_is_common_here() -> None:
    """Both are in the dictionary; only here is the one on every page."""
    trial = Article(id="trial", title="Trial", text="The trial lasts a month. After the trial you decide.")
    assert Index.build([trial, *BASE]).search("how long is the trail").corrections == (("trail", "trial"),)
    rarely = Article(id="trial", title="Judges", text="A trial lasts a month.")
    assert Index.build([rarely, *BASE]).search("how long is the trail").corrections == ()


def test_words_that_are_gone_take_no_part_in_spelling() -> None:
    """A hundred words liker to what was typed were there once; they are as if they had never been."""
    there = Article(id="there", title="Places", text="karlstadter")
    gone = Article(
        id="gone", title="Gone", text=" ".join(f"karistadt{one}{two}er" for one in "abcdefghij" for two in "klmnopqrst")
    )
    edited = Index.build([gone, there])
    edited.remove("gone")
    assert edited.search("karistatder").corrections == Index.build([there]).search("karistatder").corrections
    assert edited.search("karistatder").corrections == (("karistatder", "karlstadter"),)


def test_who_owns_something_is_asked_about_owning() -> None:
    base = [Article(id="a", title="Payroll", text="The finance team has payroll as its own."), *BASE]
    assert Index.build(base).search("who owns it?").hits[0].article == "a"
