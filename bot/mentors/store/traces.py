"""What of a person is in the rows of mentoring, and how is it taken out of them?"""

from collections.abc import Collection

from sqlalchemy import Text, cast, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId
from bot.mentors.store.tables import MentorRow, OfferRow, RequestRow, StepRow, SuggestionRow


def topics_of_others(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[str]:
    """Return the topics that anybody but this person has ever asked for."""
    others = select(RequestRow.topic).where(RequestRow.workspace == workspace, RequestRow.asker != user)
    return frozenset(session.scalars(others.distinct()))


def unsay(session: Session, erasure: Erasure, *, topics: Collection[str], instead: str) -> None:
    """Remove what a person wrote in their requests, and their id from what was noted of any.

    `topics`: their own words as well, `instead` of which something else is said.
    """
    workspace, user = erasure.workspace, erasure.user
    own = (RequestRow.workspace == workspace, RequestRow.asker == user)
    numbers = select(RequestRow.id).where(*own, RequestRow.topic.in_(topics))
    named = cast(StepRow.facts, Text).contains(user)
    steps = select(StepRow).where(StepRow.workspace == workspace, or_(StepRow.request.in_(numbers), named))
    for row in session.scalars(steps).all():
        row.facts = {**erasure.redacted(row.facts), **({"topic": instead} if "topic" in row.facts else {})}
    session.flush()
    nameless = {"topic": instead, "label": instead}
    session.execute(update(RequestRow).where(*own, RequestRow.topic.in_(topics)).values(nameless))
    session.execute(update(RequestRow).where(*own).values(goal="", said="", open_key=None))


def erase(session: Session, erasure: Erasure) -> None:
    """Take a person's id out of requests, offers and history, and them out of what others wrote."""
    erasure.replace(session, RequestRow.asker, RequestRow.mentor, OfferRow.mentor, StepRow.by)
    erasure.sweep(session, RequestRow.goal, MentorRow.about)
    session.expire_all()


def remove_mentor(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Forget a mentor's profile, and what they were asked to list."""
    for table in (MentorRow, SuggestionRow):
        session.execute(delete(table).where(table.workspace == workspace, table.user == user))
