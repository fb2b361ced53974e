"""What keeps the promises? `deliver`, from the clock and after every commit that made one; `forget`, hourly.

Each promise takes three steps: lease it and commit; talk to Slack, outside any transaction; settle it and commit. A
process may die between any two: the lease runs out, the next one looks whether Slack has it, and goes on from there.
"""

import logging
from collections.abc import Callable, Mapping
from functools import partial

from sqlalchemy.orm import Session

from bot import errors
from bot.ids import UserId, WorkspaceId
from bot.outbox import held, rules, sending, store
from bot.outbox.rules import Promise, outcomes
from bot.outbox.store import leases
from bot.runtime import Runtime

log = logging.getLogger(__name__)

#: A job can wait for its turn to write; a request of Slack's cannot.
PATIENCE = 30.0

Hooks = Mapping[str, Callable[[Session, Promise], None]]
#: Returns who looks after the bot in a workspace, if somebody does.
Owner = Callable[[Session, WorkspaceId], UserId | None]


def deliver(
    runtime: Runtime,
    hooks: Hooks,
    *,
    owner: Owner = lambda _session, _workspace: None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Keep what may be kept now, and return how many were. Any number of threads and processes may do so at once.

    `hooks[topic](session, promise)` is called in the transaction that settles a post of that topic: sent, dead or
    unknown. It may run again after a lost race, like every unit of work. `owner` hears of what is held.
    """
    kept = 0
    while not is_stopping():
        lease = runtime.transaction(lambda session: leases.take(session, now=runtime.now()), patience=PATIENCE)
        if lease is None:
            break
        decision = _keep(runtime, lease)
        if decision is not None and _settle(runtime, hooks, owner, lease, decision):
            kept += isinstance(decision, outcomes.Sent)
    return kept


def forget(runtime: Runtime) -> None:
    """Remove what was settled 30 days ago; of a post, where it is stays known for as long as it may be edited.

    In batches, each kind by itself: one that fails does not keep the others from being done.
    """
    for some in (store.delete_old, store.empty_old, store.delete_paces):
        with errors.apart(log, "cleaning up failed", step=some.__name__):
            runtime.in_batches(partial(some, now=runtime.now()), patience=PATIENCE)


def _keep(runtime: Runtime, lease: rules.Lease) -> outcomes.Decision | None:
    """Look if need be, and send; None when the lease is somebody else's by now."""
    if lease.is_too_late:
        return outcomes.Dropped(why=outcomes.TOO_LATE)
    client = runtime.slack(lease.promise.workspace)
    is_doubtful, until = False, lease.until
    if lease.is_doubtful and lease.promise.kind not in rules.REPEATABLE:
        step = outcomes.after_look(lease, sending.look(client, lease))
        if not isinstance(step, outcomes.Send):
            return step
        is_doubtful, now = step.is_blind, runtime.now()
        # Noted before it is done: whoever takes over must know that the one more time was used.
        is_resent = lease.is_resent or is_doubtful
        if not runtime.transaction(
            lambda session: leases.renew(session, lease, is_resent=is_resent, now=now), patience=PATIENCE
        ):
            return None
        until = now + rules.LEASE
    if runtime.now() > until - rules.LEASE_MARGIN:  # this process was asleep; another may be at it
        return None
    return outcomes.after_send(lease, sending.send(client, lease), is_doubtful=is_doubtful)


def _settle(runtime: Runtime, hooks: Hooks, owner: Owner, lease: rules.Lease, decision: outcomes.Decision) -> bool:
    def unit(session: Session) -> Promise | None:
        now = runtime.now()
        promise = leases.settle(session, lease, decision, now=now)
        if promise is None or isinstance(decision, outcomes.GOING_ON):
            return promise
        if isinstance(decision, outcomes.Dead) and lease.tell is not None:
            held.tell(session, promise, lease.tell, what=lease.what, why=decision.why, now=now)
        elif isinstance(decision, outcomes.Held):
            for user in {lease.tell, owner(session, promise.workspace)}:
                if user is not None:
                    held.ask(session, promise, user, what=lease.what, now=now)
        if promise.kind in rules.POSTS and promise.topic in hooks:
            hooks[promise.topic](session, promise)
        return promise

    promise = runtime.transaction(unit, patience=PATIENCE)
    _note(lease, promise, decision)
    return promise is not None


def _note(lease: rules.Lease, promise: Promise | None, decision: outcomes.Decision) -> None:
    before = lease.promise
    facts: dict[str, object] = {"promise": before.id, "workspace": before.workspace, "kind": before.kind}
    if promise is None:
        log.warning("another process took this promise over", extra=facts)
        return
    if isinstance(decision, outcomes.Reworded):
        facts["reference"] = rules.reference(before.id)
    is_loud = isinstance(decision, outcomes.Dead | outcomes.Held | outcomes.Reworded)
    level = logging.WARNING if is_loud else logging.INFO
    log.log(level, "outbox: %s", promise.state, extra=facts | {"failure": promise.failure, "attempt": lease.attempts})
