"""Is what the gate says sure, and why, the sum of what it saw?"""

from dataclasses import asdict, fields, replace

import pytest

from bot.search import gate
from bot.search.gate import Decision, Signs
from bot.search.index import Article, Index

LEAVE = Article(
    id="leave", title="Annual leave", text="Ask for annual leave two weeks ahead. Your team lead approves it."
)
LAPTOP = Article(id="laptop", title="Laptops", text="Open a ticket at the service desk and choose a laptop.")


def test_every_sign_counts_and_none_speaks_against_an_answer() -> None:
    assert {field.name for field in fields(Signs)} == set(gate.WEIGHTS)
    assert all(weight > 0 for weight in gate.WEIGHTS.values())


@pytest.mark.parametrize("name", gate.WEIGHTS)
def test_more_of_a_sign_is_never_less_sure(name: str) -> None:
    signs = Signs(words=0.5, own=0.5, together=0.5, reach=0.3, lead=0.4, length=0.6, much=0.3)
    assert gate.confidence(replace(signs, **{name: 1.0})) > gate.confidence(replace(signs, **{name: 0.1}))


def test_all_signs_are_sure_and_none_is_nothing() -> None:
    assert gate.decide(gate.confidence(Signs(**dict.fromkeys(gate.WEIGHTS, 1.0)))) is Decision.SURE
    assert gate.decide(gate.confidence(Signs())) is Decision.NOTHING


def test_the_reasons_tell_every_sign_and_what_it_adds() -> None:
    found = Index.build([LEAVE, LAPTOP]).search("how far ahead do I ask for annual leave?")
    told = gate.reasons(found.signs)
    assert len(told) == len(gate.WEIGHTS)
    for reason, (name, value) in zip(told, ((name, asdict(found.signs)[name]) for name in gate.WEIGHTS), strict=True):
        assert f"{value:.0%}" in reason
        assert f"{gate.WEIGHTS[name] * value:+.2f}" in reason


def test_sharing_more_of_a_question_is_surer() -> None:
    index = Index.build([LEAVE, LAPTOP])
    asked = ("annual zeppelin", "annual leave zeppelin", "annual leave ahead", "annual leave two weeks ahead approved")
    confidences = [index.search(question).confidence for question in asked]
    assert confidences == sorted(confidences)
    assert index.search(asked[0]).decision is not Decision.SURE
    assert index.search(asked[-1]).decision is Decision.SURE


def test_where_people_have_asked_a_question_like_no_other_is_less_sure() -> None:
    question = "does my team lead approve annual leave"
    fresh = Index.build([LEAVE, LAPTOP]).search(question)
    often = ("which laptop may I choose at the service desk", "broken screen on the laptop", "laptop ticket open")
    learnt = Index.build([LEAVE, replace(LAPTOP, asked=often)]).search(question)
    assert fresh.signs.untried == 1.0
    assert learnt.signs.untried < 1.0
    assert learnt.confidence < fresh.confidence
    assert learnt.hits[0].article == fresh.hits[0].article
