"""Many gifts of one giver at the same moment: what one process of several does.

    python -m tests.kudos.hammer URL PROCESS THREADS

Each line it reads is a round and its time; it gives one gift a thread, and prints how each counted.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from sqlalchemy.engine import make_url

from bot.db import Database
from bot.fair_lock import FairLocks
from bot.ids import ChannelId, UserId
from bot.kudos.rules import Place, Source
from bot.kudos.rules.budget import Count
from bot.kudos.rules.wishes import Wish
from bot.kudos.service import giving
from tests.kudos.company import HERE

GIVER = UserId("UGIVER")
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def receiver(number: int) -> UserId:
    return UserId(f"UR{number}")


def wish(number: int, turn: int) -> Wish:
    return Wish(
        workspace=HERE,
        giver=GIVER,
        source=Source.COMMAND,
        key=f"command:{turn}:{number}",
        channel=ChannelId("C1"),
        place=Place.PUBLIC,
        reason=f"help number {number} in round {turn}",
        people=(receiver(number),),
    )


def strike(database: Database, *, numbers: range, turn: int, now: datetime = NOW) -> list[Count]:
    """Give one gift a thread, all at once. Returns how each counted."""
    turns = FairLocks()  # as a listener waits for its own person
    barrier = Barrier(len(numbers))

    def one(number: int) -> Count:
        barrier.wait()
        with turns.of((HERE, GIVER), patience=60):
            outcome = database.transaction(
                lambda session: giving.give(session, wish(number, turn), now=now, is_sure=True), patience=60
            )
        assert outcome.gesture is not None
        return outcome.gesture.gifts[0].count

    with ThreadPoolExecutor(len(numbers)) as pool:
        return list(pool.map(one, numbers))


def main() -> None:
    url, process, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    database = Database(make_url(url))
    print("ready", flush=True)
    for line in sys.stdin:
        turn, at = line.split()
        numbers = range(process * threads, (process + 1) * threads)
        counts = strike(database, numbers=numbers, turn=int(turn), now=datetime.fromisoformat(at))
        print(*counts, flush=True)
    database.close()


if __name__ == "__main__":
    main()
