"""How do the weeks fit a digest that was changed, paused or made anew? No week is lost, and none gets two editions.

A week's edition is written down as soon as its hour can no longer be read off the schedule: owed by the old one, or
still to come by the old one and past by the new one.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.digests import rules, store, views
from bot.digests.rules import Edition, Standing, State, Subscription
from bot.digests.service import editions, material
from bot.digests.views import phrases
from bot.outbox import service as outbox


def put(session: Session, *, before: Subscription | None, after: Subscription, now: datetime) -> Subscription:
    """Put a digest in place of what it was, and plan its weeks; returns it as it is kept."""
    kept = replace(after, since=now)
    store.subscribe(session, kept)
    if before is not None:
        known = store.editions(session, kept.workspace, kept.channel, most=material.REMEMBERED)
        if before.is_on:
            _write_down(session, before, kept, {one.period for one in known}, now=now)
        for one in known:
            if one.state is State.OPEN:
                _fit(session, before, kept, one, now=now)
    editions.wake(session, kept, now=now)
    return kept


def _write_down(session: Session, before: Subscription, after: Subscription, known: set[str], *, now: datetime) -> None:
    """Keep the hours of the old schedule that the new one would not know of."""
    hours = list(rules.owed(now, before, known))
    ahead = rules.following(now, before.schedule)
    if ahead.period not in known and rules.of_period(ahead.period, after.schedule).at <= now:
        hours.append(ahead)
    for one in hours:
        store.open_edition(session, after.workspace, after.channel, one.period, due_at=one.at)


def _fit(session: Session, before: Subscription, after: Subscription, planned: Edition, *, now: datetime) -> None:
    """Move a planned edition to its new hour, if that is still to come; otherwise it keeps the old one."""
    at = rules.of_period(planned.period, after.schedule).at
    if before.is_on and planned.due_at <= now:
        return
    if at > now and at != planned.due_at:
        store.note(session, planned, due_at=at, preview=None)
        if planned.preview is not None:
            shown = views.previewed(after, replace(planned, due_at=at))
            outbox.edit(session, workspace=after.workspace, promise=planned.preview, message=shown, now=now)
    elif at <= now and not before.is_on:
        why = phrases.STOPPED if before.standing is Standing.STOPPED else phrases.PAUSED
        editions.close(session, after, planned, State.SKIPPED, why, now=now)
