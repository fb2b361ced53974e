"""What can a person type and read in Slack?"""

from bot.playground.errors import NotThere
from bot.playground.events import compose, payloads
from bot.playground.events.delivery import Envelope, EnvelopeKind
from bot.playground.people import acknowledgements, sight, unread
from bot.playground.people.interactions import Acting
from bot.playground.people.sight import Seen
from bot.playground.state import Channel, ChannelKind, Json, Member, Message

#: the one command that Slack answers itself
ME = "/me "


class Talker:
    """A person who types and reads."""

    def __init__(self, by: Acting) -> None:
        self.by = by

    @property
    def member(self) -> Member:
        return self.by.who

    @property
    def id(self) -> str:
        return self.member.id

    @property
    def name(self) -> str:
        return self.member.name

    @property
    def has_app(self) -> bool:
        """Tell whether the app is installed where this person comes from."""
        return self.member.team_id == self.by.workspace.team_id

    # --- typing and reading ---

    def types(self, where: str, text: str, *, thread: Seen | str | None = None) -> Seen | None:
        """Type into a channel or DM; a slash command gives the newest private answer it got, if any."""
        if text.startswith(ME):
            return self.says(where, text.removeprefix(ME), thread=thread, subtype="me_message")
        if not text.startswith("/"):
            return self.says(where, text, thread=thread)
        answers = self.runs(where, text, thread=thread)
        return answers[-1] if answers else None

    def says(self, where: str, text: str, *, thread: Seen | str | None = None, subtype: str = "") -> Seen:
        """Write a message; `/me` makes one of the subtype me_message, which has no rich text."""
        workspace = self.by.workspace
        workspace.press(self.id, "")
        with workspace.lock:
            channel = self._at(where)
            sent = compose.entities(workspace, text)
            message = workspace.store(
                Message(
                    ts=workspace.next_ts(),
                    channel=channel.id,
                    user=self.id,
                    text=sent,
                    blocks=[] if subtype else compose.rich_text(workspace, sent),
                    subtype=subtype,
                    thread_ts=self._thread(channel, thread),
                )
            )
            event = self._message_event(message, channel)
        self.by.postman.event(event, channel)
        is_dm = channel.kind is ChannelKind.IM
        if f"<@{workspace.bot.id}>" in sent and not is_dm and not subtype:
            mention = {k: v for k, v in event.items() if k not in ("channel_type", "parent_user_id")}
            self.by.postman.event(mention | {"type": "app_mention"}, channel)
        return sight.of_message(workspace, message, self.member)

    def runs(self, where: str, text: str, *, thread: Seen | str | None = None) -> tuple[Seen, ...]:
        """Run a slash command; give the new messages she sees in that conversation afterwards."""
        workspace = self.by.workspace
        workspace.press(self.id, "")
        with workspace.lock:
            channel = self._at(where)
            command, _, rest = text.partition(" ")
            before = {m.ts for m in channel.messages.values()}
            if thread is not None:
                raise NotThere(f"{command} is not supported in threads. Sorry!")
            known = [c.command for c in workspace.app.commands if self.has_app]
            if command not in known:
                raise NotThere(f"{command} is not a valid command; there are: {', '.join(known) or 'none'}")
            url = workspace.response_urls.issue(channel=channel.id, user=self.id)
            payload: Json = {
                "token": "no-longer-used",
                "team_id": workspace.team_id,
                "team_domain": workspace.name.lower().replace(" ", "-"),
                "channel_id": channel.id,
                "channel_name": payloads.channel_name(channel),
                "user_id": self.id,
                "user_name": self.name,
                "command": command,
                "text": compose.command_text(workspace, rest.strip()),
                "api_app_id": workspace.app_id,
                "is_enterprise_install": "false",
                "response_url": f"{workspace.url}/response/{url}",
                "trigger_id": workspace.triggers.issue(self.id),
            }
        answer = self.by.postman.send(Envelope(kind=EnvelopeKind.COMMAND, payload=payload))
        acknowledgements.command_answer(workspace, channel, self.member, command, answer)
        return tuple(s for s in self.sees(channel.id) if s.ts not in before)

    def sees(self, where: str, *, thread: Seen | str | None = None) -> tuple[Seen, ...]:
        """Look at a conversation or a thread, newest last."""
        with self.by.workspace.lock:
            channel = self._find(where)
            ts = self._thread(channel, thread)
            found = sight.messages(self.by.workspace, channel, self.member, thread_ts=ts)
            return tuple(sight.of_message(self.by.workspace, m, self.member) for m in found)

    def reads(self, where: str) -> None:
        """Read a conversation to its end."""
        unread.reads(self.by.workspace, self._find(where), self.member)

    def looks_again(self, seen: Seen) -> Seen:
        """Look at a message as it is now."""
        return sight.of_message(self.by.workspace, self._message(seen), self.member)

    # --- finding ---

    def _at(self, where: str) -> Channel:
        channel = self._find(where)
        if self.member.deleted:
            raise NotThere(f"{self.name} is deactivated")
        if self.id not in channel.members:
            raise NotThere(f"{self.name} is not in #{channel.name}; join first")
        if channel.archived:
            raise NotThere(f"#{channel.name} is archived")
        return channel

    def _find(self, where: str) -> Channel:
        workspace = self.by.workspace
        if where in workspace.channels:
            return workspace.channels[where]
        if where.startswith("@") or any(where == m.id for m in workspace.members.values()):
            return workspace.dm(self.id, workspace.member(where).id)
        return workspace.channel(where)

    def _thread(self, channel: Channel, thread: Seen | str | None) -> str:
        if thread is None:
            return ""
        ts = thread if isinstance(thread, str) else thread.ts
        message = channel.messages.get(ts)
        if message is None or message.only_for:
            raise NotThere(f"there is no message {ts} to have a thread in {channel.name}")
        return message.thread_ts or ts

    def _message(self, seen: Seen) -> Message:
        message = self.by.workspace.channels[seen.channel].messages.get(seen.ts)
        if message is None:
            raise NotThere(f"this message is gone: {seen.text[:80]!r}")
        return message

    def _message_event(self, message: Message, channel: Channel) -> Json:
        kind = "channel" if channel.kind is ChannelKind.PUBLIC else channel.kind.value
        event = payloads.message(self.by.workspace, message)
        event |= {"channel": channel.id, "channel_type": kind, "event_ts": message.ts}
        event |= {"client_msg_id": message.ts.replace(".", "-")}
        if payloads.is_external(self.by.workspace, channel):
            event |= {"user_team": self.member.team_id, "source_team": self.member.team_id}
        return event
