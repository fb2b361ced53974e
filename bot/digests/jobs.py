"""What does the clock do with digests? Look at channels, post and preview, keep true what is out, tell months.

Every one may be run by any number of processes, twice, late or not at all for a day: what is due is in the tables.
"""

from collections.abc import Sequence
from functools import partial

from bot.digests import editions, recaps, rules, store, surveying, tending
from bot.digests.sections import Contributor
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

PATIENCE = 30.0  #: seconds; a job can wait for its turn to write


def publish(runtime: Runtime, contributors: Sequence[Contributor]) -> None:
    """Post and preview whatever is due now, a transaction a channel."""
    now = runtime.now()
    for workspace, channel in runtime.reading(partial(store.awake, now=now)):
        unit = partial(
            editions.attend, workspace=workspace, channel=channel, contributors=contributors, now=runtime.now()
        )
        runtime.transaction(unit, patience=PATIENCE)


def survey(runtime: Runtime) -> None:
    """Look at the channels that were not looked at for a while: who reads along, and where they are."""
    now = runtime.now()
    for subscription in runtime.reading(partial(store.unsurveyed, before=now - surveying.EVERY)):
        found = surveying.look(runtime, subscription)
        if found is None:
            continue
        workspace, channel = subscription.workspace, subscription.channel
        unit = partial(surveying.note, workspace=workspace, channel=channel, found=found, now=now)
        runtime.transaction(unit, patience=PATIENCE)


def repair(runtime: Runtime, contributors: Sequence[Contributor]) -> None:
    """Edit posted digests in which something was taken back or changed since."""
    now = runtime.now()
    for edition in runtime.reading(partial(store.posted, since=now - rules.LOOKED_AFTER)):
        if runtime.reading(partial(tending.standing, edition=edition, contributors=contributors)) is not None:
            unit = partial(tending.repair, edition=edition, contributors=contributors, now=now)
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
            told = runtime.reading(partial(store.recaps, workspace=workspace.id, periods=[period]))
            if (reader.user, period) not in told:
                unit = partial(
                    recaps.tell, reader=reader, period=period, window=window, contributors=contributors, now=now
                )
                runtime.transaction(unit, patience=PATIENCE)
