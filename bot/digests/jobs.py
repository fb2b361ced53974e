"""What does the clock do with digests? Look at channels, post and preview, keep true what is out, tell months.

Every one may be run by any number of processes, twice, late or not at all for a day: what is due is in the tables.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot import errors
from bot.digests import rules, store
from bot.digests.rules import Edition, Subscription
from bot.digests.service import audience, editions, recaps, upkeep
from bot.digests.service.sources import Contributor
from bot.digests.store import recaps as months
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

log = logging.getLogger(__name__)

PATIENCE = 30.0  #: seconds; a job can wait for its turn to write


def publish(runtime: Runtime, contributors: Sequence[Contributor]) -> None:
    """Post and preview whatever is due now, a transaction a channel."""
    does_slack_answer = True
    for workspace, channel in runtime.reading(partial(store.awake, now=runtime.now())):
        here = partial(store.subscription, workspace=workspace, channel=channel)
        try:
            found = runtime.reading(here)
            if does_slack_answer and found is not None and found.is_on and not found.is_known(runtime.now()):
                does_slack_answer = _look(runtime, found)
            unit = partial(
                editions.attend, workspace=workspace, channel=channel, contributors=contributors, now=runtime.now()
            )
            runtime.transaction(unit, patience=PATIENCE)
        except Exception as error:
            # One channel that fails comes again later and does not stand in the way of the others.
            log.error("digest failed", extra={"reference": errors.reference(), "channel": channel}, exc_info=error)
            later = partial(store.wake, workspace=workspace, channel=channel, at=runtime.now() + editions.AGAIN)
            runtime.transaction(later, patience=PATIENCE)


def survey(runtime: Runtime) -> None:
    """Look at some channels that were not looked at for a while, or where something is due soonest: who reads along?"""
    now = runtime.now()
    due, due_before = now + audience.SOON, now - audience.SOON
    asked = partial(
        store.unsurveyed, before=now - audience.EVERY, due=due, due_before=due_before, most=audience.CHANNELS
    )
    for subscription in runtime.reading(asked):
        with errors.apart(log, "channel not looked at", channel=subscription.channel):
            _look(runtime, subscription)


def _look(runtime: Runtime, subscription: Subscription) -> bool:
    """Ask Slack who reads a channel, and note it; False when Slack does not say."""
    found = audience.look(runtime, subscription)
    if found is None:
        return False
    workspace, channel = subscription.workspace, subscription.channel
    unit = partial(audience.note, workspace=workspace, channel=channel, found=found, now=runtime.now())
    runtime.transaction(unit, patience=PATIENCE)
    return True


def repair(runtime: Runtime, contributors: Sequence[Contributor], *, within: timedelta = rules.LOOKED_AFTER) -> None:
    """Edit digests posted `within` a time in which something was taken back or changed since."""
    now = runtime.now()

    def stale(session: Session) -> list[Edition]:
        """Look at all of them in one session: what the company did in a week is asked for once."""
        found = []
        for edition in store.posted(session, since=now - within):
            with errors.apart(log, "digest not looked at", channel=edition.channel):
                if upkeep.standing(session, edition, contributors) is not None:
                    found.append(edition)
        return found

    for edition in runtime.reading(stale):
        with errors.apart(log, "digest not repaired", channel=edition.channel):
            unit = partial(upkeep.repair, edition=edition, contributors=contributors, now=now)
            runtime.transaction(unit, patience=PATIENCE)


def recap(runtime: Runtime, contributors: Sequence[Contributor]) -> None:
    """Tell those who like it what they learned and whom they helped last month."""
    now = runtime.now()
    for workspace in runtime.reading(workspaces.workspaces):
        for reader in runtime.reading(partial(recaps.readers, workspace=workspace.id)):
            due = recaps.due(now, reader.tz)
            if due is None:
                continue
            period, window = due
            told = runtime.reading(partial(months.claimed, workspace=workspace.id, periods=[period]))
            if (reader.user, period) not in told:
                unit = partial(
                    recaps.tell, reader=reader, period=period, window=window, contributors=contributors, now=now
                )
                with errors.apart(log, "month not told"):
                    runtime.transaction(unit, patience=PATIENCE)
