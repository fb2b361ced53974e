"""What does Slack send when a person types: names become ids, and the text becomes rich text?"""

import re

from bot.playground.reading.lines import Span
from bot.playground.reading.mrkdwn import inline
from bot.playground.state import Channel, ChannelKind, Json
from bot.playground.workspace import Workspace

_WORD = re.compile(r"(?<![\w@#<])(?P<sign>[@#])(?P<name>[\w.-]*\w)")


def entities(workspace: Workspace, text: str) -> str:
    """Escape what was typed and turn `@name`, `#channel`, `@channel` and addresses into what Slack sends."""
    typed = re.sub(r"<(?P<kept>[@#!][^<>\n]+)>", "\ue002\\g<kept>\ue003", text)
    typed = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def known(match: re.Match[str]) -> str:
        sign, name = match["sign"], match["name"]
        if sign == "@" and name in ("channel", "here", "everyone"):
            return f"<!{name}>"
        if sign == "@":
            groups = [g for g in workspace.groups.values() if g.handle == name]
            people = [m for m in workspace.members.values() if m.name == name]
            return f"<@{people[0].id}>" if people else f"<!subteam^{groups[0].id}>" if groups else match[0]
        channels = [c for c in workspace.channels.values() if c.name == name and is_named(c)]
        return f"<#{channels[0].id}|{name}>" if channels else match[0]

    typed = _WORD.sub(known, typed)
    typed = re.sub(r"(?<![\w<])https?://[^\s\ue002\ue003]+[^\s.,;:!?)\ue002\ue003]", r"<\g<0>>", typed)
    return typed.replace("\ue002", "<").replace("\ue003", ">")


def is_named(channel: Channel) -> bool:
    """Tell whether a channel has a name people use."""
    return channel.kind in (ChannelKind.PUBLIC, ChannelKind.PRIVATE)


def _element(span: Span) -> Json:
    style = {k: True for k in ("bold", "italic", "strike", "code") if getattr(span, k)}
    more: Json = {"style": style} if style else {}
    if span.mention.startswith("@"):
        return {"type": "user", "user_id": span.mention[1:]} | more
    if span.mention.startswith("#"):
        return {"type": "channel", "channel_id": span.mention[1:]} | more
    if span.mention.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": span.mention.removeprefix("!subteam^")} | more
    if span.mention:
        return {"type": "broadcast", "range": span.mention[1:]}
    if span.link:
        return {"type": "link", "url": span.link} | more
    return {"type": "text", "text": span.text} | more


def rich_text(workspace: Workspace, text: str) -> list[Json]:
    """Give the rich text block Slack's own client sends beside the text."""
    elements: list[Json] = []
    for row in text.split("\n"):
        if elements:
            elements.append({"type": "text", "text": "\n"})
        elements += [_element(span) for span in inline(row, workspace.reader())]
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": workspace.new_id("b").lower(), "elements": [section]}]


def command_text(workspace: Workspace, text: str) -> str:
    """Give what a slash command gets, as with `should_escape` on: `<@U1|ana>`, `<#C1|general>`."""
    sent = entities(workspace, text)
    return re.sub(r"<@(\w+)>", lambda m: f"<@{m[1]}|{workspace.called('@' + m[1])[1:]}>", sent)
