"""What goes to the bot when a person presses a button, chooses, uses a shortcut?

The lock is never held while the bot is asked: it calls back while it answers.
"""

from dataclasses import dataclass, replace
from typing import Any

from bot.playground.api import inputs
from bot.playground.events import payloads
from bot.playground.events.delivery import Answer, Envelope, EnvelopeKind, Postman
from bot.playground.state import Json, Member, Message, Shortcut, View
from bot.playground.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Acting:
    """Who acts, in which workspace."""

    postman: Postman
    workspace: Workspace
    who: Member

    def interacts(self, payload: Json) -> Answer:
        """Deliver an interactive payload."""
        return self.postman.send(Envelope(kind=EnvelopeKind.INTERACTIVE, payload=payload))


@dataclass(frozen=True, kw_only=True)
class Spot:
    """An element on the screen: in a message, in a modal or on the home tab."""

    message: Message | None = None
    view: View | None = None
    block: Json
    element: Json

    def of(self, element: Json) -> "Spot":
        """Give another element at the same place."""
        return replace(self, element=element)

    @property
    def blocks(self) -> list[Json]:
        if self.message is not None:
            return self.message.all_blocks
        return list(self.view.content["blocks"]) if self.view else []


def spots(on: Message | View) -> list[Spot]:
    """List the elements of a message or a view."""
    if isinstance(on, View):
        return [Spot(view=on, block=b, element=e) for b, e in inputs.elements(on.content["blocks"])]
    return [Spot(message=on, block=b, element=e) for b, e in inputs.elements(on.all_blocks)]


def _values(by: Acting, spot: Spot) -> dict[str, dict[str, Json]]:
    if spot.view is not None:
        return spot.view.values
    key = (by.who.id, spot.message.ts if spot.message else "")
    by.workspace.choices[key] = inputs.state(spot.blocks, by.workspace.choices.get(key, {}))
    return by.workspace.choices[key]


def choose(by: Acting, spot: Spot, content: Any) -> None:
    """Fill an input in; nobody is told yet."""
    with by.workspace.lock:
        values = _values(by, spot)
        values[spot.block["block_id"]][spot.element["action_id"]] = inputs.value(spot.element, content)
        by.workspace.touch()


def press(by: Acting, spot: Spot, more: Json) -> Answer:
    """Tell the bot that an element was used; `more` is what the action says beside its ids."""
    workspace, element, view = by.workspace, spot.element, spot.view
    with workspace.lock:
        ids = {"type": element["type"], "action_id": element["action_id"], "block_id": spot.block["block_id"]}
        action = {**ids, "action_ts": workspace.next_ts(), **more}
        if element["type"] == "button":
            action["text"] = element["text"]
        is_modal = view is not None and view.content["type"] == "modal"
        trigger = workspace.triggers.issue(by.who.id, view=view.id if view and is_modal else "")
        payload = payloads.interaction(workspace, "block_actions", by.who, trigger_id=trigger, actions=[action])
        values = _values(by, spot)
        if view is not None:
            payload |= {"container": {"type": "view", "view_id": view.id}, "view": payloads.view(workspace, view)}
        elif spot.message is not None:
            workspace.press(by.who.id, spot.message.ts)
            payload |= _message_part(by, spot.message) | {"state": {"values": values}}
    return by.interacts(payload)


def _message_part(by: Acting, message: Message) -> Json:
    workspace = by.workspace
    channel = workspace.channels[message.channel]
    url = workspace.response_urls.issue(channel=channel.id, user=by.who.id, ts=message.ts, thread_ts=message.thread_ts)
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    container["is_ephemeral"] = bool(message.only_for)
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    part: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": payloads.channel_name(channel)},
        "response_url": f"{workspace.url}/response/{url}",
    }
    # Slack does not send the content of a message only one person sees.
    if not message.only_for:
        part["message"] = payloads.message(workspace, message)
    return part


def shortcut(by: Acting, used: Shortcut, message: Message | None) -> Answer:
    """Tell the bot that a shortcut was used, on a message or anywhere."""
    workspace = by.workspace
    with workspace.lock:
        trigger = workspace.triggers.issue(by.who.id)
        common = {"callback_id": used.callback_id, "trigger_id": trigger, "action_ts": workspace.next_ts()}
        if message is None:
            payload = payloads.interaction(workspace, "shortcut", by.who, **common)
        else:
            payload = payloads.interaction(workspace, "message_action", by.who, **common, message_ts=message.ts)
            payload |= _message_part(by, message)
            payload["message"] = payloads.message(workspace, message)
            del payload["container"]
    return by.interacts(payload)


def suggest(by: Acting, spot: Spot, typed: str) -> list[Json]:
    """Ask the bot for the options of an external select."""
    workspace = by.workspace
    with workspace.lock:
        payload = payloads.interaction(workspace, "block_suggestion", by.who, value=typed)
        payload |= {"action_id": spot.element["action_id"], "block_id": spot.block["block_id"]}
        if spot.view is not None:
            payload["view"] = payloads.view(workspace, spot.view)
            payload["container"] = {"type": "view", "view_id": spot.view.id}
        elif spot.message is not None:
            payload |= _message_part(by, spot.message)
            del payload["response_url"]
    answer = by.interacts(payload)
    body = answer.body if answer.is_ack and isinstance(answer.body, dict) else {}
    return inputs.options(body)
