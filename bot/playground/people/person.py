"""What can a person do in Slack: type, read, press, react, come and go?

These are the actions of the tests and of the page alike. What is not on the screen cannot be reached: `NotThere` says
what is.
"""

from bot.playground.api import posting
from bot.playground.api.views import new
from bot.playground.errors import NotThere
from bot.playground.events import compose, payloads
from bot.playground.people.modals import Home
from bot.playground.people.presses import Presser
from bot.playground.people.sight import Seen
from bot.playground.state import Canvas, Channel, ChannelKind, Json


class Person(Presser):
    """One person's hands and eyes."""

    def opens_home(self) -> Home:
        """Open the app's home tab."""
        self._open_app("home")
        workspace = self.by.workspace
        with workspace.lock:
            view = workspace.homes.get(self.id) or new(workspace, self.id, {"type": "home", "blocks": []})
        return Home(self.by, view)

    def opens_dm(self) -> str:
        """Open the conversation with the app; give its id."""
        return self._open_app("messages").id

    def prompts(self) -> tuple[str, ...]:
        """Give the prompts the app suggests in its DM."""
        return tuple(title for title, _ in self.by.workspace.dm(self.id, self.by.workspace.bot.id).prompts)

    def _open_app(self, tab: str) -> Channel:
        workspace = self.by.workspace
        with workspace.lock:
            channel = workspace.dm(self.id, workspace.bot.id)
            event: Json = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": tab}
            event["event_ts"] = workspace.next_ts()
            if tab == "home" and self.id in workspace.homes:
                event["view"] = payloads.view(workspace, workspace.homes[self.id])
        self.by.postman.event(event, channel)
        return channel

    def reacts(self, emoji: str, on: Seen | None) -> None:
        """Add an emoji to a message."""
        self._reaction("reaction_added", emoji.strip(":"), on)

    def unreacts(self, emoji: str, on: Seen | None) -> None:
        """Take one's emoji away."""
        self._reaction("reaction_removed", emoji.strip(":"), on)

    def _reaction(self, kind: str, emoji: str, on: Seen | None) -> None:
        if on is None:
            raise NotThere("there is no message to react to")
        workspace = self.by.workspace
        with workspace.lock:
            message = self._message(on)
            channel = workspace.channels[message.channel]
            if message.only_for:
                raise NotThere("one cannot react to a message only one person sees")
            who = message.reactions.setdefault(emoji, [])
            if (self.id in who) == (kind == "reaction_added"):
                raise NotThere(f"{self.name} has {'already' if self.id in who else 'not'} reacted with :{emoji}:")
            (who.append if kind == "reaction_added" else who.remove)(self.id)
            if not who:
                del message.reactions[emoji]
            workspace.touch()
            item = {"type": "message", "channel": channel.id, "ts": message.ts}
            event: Json = {"type": kind, "user": self.id, "reaction": emoji, "item": item, "item_user": message.user}
            event["event_ts"] = workspace.next_ts()
        self.by.postman.event(event, channel)

    def edits(self, message: Seen, text: str) -> Seen:
        """Put other words into one's own message."""
        workspace = self.by.workspace
        with workspace.lock:
            stored = self._message(message)
            self._must_own(stored.user)
            before = payloads.message(workspace, stored)
            stored.text = compose.entities(workspace, text)
            stored.blocks = compose.rich_text(workspace, stored.text)
            stored.edited_ts = workspace.next_ts()
            workspace.touch()
            after = payloads.message(workspace, stored)
            event = self._hidden("message_changed", stored.channel, message=after, previous_message=before)
        self.by.postman.event(event, workspace.channels[stored.channel])
        return self.looks_again(message)

    def deletes(self, message: Seen) -> None:
        """Take one's own message away."""
        workspace = self.by.workspace
        with workspace.lock:
            stored = self._message(message)
            self._must_own(stored.user)
            gone = posting.taken_away(workspace, stored)
            kind = workspace.channels[stored.channel].kind
            event = gone | {"channel": stored.channel, "event_ts": gone["ts"], "channel_type": kind.value}
        self.by.postman.event(event, workspace.channels[stored.channel])

    def _must_own(self, author: str) -> None:
        if author != self.id:
            raise NotThere(f"{self.name} can only change messages of their own")

    def _hidden(self, subtype: str, channel_id: str, **more: object) -> Json:
        workspace = self.by.workspace
        kind = workspace.channels[channel_id].kind
        ts = workspace.next_ts()
        event: Json = {"type": "message", "subtype": subtype, "hidden": True, "channel": channel_id, "ts": ts}
        return event | {"event_ts": ts, "channel_type": kind.value, **more}

    def writes_canvas(self, where: str, text: str, *, tab: int = 0) -> str:
        """Write a channel's canvas, or one in its tabs, anew; give its id. The app is not told."""
        workspace = self.by.workspace
        with workspace.lock:
            channel = workspace.channel(where)
            if self.id not in channel.members and channel.kind is not ChannelKind.PUBLIC:
                raise NotThere(f"{self.name} does not see #{channel.name}")
            if tab == len(channel.canvases):
                channel.canvases.append(Canvas(id=f"F0{channel.id[1:]}{tab}", text=text))
            channel.canvases[tab].text = text
            workspace.touch()
            return channel.canvases[tab].id

    def joins(self, where: str) -> None:
        """Join a public channel."""
        self._moves("member_joined_channel", where)

    def leaves(self, where: str) -> None:
        """Leave a channel."""
        self._moves("member_left_channel", where)

    def _moves(self, kind: str, where: str) -> None:
        workspace = self.by.workspace
        with workspace.lock:
            channel = workspace.channel(where)
            if (self.id in channel.members) == (kind == "member_joined_channel"):
                return
            if kind == "member_joined_channel" and channel.kind is not ChannelKind.PUBLIC:
                raise NotThere(f"{self.name} cannot join #{channel.name}; somebody must invite them")
            (channel.members.append if kind == "member_joined_channel" else channel.members.remove)(self.id)
            workspace.touch()
        self.by.postman.event(membership(kind, self.id, channel, self.member.team_id, workspace.next_ts()), channel)


def membership(kind: str, user: str, channel: Channel, team: str, ts: str) -> Json:
    """Give the event of somebody coming or going."""
    letter = "C" if channel.kind is ChannelKind.PUBLIC else "G"
    event: Json = {"type": kind, "user": user, "channel": channel.id, "channel_type": letter}
    return event | {"team": team, "event_ts": ts}


def invites_bot(by: Person, where: str) -> None:
    """Invite the app into a channel, as somebody who is in it."""
    workspace = by.by.workspace
    with workspace.lock:
        channel = workspace.channel(where)
        if workspace.bot.id in channel.members:
            return
        channel.members.append(workspace.bot.id)
        workspace.touch()
    event = membership("member_joined_channel", workspace.bot.id, channel, workspace.team_id, workspace.next_ts())
    by.by.postman.event(event | {"inviter": by.id}, channel)
