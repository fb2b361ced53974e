"""How is it erased what was promised to a person, or in their name? What they were told stays theirs, in Slack."""

from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox import service
from bot.outbox.store import people


def forget_last_word(session: Session, workspace: WorkspaceId, user: UserId, promise: PromiseId) -> None:
    """Forget what was said to somebody erased about their erasure, and that it went to them."""
    people.forget_last_word(session, workspace, user, promise)


def forget_person(session: Session, erasure: Erasure) -> None:
    """To be called last: what the other domains say about the erasure must not name them either."""
    for post in people.in_the_name_of(session, erasure):
        service.withdraw(session, workspace=erasure.workspace, promise=post, now=erasure.now)
    people.forget(session, erasure)
