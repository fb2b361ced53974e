"""What would Slack send for each listener that the bot has? Made from the listeners themselves, for any sender."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bot.db import Base, Database
from bot.playground.events.delivery import Answer, Envelope, EnvelopeKind
from bot.playground.people.modals import Home
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from bot.slack.door import Kind, Listener
from tests.office import Office

Body = dict[str, Any]
Act = Callable[[], object]
#: Sets the stage in an office, and returns what somebody then does: what Slack sends for it reaches the listener.
Scene = Callable[[Office], Act]
#: Sets the stage too: who looks at what.
Stage = Callable[[Office], tuple[Person, Home | Seen | None]]

_COUNT = itertools.count(1)

#: Tables in which it is kept that something was asked, by whom and where, and what is said; everything else is what a
#: deed changes.
ABOUT = frozenset({"audit", "people", "channels", "outbox", "outbox_paces", "deliveries", "acknowledgements"})


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Whoever Slack says did it."""

    user: str
    team: str
    is_bot: bool = False


def pressed(label: str, stage: Stage) -> Scene:
    """Somebody presses what they look at, found by its label or action."""

    def scene(office: Office) -> Act:
        person, shown = stage(office)
        return lambda: person.clicks(label, shown)

    return scene


def at_home(label: str, who: str = "ana") -> Scene:
    """Somebody presses a button of App Home."""

    def stage(office: Office) -> tuple[Person, Home]:
        person = office.slack.person(who)
        return person, whole_home(person)

    return pressed(label, stage)


def whole_home(person: Person) -> Home:
    """Open App Home and press *More*."""
    home = person.opens_home()
    person.clicks("More", on=home)
    return home


def typed(text: str, who: str = "ana", where: str = "#general") -> Scene:
    """Somebody types a command or a sentence."""
    return lambda office: lambda: office.slack.person(who).types(where, text)


def key(listener: Listener) -> str:
    """Name a listener: `press:kudos.undo`, `command:/pollen learned`."""
    first = listener.example.split(" ")[0] if listener.kind is Kind.COMMAND else ""
    return f"{listener.kind}:{listener.name}{' ' if first else ''}{first}"


def made(office: Office, listener: Listener, sender: Sender, *, value: str = "1") -> Envelope:
    """Make what Slack would send. `value`: what a button carries, a form's metadata, a command's rest."""
    kind = {Kind.COMMAND: EnvelopeKind.COMMAND, Kind.SENTENCE: EnvelopeKind.EVENT, Kind.EVENT: EnvelopeKind.EVENT}
    return Envelope(
        kind=kind.get(listener.kind, EnvelopeKind.INTERACTIVE),
        payload=_MAKERS[listener.kind](office, listener, sender, value),
    )


def caught(office: Office, act: Act) -> Envelope:
    """Return what Slack would have sent for what somebody does, and do not send it."""
    office.slack.settle()  # what the bot itself has caused is not what somebody does
    seen: list[Envelope] = []

    def keep(envelope: Envelope) -> Answer:
        seen.append(envelope)
        return Answer(status=200)

    deliver, office.slack.postman.deliver = office.slack.postman.deliver, keep
    try:
        act()
    finally:
        office.slack.postman.deliver = deliver
    mentions = [one for one in seen if one.payload.get("event", {}).get("type") == "app_mention"]
    return (mentions or seen)[0]


