"""What has happened in the company, day by day? Asked for once in a session, however many channels are told of it.

A session looks at one snapshot, or changes little: what a day held when it was first asked for, it holds to its end.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from bot.digests.rules.sections import Window

Found = TypeVar("Found")

_DAY = timedelta(days=1)
_KEPT = "digests.days"


def once(session: Session, key: tuple[object, ...], ask: Callable[[], Found]) -> Found:
    """Return what `ask` says, which is asked once. `key` names the question."""
    kept: dict[tuple[object, ...], Any] = session.info.setdefault(_KEPT, {})
    if key not in kept:
        kept[key] = ask()
    found: Found = kept[key]
    return found


def through(
    session: Session,
    key: tuple[object, ...],
    window: Window,
    ask: Callable[[datetime, datetime], Iterable[Found]],
) -> tuple[Found, ...]:
    """Return what `ask(since, until)` says of each day that a window touches, the days in order."""
    found: list[Found] = []
    day = window.since.replace(hour=0, minute=0, second=0, microsecond=0)
    while day < window.until:
        until = day + _DAY
        found += once(session, (*key, day), lambda day=day, until=until: tuple(ask(day, until)))  # type: ignore[misc]
        day = until
    return tuple(found)
