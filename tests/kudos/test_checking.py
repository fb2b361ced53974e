"""Is every kind of damage to the ledger found, named with its row, and told what to do? Each done by hand."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from bot.kudos import service
from bot.kudos.rules import Gesture
from bot.kudos.rules.budget import Count
from tests.kudos.company import ANA, BO, CLEO, DAN, HERE, Company


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A ledger with something of everything in it."""

    plain: Gesture
    #: two people, two values
    wide: Gesture
    undone: Gesture
    #: reacted, taken away, reacted again
    again: Gesture
    joined: Gesture
    published: Gesture


@pytest.fixture
def ledger(company: Company) -> Ledger:
    company.choose(allowance=6)
    company.likes(DAN, visibility="private")
    plain = company.given(BO, ANA)
    wide = company.given(BO, ANA, CLEO, values=("unblocked", "mentored"), reason="showing all of us the way")
    undone = company.given(CLEO, ANA, reason="what was too soon to say")
    company.undo(CLEO, undone.id)
    company.react(ANA, BO)
    company.unreact(ANA)
    again = company.react(ANA, BO).gesture
    joined = company.second(CLEO, plain.id).gesture
    published = company.given(ANA, DAN, reason="keeping the lights on all week")
    company.do(lambda session: service.changing.publish(session, HERE, published.id, by=DAN, now=company.now))
    assert again is not None
    assert joined is not None
    assert drift(company) == ()
    return Ledger(plain=plain, wide=wide, undone=undone, again=again, joined=joined, published=published)


def drift(company: Company) -> tuple[str, ...]:
    return company.do(lambda session: service.drift(session, HERE))


def gift(gesture: Gesture, nth: int = 0) -> int:
    return gesture.gifts[nth].id


