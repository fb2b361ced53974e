"""What went to the bot and what came from it?"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.playground.state import Json


class Direction(StrEnum):
    TO_BOT = "to_bot"
    FROM_BOT = "from_bot"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One exchange; `detail` holds both sides of it."""

    number: int
    when: datetime
    direction: Direction
    kind: str
    summary: str
    detail: Json
    ms: float


class Traffic:
    """The last five hundred exchanges."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=500)
        self._count = 0

    def note(
        self, *, when: datetime, direction: Direction, kind: str, summary: str, detail: Json, ms: float = 0.0
    ) -> None:
        """Write one exchange down."""
        self._count += 1
        self._entries.append(
            Entry(
                number=self._count,
                when=when,
                direction=direction,
                kind=kind,
                summary=summary,
                detail=detail,
                ms=round(ms, 1),
            )
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Give what is remembered, oldest first."""
        return tuple(self._entries)

    def calls(self, method: str) -> tuple[Json, ...]:
        """Give the arguments of the bot's calls of a method, oldest first."""
        return tuple(e.detail["request"] for e in self._entries if e.kind == method)
