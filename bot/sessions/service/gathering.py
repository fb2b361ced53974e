"""How does a session come of people who wait for a mentor? Its leader hosts it; they would come."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import WorkspaceId
from bot.mentors import service as mentors
from bot.sessions.rules import Reply
from bot.sessions.rules.values import Guest, Plan
from bot.sessions.service import notices, proposing, replies
from bot.sessions.store import guests, meetings


def gather(session: Session, *, workspace: WorkspaceId, now: datetime) -> int:
    """Make a session of each group that somebody leads, and bring along who waits; return how many were new."""
    count = 0
    for group in mentors.led(session, workspace, now=now):
        found = meetings.by_key(session, workspace, group.key)
        if found is None:
            found = proposing.propose(
                session,
                workspace=workspace,
                user=group.leader,
                plan=Plan(title=group.label),
                channel=group.channel,
                is_host=True,
                key=group.key,
                now=now,
            )
            count += 1
        known = {one.user for one in guests.some(session, found, frozenset(Reply))} | {found.host}
        new = sorted(group.waiting - known) if found.is_open else []
        if new:
            found = replies.locked(session, workspace, found.id)
            for user in new:
                guest = Guest(user=user, reply=Reply.INTERESTED, since=now, told=found.sequence)
                guests.save(session, found, guest)
            notices.show(session, found, now=now)
            count += len(new)
    return count
