"""A passage was wrong and has been put right: who read it meanwhile, and how do they hear of it, once?

The request only notes it. The clock finds the readers, some at a time, and writes each of them one message about all
that they read and that was corrected.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers import service as answers
from bot.answers.service import readers
from bot.articles.service import readers as whose
from bot.articles.service.editing import Edited
from bot.desk.rules import Place
from bot.desk.store import corrections as store
from bot.desk.views import corrections as views
from bot.ids import UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people

CHOICE = "desk.corrections"  #: whether somebody likes to hear of corrections
QUIET = timedelta(minutes=15)  #: what is corrected within it is told together; whoever raised the flag has heard
AT_ONCE = 200


def add(
    session: Session,
    workspace: WorkspaceId,
    place: Place,
    edited: Edited,
    *,
    knowing: Collection[UserId],
    now: datetime,
) -> None:
    """Note that a passage was wrong. `edited.after`: '' when it was taken out. `knowing`: who need not hear."""
    correction = store.add(
        session,
        workspace,
        place=place,
        title=edited.title,
        before=edited.before,
        after=edited.after,
        since=edited.said_since,
        now=now,
    )
    for user in set(knowing):
        store.knows(session, workspace, correction, user, now=now)


def find(session: Session, workspace: WorkspaceId, correction: int, *, now: datetime) -> int:
    """Find some of the readers of a correction; return how many answers were looked at."""
    one = store.take(session, workspace, correction)
    if one is None:
        return 0
    since = max(one.since, now - answers.kept(session, workspace))
    found = readers.readings(
        session, workspace, one.place.article, since=since, until=one.at, after=one.looked_at, most=AT_ONCE
    )
    read = {each.reader: each.at for each in found if one.place.section in ("", *each.anchors)}
    store.note(session, workspace, one, read)
    is_all = len(found) < AT_ONCE
    store.go_on(session, workspace, one, looked_at=None if is_all else found[-1].answer, now=now)
    return 0 if is_all else len(found)


def tell(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> bool:
    """Tell somebody, in one message, of what they read and was corrected; who would rather not is not told."""
    read = store.read_by(session, workspace, user)
    if not read:
        return False
    store.told(session, workspace, user, [one.correction.id for one in read], now=now)
    read = tuple(each for each in read if whose.among(session, workspace, each.correction.place.article, [user]))
    one = people.person(session, workspace, user)
    if not read or one is None or not one.is_here or one.preferences.get(CHOICE) is False:
        return False
    outbox.direct(
        session,
        workspace=workspace,
        user=user,
        message=views.told(read=[(each.at, each.correction) for each in read]),
        key=f"correction:{read[0].correction.id}:{user}",
        now=now,
        about=[each.correction.place.article for each in read],
    )
    return True


def like(session: Session, workspace: WorkspaceId, user: UserId, *, likes: bool) -> None:
    """Note whether somebody likes to hear of corrections."""
    people.prefer(session, workspace, user, {CHOICE: likes})
