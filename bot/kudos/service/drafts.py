"""What waits for its giver: an open form, a question? Only its giver sees, changes, sends or drops it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import DraftId, Place, Source, parsing
from bot.kudos.rules.wishes import Draft, Wish
from bot.kudos.service import options
from bot.kudos.store import drafts
from bot.people import service as people
from bot.slack import text


def begin(session: Session, wish: Wish, *, now: datetime) -> Draft:
    """Keep a wish until its form is sent."""
    return drafts.keep(session, wish, now=now)


def prepare(
    session: Session,
    workspace: WorkspaceId,
    giver: UserId,
    *,
    receiver: UserId,
    reason: str,
    key: str,
    now: datetime,
    value: str = "",
) -> Draft:
    """Prepare a kudos that its giver still sees and sends. `reason`: plain text; `key` names the press that asked."""
    wish = Wish(
        workspace=workspace,
        giver=giver,
        source=Source.FORM,
        key=f"draft:{key}",
        place=Place.DIRECT,
        reason=text.escape(reason),
        people=(receiver,),
        values=tuple(tag for tag in options.of(session, workspace).values if tag == value),
    )
    return drafts.keep(session, wish, now=now)


def of_giver(session: Session, workspace: WorkspaceId, draft: DraftId, giver: UserId) -> Draft:
    """Return a draft of this person; raise `NoSuchDraft` when it is sent, dropped, or somebody else's."""
    return drafts.of_giver(session, workspace, draft, giver)


def waiting(session: Session, workspace: WorkspaceId, giver: UserId) -> tuple[Draft, ...]:
    """Return what a giver has been asked about and not answered, newest first."""
    return drafts.waiting(session, workspace, giver)


def drop(session: Session, workspace: WorkspaceId, draft: DraftId, giver: UserId) -> None:
    """Forget a draft, as its giver."""
    drafts.drop(session, workspace, drafts.of_giver(session, workspace, draft, giver).wish.key)


def shown(session: Session, wish: Wish) -> str:
    """Return the reason as a form shows it: plain, people by their names."""
    concerned = {*wish.people, *parsing.mentioned(wish.reason)}
    known = people.people(session, wish.workspace, concerned)
    return parsing.plain(wish.reason, {user: one.name for user, one in known.items()})


def filled(session: Session, wish: Wish, *, chosen: Collection[UserId], typed: str, values: Collection[str]) -> Wish:
    """Return a wish as its form has it now."""
    known = options.of(session, wish.workspace).values
    return parsing.fill(wish, chosen=chosen, typed=typed, values=values, shown=shown(session, wish), known=known)
