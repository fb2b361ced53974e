"""Who and what is in this workspace, and who may be found by which name?

One lock guards it all. Nothing here talks to the bot; what the bot should hear of is put into `occurred`.
"""

import secrets
import time
from collections.abc import Callable
from queue import Queue
from threading import Condition, RLock

from bot.playground.api.faults import Faults
from bot.playground.api.triggers import ResponseUrls, Triggers
from bot.playground.clock import Clock
from bot.playground.errors import ApiError, NotThere
from bot.playground.reading.lines import Reader
from bot.playground.state import AppConfig, Channel, ChannelKind, File, Json, Member, Message, UserGroup, View
from bot.playground.traffic import Traffic

#: what comes privately so soon after a press is its answer
PRESS_SECONDS = 10.0
_PREFIX = {ChannelKind.PUBLIC: "C", ChannelKind.PRIVATE: "C", ChannelKind.IM: "D", ChannelKind.MPIM: "G"}


def _plain(name: str) -> str:
    return "".join(c for c in name.upper() if c.isascii() and c.isalnum())


class Workspace:
    """The workspace's memory."""

    def __init__(
        self,
        *,
        app: AppConfig,
        clock: Clock,
        name: str,
        team_id: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.clock, self.name, self.team_id = app, clock, name, team_id
        self.lock = RLock()
        self.changed = Condition(self.lock)
        self.version = 0
        #: False: the app was removed and its token is worth nothing
        self.is_installed = True
        #: called at every change; must be quick
        self.watchers: set[Callable[[], None]] = set()
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, UserGroup] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        #: each person's stack of modals, the top one last
        self.modals: dict[str, list[View]] = {}
        #: what a person chose in a message's inputs: (person, ts) to block_id to action_id
        self.choices: dict[tuple[str, str], dict[str, dict[str, Json]]] = {}
        #: which message a person pressed last, and when
        self.pressed: dict[str, tuple[str, float]] = {}
        #: up to where a person has read a conversation: (person, channel) to a `ts`
        self.read: dict[tuple[str, str], str] = {}
        self.faults = Faults(clock.now)
        self.traffic = Traffic()
        self.triggers = Triggers(monotonic)
        self.response_urls = ResponseUrls(clock.now)
        #: files that the app has an address for and has not put into a conversation
        self.uploads: dict[str, File] = {}
        #: events the bot itself caused, waiting to be delivered to it
        self.occurred: Queue[tuple[Json, str] | None] = Queue()
        #: one chat.postMessage a second and channel, as Slack has it
        self.is_pacing = False
        self.last_posts: dict[str, float] = {}
        #: where the web server is, once it serves
        self.url = "http://localhost"
        #: how many ids were made
        self.made = 0
        self.last_micros = 0
        self.app_id = "A" + team_id[1:]
        self.bot_id = "B" + team_id[1:]
        self.bot_token = f"xoxb-{team_id}-{secrets.token_hex(8)}"
        self.app_token = f"xapp-1-{self.app_id}-{secrets.token_hex(8)}"
        self.bot = self.add_member(app.name, real_name=app.name.capitalize(), is_bot=True)

    # --- making things ---------------------------------------------------------------------------------------------

    def new_id(self, prefix: str, name: str = "") -> str:
        """Make an id that reads well in a log: U04ANA."""
        self.made += 1
        return f"{prefix}{self.made:02d}{_plain(name)}"

    def next_ts(self) -> str:
        """Give a `ts` later than every one before."""
        with self.lock:
            self.last_micros = max(int(self.clock.now().timestamp() * 1_000_000), self.last_micros + 1)
            return f"{self.last_micros // 1_000_000}.{self.last_micros % 1_000_000:06d}"

    def add_member(self, name: str, *, company: str = "", real_name: str = "", **facts: str | bool) -> Member:
        """Add a person; with a company of their own they come from another workspace by Slack Connect."""
        with self.lock:
            team = "T" + _plain(company) if company else self.team_id
            member = Member(
                id=self.new_id("U", name),
                name=name,
                real_name=real_name or name.capitalize(),
                email=f"{name}@{(company or self.name).lower().replace(' ', '-')}.example",
                team_id=team,
            )
            for fact, value in facts.items():
                if not hasattr(member, fact):
                    raise TypeError(f"a person has no {fact}")
                setattr(member, fact, value)
            self.members[member.id] = member
            self.touch()
            return member

    def app_user(self, app: str) -> Member:
        """Find or add the bot user of another app."""
        with self.lock:
            for member in self.members.values():
                if member.is_bot and member.real_name == app:
                    return member
            return self.add_member(app.lower(), real_name=app, is_bot=True)

    def add_channel(self, name: str, *members: str, kind: ChannelKind = ChannelKind.PUBLIC) -> Channel:
        """Add a channel; members by name or id, the bot by its own."""
        with self.lock:
            ids = [self.member(m).id for m in members]
            created = int(self.clock.now().timestamp())
            channel = Channel(
                id=self.new_id(_PREFIX[kind], name),
                name=name,
                kind=kind,
                members=ids,
                creator=ids[0] if ids else "",
                created=created,
            )
            self.channels[channel.id] = channel
            self.touch()
            return channel

    def dm(self, *people: str) -> Channel:
        """Find or open the direct conversation of these people."""
        with self.lock:
            wanted = {self.member(p).id for p in people}
            kind = ChannelKind.IM if len(wanted) <= 2 else ChannelKind.MPIM
            for channel in self.channels.values():
                if channel.kind is kind and set(channel.members) == wanted:
                    return channel
            return self.add_channel("-".join(sorted(self.members[i].name for i in wanted)), *sorted(wanted), kind=kind)

    def store(self, message: Message) -> Message:
        """Put a new message into its channel."""
        with self.lock:
            self.channels[message.channel].messages[message.ts] = message
            self.touch()
            return message

    def press(self, user: str, ts: str) -> None:
        """Note what a person pressed; "": they went on to something else."""
        self.pressed[user] = (ts, time.monotonic())

    def pressed_by(self, user: str) -> str:
        """Give the message a person pressed a moment ago, or nothing."""
        ts, at = self.pressed.get(user, ("", 0.0))
        return ts if time.monotonic() - at < PRESS_SECONDS else ""

    def touch(self) -> None:
        """Tell everyone who watches that something changed."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()
            for watcher in tuple(self.watchers):
                watcher()

    # --- finding things --------------------------------------------------------------------------------------------

    def member(self, name: str) -> Member:
        """Find a person by id or name, with or without @."""
        wanted = name.removeprefix("@")
        for member in self.members.values():
            if wanted in (member.id, member.name):
                return member
        raise NotThere(f"nobody is called {name!r} here; there are: {', '.join(m.name for m in self.members.values())}")

    def channel(self, name: str) -> Channel:
        """Find a channel by id or name, with or without #."""
        wanted = name.removeprefix("#")
        for channel in self.channels.values():
            if wanted == channel.id or (
                wanted == channel.name and channel.kind in (ChannelKind.PUBLIC, ChannelKind.PRIVATE)
            ):
                return channel
        there = ", ".join(f"#{c.name}" for c in self.channels.values() if c.kind is not ChannelKind.IM)
        raise NotThere(f"no channel {name!r} here; there are: {there}")

    def bot_channel(self, channel_id: str) -> Channel:
        """Find a channel as the bot sees it: private ones it is not in do not exist."""
        channel = self.channels.get(channel_id)
        if channel is None or (channel.kind is not ChannelKind.PUBLIC and self.bot.id not in channel.members):
            raise ApiError("channel_not_found")
        return channel

    def called(self, target: str) -> str:
        """Give the name people read for "@U1", "#C1" or "!subteam^S1"."""
        if target.startswith("!subteam^"):
            group = self.groups.get(target.removeprefix("!subteam^"))
            return f"@{group.handle}" if group else "@unknown-group"
        known: dict[str, Member] | dict[str, Channel] = self.members if target[0] == "@" else self.channels
        found = known.get(target[1:])
        return target[0] + (found.name if found else target[1:])

    def reader(self, viewer: Member | None = None) -> Reader:
        """Give the eyes of a person; without one: of somebody in UTC."""
        return Reader(names=self.called, tz=viewer.tz if viewer else "UTC")

    def allows(self, scope: str) -> bool:
        """Tell whether the app was granted a scope."""
        return self.app.scopes is None or scope in self.app.scopes

    def require(self, *scopes: str) -> None:
        """Refuse as Slack does unless one of the scopes was granted."""
        if not any(self.allows(scope) for scope in scopes):
            raise ApiError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(self.app.scopes or ())))
