"""Who keeps what of a person; how do they read it, and how is all of it erased?

Each domain gives its part through one `Keeper`, listed in `bot/wiring.py`.
Each erases in transactions of its own, one domain after the other.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.erasure import Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.people import store
from bot.workspaces import service as workspaces

#: What an erasure leaves, by table or column, and why: stated here once.
STAYS = {
    "articles": "the knowledge base is the company's own text; who is named in an article is taken out by editing it",
    "article_revisions": "as the articles; who made a revision is forgotten",
    "article_sections": "as the articles",
    "article_topics": "as the articles",
    "answer_passages": "headings of articles",
}


def _nothing(_session: Session, _workspace: WorkspaceId, _user: UserId) -> Kept:
    return {}


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """One domain's part."""

    forget: Callable[[Session, Erasure], None]
    recall: Callable[[Session, WorkspaceId, UserId], Kept] = _nothing
    #: Where that is too much for one transaction: erases a bounded number, and returns whether there were any.
    forget_some: Callable[[Session, Erasure], bool] | None = None


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    """Return a person's profile as Slack told it, and what they have chosen."""
    person = store.find(session, workspace, [user]).get(user)
    if person is None:
        return {}
    profile = {
        "name": person.name,
        "email": person.email,
        "time zone": person.zone,
        "language": person.locale,
        "standing": person.standing.value,
        "last seen": person.seen_at,
    }
    chosen = [{"setting": name, "value": value} for name, value in sorted(person.preferences.items())]
    return {"Your profile": [profile], "What you have chosen": chosen}


def forget_person(session: Session, erasure: Erasure) -> None:
    """Forget who they are, and whatever role they had. They are met afresh when they write again."""
    workspaces.forget_person(session, erasure)
    store.forget(session, erasure.workspace, erasure.user)


def everything(session: Session, workspace: WorkspaceId, user: UserId, keepers: Sequence[Keeper]) -> Kept:
    """Return all that is kept of a person, by title; what there is nothing of is left out."""
    found: Kept = {}
    for keeper in keepers:
        found |= {title: records for title, records in keeper.recall(session, workspace, user).items() if records}
    return found


def forget_part(session: Session, keeper: Keeper, erasure: Erasure) -> bool:
    """Erase some of what a domain keeps, as much as a transaction should hold; True when nothing of it is left."""
    if keeper.forget_some is not None and keeper.forget_some(session, erasure):
        return False
    keeper.forget(session, erasure)
    return True


def as_json(kept: Kept) -> str:
    return json.dumps(kept, ensure_ascii=False, indent=2, default=_written) + "\n"


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
