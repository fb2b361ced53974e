"""Does an erasure go in small parts, each soon over, however long somebody has been there? Others write meanwhile."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot import wiring
from bot.ids import UserId
from bot.people import jobs
from bot.people.store import wishes
from bot.people.store.wishes import Kind
from tests.effort import spending
from tests.years import town
from tests.years.hands import hands
from tests.years.history import LONG, Size

pytestmark = pytest.mark.xdist_group("years")

#: What one transaction of an erasure may ask, and write.
STATEMENTS, ROWS = 500, 1100


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_part_of_an_erasure_is_long(kind: str, copy: Callable[[str, Size], URL], tmp_path: Path) -> None:
    with hands(copy(kind, LONG), tmp_path, is_counting=False) as everybody:
        office = everybody.office
        runtime, user = office.bot.runtime, UserId(town.people(office.slack)[3])
        runtime.transaction(lambda session: wishes.note(session, office.workspace, user, Kind.ERASE, now=runtime.now()))
        wish = runtime.reading(wishes.waiting)[0]
        costs: list[tuple[int | None, int, int]] = []
        while not costs or costs[-1][0] is not None:
            with spending(office.database) as spent:
                part = runtime.transaction(partial(jobs.step, wish=wish, keepers=wiring.KEEPERS, runtime=runtime))
            costs.append((part, len(spent), spent.written))
        assert [one for one in costs if one[1] > STATEMENTS or one[2] > ROWS] == []
