"""What does Slack tell us about groups and channels by itself? Who comes and goes, as far as anybody wants to know."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.circles import service
from bot.ids import WorkspaceId
from bot.slack import gate, parsing
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import CircleChanged

Body = dict[str, Any]


def register(on: Listeners) -> None:
    runtime = on.door.runtime

    def is_kept(body: Body, context: Mapping[str, Any]) -> bool:
        """Most channels are nobody's readers: nothing is written of those."""
        event = body["event"]
        id, workspace = event.get("channel") or event.get("subteam_id") or _id(event), WorkspaceId(context["workspace"])
        return isinstance(id, str) and runtime.reading(lambda session: service.is_kept(session, workspace, id))

    parse, told = parsing.circle_changed, gate.TOLD_OF
    on.event("member_joined_channel", note, parse=parse, wants=is_kept, admits=told)
    on.event("member_left_channel", note, parse=parse, wants=is_kept, admits=told)
    on.event("subteam_members_changed", note, parse=parse, wants=is_kept, admits=told)
    on.event("subteam_updated", note, parse=parse, wants=is_kept, admits=told)


def note(session: Session, change: CircleChanged, now: datetime) -> Answer:
    """Keep who has come and who has left; where Slack does not say all of it, it is asked at once."""
    workspace = change.actor.workspace
    service.change(session, workspace, change.circle, added=change.added, removed=change.removed)
    if not change.is_whole:
        service.ask_again(session, workspace, change.circle)
    return None


def _id(event: Mapping[str, Any]) -> object:
    about = event.get("subteam")
    return about.get("id") if isinstance(about, Mapping) else None
