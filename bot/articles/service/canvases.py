"""How does a canvas in Slack stay an article? It is read again and again, for as long as Slack shows it.

Who may read a canvas is not told to a bot. Who may read a channel is: so followed are the canvas of a channel, and
those in its tabs. What a public channel has is for everyone, what a private one has for its members.
"""

import logging
from datetime import datetime
from http.client import HTTPException
from itertools import groupby

import yaml
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.orm import Session

from bot.articles.rules import State
from bot.articles.rules import canvases as rules
from bot.articles.rules.canvases import Canvas, Told
from bot.articles.service import importing, reading
from bot.articles.service.reading import Draft, Harvest, Remark
from bot.articles.store import canvases as store
from bot.articles.store import keys, saving
from bot.articles.views import canvases as views
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.markup import markdown
from bot.markup import sections as cutting
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

SOON, SECONDS = 1.5, 5.0  #: for Slack to answer while somebody waits, and while nobody does
#: Canvases read in a run, each minute; Slack takes some fifty questions a minute, and a canvas takes two.
MOST = 12
PAGES = 3  #: of a channel's members, or of channels, that are looked through
PATIENCE = 60.0  #: seconds; a job can wait for its turn to write

_GONE = frozenset({"canvas_not_found", "canvas_deleted", "channel_not_found", "not_in_channel", "is_archived"})

log = logging.getLogger(__name__)


class _Gone(Exception):
    """Slack does not show it any more."""


def ask(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, *, seconds: float) -> Told | None:
    """Ask Slack about a channel and its canvases; None when it does not say. Outside any transaction."""
    try:
        found = runtime.slack(workspace, timeout=seconds).conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        return Told() if error.response.get("error") in _GONE else None
    except (SlackClientError, HTTPException, OSError):
        return None
    return rules.told(found)


def is_member(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, user: UserId, *, seconds: float) -> bool:
    """Is somebody in a channel, as Slack says now? Outside any transaction; False when it does not say."""
    cursor = ""
    client = runtime.slack(workspace, timeout=seconds)
    for _ in range(PAGES):
        try:
            found = client.conversations_members(channel=channel, limit=999, cursor=cursor)
        except (SlackClientError, HTTPException, OSError):
            return False
        if user in (found.get("members") or ()):
            return True
        cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return False


def follow(
    session: Session,
    workspace: WorkspaceId,
    channel: ChannelId,
    told: Told | None,
    *,
    words: str,
    by: UserId,
    now: datetime,
) -> tuple[str, bool]:
    """Follow the canvas that a message links to, or the channel's own; return it, and whether that is new."""
    people.must_be_curator(session, workspace, by)
    if told is None:
        raise rules.NotTold
    canvas = Canvas(id=told.chosen(words), channel=channel, followed_by=by)
    return canvas.id, store.follow(session, workspace, canvas, now=now)


def leave(session: Session, workspace: WorkspaceId, canvas: str, *, by: UserId, now: datetime) -> None:
    """Follow a canvas no longer: its article is archived at once. Quiet when it was not followed."""
    people.must_be_curator(session, workspace, by)
    if not store.leave(session, workspace, canvas):
        return
    known = keys.by_key(session, workspace, rules.COLLECTION, canvas)
    if known is not None:
        version = saving.turn(session, workspace) + 1
        saving.settle(session, workspace, [known], state=State.ARCHIVED, version=version, now=now)
        saving.advance(session, workspace, version)


