"""Does a local Slack leave nothing open when it stops while somebody comes in?"""

import gc
import socket
import threading
import warnings

from starlette.types import Receive, Scope, Send

from bot.playground.uvicorns import Background


async def nobody(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Answer nothing: nobody gets as far as asking."""


def stopped_while_knocked_at() -> None:
    web = Background(nobody, port=0)
    web.start()
    callers: list[socket.socket] = []

    def knock() -> None:
        for _ in range(20):
            try:
                callers.append(socket.create_connection(("127.0.0.1", web.port), timeout=1))
            except OSError:
                return

    knocking = threading.Thread(target=knock)
    knocking.start()
    web.stop()
    knocking.join()
    for caller in callers:
        caller.close()


def test_who_comes_in_at_the_last_moment_is_not_left_open() -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        for _ in range(60):
            stopped_while_knocked_at()
        gc.collect()
    assert [str(one.message) for one in told if str(one.message).startswith("unclosed")] == []
