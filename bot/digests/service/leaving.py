"""What if somebody who looks after a digest leaves? It goes to the programme owner."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.digests import rules, store, views
from bot.digests.rules import Subscription
from bot.ids import UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.slack import text


def person_left(session: Session, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    """Somebody has been deactivated: hand on what they looked after."""
    for channel in store.channels(session, workspace):
        subscription = store.subscription(session, workspace, channel, is_locked=True)
        if subscription is not None and subscription.owner == user:
            hand_on(session, subscription, to_nobody=user, now=now)


def hand_on(session: Session, subscription: Subscription, *, to_nobody: UserId, now: datetime) -> Subscription:
    """Give a digest to the programme owner; where there is none (`to_nobody`), it goes on by itself."""
    owner = people.owner(session, subscription.workspace)
    handed = replace(subscription, owner=owner or to_nobody)
    store.subscribe(session, handed)
    if owner is not None and owner != subscription.owner and subscription.standing is not rules.Standing.STOPPED:
        where = text.channel(subscription.channel)
        outbox.direct(
            session,
            workspace=subscription.workspace,
            user=owner,
            message=views.said(f"The person who looked after the digest of {where} has left, so it's yours now."),
            key=f"digest.handed:{subscription.channel}:{subscription.owner}:{to_nobody}",
            now=now,
        )
    return handed
