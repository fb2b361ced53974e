"""A database, a clock that one moves by hand, and nobody who speaks for Slack: where units of work are tried alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from bot.db import Database
from bot.runtime import Runtime

Result = TypeVar("Result")


@dataclass(kw_only=True)
class Units:
    database: Database
    now: datetime

    @property
    def runtime(self) -> Runtime:
        def client(_workspace: object, _timeout: float) -> Any:
            raise AssertionError("no Slack here")

        return Runtime(database=self.database, now=lambda: self.now, client=client)

    def do(self, unit: Callable[[Session], Result]) -> Result:
        return self.runtime.transaction(unit, patience=60)
