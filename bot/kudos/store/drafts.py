"""Where does a wish wait for its giver: an open form, a question about it?"""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import ids
from bot.db import insert
from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import DRAFTS_KEPT, DraftId, GestureId, NoSuchDraft, Place, Source
from bot.kudos.rules.wishes import Draft, Group, Question, Refused, Why, Wish
from bot.kudos.store.tables import DraftRow


def keep(session: Session, wish: Wish, *, questions: tuple[Question, ...] = (), now: datetime) -> Draft:
    """Keep a wish until its giver says yes; the same wish again is the same draft."""
    facts = {"wish": _written(wish, questions), "made_at": now}
    row = insert(session, DraftRow).values(
        workspace=wish.workspace, id=ids.fresh(), key=wish.key, giver=wish.giver, **facts
    )
    kept = row.on_conflict_do_update(index_elements=["workspace", "key"], set_=facts).returning(DraftRow.id)
    number = session.scalars(kept).one()
    return Draft(id=DraftId(number), wish=wish, questions=questions, made_at=now)


def find_draft(session: Session, workspace: WorkspaceId, draft: DraftId) -> Draft | None:
    row = session.scalars(select(DraftRow).where(DraftRow.workspace == workspace, DraftRow.id == draft)).one_or_none()
    return None if row is None else _read(row)


def find_by_key(session: Session, workspace: WorkspaceId, key: str) -> Draft | None:
    row = session.scalars(select(DraftRow).where(DraftRow.workspace == workspace, DraftRow.key == key)).one_or_none()
    return None if row is None else _read(row)


def of_giver(session: Session, workspace: WorkspaceId, draft: DraftId, giver: UserId) -> Draft:
    """Return a draft of this person; raise `NoSuchDraft` when it is sent, dropped, or somebody else's."""
    found = find_draft(session, workspace, draft)
    if found is None or found.wish.giver != giver:
        raise NoSuchDraft
    return found


def waiting(session: Session, workspace: WorkspaceId, giver: UserId) -> tuple[Draft, ...]:
    """Return what a giver has been asked about and not answered, newest first."""
    rows = session.scalars(
        select(DraftRow).where(DraftRow.workspace == workspace, DraftRow.giver == giver).order_by(DraftRow.id.desc())
    )
    return tuple(draft for draft in map(_read, rows) if draft.questions)


def drop(session: Session, workspace: WorkspaceId, key: str) -> None:
    session.execute(delete(DraftRow).where(DraftRow.workspace == workspace, DraftRow.key == key))


def tidy(session: Session, *, now: datetime) -> None:
    """Forget what nobody came back to."""
    session.execute(delete(DraftRow).where(DraftRow.made_at < now - DRAFTS_KEPT))


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Remove a person's drafts, and the drafts of others that name them."""
    session.execute(delete(DraftRow).where(DraftRow.workspace == workspace, DraftRow.giver == user))
    rows = session.scalars(select(DraftRow).where(DraftRow.workspace == workspace))
    for row in rows:
        if user in str(row.wish):
            session.execute(delete(DraftRow).where(DraftRow.workspace == workspace, DraftRow.id == row.id))


def _written(wish: Wish, questions: tuple[Question, ...]) -> dict[str, Any]:
    return {**dataclasses.asdict(wish), "questions": questions}


def _read(row: DraftRow) -> Draft:
    facts: Mapping[str, Any] = row.wish
    wish = Wish(
        workspace=WorkspaceId(row.workspace),
        giver=UserId(row.giver),
        source=Source(facts["source"]),
        key=row.key,
        channel=None if facts["channel"] is None else ChannelId(facts["channel"]),
        ts=None if facts["ts"] is None else Ts(facts["ts"]),
        thread=None if facts["thread"] is None else Ts(facts["thread"]),
        place=Place(facts["place"]),
        reason=facts["reason"],
        people=tuple(UserId(one) for one in facts["people"]),
        groups=tuple(_group(one) for one in facts["groups"]),
        values=tuple(facts["values"]),
        seconds=None if facts["seconds"] is None else GestureId(facts["seconds"]),
        refused=tuple(Refused(who=one["who"], why=Why(one["why"])) for one in facts["refused"]),
        typed=facts["typed"],
    )
    return Draft(id=DraftId(row.id), wish=wish, questions=tuple(map(Question, facts["questions"])), made_at=row.made_at)


def _group(facts: Mapping[str, Any]) -> Group:
    return Group(id=facts["id"], handle=facts["handle"], members=tuple(UserId(one) for one in facts["members"]))
