"""What happens around every listener? Admitted, done, noted and answered in one transaction; see `listener.py`."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, Protocol, TypedDict

from sqlalchemy.orm import Session

from bot import audit
from bot.errors import Forbidden, UserError
from bot.ids import UserId, WorkspaceId
from bot.runtime import Runtime
from bot.slack import acknowledgements, gate, payloads, views
from bot.slack.answer import Answer, Errors, Open, Publish, Say, Show
from bot.slack.gate import Standing
from bot.slack.message import Block, Message, section
from bot.slack.payloads import Actor
from bot.slack.surfaces import Modal

TITLE = "Pollen"


class Kind(StrEnum):
    COMMAND = "command"
    PRESS = "press"
    SUBMIT = "submit"
    SHORTCUT = "shortcut"
    SENTENCE = "sentence"
    EVENT = "event"


class Request(Protocol):
    @property
    def actor(self) -> Actor: ...


#: `unit(session, request, now)`, and what `before` found where there is one.
Unit = Callable[..., Answer]


@dataclass(frozen=True, kw_only=True)
class Door:
    """What stands around every listener; the parts above hand it in."""

    runtime: Runtime
    #: Who somebody is, and whether that was asked lately.
    standing: Callable[[Session, WorkspaceId, UserId, datetime], tuple[Standing | None, bool]]
    #: Asks Slack who people are, and keeps it.
    meet: Callable[[Runtime, WorkspaceId, Collection[UserId]], object]
    #: Promises words to whoever pressed, said or reacted, in the caller's transaction.
    say: Callable[[Session, Any, Say, str, datetime], None]
    #: Draws somebody's App Home, as much of it as stood there.
    home: Callable[[Session, Actor, str, datetime], views.View]


class Terms(TypedDict, total=False):
    """What a listener may say of itself; a `Listener` has the usual ones."""

    before: Callable[[Runtime, Any], object] | None
    admits: frozenset[Standing]
    stranger: type[UserError]


@dataclass(frozen=True, kw_only=True)
class Listener:
    """One thing that Slack tells us of, and what is done then."""

    kind: Kind
    #: The action, callback, command or event type.
    name: str
    unit: Unit
    #: What has to be known first and takes a network or a search; `unit` is given what it returns.
    before: Callable[[Runtime, Any], object] | None = None
    admits: frozenset[Standing] = gate.COLLEAGUES
    #: What somebody of another company reads.
    stranger: type[UserError] = gate.Stranger
    #: A text or sentence that this one answers, and no other; a command's texts, and which of them may also be said.
    example: str = ""
    wants: Callable[[str], object] | None = None
    said: Callable[[str], object] | None = None


@dataclass(frozen=True, kw_only=True)
class Served:
    #: What Slack is told, as JSON; '' for "received".
    body: str = ""
    modal: Modal | Publish | None = None
    #: Something may have been done that App Home shows.
    is_done: bool = False


class _Unmet(Exception):
    """Nobody has asked Slack lately who this is."""


def serve(door: Door, listener: Listener, request: Request, key: str) -> Served:
    """Let a listener do its deed once, whatever comes twice; return what is left to tell Slack."""
    actor, runtime = request.actor, door.runtime
    is_refused = not actor.is_colleague and Standing.OUTSIDER not in listener.admits

    def attempt(*found: object, has_asked: bool = False) -> Served:
        deed = partial(_once, door=door, listener=listener, request=request, key=key, found=found, has_asked=has_asked)
        return runtime.transaction(deed)

    try:
        found = () if is_refused or listener.before is None else (listener.before(runtime, request),)
        try:
            return attempt(*found)
        except _Unmet:
            door.meet(runtime, actor.workspace, [actor.user])
            return attempt(*found, has_asked=True)
    except Forbidden as error:
        rule = type(error).__name__
        runtime.transaction(lambda session: _note(session, listener, request, runtime.now(), refused_by=rule))
        raise


def _once(
    session: Session,
    *,
    door: Door,
    listener: Listener,
    request: Request,
    key: str,
    found: tuple[object, ...],
    has_asked: bool,
) -> Served:
    now, actor = door.runtime.now(), request.actor
    whose = UserId("") if listener.admits == gate.TOLD_OF else actor.user
    before = acknowledgements.begin(session, actor.workspace, key, actor=whose, now=now)
    if before is not None:
        return Served(body=before.body)
    _admit(session, door, listener, actor, now, has_asked=has_asked)
    answer = listener.unit(session, request, now, *found)
    served = _answered(session, door, request, answer, key, now)
    if not isinstance(answer, Errors | Open | Publish):
        served = replace(served, is_done=True)
    if audit.is_privileged(session) and not isinstance(answer, Errors | Open):
        _note(session, listener, request, now)
    if isinstance(answer, Errors):  # nothing was done: the form may be sent again
        acknowledgements.drop(session, actor.workspace, key)
    elif served.body:
        acknowledgements.tell(session, actor.workspace, key, served.body)
    return served


def _note(session: Session, listener: Listener, request: Request, now: datetime, *, refused_by: str = "") -> None:
    """Note for the admins that a right was used, or refused by a rule."""
    audit.note(
        session,
        request.actor.workspace,
        actor=request.actor.user,
        what=f"{listener.kind}:{listener.name}",
        target=getattr(request, "value", "") or getattr(request, "metadata", ""),
        outcome=audit.Outcome.REFUSED if refused_by else audit.Outcome.DONE,
        rule=refused_by,
        now=now,
    )


def _admit(session: Session, door: Door, listener: Listener, actor: Actor, now: datetime, *, has_asked: bool) -> None:
    if listener.admits == gate.TOLD_OF:  # it is not they who do it: who they are need not be asked
        return
    told = Standing.BOT if actor.is_bot else None if actor.is_colleague else Standing.OUTSIDER
    if told is not None:
        gate.must_admit(told, listener.admits, stranger=listener.stranger)
        return
    standing, is_fresh = door.standing(session, actor.workspace, actor.user, now)
    if not is_fresh and not has_asked:
        raise _Unmet
    if standing is None and actor.is_vouched:
        standing = Standing.MEMBER
    gate.must_admit(standing, listener.admits, stranger=listener.stranger)


def _answered(session: Session, door: Door, request: Request, answer: Answer, key: str, now: datetime) -> Served:
    """Promise the answer, or return what is told in the acknowledgement or shown after the commit."""
    if isinstance(answer, Message):
        answer = Say(answer)
    match answer:
        case None:
            return Served()
        case Open(view=view):
            return Served(modal=Modal(view=view))
        case Publish():
            return Served(modal=answer)
        case Errors(problems=problems):
            return Served(body=json.dumps(views.errors(problems)))
        case Show(view=view):
            if isinstance(request, payloads.Submission):
                return Served(body=json.dumps({"response_action": "update", "view": view}))
            return Served(modal=Modal(view=view, instead_of=getattr(request, "view", None)))
        case Say(message=message):
            return _said(session, door, request, answer, message, key, now)


def _said(
    session: Session, door: Door, request: Request, say: Say, message: Message, key: str, now: datetime
) -> Served:
    match request:
        case payloads.Action(is_home=True) if say.is_seen_at_home:
            return Served()
        case payloads.Command():
            body = {"text": message.text, "blocks": list(message.blocks), "response_type": "ephemeral"}
            return Served(body=json.dumps(body))
        case payloads.Shortcut():
            return Served(modal=Modal(view=views.modal(TITLE, _blocks(message))))
        case payloads.Action(is_home=True):
            return Served(modal=Modal(view=views.modal(TITLE, _blocks(message))))
        case payloads.Action(response_url=None, view=str() as shown):
            view = views.modal(TITLE, _blocks(message), metadata=request.metadata)
            return Served(modal=Modal(view=view, instead_of=shown))
        case _:
            door.say(session, request, say, say.key or f"reply:{key}", now)
            return Served()


def _blocks(message: Message) -> Sequence[Block]:
    """A view has blocks only, and a message may be a line without any."""
    return message.blocks or (section(message.text),)
