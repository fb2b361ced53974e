"""What does the clock do for other programs? It forgets how often they called, and drafts nobody came back to."""

from bot.doors.rules import drafts as rules
from bot.doors.rules import limits
from bot.doors.store import calls, drafts
from bot.runtime import Runtime


def tidy(runtime: Runtime) -> None:
    now = runtime.now()
    runtime.in_batches(lambda session: calls.tidy(session, before=now - 2 * limits.MINUTE))
    runtime.in_batches(lambda session: drafts.tidy(session, before=now - rules.KEPT))
