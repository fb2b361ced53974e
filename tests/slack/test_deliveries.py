"""When did something happen last, whatever order it is heard of in?"""

from datetime import timedelta

from bot.db import Database
from bot.ids import WorkspaceId
from bot.slack import deliveries
from tests.conftest import NOW

T = WorkspaceId("T1")


def test_the_last_time_that_something_happened_is_kept_in_whatever_order_it_is_heard_of(database: Database) -> None:
    for minutes in (2, 3, 1):
        at = NOW + timedelta(minutes=minutes)
        database.transaction(lambda session, at=at: deliveries.put(session, T, "gone", at=at))  # type: ignore[misc]
    assert database.reading(lambda session: deliveries.latest(session, T, "gone")) == NOW + timedelta(minutes=3)
    assert database.reading(lambda session: deliveries.latest(session, T, "gon")) is None
