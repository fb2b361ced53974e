"""How is it erased what was promised to a person, or in their name? What they were told stays theirs, in Slack."""

from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox import service
from bot.outbox.store import people

SOME = 25  #: posts taken back in one transaction of an erasure


def forget_last_word(session: Session, workspace: WorkspaceId, user: UserId, promise: PromiseId) -> None:
    """Forget what was said to somebody erased about their erasure, and that it went to them."""
    people.forget_last_word(session, workspace, user, promise)


def forget_some(session: Session, erasure: Erasure) -> bool:
    """Take some of what was posted in their name back, then some of what was said to them; False when none is left.

    Theirs comes last: what the other domains say about the erasure must not name them either.
    """
    posts = people.in_the_name_of(session, erasure, most=SOME)
    for post in posts:
        service.withdraw(session, workspace=erasure.workspace, promise=post, now=erasure.now)
    people.disown(session, erasure, posts)
    return bool(posts) or people.forget_some(session, erasure)


def forget_person(session: Session, erasure: Erasure) -> None:
    """Take them out of what is still to be said."""
    people.forget(session, erasure)
