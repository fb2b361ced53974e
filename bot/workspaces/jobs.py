"""What does the clock do for a workspace? Ask Slack once a day which of its newer blocks can be shown there."""

import logging
from datetime import timedelta
from functools import partial

from bot import errors
from bot.runtime import Runtime
from bot.slack import newer
from bot.workspaces import service

SECONDS = 5.0  #: for Slack to answer
EVERY = timedelta(days=1)
PATIENCE = 30.0  #: seconds; a job can wait for its turn to write

log = logging.getLogger(__name__)


def learn_blocks(runtime: Runtime) -> None:
    """Ask about the newer blocks, where that is a day ago; where Slack does not say, ask again the next time."""
    now = runtime.now()
    for one in runtime.reading(service.workspaces):
        asked_at = service.blocks_asked_at(one)
        if asked_at is not None and now - asked_at < EVERY:
            continue
        with errors.apart(log, "newer blocks not asked about"):
            found = newer.taken(runtime.slack(one.id, timeout=SECONDS))
            if found is not None:
                unit = partial(service.note_blocks, workspace=one.id, kinds=found, now=now)
                runtime.transaction(unit, patience=PATIENCE)
