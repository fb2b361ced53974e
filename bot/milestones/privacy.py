"""What is kept of a person's milestones, for them to read; and how is it erased? All of it, said and kept."""

from sqlalchemy.orm import Session

from bot.erasure import SAID, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.milestones import store
from bot.milestones.rules import Milestone
from bot.milestones.service import posts
from bot.milestones.store import letters, voices
from bot.milestones.views import wording
from bot.milestones.views.wording import Scene
from bot.slack import text


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    return {
        "Your milestones": [
            {
                "at": one.made_at,
                "kind": one.facts.kind.value,
                "title": one.facts.title,
                "link": one.facts.link,
                "expires on": one.facts.expires_on,
                "celebrated at": one.celebrated_at,
                "taken back at": one.withdrawn_at,
                SAID: _told(one),
            }
            for one in store.ever(session, workspace, user)
        ],
        "Milestones of others you congratulated, applauded or confirmed": [
            {
                "at": one.at,
                "what": one.voice.value,
                "milestone": str(one.milestone),
                SAID: f"you {one.voice.value} a colleague's milestone.",
            }
            for one in voices.of(session, workspace, user)
        ],
        "Weekly letters of wins I sent you": [
            {"at": at, "week": period, SAID: "that week's letter."}
            for period, at in letters.of(session, workspace, user)
        ],
    }


def _told(one: Milestone) -> str:
    """Say what became of a milestone to its person."""
    shared = f"shared on {text.day(one.celebrated_at)}" if one.celebrated_at else "seen by you alone"
    removed = f", removed on {text.day(one.withdrawn_at)}" if one.withdrawn_at else ""
    expires = f" It's valid until {one.facts.expires_on:%-d %B %Y}." if one.facts.expires_on else ""
    return f"{wording.yours(Scene(milestone=one, names={}))}, {shared}{removed}.{expires}"


def forget_person(session: Session, erasure: Erasure) -> None:
    """Take back all their posts, and remove what they reached, their voices and their letters."""
    workspace, user, now = erasure.workspace, erasure.user, erasure.now
    for milestone in store.of(session, workspace, user):
        store.note(session, workspace, milestone.id, withdrawn_at=now)
        withdrawn = store.find(session, workspace, milestone.id)
        assert withdrawn is not None
        posts.repair(session, withdrawn, now=now)
    touched = {one.milestone for one in voices.of(session, workspace, user)}
    store.forget(session, workspace, user)
    letters.forget(session, workspace, user)
    for id in sorted(touched):
        found = store.find(session, workspace, id)
        if found is not None:
            posts.repair(session, found, now=now)