def refresh(runtime: Runtime, workspace: WorkspaceId) -> None:
    """Read the canvases whose turn it is; archive those that Slack shows no more, and tell who follows."""
    followed = runtime.reading(lambda session: store.followed(session, workspace))
    if not followed:
        return
    address = runtime.reading(lambda session: workspaces.url(session, workspace)).rstrip("/")
    now, due = runtime.now(), _due(runtime, workspace, followed)
    drafts, lost = list[Draft](), list[Canvas]()
    for channel, those in groupby(sorted(due, key=lambda one: one.channel), key=lambda one: one.channel):
        told = ask(runtime, workspace, channel, seconds=SECONDS)
        if told is None:
            continue
        for canvas in those:
            try:
                draft = _read(runtime, workspace, canvas, told, f"{address}/docs/{workspace}/{canvas.id}")
            except _Gone:
                lost.append(canvas)
                continue
            drafts += [draft] if draft else []
    absent = {canvas.id for canvas in lost} | {draft.key for draft in drafts}
    stays = tuple(Remark(path=_path(one.id), sentence="") for one in followed if one.id not in absent)
    importing.bring(runtime, workspace, rules.COLLECTION, Harvest(drafts=tuple(drafts), broken=stays))

    def note(session: Session) -> None:
        store.seen(session, workspace, [one.id for one in due], now=now)
        for canvas in lost:
            curator = canvas.followed_by or people.owner(session, workspace)
            if store.leave(session, workspace, canvas.id) and curator is not None:
                outbox.direct(
                    session,
                    workspace=workspace,
                    user=curator,
                    message=views.lost(canvas.channel),
                    key=f"canvas lost:{canvas.id}:{now.isoformat()}",
                    now=now,
                )

    runtime.transaction(note, patience=PATIENCE)


def _due(runtime: Runtime, workspace: WorkspaceId, followed: tuple[Canvas, ...]) -> tuple[Canvas, ...]:
    """Return whose turn it is; before all others, those for everyone whose channel is not open any more."""
    if len(followed) <= MOST:
        return followed
    still_open = _open_channels(runtime, workspace)
    if still_open is None:
        return followed[:MOST]
    exposed = runtime.reading(lambda session: store.for_everyone(session, workspace))
    closed = [one for one in followed if one.id in exposed and one.channel not in still_open]
    return tuple(dict.fromkeys((*closed, *followed)))[: max(MOST, len(closed))]


def _open_channels(runtime: Runtime, workspace: WorkspaceId) -> frozenset[ChannelId] | None:
    """Return the public channels, a thousand a question; None when Slack does not say, or there are too many."""
    found, cursor = set[ChannelId](), ""
    slack = runtime.slack(workspace, timeout=SECONDS)
    for _ in range(PAGES):
        try:
            page = slack.conversations_list(types="public_channel", exclude_archived=True, limit=999, cursor=cursor)
        except (SlackClientError, HTTPException, OSError) as error:
            log.info("Slack did not say which channels are open", extra={"error": type(error).__name__})
            return None
        found |= {ChannelId(str(one["id"])) for one in page.get("channels") or ()}
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return frozenset(found)
    return None


def _read(runtime: Runtime, workspace: WorkspaceId, canvas: Canvas, told: Told, url: str) -> Draft | None:
    """A canvas as a draft; None when Slack does not answer."""
    if not told.can_be_followed or canvas.id not in told.canvases:
        raise _Gone
    try:
        slack = runtime.slack(workspace, timeout=SECONDS)
        text = str(slack.canvases_getContent(canvas_id=canvas.id, content_type="markdown")["content"] or "")
    except SlackApiError as error:
        if error.response.get("error") in _GONE:
            raise _Gone from error
        return None
    except (SlackClientError, HTTPException, OSError, KeyError) as error:
        log.info("Slack did not show a canvas", extra={"error": type(error).__name__})
        return None
    facts: dict[str, object] = {"id": canvas.id, "url": url}
    if not told.is_open:
        facts["readers"] = [str(canvas.channel)]
    if not cutting.title(markdown.read(text)):
        facts["title"] = f"Canvas of #{told.name}"
    front = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)
    draft, _ = reading.read(_path(canvas.id), f"---\n{front}---\n\n{text}".encode("utf-8", "replace"))
    return draft


def _path(canvas: str) -> str:
    return f"{canvas}.md"
