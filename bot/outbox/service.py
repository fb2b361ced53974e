"""How does the bot speak later? Each call is a promise, kept once the caller's transaction has committed.

The same `key` again changes nothing and returns the same promise, so whoever runs twice says it once.
"""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import ids, runtime
from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import rules, store, wording
from bot.outbox.rules import Kind, Late, State
from bot.outbox.store import find as find
from bot.outbox.store import forget_words as forget_words
from bot.outbox.store.backlog import backlog as backlog
from bot.outbox.store.backlog import counts as counts
from bot.outbox.store.places import named as named
from bot.outbox.store.places import places as places
from bot.outbox.store.places import recipients as recipients
from bot.outbox.store.restores import doubt as doubt
from bot.outbox.store.subjects import note as note_subjects
from bot.outbox.store.subjects import told_of as told_of
from bot.slack.message import Message


def post(
    session: Session,
    *,
    workspace: WorkspaceId,
    channel: ChannelId,
    message: Message,
    key: str,
    now: datetime,
    thread: Ts | None = None,
    topic: str = "",
    tell: UserId | None = None,
    what: str = "",
    late: Late | None = None,
) -> PromiseId:
    """Post to a conversation, or in one of its threads.

    `topic` names the hook that hears of its end. `tell` is told by direct message if it can never be posted; `what`
    names it to them: "your shared answer". `late` is said instead if it leaves too late to be true.
    """
    return _promise(
        session,
        workspace=workspace,
        kind=Kind.POST,
        message=wording.payload(message),
        key=key,
        now=now,
        lane=channel,
        channel=channel,
        thread=thread,
        topic=topic,
        tell=tell,
        what=what,
        late=late,
    )


def direct(
    session: Session,
    *,
    workspace: WorkspaceId,
    user: UserId,
    message: Message,
    key: str,
    now: datetime,
    topic: str = "",
    thread: Ts | None = None,
    late: Late | None = None,
    about: Collection[int] = (),
) -> PromiseId:
    """Write to a person, in their conversation with the bot. `about`: what it tells of, for `told_of`."""
    return _promise(
        session,
        workspace=workspace,
        kind=Kind.DIRECT,
        message=wording.payload(message),
        key=key,
        now=now,
        lane=user,
        users=(user,),
        thread=thread,
        topic=topic,
        late=late,
        about=about,
    )


def whisper(
    session: Session,
    *,
    workspace: WorkspaceId,
    channel: ChannelId,
    user: UserId,
    message: Message,
    key: str,
    now: datetime,
    thread: Ts | None = None,
) -> PromiseId:
    """Say something in a conversation that one person alone sees."""
    return _promise(
        session,
        workspace=workspace,
        kind=Kind.WHISPER,
        message=wording.payload(message),
        key=key,
        now=now,
        channel=channel,
        users=(user,),
        thread=thread,
    )


def respond(
    session: Session,
    *,
    workspace: WorkspaceId,
    response_url: str,
    message: Message,
    key: str,
    now: datetime,
    user: UserId | None = None,
    channel: ChannelId | None = None,
    thread: Ts | None = None,
    is_replacing: bool = False,
    is_deleting: bool = False,
) -> PromiseId:
    """Answer where a command or a button was used, within Slack's 30 minutes; the person alone sees it.

    `user` and `channel`: who waits for it and where, for when the address does not answer any more.
    """
    payload = wording.payload(message) | {"replace_original": is_replacing}
    if is_deleting:
        payload = {"delete_original": True}
    if thread is not None and not is_replacing:
        payload["thread_ts"] = thread
    return _promise(
        session,
        workspace=workspace,
        kind=Kind.RESPOND,
        message=payload,
        key=key,
        now=now,
        channel=channel,
        users=() if user is None or is_deleting else (user,),
        thread=thread,
        response_url=response_url,
    )


def introduce(
    session: Session,
    *,
    workspace: WorkspaceId,
    users: Sequence[UserId],
    message: Message,
    key: str,
    now: datetime,
    topic: str = "",
    late: Late | None = None,
) -> PromiseId:
    """Open a conversation between these people and the bot, and say something in it."""
    people = tuple(sorted(set(users)))
    return _promise(
        session,
        workspace=workspace,
        kind=Kind.INTRODUCE,
        message=wording.payload(message),
        key=key,
        now=now,
        lane=hashlib.sha256(" ".join(people).encode()).hexdigest()[:40],
        users=people,
        topic=topic,
        late=late,
    )


def edit(
    session: Session,
    *,
    workspace: WorkspaceId,
    promise: PromiseId,
    message: Message,
    now: datetime,
    late: Late | None = None,
) -> None:
    """Change a promised post: before it is said, or else after. Quiet when it is gone or was never said."""
    found = store.lock(session, workspace=workspace, promise=promise)
    payload = wording.payload(message)
    words = {"message": payload, **wording.late(late)}
    if found is None or store.rewrite(session, workspace=workspace, promise=promise, words=words):
        return
    if not _can_change(found):
        return
    waiting = store.changes(session, workspace=workspace, target=promise)
    if any(change.kind == Kind.WITHDRAW for change in waiting):
        return
    if not store.replace_edit(session, workspace=workspace, target=promise, words=words):
        _change(session, found, kind=Kind.EDIT, message=payload, late=late, key=f"edit:{ids.fresh()}", now=now)


def withdraw(session: Session, *, workspace: WorkspaceId, promise: PromiseId, now: datetime) -> None:
    """Take a promised post back: never say it, or delete it. Quiet when it is gone or was never said."""
    found = store.lock(session, workspace=workspace, promise=promise)
    if found is None or store.drop(session, workspace=workspace, promise=promise, now=now):
        return
    if _can_change(found):
        store.drop_changes(session, workspace=workspace, target=promise, now=now, kinds=(Kind.EDIT,))
        _change(session, found, kind=Kind.WITHDRAW, message={}, key=f"withdraw:{promise}", now=now)


def resume(session: Session, *, workspace: WorkspaceId) -> None:
    """Go on at once with what waited for a working token; called when there is one."""
    store.reopen(session, workspace=workspace)
    runtime.promise(session)


def silence(session: Session, *, workspace: WorkspaceId) -> rules.Silence | None:
    """Say that nothing can be said in a workspace now, and why; None when it can, as far as is known."""
    return store.silence(session, workspace=workspace)


def _promise(
    session: Session, *, workspace: WorkspaceId, late: Late | None = None, about: Collection[int] = (), **facts: Any
) -> PromiseId:
    promise, is_new = store.add(session, workspace=workspace, **facts, **wording.late(late))
    if is_new and about:
        note_subjects(session, workspace=workspace, promise=promise, subjects=about)
    if is_new:
        runtime.promise(session)
    return promise


def _change(session: Session, target: rules.Promise, **facts: Any) -> None:
    _promise(session, workspace=target.workspace, lane=f"change:{target.id}", target=target.id, **facts)


def _can_change(promise: rules.Promise) -> bool:
    return promise.kind in rules.POSTS and promise.state in (State.PENDING, State.SENDING, State.SENT)
