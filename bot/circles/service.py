"""Who is in which circle? Names are wanted by whoever needs them; what Slack says of them is kept and asked anew."""

import logging
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot.circles import rules, store
from bot.circles.rules import Circle, Name, Told
from bot.ids import UserId, WorkspaceId
from bot.runtime import Runtime

MOST = 20  #: channels asked about in a run; Slack takes a hundred such questions a minute (tier 4)
PAGE = 999  #: of members, or of channels
PAGES = 30  #: of channels looked through for a name
SECONDS = 5  #: for Slack to answer
PATIENCE = 30.0  #: seconds; a job can wait for its turn to write

#: Slack's words for a circle that is none, or not for us to see.
_NONE = frozenset({"channel_not_found", "no_such_subteam", "missing_scope", "access_denied", "is_archived"})

log = logging.getLogger(__name__)


def of_person() -> Select[str]:
    """Ask for the names of somebody's circles, as a part of another question; binds `workspace` and `user`."""
    return store.of_person()


def of_channel() -> Select[str]:
    """Ask for the names a channel's members go by, as a part of another question; binds `workspace` and `channel`."""
    return store.of_channel()


def want(session: Session, workspace: WorkspaceId, names: Collection[Name]) -> None:
    """Keep who is in these circles from now on; nobody is until Slack has said so."""
    store.want(session, workspace, [rules.new(name) for name in set(names)])


def every(session: Session, workspace: WorkspaceId) -> tuple[Circle, ...]:
    return store.every(session, workspace)


def is_in(session: Session, workspace: WorkspaceId, user: UserId, name: str) -> bool:
    """Is somebody in a circle, as far as Slack has said?"""
    return name in store.names_of(session, workspace, user)


def is_kept(session: Session, workspace: WorkspaceId, id: str) -> bool:
    """Is it kept who is in this group or channel?"""
    return store.is_kept(session, workspace, id)


def change(
    session: Session, workspace: WorkspaceId, id: str, *, added: Collection[UserId], removed: Collection[UserId]
) -> None:
    """Slack says who has come and gone."""
    store.change(session, workspace, id, added=added, removed=removed)


def ask_again(session: Session, workspace: WorkspaceId, id: str) -> None:
    """Slack says that something is different, and not what."""
    store.ask_again(session, workspace, id)


def workspaces_left(session: Session) -> tuple[WorkspaceId, ...]:
    """Return where somebody has left a circle, and what they were told is to be looked at."""
    return store.workspaces_left(session)


def left(session: Session, workspace: WorkspaceId) -> tuple[Name, ...]:
    """Return the circles that somebody has left; `seen_to` says that what they were told is looked at."""
    return store.left(session, workspace)


def seen_to(session: Session, workspace: WorkspaceId, names: Collection[Name]) -> None:
    store.seen_to(session, workspace, names)


def refresh(runtime: Runtime, workspace: WorkspaceId) -> None:
    """Ask Slack about the circles whose time has come; to be called outside any transaction."""
    now = runtime.now()
    due = [one for one in runtime.reading(lambda session: store.every(session, workspace)) if one.is_due(now)]
    if not due:
        return
    client = runtime.slack(workspace, timeout=SECONDS)
    told = [
        *_groups(client, [one for one in due if one.is_group], now=now),
        *_channels(client, [one for one in due if not one.is_group], now=now),
    ]
    if told:
        runtime.transaction(lambda session: store.save(session, workspace, told), patience=PATIENCE)


def _groups(client: WebClient, due: Sequence[Circle], *, now: datetime) -> list[Told]:
    """Ask about all groups at once."""
    if not due:
        return []
    try:
        known = client.usergroups_list(include_users=True).get("usergroups") or []
    except (SlackClientError, HTTPException, OSError) as error:
        return [_failed(one, error, now=now) for one in due]
    found = []
    for one in due:
        group = next((about for about in known if one.is_called(about)), None)
        if group is None:
            found.append(_nobody(rules.unknown(one, "no_such_subteam", now=now)))
        else:
            users = frozenset(map(UserId, group.get("users") or ()))
            found.append(Told(circle=rules.told(one, str(group["id"]), now=now), members=users))
    return found


def _channels(client: WebClient, due: Sequence[Circle], *, now: datetime) -> Iterator[Told]:
    """Ask about each channel, the longest unasked first; one that fails does not stand in the others' way."""
    ordered = sorted(due, key=lambda one: (one.next_at is not None, one.next_at))[:MOST]
    nameless = [one for one in ordered if one.id is None]
    try:
        named = _named(client, nameless) if nameless else {}
    except (SlackClientError, HTTPException, OSError) as error:
        yield from (_failed(one, error, now=now) for one in nameless)
        ordered = [one for one in ordered if one.id is not None]
        named = {}
    for one in ordered:
        id = one.id or named.get(one.name)
        if id is None:
            yield _nobody(rules.unknown(one, "channel_not_found", now=now))
            continue
        try:
            users = frozenset(UserId(str(user)) for user in _paged(client.conversations_members, "members", channel=id))
        except (SlackClientError, HTTPException, OSError) as error:
            yield _failed(one, error, now=now)
        else:
            yield Told(circle=rules.told(one, id, now=now), members=users)


def _named(client: WebClient, wanted: Collection[Circle]) -> dict[Name, str]:
    """Find the ids of channels by their names."""
    found: dict[Name, str] = {}
    kinds = "public_channel,private_channel"
    for about in _paged(client.conversations_list, "channels", types=kinds, exclude_archived=True):
        found |= {one.name: str(about["id"]) for one in wanted if one.is_called(about)}
        if len(found) == len(wanted):
            break
    return found


def _paged(method: Any, key: str, **arguments: Any) -> Iterator[Any]:
    cursor = ""
    for _ in range(PAGES):
        answer = method(limit=PAGE, cursor=cursor, **arguments)
        yield from answer.get(key) or ()
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _failed(circle: Circle, error: Exception, *, now: datetime) -> Told:
    code = str(error.response.get("error") or "") if isinstance(error, SlackApiError) else ""
    log.info("Slack did not say who is in a circle", extra={"error": code or type(error).__name__})
    if code in _NONE:
        return _nobody(rules.unknown(circle, code, now=now))
    after = rules.silent(circle, code or "silent", now=now)
    return Told(circle=after, members=None if after.asked_at else frozenset(), is_silence=True)


def _nobody(circle: Circle) -> Told:
    return Told(circle=circle, members=frozenset())
