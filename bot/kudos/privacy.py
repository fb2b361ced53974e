"""What is kept of a person's kudos, for them to read; and how is it erased?

Their words go and their id becomes a tombstone; everybody's sums stay as they were.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.erasure import SAID, SOMEBODY, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import GestureId, Source
from bot.kudos.rules.budget import Count
from bot.kudos.service import export, options, posts
from bot.kudos.store import drafts, reading
from bot.kudos.store import privacy as store
from bot.slack import text

_COUNTS: Mapping[Count, str] = {
    Count.COUNTED: "",
    Count.BEYOND: "It went beyond the weekly number, so it wasn't counted.",
    Count.FREE: "A +1 is never counted.",
}
_WAYS: Mapping[Source, str] = {
    Source.COMMAND: "with /kudos",
    Source.FORM: "with the form",
    Source.MENTION: "in a message to Pollen",
    Source.SHORTCUT: "from a message's menu",
    Source.REACTION: "with a reaction",
    Source.SECOND: "with a +1",
}
_SHOWN = 400  #: characters of a reason

SOME = 25  #: kudos of one transaction of an erasure


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    lines = export.mine(session, workspace, user)[::-1]
    return {
        "Kudos you gave": [_told(line, "to", "receiver") for line in lines if line["giver"] == user],
        "Kudos you received": [_told(line, "from", "giver") for line in lines if line["receiver"] == user],
        "Kudos you haven't sent yet": [
            {"at": one.made_at, "reason": one.wish.reason, SAID: f"You started one{_because(one.wish.reason)}."}
            for one in drafts.waiting(session, workspace, user)
        ],
    }


def _told(line: export.Line, label: str, other: str) -> dict[str, object]:
    """Say a gift as the one reads it who gave or received it."""
    who, way, note = line[f"{other}_name"] or SOMEBODY, _WAYS[Source(line["source"])], _COUNTS[Count(line["counts"])]
    thanked = f"you thanked {text.escape(who)}" if label == "to" else f"{text.escape(who)} thanked you"
    value = f", for {text.escape('#' + line['value'])}" if line["value"] else ""
    return {
        "at": datetime.fromisoformat(line["given_at"]),
        label: who,
        "value": line["value"],
        "reason": line["reason"],
        "counts": line["counts"],
        "given with": line["source"],
        SAID: f"{thanked} {way}{value}{_because(line['reason'])}. {note}".strip(),
    }


def _because(reason: str) -> str:
    return f": “{text.escape(text.clip(' '.join(reason.split()), _SHOWN))}”" if reason.strip() else ""


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
