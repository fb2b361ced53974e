"""Which card asks before anything is done for somebody who wishes or offers, by whichever way they said it?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.service.colleagues import Sessions
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.mentors.rules import Level, drafts, matching, parsing, topics
from bot.mentors.service import asking, roster, vocabulary
from bot.mentors.views import asker as asker_views
from bot.mentors.views import mentor as mentor_views
from bot.mentors.views.asker import done
from bot.slack import text
from bot.slack.message import Message


@dataclass(frozen=True, kw_only=True)
class Around:
    """What else there is on a topic, and where somebody asks for it."""

    sessions: Sessions
    where: ChannelId | None
    now: datetime


def wish(session: Session, workspace: WorkspaceId, user: UserId, wish: parsing.Wish, around: Around) -> Message:
    """Ask somebody who looks for a mentor: for what, for which first, or whether to begin."""
    found = _topics(session, workspace, wish.topics)
    if not found:
        return asker_views.which_topic(vocabulary.popular(session, workspace), wish.goal)
    if len(found) > 1:
        return asker_views.which(found, wish.goal)
    return topic(session, workspace, user, found[0], wish.goal, around)


def topic(
    session: Session, workspace: WorkspaceId, user: UserId, topic: topics.Topic, goal: str, around: Around
) -> Message:
    """Ask before asking; or say where an earlier request for the topic stands."""
    same = asking.current(session, workspace, user, topic.key)
    if same is not None:
        return asking.status(session, same)
    upcoming = around.sessions(session, workspace, topic.label, user=user, where=around.where, now=around.now)
    return asker_views.confirmation(asking.draft(session, workspace, user, topic, goal), topic, upcoming)


def offer(session: Session, workspace: WorkspaceId, offer: str) -> Message:
    """Ask before listing somebody."""
    found = _topics(session, workspace, offer)
    skills = [matching.skill(one, Level.DAILY) for one in found]
    return mentor_views.offer_confirmation(skills, drafts.wishes(found, ""))


def _topics(session: Session, workspace: WorkspaceId, said: str) -> tuple[topics.Topic, ...]:
    own, known = vocabulary.additions(session, workspace), vocabulary.known_topics(session, workspace)
    return topics.topics(said, own, known=known)


def away(session: Session, workspace: WorkspaceId, user: UserId, until: datetime | None, *, now: datetime) -> Message:
    """Ask a mentor nothing until a day, by whichever way they said it; ask for the day where there is none."""
    example = "For example: `/pollen mentor away Monday` or `/pollen mentor away 2026-04-01`."
    if until is None:
        return done(f"Until when? {example}")
    if until <= now:
        return done(f"That day has passed. Until when? {example}")
    roster.away(session, workspace=workspace, user=user, until=until)
    return done(f"Enjoy! I'll bring you requests again from {text.day(until)}.")
