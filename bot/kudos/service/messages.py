"""What does a message give that thanks somebody, and what when it is edited, deleted, or heard too late?

Slack delivers late what it could not deliver: what a message said before it was changed is not heard any more.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import Cause, Gesture, parsing, wishes
from bot.kudos.rules.wishes import Outcome, Wish
from bot.kudos.service import changing, giving, options
from bot.kudos.store import drafts, ledger, reading
from bot.slack import deliveries


def name_of(channel: ChannelId, ts: Ts) -> str:
    """Return the key of the kudos that a message gives."""
    return f"message:{channel}:{ts}"


def is_known(session: Session, workspace: WorkspaceId, channel: ChannelId, ts: Ts) -> bool:
    """Has this message given a kudos, or was its writer asked about one?"""
    key = name_of(channel, ts)
    return (
        reading.find_by_key(session, workspace, key) is not None
        or drafts.find_by_key(session, workspace, key) is not None
    )


def say(session: Session, wish: Wish, *, now: datetime) -> Outcome | None:
    """Grant what a message wishes; None when it has been changed since, or gave this before."""
    ledger.lock(session, wish.workspace, wish.giver)
    if deliveries.is_noted(session, wish.workspace, _stale(wish.key)):
        return None
    outcome = giving.answer(session, wish, now=now)
    return None if outcome.is_repeat else outcome


def edit(
    session: Session,
    workspace: WorkspaceId,
    user: UserId,
    wish: Wish | None,
    *,
    channel: ChannelId,
    ts: Ts,
    now: datetime,
) -> Outcome | Gesture | None:
    """Give what a message wishes now: a changed or new kudos, or the one it took back; None when nothing changed."""
    key = name_of(channel, ts)
    ledger.lock(session, workspace, user)
    if deliveries.is_noted(session, workspace, _gone(key)):
        return None  # heard late: the message is not there any more
    deliveries.is_new(session, workspace, _stale(key), now=now)
    gesture = reading.find_by_key(session, workspace, key)
    if gesture is not None and gesture.giver != user:
        return None
    if wish is None:
        drafts.drop(session, workspace, key)
        if gesture is None or not gesture.is_live:
            return None
        return changing.undo(session, workspace, gesture.id, by=user, now=now, cause=Cause.EDITED)
    wish = parsing.complete(wish, known=options.of(session, workspace).values)
    if gesture is None:
        return giving.give(session, wish, now=now)
    return None if _is_same(gesture, wish) else changing.revise(session, wish, gesture.id, now=now)


def delete(
    session: Session, workspace: WorkspaceId, author: UserId, *, channel: ChannelId, ts: Ts, now: datetime
) -> Gesture | None:
    """Take back what a message gave that is gone; what waited for an answer waits no longer."""
    key = name_of(channel, ts)
    ledger.lock(session, workspace, author)
    found = reading.find_by_key(session, workspace, key)
    for name in (_stale(key), _gone(key)):
        deliveries.is_new(session, workspace, name, now=now)
    drafts.drop(session, workspace, key)
    if found is None or not found.is_live:
        return None
    return changing.undo(session, workspace, found.id, by=found.giver, now=now, cause=Cause.DELETED)


def _is_same(gesture: Gesture, wish: Wish) -> bool:
    """Slack also tells of an edit when it unfolds a link: nothing of ours has changed then."""
    before = wishes.of(gesture)
    return (before.reason, before.people, before.values, [one.id for one in before.groups]) == (
        wish.reason,
        wish.people,
        wish.values,
        [one.id for one in wish.groups],
    )


def _stale(key: str) -> str:
    """What is noted of a message once it was changed: whatever it said first is not to be heard any more."""
    return f"kudos.stale:{key}"


def _gone(key: str) -> str:
    """What is noted of a message once it is not there any more."""
    return f"kudos.gone:{key}"
