"""Who keeps what of a person; how do they read it, and how is all of it erased?

Each domain gives its part through one `Keeper`, listed in `bot/wiring.py`.
Each erases in transactions of its own, one domain after the other.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.erasure import SAID, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.people import rules, store
from bot.slack import text
from bot.workspaces import service as workspaces

#: What an erasure leaves, by table or column, and why: stated here once.
STAYS = {
    "articles": "the knowledge base is the company's own text; who is named in an article is taken out by editing it",
    "article_revisions": "as the articles; who made a revision is forgotten",
    "article_sections": "as the articles",
    "article_topics": "as the articles",
    "answer_passages": "headings of articles",
    "desk_corrections": "as the articles: what a passage said, and what it says now",
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


#: What can be chosen, as one says it of oneself: by its value, or with the value filled in.
CHOICES: Mapping[str, Mapping[object, str] | str] = {
    "desk.corrections": {
        True: "I tell you when something you read is corrected.",
        False: "I don't tell you when something you read is corrected.",
    },
    "digests.monthly": {True: "I send you a monthly recap.", False: "I don't send you a monthly recap."},
    "kudos.breadth": {
        True: "You can be in the list of people who thanked many colleagues.",
        False: "You stay out of the list of people who thanked many colleagues.",
    },
    "kudos.visibility": {
        "public": "Everyone can see the kudos you receive.",
        "private": "Only you see the kudos you receive.",
        "ask": "I ask you each time whether others may see a kudos you receive.",
    },
    "mentors.not_with": "You'd rather not be matched with {value}.",
    "milestones.announce": {
        "always": "I share milestones I notice without asking you.",
        "ask": "I ask you before I share a milestone I notice.",
        "never": "I keep milestones I notice between us.",
    },
    "milestones.leader": {True: "I send you a weekly letter of wins.", False: "I don't send you the weekly letter."},
    "milestones.manager": "Your manager is {value}.",
}


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    """Return a person's profile as Slack told it, and what they have chosen."""
    person = store.find(session, workspace, [user]).get(user)
    if person is None:
        return {}
    profile = {
        "name": person.name,
        "whole name": person.full_name,
        "email": person.email,
        "time zone": person.zone,
        "language": person.locale,
        "standing": person.standing.value,
        "last seen": person.seen_at,
        SAID: _introduced(person),
    }
    named = store.find(
        session, workspace, [UserId(one) for value in person.preferences.values() for one in _all(value)]
    )
    names = {str(one.user): one.name for one in named.values()}
    chosen = [
        {"setting": name, "value": value, SAID: text.escape(_choice(name, value, names))}
        for name, value in sorted(person.preferences.items())
    ]
    return {"Your profile": [profile], "Your choices": chosen}


def _introduced(person: rules.Person) -> str:
    """Say who somebody is, as Slack told it."""
    email = f" Your email address is {text.escape(person.email)}." if person.email else ""
    seen = f" I last checked with Slack on {text.day(person.seen_at)}." if person.seen_at else ""
    where = f"your time zone is {text.escape(person.zone)}, your language {text.escape(person.locale)}"
    return f"Slack calls you {text.bold(person.name)}; {where}.{email}{seen}"


def _choice(name: str, value: object, names: Mapping[str, str]) -> str:
    said = CHOICES.get(name, f"{name.partition('.')[2].replace('_', ' ').capitalize()}: {{value}}.")
    if not isinstance(said, str):
        return said.get(value if isinstance(value, bool | str) else "", "")
    return said.format(value=", ".join(names.get(one, one) for one in _all(value)) or "no one")


def _all(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else [str(value)]


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
    facts = {
        title: [{name: value for name, value in one.items() if name != SAID} for one in records]
        for title, records in kept.items()
    }
    return json.dumps(facts, ensure_ascii=False, indent=2, default=_written) + "\n"


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
