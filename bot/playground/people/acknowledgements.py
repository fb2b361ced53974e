"""What does the bot's acknowledgement do on the screen: of a submitted modal, of a slash command?"""

from bot.playground.api import inputs, posting, views
from bot.playground.errors import ApiError, NotThere
from bot.playground.events import payloads
from bot.playground.events.delivery import Answer
from bot.playground.people.interactions import Acting
from bot.playground.state import Channel, Json, Member, Message, View
from bot.playground.workspace import Workspace

#: what Slack says when a modal's answer does not come
TROUBLE = "We had some trouble connecting. Try again?"


def submit(by: Acting, view: View) -> dict[str, str]:
    """Submit a modal; give what was refused, by block_id ("": the whole)."""
    workspace, who = by.workspace, by.who
    with workspace.lock:
        if view not in workspace.modals.get(who.id, []):
            raise NotThere("this modal is closed")
        view.errors = inputs.refusals(view.content["blocks"], view.values)
        workspace.touch()
        if view.errors:
            return view.errors
        trigger = workspace.triggers.issue(who.id, view=view.id)
        payload = payloads.interaction(workspace, "view_submission", who, trigger_id=trigger)
        payload |= {"view": payloads.view(workspace, view), "response_urls": _response_urls(workspace, view, who)}
    answer = by.interacts(payload)
    with workspace.lock:
        view.errors = {"": TROUBLE} if not answer.is_ack else _submitted(workspace, view, who, answer)
        workspace.touch()
        return view.errors


def _response_urls(workspace: Workspace, view: View, who: Member) -> list[Json]:
    urls = []
    for block, element in inputs.elements(view.content["blocks"]):
        if element.get("response_url_enabled"):
            chosen = view.values[block["block_id"]][element["action_id"]][inputs.FIELDS[element["type"]].key]
            name = workspace.response_urls.issue(channel=chosen, user=who.id)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": chosen}
            urls.append(ids | {"response_url": f"{workspace.url}/response/{name}"})
    return urls


def _submitted(workspace: Workspace, view: View, who: Member, answer: Answer) -> dict[str, str]:
    body = answer.body if isinstance(answer.body, dict) else {}
    stack = workspace.modals[who.id]
    try:
        match body.get("response_action"):
            case None:
                close(workspace, view)
            case "clear":
                stack.clear()
            case "errors":
                errors = {str(k): str(v) for k, v in body.get("errors", {}).items()}
                known = {b.get("block_id") for b in view.content["blocks"] if b["type"] == "input"}
                return errors if errors and set(errors) <= known else {"": TROUBLE}
            case "update":
                content = views.checked(workspace, body.get("view", {}), kind="modal", view_id=view.id)
                views.show(workspace, view, content)
            case "push":
                content = views.checked(workspace, body.get("view", {}), kind="modal")
                views.push_onto(workspace, who.id, content)
            case _:
                return {"": TROUBLE}
    except ApiError as refusal:
        return {"": f"{TROUBLE} ({refusal.code} {refusal.extra})"}
    return {}


def close(workspace: Workspace, view: View) -> None:
    """Take one modal away."""
    stack = workspace.modals.get(view.user, [])
    if view in stack:
        stack.remove(view)
    workspace.touch()


def command_answer(workspace: Workspace, channel: Channel, who: Member, command: str, answer: Answer) -> None:
    """Show what a slash command's acknowledgement holds, or why there is none."""
    with workspace.lock:
        if not answer.is_ack:
            code = "operation_timeout" if answer.status == 0 else "dispatch_failed"
            failed(workspace, channel, who, f"{command} failed with the error “{code}”")
            return
        body = {"text": answer.body} if isinstance(answer.body, str) else dict(answer.body or {})
        if not any(body.get(key) for key in ("text", "blocks", "attachments")):
            return
        try:
            in_channel = body.get("response_type") == "in_channel"
            posting.say(workspace, channel, body, only_for="" if in_channel else who.id)
        except ApiError as refusal:
            failed(workspace, channel, who, f"{command} failed with the error “{refusal.code}” {refusal.extra}")


def failed(workspace: Workspace, channel: Channel, who: Member, words: str) -> None:
    """Let Slackbot say privately that something went wrong."""
    workspace.store(Message(ts=workspace.next_ts(), channel=channel.id, user="USLACKBOT", text=words, only_for=who.id))
