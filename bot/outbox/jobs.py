"""What keeps the promises? `deliver`, from the clock and after every commit that made one; `forget`, once a day.

Each promise takes three steps: lease it and commit; talk to Slack, outside any transaction; settle it and commit. A
process may die between any two: the lease runs out, the next one looks whether Slack has it, and goes on from there.
"""

import logging
from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from bot.outbox import leases, outcomes, rules, sending, service, store, views
from bot.outbox.rules import Promise
from bot.runtime import Runtime

log = logging.getLogger(__name__)

#: A job can wait for its turn to write; a request of Slack's cannot.
PATIENCE = 30.0

Hooks = Mapping[str, Callable[[Session, Promise], None]]


def deliver(runtime: Runtime, hooks: Hooks, *, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Keep what may be kept now, and return how many were. Any number of threads and processes may do so at once.

    `hooks[topic](session, promise)` is called in the transaction that settles a post of that topic: sent, dead or
    unknown. It may run again after a lost race, like every unit of work.
    """
    kept = 0
    while not is_stopping():
        lease = runtime.transaction(lambda session: leases.take(session, now=runtime.now()), patience=PATIENCE)
        if lease is None:
            break
        decision = _keep(runtime, lease)
        if decision is not None and _settle(runtime, hooks, lease, decision):
            kept += isinstance(decision, outcomes.Sent)
    return kept


def forget(runtime: Runtime) -> None:
    """Remove what was settled 30 days ago; of a post, where it is stays known for as long as it may be edited."""
    runtime.transaction(lambda session: store.forget(session, now=runtime.now()), patience=PATIENCE)


def _keep(runtime: Runtime, lease: rules.Lease) -> outcomes.Decision | None:
    """Look if need be, and send; None when the lease is somebody else's by now."""
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


def _settle(runtime: Runtime, hooks: Hooks, lease: rules.Lease, decision: outcomes.Decision) -> bool:
    def unit(session: Session) -> Promise | None:
        now = runtime.now()
        promise = leases.settle(session, lease, decision, now=now)
        if promise is None or isinstance(decision, outcomes.Wait):
            return promise
        if isinstance(decision, outcomes.Dead | outcomes.Held) and lease.tell is not None:
            service.direct(
                session,
                workspace=promise.workspace,
                user=lease.tell,
                message=views.undelivered(what=lease.what, channel=promise.channel, decision=decision),
                key=f"undelivered:{promise.id}",
                now=now,
            )
        if promise.kind in rules.POSTS and promise.topic in hooks:
            hooks[promise.topic](session, promise)
        return promise

    promise = runtime.transaction(unit, patience=PATIENCE)
    _note(lease, promise, decision)
    return promise is not None


def _note(lease: rules.Lease, promise: Promise | None, decision: outcomes.Decision) -> None:
    facts = {"promise": lease.promise.id, "workspace": lease.promise.workspace, "kind": lease.promise.kind}
    if promise is None:
        log.warning("another process took this promise over", extra=facts)
        return
    level = logging.WARNING if isinstance(decision, outcomes.Dead | outcomes.Held) else logging.INFO
    log.log(level, "outbox: %s", promise.state, extra=facts | {"failure": promise.failure, "attempt": lease.attempts})
