"""How is a person erased? Their words go and their id becomes a tombstone; everybody's sums stay as they were."""

import re
import secrets
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.ids import PromiseId, UserId, WorkspaceId
from bot.kudos import drafts, options, posts, reading
from bot.kudos.rules import GestureId
from bot.kudos.tables import GestureRow, GiftRow, GuardRow, PostRow, PublicationRow, ReversalRow
from bot.outbox import service as outbox
from bot.people import service as people


def forget_person(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> None:
    """Replace a person by a tombstone everywhere in the ledger, and their words by nothing."""
    person = people.person(session, workspace, user)
    tombstone = UserId(f"GONE-{secrets.token_hex(8)}")
    touched = _concerned(session, workspace, user)
    _reword(session, workspace, user, person.name if person else None)
    for column in (GestureRow.giver, GiftRow.giver, GiftRow.receiver, ReversalRow.by, PublicationRow.receiver):
        table = column.class_
        session.execute(update(table).where(table.workspace == workspace, column == user).values({column: tombstone}))
    session.execute(
        update(GuardRow).where(GuardRow.workspace == workspace, GuardRow.name == user).values(name=tombstone)
    )
    keys = select(GestureRow).where(GestureRow.workspace == workspace, GestureRow.key.contains(user))
    for row in session.scalars(keys):
        row.key = row.key.replace(user, tombstone)
    session.flush()
    _retell(session, workspace, user, tombstone, touched, now=now)
    drafts.forget(session, workspace, user)


def _concerned(session: Session, workspace: WorkspaceId, user: UserId) -> list[int]:
    """Return the gestures a person gave, or was thanked or mentioned in."""
    got = select(GiftRow.gesture).where(GiftRow.workspace == workspace, GiftRow.receiver == user)
    found = select(GestureRow.id).where(
        GestureRow.workspace == workspace,
        or_(GestureRow.giver == user, GestureRow.id.in_(got), GestureRow.reason.contains(f"<@{user}>")),
    )
    return list(session.scalars(found).all())


def _reword(session: Session, workspace: WorkspaceId, user: UserId, name: str | None) -> None:
    """Remove what they wrote, and their name from what others wrote about them."""
    concerned = select(GestureRow).where(
        GestureRow.workspace == workspace, GestureRow.id.in_(_concerned(session, workspace, user))
    )
    for row in session.scalars(concerned):
        if row.giver == user:
            row.reason = ""
            continue
        words = row.reason.replace(f"<@{user}>", "somebody")
        row.reason = re.sub(rf"\b{re.escape(name)}\b", "somebody", words, flags=re.I) if name else words
    notes = select(ReversalRow).where(ReversalRow.workspace == workspace, ReversalRow.by == user)
    for reversal in session.scalars(notes):
        reversal.note = ""
    session.flush()


def _retell(
    session: Session,
    workspace: WorkspaceId,
    user: UserId,
    tombstone: UserId,
    touched: list[int],
    *,
    now: datetime,
) -> None:
    """Take the posts back that named them, and the notes to them."""
    gone = set(touched)
    rows = session.scalars(select(PostRow).where(PostRow.workspace == workspace, PostRow.gesture.in_(gone)))
    for row in rows.all():
        if row.receiver == user:
            outbox.withdraw(session, workspace=workspace, promise=PromiseId(row.promise), now=now)
            row.receiver = tombstone
    session.flush()
    chosen = options.of(session, workspace)
    for number in touched:
        gesture = reading.find(session, workspace, GestureId(number))
        if gesture is not None and gesture.seconds is None:
            posts.tell(session, gesture, options=chosen, now=now, opens=())
