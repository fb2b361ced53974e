"""How does an admin hide a kudos, and show it again? With a reason, and the people concerned are told both times.

What is shown again is given anew: it counts if there is room now, for in between the giver may have used it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos import rules
from bot.kudos.rules import Audience, Cause, Gesture, GestureId, plan, visibility, wishes
from bot.kudos.rules.budget import Count
from bot.kudos.service import changing, giving, options
from bot.kudos.store import ledger, reading, walls
from bot.outbox import service as outbox
from bot.people import service as people
from bot.slack.message import Message

LATEST = 5


def shown(session: Session, workspace: WorkspaceId, gesture: GestureId, *, by: UserId) -> Gesture:
    """Return a kudos that an admin may hide: what is private is nobody's to see, theirs neither."""
    people.must_be_admin(session, workspace, by)
    current = changing.find(session, workspace, gesture)
    if not visibility.is_visible_in(current, None):
        raise rules.Withdrawn
    return current


def hide(
    session: Session, workspace: WorkspaceId, gesture: GestureId, *, by: UserId, note: str, now: datetime
) -> Gesture:
    """Hide a kudos as an admin. Returns it as it was."""
    current, move = _turn(session, workspace, gesture, by)
    if current.is_live:
        if not visibility.is_visible_in(current, None):
            raise rules.Withdrawn
        changing.reverse(session, current, cause=Cause.HIDDEN, by=by, move=move, now=now, note=note)
    return current


def show(session: Session, workspace: WorkspaceId, gesture: GestureId, *, by: UserId, now: datetime) -> Gesture | None:
    """Show again what was hidden, with the "+1"s that went with it. Returns it; None when it is shown already."""
    current, move = _turn(session, workspace, gesture, by)
    if not current.is_hidden:
        return None
    before = walls.as_it_was(session, current)
    for one in reading.seconds(session, workspace, gesture):
        if one.is_hidden:
            _join_again(session, walls.as_it_was(session, one), now=now)
    wish = wishes.of(before)
    named = plan.Named(people=wish.people, groups=wish.groups, values=before.values)
    known = people.people(session, workspace, {before.giver, *before.receivers})
    chosen = options.of(session, workspace)
    outcome = giving.write(session, current, named, known=known, chosen=chosen, refused=(), move=move, now=now)
    return outcome.gesture


def lately(session: Session, workspace: WorkspaceId) -> tuple[Gesture, ...]:
    """Return what was hidden last and still is, as it was, the newest first: only what everybody could see."""
    hidden = walls.hidden(session, workspace, most=50)
    return tuple([one for one in hidden if visibility.is_visible_in(one, None)][:LATEST])


def inform(session: Session, gesture: Gesture, message: Message, *, what: str, now: datetime) -> None:
    """Tell the giver and everybody thanked about what an admin did to these gifts, once. `what` names the deed."""
    for one in dict.fromkeys((gesture.giver, *gesture.receivers)) if gesture.is_live else ():
        key = f"kudos.{what}:{gesture.gifts[0].id}:{one}"
        outbox.direct(session, workspace=gesture.workspace, user=one, message=message, key=key, now=now)


def _turn(session: Session, workspace: WorkspaceId, gesture: GestureId, by: UserId) -> tuple[Gesture, int]:
    """Take the giver's turn, for an admin."""
    people.must_be_admin(session, workspace, by)
    current = changing.find(session, workspace, gesture)
    if current.seconds is not None:
        raise rules.GoesAlong
    move = ledger.lock(session, workspace, current.giver)
    return changing.in_turn(session, current), move


def _join_again(session: Session, one: Gesture, *, now: datetime) -> None:
    """Give a "+1" again. It spends nothing, so its giver need not wait."""
    entries = [
        ledger.Entry(
            receiver=gift.receiver,
            value=gift.value,
            group=gift.group,
            charge=gift.charge,
            charged_at=gift.charged_at,
            count=Count.FREE,
            audience=Audience.PUBLIC,
        )
        for gift in one.gifts
    ]
    ledger.add_gifts(
        session,
        (one.workspace, one.id, one.giver),
        entries,
        turns=reading.turns(session, one.workspace, one.id),
        move=0,
        limits=options.of(session, one.workspace).limits,
        now=now,
    )
