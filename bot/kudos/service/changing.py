"""How is a kudos changed or taken back? By its giver at any time, and by the one who is thanked; see also `hiding.py`.

Nothing is erased: a gift is reversed, and what Slack shows is put right in the same transaction.
"""

import dataclasses
from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos import rules
from bot.kudos.rules import Cause, Gesture, GestureId, Place, Source, parsing, plan, wishes
from bot.kudos.rules.options import Options
from bot.kudos.rules.posts import Kind
from bot.kudos.rules.wishes import Outcome, Wish
from bot.kudos.service import giving, options, posts
from bot.kudos.store import ledger, reading
from bot.kudos.store import posts as said

#: A gesture taken back in one of these ways does not come back because its message is edited.
_FINAL = frozenset({Cause.UNDONE, Cause.DELETED, Cause.HIDDEN})


def revise(session: Session, wish: Wish, gesture: GestureId, *, now: datetime) -> Outcome:
    """Make a gesture what its giver now wishes: people, values, words. `wish.groups` replace the groups it had."""
    current, move = _mine(session, wish.workspace, gesture, wish.giver)
    if not current.is_live and current.causes & _FINAL:
        raise rules.Withdrawn
    chosen = options.of(session, wish.workspace)
    wish = parsing.complete(wish, known=chosen.values)
    if not wish.reason and current.source not in giving.WORDLESS:
        raise rules.NoReason
    if len(wish.reason) > rules.REASON_MOST:
        raise rules.TooLong(length=len(wish.reason), most=rules.REASON_MOST)
    known = giving.concerned(session, wish)
    named, refused = giving.sort(wish, known, chosen)
    gone = plan.superfluous(current, named)
    ledger.reverse(session, wish.workspace, gone, cause=Cause.EDITED, by=wish.giver, move=move, now=now)
    ledger.reword(session, wish.workspace, gesture, wish.reason)
    left = dataclasses.replace(
        current, reason=wish.reason, gifts=tuple(gift for gift in current.gifts if gift.id not in gone)
    )
    _follow(session, current, {one for one in current.receivers if one not in named.everybody}, move=move, now=now)
    return giving.write(
        session, left, named, known=known, chosen=chosen, refused=refused, move=move, now=now, before=current
    )


def undo(
    session: Session,
    workspace: WorkspaceId,
    gesture: GestureId,
    *,
    by: UserId,
    now: datetime,
    cause: Cause = Cause.UNDONE,
) -> Gesture:
    """Take a kudos back. Returns it as it was; what is taken back already stays so."""
    current, move = _mine(session, workspace, gesture, by)
    if current.is_live:
        reverse(session, current, cause=cause, by=by, move=move, now=now)
    return current


def undo_last(session: Session, workspace: WorkspaceId, *, by: UserId, now: datetime) -> Gesture:
    """Take back what somebody gave last."""
    ledger.lock(session, workspace, by)
    latest = reading.given_by(session, workspace, by, most=20)
    live = next((one for one in reversed(latest) if one.is_live), None)
    if live is None:
        raise rules.NothingToUndo
    return undo(session, workspace, live.id, by=by, now=now)


def unreact(
    session: Session, workspace: WorkspaceId, *, by: UserId, channel: ChannelId, ts: Ts, now: datetime
) -> Gesture | None:
    """Take back what a reaction gave: a kudos, or a "+1"."""
    root = second_of(session, workspace, channel, ts)
    keys = [f"reaction:{channel}:{ts}:{by}", *([f"second:{root}:{by}"] if root else [])]
    for key in keys:
        found = reading.find_by_key(session, workspace, key)
        if found is not None:
            return undo(session, workspace, found.id, by=by, now=now, cause=Cause.UNREACTED)
    return None


def publish(session: Session, workspace: WorkspaceId, gesture: GestureId, *, by: UserId, now: datetime) -> Gesture:
    """Let others see that one was thanked."""
    current, chosen = _received(session, workspace, gesture, by)
    if ledger.publish(session, workspace, gesture, by, now=now):
        current = find(session, workspace, gesture)
        posts.tell(session, current, options=chosen, now=now)
    return current


def keep(session: Session, workspace: WorkspaceId, gesture: GestureId, *, by: UserId, now: datetime) -> Gesture:
    """Leave it between giver and receiver."""
    current, chosen = _received(session, workspace, gesture, by)
    posts.keep(session, current, by, options=chosen, now=now)
    return current


def learn_place(session: Session, workspace: WorkspaceId, gesture: GestureId, place: Place, *, now: datetime) -> None:
    """Note who can read along where it happened; from a public place a copy goes to the kudos channel."""
    current = in_turn(session, find(session, workspace, gesture))
    if current.place is Place.UNKNOWN:
        ledger.place(session, workspace, gesture, place)
        current = dataclasses.replace(current, place=place)
        if current.source is not Source.SECOND:
            chosen = options.of(session, workspace)
            posts.tell(session, current, options=chosen, now=now, opens=(Kind.FEED,), is_only_new=True)


