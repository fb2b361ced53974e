"""What is kept of a person's kudos, for them to read; and how is it erased?

Their words go and their id becomes a tombstone; everybody's sums stay as they were.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.erasure import SOMEBODY, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import GestureId, Source
from bot.kudos.rules.budget import Count
from bot.kudos.service import export, options, posts
from bot.kudos.store import drafts, reading
from bot.kudos.store import privacy as store

_COUNTS: Mapping[Count, str] = {
    Count.COUNTED: "yes",
    Count.BEYOND: "no, it was given beyond the weekly allowance",
    Count.FREE: "no, a +1 never does",
}
_WAYS: Mapping[Source, str] = {
    Source.COMMAND: "/kudos",
    Source.FORM: "the form",
    Source.MENTION: "a message to Pollen",
    Source.SHORTCUT: "the message's menu",
    Source.REACTION: "a reaction",
    Source.SECOND: "+1",
}

SOME = 25  #: kudos of one transaction of an erasure


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    lines = export.mine(session, workspace, user)[::-1]
    return {
        "Kudos you gave": [_told(line, "to", "receiver") for line in lines if line["giver"] == user],
        "Kudos you got": [_told(line, "from", "giver") for line in lines if line["receiver"] == user],
        "Kudos you have begun": [
            {"at": one.made_at, "reason": one.wish.reason} for one in drafts.waiting(session, workspace, user)
        ],
    }


def _told(line: export.Line, label: str, other: str) -> dict[str, object]:
    """Say a gift as the one reads it who gave or got it."""
    return {
        "at": datetime.fromisoformat(line["given_at"]),
        label: line[f"{other}_name"] or SOMEBODY,
        "value": line["value"],
        "reason": line["reason"],
        "counts": _COUNTS[Count(line["counts"])],
        "given with": _WAYS[Source(line["source"])],
    }


def given(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[GestureId]:
    """Return the kudos a person gave."""
    return store.given(session, workspace, user)


def concerning(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[GestureId]:
    """Return the kudos a person gave, or was thanked or mentioned in."""
    return store.concerning(session, workspace, user)


def forget_some(session: Session, erasure: Erasure) -> bool:
    """Replace a person by a tombstone in some of the kudos that concern them; False when there are none left."""
    touched = frozenset(sorted(store.concerning(session, erasure.workspace, erasure.user))[:SOME])
    if not touched:
        return False
    store.forget_some(session, erasure, touched)
    chosen = options.of(session, erasure.workspace)
    for gesture in reading.several(session, erasure.workspace, touched):
        if gesture.seconds is None:
            posts.tell(session, gesture, options=chosen, now=erasure.now, opens=())
    return True


def forget_person(session: Session, erasure: Erasure) -> None:
    """Replace a person by a tombstone in the rest of the ledger: its order, its notes, its keys."""
    store.forget_person(session, erasure)
    drafts.forget(session, erasure.workspace, erasure.user)
