"""Does a whole quarter end with no request in limbo, and with no promise broken in silence?

`POLLEN_QUARTER=full` runs it with thousands of requests.
"""

import os
from collections import Counter, defaultdict
from datetime import datetime

import pytest
from sqlalchemy.engine import URL

from bot.mentors.rules import OPEN, OVER, PAIRED, TRANSITIONS, Answer, Party, State
from bot.mentors.rules.values import Request
from bot.mentors.store import offers
from bot.mentors.store import requests as store
from tests.mentors.quarter import Quarter, messages
from tests.mentors.town import WORKSPACE, Town

IS_FULL = os.environ.get("POLLEN_QUARTER") == "full"


@pytest.mark.parametrize("seed", [7] if IS_FULL else [1])
def test_a_quarter_ends_with_a_person(database_url: URL, seed: int) -> None:
    quarter = Quarter(url=database_url, seed=seed, wanted=2000 if IS_FULL else 40, days=90 if IS_FULL else 45)
    town = quarter.run()
    try:
        requests = town.database.reading(lambda s: store.in_states(s, WORKSPACE, set(State)))
        states = Counter(one.state for one in requests)
        assert len(requests) > quarter.wanted * 0.4
        # With nobody acting, the clock has brought every open request to the owner.
        assert not states[State.ASKING], states
        assert not states[State.POSTED], states
        town.check()
        for one in requests:
            check_history(town, one)
        check_promises(town, requests)
        if IS_FULL:
            print(dict(states), quarter.refused, quarter.restarts, quarter.crashes, quarter.failed)
    finally:
        town.database.close()


def check_history(town: Town, request: Request) -> None:
    """Every step is one of the state machine, made by one who may; a superseded request is gone on with."""
    steps = town.database.reading(lambda s: store.history(s, WORKSPACE, request.id))
    assert steps[0].what == "asked"
    state = State.ASKING
    for step in steps:
        if "before" in step.facts:
            to = State(step.what)
            assert State(str(step.facts["before"])) is state
            assert Party(str(step.facts["party"])) in TRANSITIONS[state, to]
            state = to
    assert state is request.state
    assert (request.closed_at is not None) == (state in OVER)
    if state is State.SUPERSEDED:
        chain = town.database.reading(lambda s: store.chain(s, WORKSPACE, request.root))
        twins = town.database.reading(lambda s: store.asked_by(s, WORKSPACE, request.asker, set(State)))
        later = [one for one in (*chain, *twins) if one.id != request.id and one.asked_at >= request.asked_at]
        assert later, "superseded by nothing"
    assert state in OPEN | PAIRED | OVER


def check_promises(town: Town, requests: tuple[Request, ...]) -> None:
    """Nobody's time was cut short, and whoever was promised an answer heard when it did not come."""
    heard: dict[str, set[datetime]] = defaultdict(set)
    for users, at, _ in messages(town):
        for user in users:
            heard[user].add(at)
    by_id = {one.id: one for one in requests}
    for offer in town.database.reading(lambda s: offers.every(s, WORKSPACE)):
        asker = by_id[offer.request].asker
        assert offer.asked_at in heard[offer.mentor]
        if offer.answer is Answer.ASKED:
            continue
        assert offer.answered_at is not None
        if offer.answer is Answer.IGNORED:
            assert offer.answered_at >= offer.due_at
        if offer.answer is not Answer.RELEASED:
            assert offer.answered_at in heard[asker], f"{asker} was not told of {offer.answer}"
    for one in requests:
        assert one.asked_at in heard[one.asker]
        if one.matched_at is not None:
            assert one.matched_at in heard[one.asker]
        if one.closed_at is not None and one.mentor is not None and one.state is State.SUPERSEDED:
            assert one.closed_at in heard[one.mentor] or one.closed_at in heard[one.asker]