def second_of(session: Session, workspace: WorkspaceId, channel: ChannelId, ts: Ts) -> GestureId | None:
    """Return the kudos that a reaction to this message joins: one it announces, or one it gave."""
    announced = said.find_by_message(session, workspace, channel, ts)
    if announced is not None:
        return live(session, workspace, announced)
    given = reading.find_by_key(session, workspace, f"message:{channel}:{ts}")
    return given.id if given else None


def mine(session: Session, workspace: WorkspaceId, gesture: GestureId, by: UserId) -> Gesture:
    """Return a kudos that its giver may change; raise `Withdrawn`, or `NotYours` to anybody else."""
    current = find(session, workspace, gesture)
    if current.giver != by:
        raise rules.NotYours
    if not current.is_live:
        raise rules.Withdrawn
    return current


def tag(
    session: Session, workspace: WorkspaceId, gesture: GestureId, value: str, *, by: UserId, now: datetime
) -> Outcome:
    """Add one of the suggested values."""
    return revise(session, wishes.tagged(mine(session, workspace, gesture, by), value), gesture, now=now)


def live(session: Session, workspace: WorkspaceId, gesture: GestureId) -> GestureId:
    """Return the kudos that a "+1" under an announcement joins: it, or another reaction announced with it."""
    current = find(session, workspace, gesture)
    if current.source is Source.REACTION and current.channel and current.ts and not current.is_live:
        family = reading.about(session, workspace, current.channel, current.ts, Source.REACTION)
        return next((one.id for one in family if one.is_live), gesture)
    return gesture


def reverse(
    session: Session, gesture: Gesture, *, cause: Cause, by: UserId, move: int, now: datetime, note: str = ""
) -> None:
    """Take all that is left of a gesture back; its giver's turn, and its own, have been taken."""
    gifts = [gift.id for gift in gesture.gifts]
    ledger.reverse(session, gesture.workspace, gifts, cause=cause, by=by, move=move, now=now, note=note)
    left = dataclasses.replace(gesture, gifts=(), causes=gesture.causes | {cause})
    chosen = options.of(session, gesture.workspace)
    if gesture.seconds is None:
        _follow(session, gesture, gesture.receivers, cause=cause, move=move, now=now)
        posts.tell(session, left, options=chosen, now=now, opens=(), note=note)
    elif (root := reading.find_gesture(session, gesture.workspace, gesture.seconds)) is not None and root.is_live:
        posts.tell(session, root, options=chosen, now=now, opens=())


def _follow(
    session: Session,
    root: Gesture,
    gone: Collection[UserId],
    *,
    move: int,
    now: datetime,
    cause: Cause = Cause.EDITED,
) -> None:
    """A "+1" for what is no longer said is nobody's thanks: it goes with it."""
    if root.seconds is not None or not gone:
        return
    joined = reading.seconds(session, root.workspace, root.id)
    gifts = [gift.id for one in joined for gift in one.gifts if gift.receiver in gone]
    ledger.reverse(session, root.workspace, gifts, cause=cause, by=root.giver, move=move, now=now)


def _mine(session: Session, workspace: WorkspaceId, gesture: GestureId, by: UserId) -> tuple[Gesture, int]:
    """Take the giver's turn, and find what is theirs."""
    move = ledger.lock(session, workspace, by)
    current = find(session, workspace, gesture)
    if current.giver != by:
        raise rules.NotYours
    current = in_turn(session, current)
    if current.is_hidden:
        raise rules.Hidden
    return current, move


def _received(session: Session, workspace: WorkspaceId, gesture: GestureId, by: UserId) -> tuple[Gesture, Options]:
    current = in_turn(session, find(session, workspace, gesture))
    if not current.is_live:
        raise rules.Withdrawn
    if by not in current.receivers:
        raise rules.NotForYou
    return current, options.of(session, workspace)


def in_turn(session: Session, gesture: Gesture) -> Gesture:
    """Wait for whoever is changing this kudos, or one announced with it; always after the giver's own turn."""
    if gesture.seconds is not None:
        ledger.lock_kudos(session, gesture.workspace, gesture.seconds)
    elif gesture.source is Source.REACTION:
        ledger.lock(session, gesture.workspace, f"message:{gesture.channel}:{gesture.ts}")
    ledger.lock_kudos(session, gesture.workspace, gesture.id)
    return find(session, gesture.workspace, gesture.id)


def find(session: Session, workspace: WorkspaceId, gesture: GestureId) -> Gesture:
    """Return a kudos; raise `Withdrawn` when there is none."""
    found = reading.find_gesture(session, workspace, gesture)
    if found is None:
        raise rules.Withdrawn
    return found
