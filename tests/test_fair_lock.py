"""Does everybody get their turn, in order, and nobody wait for strangers?"""

import threading

from bot.fair_lock import FairLocks


def test_one_giver_goes_one_after_the_other_and_others_do_not_wait() -> None:
    turns, inside, most = FairLocks(), 0, 0
    gate = threading.Barrier(8)

    def work() -> None:
        nonlocal inside, most
        gate.wait()
        with turns.of("bo", patience=10):
            inside += 1
            most = max(most, inside)
            with turns.of("ana", patience=10):
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert turns._locks == {}


def test_who_has_waited_long_enough_goes_on_without() -> None:
    turns = FairLocks()
    with turns.of("bo", patience=1), turns.of("bo", patience=0.01):
        pass
    assert turns._locks == {}