#: What is done, and the row that is to be named.
DAMAGES: dict[str, tuple[Callable[[Ledger], str], Callable[[Ledger], str]]] = {
    "a gift is lost": (
        lambda one: f"DELETE FROM kudos_gifts WHERE id = {gift(one.plain)}",
        lambda one: f"kudos_gestures {one.plain.id} thanks nobody",
    ),
    "one of several gifts is lost": (
        lambda one: f"DELETE FROM kudos_gifts WHERE id = {gift(one.wide, 3)}",
        lambda one: f"kudos_gestures {one.wide.id} has 3 of the 4 kudos_gifts",
    ),
    "a reversal is lost, and what was taken back counts again": (
        lambda one: f"DELETE FROM kudos_reversals WHERE gift = {gift(one.undone)}",
        lambda one: f"kudos_gestures {one.undone.id} has 0 of the 1 kudos_reversals",
    ),
    "the reversal of what was given again is lost": (
        lambda one: f"DELETE FROM kudos_reversals WHERE gift <> {gift(one.undone)}",
        lambda one: f"kudos_gestures {one.again.id} gives kudos_gifts",
    ),
    "an earlier turn is lost": (
        lambda one: f"UPDATE kudos_gifts SET turn = 5 WHERE id = {gift(one.again)}",
        lambda one: f"kudos_gestures {one.again.id} misses an earlier gift of kudos_gifts {gift(one.again)}",
    ),
    "a counted gift is made beyond": (
        lambda one: f"UPDATE kudos_gifts SET tally = 'beyond' WHERE id = {gift(one.plain)}",
        lambda one: f"kudos_gifts {gift(one.plain)} does not count",
    ),
    "one gift of a thanks is made beyond": (
        lambda one: f"UPDATE kudos_gifts SET tally = 'beyond' WHERE id = {gift(one.wide, 1)}",
        lambda one: f"kudos_gifts {gift(one.wide, 1)} is beyond where the same thanks was counted",
    ),
    "a counted gift is made free": (
        lambda one: f"UPDATE kudos_gifts SET tally = 'free' WHERE id = {gift(one.plain)}",
        lambda one: f"kudos_gifts {gift(one.plain)} is counted as free",
    ),
    "more counts than may": (
        lambda one: f"UPDATE kudos_gifts SET allowance = 1 WHERE id = {gift(one.wide)}",
        lambda one: f"kudos_gifts {gift(one.wide)} counts as one of 3",
    ),
    "a giver's counter is moved back": (
        lambda one: f"UPDATE kudos_guards SET moves = 0 WHERE name = '{BO}'",
        lambda one: f"kudos_guards '{BO}' stands at 0",
    ),
    "a giver's counter is lost": (
        lambda one: f"DELETE FROM kudos_guards WHERE name = '{BO}'",
        lambda one: f"kudos_guards '{BO}' stands at 0",
    ),
    "a kudos is lost, its gifts are not": (
        lambda one: f"DELETE FROM kudos_gestures WHERE id = {one.undone.id}",
        lambda one: f"kudos_gifts {gift(one.undone)} belongs to no kudos: kudos_gestures {one.undone.id}",
    ),
    "a kudos is lost that somebody joined": (
        lambda one: f"DELETE FROM kudos_gestures WHERE id = {one.plain.id}",
        lambda one: f"kudos_gestures {one.joined.id} joins kudos_gestures {one.plain.id}, which is missing",
    ),
    "a gift is lost, its reversal is not": (
        lambda one: f"DELETE FROM kudos_gifts WHERE id = {gift(one.undone)}",
        lambda one: f"kudos_reversals {gift(one.undone)} takes back a gift that is missing",
    ),
    "a post is left of a kudos that is not there": (
        lambda one: f"UPDATE kudos_posts SET gesture = 7 WHERE gesture = {one.plain.id}",
        lambda one: "announces kudos_gestures 7, which is missing",
    ),
    "what was published was never given": (
        lambda one: f"UPDATE kudos_publications SET receiver = '{CLEO}'",
        lambda one: f"kudos_publications {one.published.id} of '{CLEO}'",
    ),
    "a gift has another giver than its kudos": (
        lambda one: f"UPDATE kudos_gifts SET giver = '{DAN}' WHERE id = {gift(one.plain)}",
        lambda one: f"kudos_gifts {gift(one.plain)} and its kudos_gestures {one.plain.id} name different givers",
    ),
    "somebody thanks themselves": (
        lambda one: f"UPDATE kudos_gifts SET receiver = '{BO}' WHERE id = {gift(one.plain)}",
        lambda one: f"kudos_gifts {gift(one.plain)} thanks its own giver",
    ),
    "it was taken back before it was given": (
        lambda one: f"UPDATE kudos_reversals SET move = 0 WHERE gift = {gift(one.undone)}",
        lambda one: f"kudos_gifts {gift(one.undone)} was taken back before it was given",
    ),
    "a place is no place": (
        lambda one: f"UPDATE kudos_gestures SET place = 'moon' WHERE id = {one.plain.id}",
        lambda one: f"kudos_gestures {one.plain.id} says 'moon'",
    ),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_every_damage_is_found_named_and_told_what_to_do(company: Company, ledger: Ledger, what: str) -> None:
    damage, named = DAMAGES[what]
    do(company, damage(ledger))
    found = drift(company)
    matching = [one for one in found if named(ledger) in one]
    assert matching, found
    assert all(any(todo in one for todo in ("Restore", "Set its moves", "Delete that row")) for one in matching)


def test_what_is_given_beyond_the_allowance_is_no_damage(company: Company) -> None:
    company.choose(allowance=2)
    for number in range(4):
        company.give(BO, ANA, CLEO, reason=f"for the patience in part {number}")
    company.choose(allowance=9)
    assert {one.count for one in company.given(BO, DAN, reason="once there is room again").gifts} == {Count.COUNTED}
    assert drift(company) == ()


def do(company: Company, damage: str) -> None:
    """Damage the ledger as a disk does: what refers to a row outlives it."""
    if company.database.is_sqlite:
        with closing(sqlite3.connect(str(company.database.url.database))) as file, file:
            file.execute(damage)
        return
    with company.database.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(damage))
