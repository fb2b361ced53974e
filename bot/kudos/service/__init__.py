"""What can be done with kudos? What other domains, the command line and App Home may ask for.

Giving is in `giving.py`, changing in `changing.py`, reading in `history.py`.
"""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.kudos.rules import Gesture, Place, Source
from bot.kudos.rules.wishes import Draft, Outcome, Refused, Wish
from bot.kudos.service import breadth, hiding, history, options, posts, settlement
from bot.kudos.service.history import Story
from bot.kudos.store import checking, drafts
from bot.kudos.views import boards, receipts
from bot.outbox import service as outbox
from bot.outbox.rules import Promise
from bot.people import service as people
from bot.slack import text

TOPIC = posts.TOPIC


def stories(
    session: Session,
    workspace: WorkspaceId,
    *,
    audience: ChannelId | None,
    since: datetime,
    until: datetime,
    person: UserId | None = None,
    most: int = 500,
) -> tuple[Story, ...]:
    """Return the kudos that everybody in a channel (None: in the workspace) may see: `since` <= given < `until`.

    `person`: only what this person gave or got.
    """
    return history.stories(session, workspace, audience=audience, since=since, until=until, person=person, most=most)


def home(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> boards.Mine:
    """Return what somebody sees of their own kudos."""
    page = history.page(session, workspace, user, now=now)
    waiting = drafts.waiting(session, workspace, user)
    shown = {one.giver for one in page.latest} | {one for draft in waiting for one in draft.wish.people}
    known = people.people(session, workspace, {user, *shown})
    return boards.Mine(
        page=page,
        drafts=waiting,
        names={one.user: one.name for one in known.values()},
        tz=known[user].tz if user in known else ZoneInfo("UTC"),
        can_configure=people.is_admin(session, workspace, user),
    )


def wall(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> boards.Wall:
    """Return the latest kudos. A guest, who cannot see every channel, sees those they gave or got."""
    viewer = people.person(session, workspace, user)
    is_member = viewer is None or viewer.standing == "member"
    shown = history.wall(session, workspace, viewer=None if is_member else user)
    top = breadth.top(session, workspace, now=now) if is_member else ()
    can_hide = people.is_admin(session, workspace, user)
    hidden = hiding.lately(session, workspace) if can_hide else ()
    involved = {one.user for one in top}
    seen: list[Story | Gesture] = [*shown, *hidden]
    involved |= {one.giver for one in seen} | {who for one in seen for who in one.receivers}
    return boards.Wall(
        stories=shown,
        breadth=top,
        names={one.user: one.name for one in people.people(session, workspace, involved).values()},
        can_hide=can_hide,
        hidden=hidden,
    )


def told(session: Session, workspace: WorkspaceId, user: UserId, outcome: Outcome) -> receipts.Told:
    """Return what a giver is to be told."""
    shown = {user, *(outcome.gesture.receivers if outcome.gesture else ()), *_refused(outcome.refused)}
    missing = shown - set(outcome.known)
    known = {**outcome.known, **(people.people(session, workspace, missing) if missing else {})}
    return receipts.Told(
        outcome=outcome,
        names={one.user: one.name for one in known.values()},
        tz=known[user].tz if user in known else ZoneInfo("UTC"),
        is_silent=outcome.gesture is not None and outbox.silence(session, workspace=workspace) is not None,
    )


def give_draft(
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


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """Hear what became of a post about a kudos."""
    settlement.settled(session, promise, now=now)


def drift(session: Session, workspace: WorkspaceId) -> tuple[str, ...]:
    """Return what is wrong with the ledger, a sentence each; nothing when all is well."""
    return checking.drift(session, workspace)


def _refused(refused: Collection[Refused]) -> set[UserId]:
    return {UserId(one.who) for one in refused if one.is_person}