def deeds(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that is kept of what was done, table by table."""
    with database.engine.connect() as connection:
        return {
            table.name: sorted(tuple(map(str, row)) for row in connection.execute(select(table)))
            for table in Base.metadata.sorted_tables
            if table.name not in ABOUT
        }


def said(office: Office) -> list[str]:
    """Return the texts of everything that was promised."""
    outbox = Base.metadata.tables["outbox"]
    with office.database.engine.connect() as connection:
        rows = connection.execute(select(outbox.c.message).order_by(outbox.c.id)).scalars()
        return [json.loads(row)["text"] if isinstance(row, str) else (row or {}).get("text", "") for row in rows]


def _interaction(office: Office, sender: Sender, type_: str, **more: Any) -> Body:
    channel = office.slack.channel("general")
    return {
        "type": type_,
        "team": {"id": office.slack.team_id, "domain": "local"},
        "user": {"id": sender.user, "username": "someone", "name": "someone", "team_id": sender.team},
        "api_app_id": "A1",
        "token": "t",
        "trigger_id": office.slack.workspace.triggers.issue(sender.user),
        "channel": {"id": channel.id, "name": "general"},
        "response_url": f"{office.slack.api_url.removesuffix('/api/')}/response/none",
        "is_enterprise_install": False,
        "enterprise": None,
        **more,
    }


def _press(office: Office, listener: Listener, sender: Sender, value: str) -> Body:
    channel = office.slack.channel("general")
    return _interaction(
        office,
        sender,
        "block_actions",
        container={"type": "message", "message_ts": "1.000001", "channel_id": channel.id, "is_ephemeral": True},
        actions=[
            {"type": "button", "action_id": listener.name, "block_id": "b", "value": value, "action_ts": "1.000002"}
        ],
        state={"values": {}},
    )


def _submit(office: Office, listener: Listener, sender: Sender, value: str) -> Body:
    number = next(_COUNT)
    view = {
        "id": f"V{number}",
        "type": "modal",
        "callback_id": listener.name,
        "private_metadata": value,
        "hash": f"{number}.h",
        "state": {"values": {}},
        "app_installed_team_id": office.slack.team_id,
        "blocks": [],
    }
    body = _interaction(office, sender, "view_submission", view=view)
    return {name: part for name, part in body.items() if name not in ("channel", "response_url")}


def _shortcut(office: Office, listener: Listener, sender: Sender, value: str) -> Body:
    author = office.slack.person("ben").id
    message = {"type": "message", "user": author, "ts": "1.000001", "text": f"What about {value}?"}
    return _interaction(
        office, sender, "message_action", callback_id=listener.name, message=message, message_ts="1.000001"
    )


def _command(office: Office, listener: Listener, sender: Sender, value: str) -> Body:
    verb = listener.example.split(" ")[0] if listener.example else ""
    text = listener.example if value == "1" else f"{verb} {value}".strip()
    return {
        "token": "t",
        "team_id": office.slack.team_id,
        "team_domain": "local",
        "channel_id": office.slack.channel("general").id,
        "channel_name": "general",
        "user_id": sender.user,
        "user_name": "someone",
        "command": listener.name,
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/response/none",
        "trigger_id": office.slack.workspace.triggers.issue(sender.user),
    }


def _sentence(office: Office, listener: Listener, sender: Sender, value: str) -> Body:
    bot = office.slack.workspace.bot.id
    return _event(office, sender, {"type": "app_mention", "text": f"<@{bot}> {listener.example}"})


def _event(office: Office, sender: Sender, event: Body) -> Body:
    number = next(_COUNT)
    team = office.slack.team_id
    who: Body = {"user": sender.user, "user_team": sender.team, "team": sender.team}
    if sender.is_bot:
        who["bot_id"] = "B0OTHER"
    ts = f"1772618400.{number:06d}"
    place = {"channel": office.slack.channel("general").id, "channel_type": "channel", "ts": ts, "event_ts": ts}
    return {
        "token": "t",
        "team_id": team,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": 1772618400,
        "authorizations": [{"team_id": team, "enterprise_id": None, "is_enterprise_install": False}],
        "event": {**place, **who, **event},
    }


def _happening(office: Office, listener: Listener, sender: Sender, value: str) -> Body:
    channel = office.slack.channel("general").id
    item = {"type": "message", "channel": channel, "ts": "1.000001"}
    message = {"type": "message", "user": sender.user, "ts": "1.000001", "text": f"+1 {value}", "team": sender.team}
    profile = {"id": sender.user, "team_id": sender.team, "name": "someone", "profile": {}, "is_bot": sender.is_bot}
    events: dict[str, Body] = {
        "reaction_added": {"reaction": "raised_hands", "item": item, "item_user": office.slack.person("ben").id},
        "reaction_removed": {"reaction": "raised_hands", "item": item, "item_user": office.slack.person("ben").id},
        "message": {"thread_ts": "1.000001", "text": value},
        "message.message_changed": {"message": message, "previous_message": message},
        "message.message_deleted": {"previous_message": message, "deleted_ts": "1.000001"},
        "app_home_opened": {"tab": "home"},
        "member_joined_channel": {"user": sender.user, "channel_type": "C"},
        "member_left_channel": {"user": sender.user, "channel_type": "C"},
        "subteam_members_changed": {"subteam_id": "S0HR", "added_users": [sender.user], "removed_users": []},
        "subteam_updated": {"subteam": {"id": "S0HR", "handle": "hr"}},
        "user_change": {"user": profile},
        "team_join": {"user": profile},
    }
    type_, _, subtype = listener.name.partition(".")
    shape = events[listener.name] | {"type": type_} | ({"subtype": subtype} if subtype else {})
    return _event(office, sender, shape)


_MAKERS: dict[Kind, Callable[[Office, Listener, Sender, str], Body]] = {
    Kind.COMMAND: _command,
    Kind.PRESS: _press,
    Kind.SUBMIT: _submit,
    Kind.SHORTCUT: _shortcut,
    Kind.SENTENCE: _sentence,
    Kind.EVENT: _happening,
}
