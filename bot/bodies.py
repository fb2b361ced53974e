"""How is a request's body read: no more of it than is allowed, and in time?"""

import anyio
from starlette.types import Message, Receive

MAX_BYTES = 1024 * 1024
#: Slack waits three seconds for its answer, so a body that takes longer to arrive is not from there.
SECONDS = 5.0


class TooLarge(Exception):
    """More than `MAX_BYTES`."""


class Incomplete(Exception):
    """Whoever sent it left, or took too long."""


async def whole(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    with anyio.move_on_after(SECONDS):
        while True:
            message: Message = await receive()
            if message["type"] == "http.disconnect":
                break
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > MAX_BYTES:
                raise TooLarge
            if not message.get("more_body", False):
                return b"".join(parts)
    raise Incomplete
