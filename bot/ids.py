"""Which id is it? Strings and numbers the type checker will not let us swap."""

import secrets
import threading
import time
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)  #: Slack's team id, `T…`
UserId = NewType("UserId", str)  #: a person in Slack, `U…` or `W…`
ChannelId = NewType("ChannelId", str)  #: a conversation: `C…`, `G…` or `D…`
Ts = NewType("Ts", str)  #: a message within its channel, e.g. `1732392000.000100`

ArticleId = NewType("ArticleId", int)
AnswerId = NewType("AnswerId", int)
PromiseId = NewType("PromiseId", int)  #: a row of the outbox

_RANDOM_BITS = 22
_BEGINNING = 1_735_689_600_000  #: 2025 began at this millisecond; 63 bits last from there until 2094
_lock = threading.Lock()
_last = 0


def fresh() -> int:
    """Return a new id: 63 bits, the time in milliseconds first, ever growing within a process.

    Every primary key leads with the workspace, so no database can number the rows; the time in front keeps them in the
    order of their making, which the outbox relies on.
    """
    global _last
    with _lock:
        _last = max(
            _last + 1, (time.time_ns() // 1_000_000 - _BEGINNING) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        )
        return _last
