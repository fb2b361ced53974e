"""What becomes of a failure, for somebody who asks through a program? A sentence, and never what went wrong inside."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from bot import deadline, errors
from bot.db import Busy, Full
from bot.errors import UserError
from bot.slack.bolt import NoSpace, Rush
from bot.turns import Overloaded, Turns

Result = TypeVar("Result")

SECONDS = 8.0  #: that a call may take, waiting for the database included

log = logging.getLogger(__name__)


def done(turns: Turns, work: Callable[[], Result]) -> Result:
    """Do it in time; raise a `UserError` whatever goes wrong."""
    try:
        with turns.taken(), deadline.until(time.monotonic() + SECONDS):
            return work()
    except UserError:
        raise
    except (Busy, Overloaded) as error:
        raise Rush from error
    except Full as error:
        raise NoSpace from error
    except Exception as error:
        mark = errors.reference()
        log.error("a call failed", extra={"reference": mark}, exc_info=error)
        raise errors.Broken(reference=mark) from error
