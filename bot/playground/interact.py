"""What goes to the bot when a person presses a button, chooses, uses a shortcut?

The lock is never held while the bot is asked: it calls back while it answers.
"""

from dataclasses import dataclass
from typing import Any

from bot.playground import inputs, payloads
from bot.playground.delivery import Answer, Envelope, EnvelopeKind, Postman
from bot.playground.state import Json, Member, Message, Shortcut, View
from bot.playground.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Container:
    """Where an element stands: in a message, in a modal or on the home tab."""

    message: Message | None = None
    view: View | None = None

    @property
    def blocks(self) -> list[Json]:
        if self.message is not None:
            return self.message.blocks
        return list(self.view.content["blocks"]) if self.view else []


def _values(workspace: Workspace, who: Member, container: Container) -> dict[str, dict[str, Json]]:
    if container.view is not None:
        return container.view.values
    key = (who.id, container.message.ts if container.message else "")
    workspace.choices[key] = inputs.state(container.blocks, workspace.choices.get(key, {}))
    return workspace.choices[key]


def choose(workspace: Workspace, who: Member, container: Container, block: Json, element: Json, content: Any) -> None:
    """Fill an input in; nobody is told yet."""
    with workspace.lock:
        values = _values(workspace, who, container)
        values[block["block_id"]][element["action_id"]] = inputs.value(element, content)
        workspace.touch()


def press(
    postman: Postman, workspace: Workspace, *, who: Member, container: Container, block: Json, element: Json, more: Json
) -> Answer:
    """Tell the bot that an element was used; `more` is what the action says beside its ids."""
    with workspace.lock:
        action = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "action_ts": workspace.next_ts(),
            **more,
        }
        if "text" in element and element["type"] == "button":
            action["text"] = element["text"]
        state = {"values": _values(workspace, who, container)}
        view, message = container.view, container.message
        is_modal = view is not None and view.content["type"] == "modal"
        trigger = workspace.triggers.issue(who.id, view=view.id if view and is_modal else "")
        payload = payloads.interaction(workspace, "block_actions", who, trigger_id=trigger, actions=[action])
        if view is not None:
            payload |= {"container": {"type": "view", "view_id": view.id}, "view": payloads.view(workspace, view)}
        elif message is not None:
            payload |= _message_part(workspace, message, who) | {"state": state}
    return postman.send(Envelope(kind=EnvelopeKind.INTERACTIVE, payload=payload))


def _message_part(workspace: Workspace, message: Message, who: Member) -> Json:
    channel = workspace.channels[message.channel]
    url = workspace.response_urls.issue(channel=channel.id, user=who.id, ts=message.ts, thread_ts=message.thread_ts)
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


def shortcut(postman: Postman, workspace: Workspace, *, who: Member, used: Shortcut, message: Message | None) -> Answer:
    """Tell the bot that a shortcut was used, on a message or anywhere."""
    with workspace.lock:
        trigger = workspace.triggers.issue(who.id)
        common = {"callback_id": used.callback_id, "trigger_id": trigger, "action_ts": workspace.next_ts()}
        if message is None:
            payload = payloads.interaction(workspace, "shortcut", who, **common)
        else:
            payload = payloads.interaction(workspace, "message_action", who, **common, message_ts=message.ts)
            payload |= _message_part(workspace, message, who)
            payload["message"] = payloads.message(workspace, message)
            del payload["container"]
    return postman.send(Envelope(kind=EnvelopeKind.INTERACTIVE, payload=payload))


def suggest(
    postman: Postman, workspace: Workspace, *, who: Member, container: Container, block: Json, element: Json, typed: str
) -> list[Json]:
    """Ask the bot for the options of an external select."""
    with workspace.lock:
        payload = payloads.interaction(workspace, "block_suggestion", who, value=typed)
        payload |= {"action_id": element["action_id"], "block_id": block["block_id"]}
        if container.view is not None:
            payload["view"] = payloads.view(workspace, container.view)
            payload["container"] = {"type": "view", "view_id": container.view.id}
        elif container.message is not None:
            payload |= _message_part(workspace, container.message, who)
            del payload["response_url"]
    answer = postman.send(Envelope(kind=EnvelopeKind.INTERACTIVE, payload=payload))
    body = answer.body if answer.is_ack and isinstance(answer.body, dict) else {}
    return inputs.options(body) if body.get("options") or body.get("option_groups") else []
