"""Do as many compute at once as may, and everybody in the end?"""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from bot.turns import Overloaded, Turns


@contextmanager
def held(turns: Turns, threads: int = 1) -> Iterator[None]:
    """Let other threads hold so many turns."""
    holding, leave = threading.Barrier(threads + 1), threading.Event()

    def hold() -> None:
        with turns.taken():
            holding.wait(10)
            assert leave.wait(10)

    with ThreadPoolExecutor(threads) as pool:
        held = [pool.submit(hold) for _ in range(threads)]
        try:
            holding.wait(10)
            yield
        finally:
            leave.set()
            for one in held:
                one.result(10)


def is_free(turns: Turns) -> bool:
    """Can another thread take a turn?"""

    def take() -> bool:
        try:
            with turns.taken():
                return True
        except Overloaded:
            return False

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(take).result(10)


def test_so_many_at_once_and_the_next_is_told() -> None:
    turns = Turns(2, patience=0)
    with held(turns):
        assert is_free(turns)
        with held(turns):
            assert not is_free(turns)
        assert is_free(turns)


def test_who_waits_is_served_when_a_turn_is_given_up() -> None:
    turns = Turns(1, patience=10)
    with ThreadPoolExecutor(1) as pool:
        with turns.taken():
            waiting: Future[bool] = pool.submit(is_free, turns)
            assert not waiting.done()
        assert waiting.result(10)


def test_what_fails_gives_its_turn_back() -> None:
    turns = Turns(1, patience=0)
    with pytest.raises(ZeroDivisionError), turns.taken():
        raise ZeroDivisionError
    assert is_free(turns)


def test_others_compute_while_one_waits_for_the_network() -> None:
    turns = Turns(1, patience=0)
    with turns.taken():
        with turns.stepped_aside():
            assert is_free(turns)
        assert not is_free(turns)
    assert is_free(turns)


def test_a_failure_of_the_network_comes_after_the_turn_is_back() -> None:
    turns = Turns(1, patience=0)
    with turns.taken():
        with pytest.raises(TimeoutError), turns.stepped_aside():
            raise TimeoutError
        assert not is_free(turns)


def test_what_has_begun_is_finished_without_a_turn_and_gives_none_back() -> None:
    turns = Turns(1, patience=0)
    with turns.taken(), turns.stepped_aside():
        other = held(turns)
        other.__enter__()
    assert not is_free(turns)
    other.__exit__(None, None, None)
    assert is_free(turns)


def test_a_thread_without_a_turn_has_none_to_give() -> None:
    turns = Turns(1, patience=0)
    with turns.stepped_aside():
        pass
    with held(turns):
        assert not is_free(turns)
        with turns.stepped_aside():
            assert not is_free(turns)
