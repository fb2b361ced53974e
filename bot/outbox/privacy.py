"""How is it erased what was promised to a person, or in their name? What they were told stays theirs, in Slack."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import PromiseId
from bot.outbox import rules, service
from bot.outbox.rules import Kind, State
from bot.outbox.tables import OutboxRow, PaceRow


def forget_person(session: Session, erasure: Erasure) -> None:
    """To be called last: what the other domains say about the erasure must not name them either."""
    workspace, user, now = erasure.workspace, erasure.user, erasure.now
    here = OutboxRow.workspace == workspace
    in_their_name = select(OutboxRow.id).where(here, OutboxRow.tell == user, OutboxRow.kind == Kind.POST)
    for post in session.scalars(in_their_name).all():
        service.withdraw(session, workspace=workspace, promise=PromiseId(post), now=now)
    session.execute(update(OutboxRow).where(here, OutboxRow.tell == user).values(tell=None, what=""))
    to_them = select(OutboxRow).where(here, OutboxRow.users.contains(user, autoescape=True))
    theirs = [row for row in session.scalars(to_them) if user in row.users.split()]
    talks = {row.channel for row in theirs if row.kind == Kind.DIRECT}
    session.expunge_all()
    gone = [row.id for row in theirs] + list(
        session.scalars(select(OutboxRow.id).where(here, OutboxRow.channel.in_(talks)))
    )
    session.execute(delete(OutboxRow).where(here, OutboxRow.target.in_(gone)))
    session.execute(delete(OutboxRow).where(here, OutboxRow.id.in_(gone)))
    session.execute(delete(PaceRow).where(PaceRow.workspace == workspace, PaceRow.bucket == user))
    erasure.replace_in(session, OutboxRow.key)
    said = (OutboxRow.state.in_((State.SENT, State.WITHDRAWN)), OutboxRow.settled_at >= now - rules.KEPT)
    session.execute(update(OutboxRow).where(here, *said).values(message={}, what="", late=None))
    owed = select(OutboxRow).where(here, OutboxRow.state.not_in((State.SENT, State.WITHDRAWN)))
    for row in session.scalars(owed.execution_options(populate_existing=True)).all():
        row.message, row.what = erasure.redacted(row.message), erasure.out_of(row.what)
        row.late = None if row.late is None else erasure.redacted(row.late)
    session.flush()
