"""How much may be asked through other programs?"""

from datetime import datetime, timedelta

PERSON, WORKSPACE = 60, 600  #: calls a minute
DRAFTS = 20  #: drafts of one person that wait at once
#: Keys that nobody has seen valid before are looked up no more often than this by one process, so that whoever tries
#: keys out slows nobody else: so many at once, and so many a second.
BURST, TRIES = 50, 10
MINUTE = timedelta(minutes=1)


def minute(now: datetime) -> datetime:
    """Return the minute that calls are counted in."""
    return now.replace(second=0, microsecond=0)


def seconds_left(now: datetime) -> int:
    """Return how long it is until the next minute begins, at least one second."""
    return max(1, 60 - now.second)
