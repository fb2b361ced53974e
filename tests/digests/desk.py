"""A bot that keeps digests, a Slack that takes messages or not, and a clock that moves when it is told to.

The Slack here is the Web API's lowest seam in the process: the year of a test has ten thousand posts.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy.orm import Session

from bot.db import Database
from bot.digests import jobs, service, store
from bot.digests.rules import Choices, Edition, Subscription
from bot.digests.rules.sections import Audience, Item, Section, Window
from bot.digests.service import subscriptions
from bot.digests.service.sources import Contributor
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox import jobs as outbox_jobs
from bot.outbox import service as outbox
from bot.outbox.rules import Promise
from bot.people import service as people
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

T = WorkspaceId("T1")
ANA = UserId("UANA")
BEN = UserId("UBEN")
LEARNING = ChannelId("CLEARN")


class Killed(BaseException):
    """The process is gone. Nothing in the bot may catch this."""


@dataclass
class Clock:
    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def to(self, moment: datetime) -> None:
        assert moment >= self.moment
        self.moment = moment

    def advance(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Wall:
    """What everybody can read."""

    posts: list[dict[str, Any]] = field(default_factory=list)
    #: channels that refuse, with Slack's code
    refusals: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    #: called at labelled points; may raise `Killed`
    at: Callable[[str], None] = lambda label: None

    def in_channel(self, channel: str) -> list[dict[str, Any]]:
        return [one for one in self.posts if one["channel"] == channel and not one.get("thread_ts")]

    def thread(self, channel: str, ts: str) -> list[dict[str, Any]]:
        return [one for one in self.posts if one["channel"] == channel and one.get("thread_ts") == ts]

    def answer(self, method: str, args: dict[str, Any]) -> dict[str, Any]:
        channel = args.get("channel", "")
        if channel in self.refusals:
            return {"ok": False, "error": self.refusals[channel]}
        match method:
            case "chat.postMessage":
                self.at("before it is said")
                ts = f"1700000000.{len(self.posts) + 1:06}"
                said = channel if channel.startswith(("C", "G")) else f"D{channel}"
                self.posts.append({**args, "channel": said, "ts": ts})
                self.at("after it is said")
                return {"ok": True, "channel": said, "ts": ts}
            case "chat.update":
                for one in self.posts:
                    if (one["channel"], one["ts"]) == (channel, args["ts"]):
                        one.update(args)
            case "chat.delete":
                self.posts = [one for one in self.posts if (one["channel"], one["ts"]) != (channel, args["ts"])]
            case "conversations.history" | "conversations.replies":
                return {"ok": True, "messages": [one for one in self.posts if one["channel"] == channel]}
            case "conversations.open":
                return {"ok": True, "channel": {"id": f"D{args['users']}"}}
            case "conversations.info":
                return {"ok": True, "channel": {"id": channel, "is_channel": True, **self.facts.get(channel, {})}}
            case "conversations.members":
                return {"ok": True, "members": self.members.get(channel, [ANA])}
            case "users.info":
                return {"ok": True, "user": person(args["user"], zone=self.zones.get(args["user"], "Europe/Paris"))}
        return {"ok": True}


class Wire(WebClient):
    """Slack's SDK with our wall at the other end."""

    def __init__(self, wall: Wall) -> None:
        super().__init__(token="xoxb-test", retry_handlers=[])
        self.wall = wall

    def api_call(self, api_method: str, **how: Any) -> SlackResponse:
        args = dict(how.get("params") or {}) | dict(how.get("json") or {})
        for name in ("blocks", "metadata"):
            if isinstance(args.get(name), str):
                args[name] = json.loads(args[name])
        data = self.wall.answer(api_method, args)
        response = SlackResponse(
            client=self, http_verb="POST", api_url=api_method, req_args={}, data=data, headers={}, status_code=200
        )
        if not data["ok"]:
            raise SlackApiError("refused", response)  # type: ignore[no-untyped-call]
        return response


@dataclass
class Pile:
    """What there is to tell: a contributor whose items a test puts down and takes away."""

    items: dict[str, tuple[datetime, Item]] = field(default_factory=dict)

    def add(self, at: datetime, *texts: str, section: Section = Section.MILESTONES, **facts: Any) -> None:
        for text in texts:
            key = facts.get("key", f"pile:{text}")
            self.items[key] = (at, Item(section=section, text=text, **{**facts, "key": key}))

    def remove(self, text: str) -> None:
        del self.items[f"pile:{text}"]

    def gather(self, _session: Session, _workspace: WorkspaceId, _audience: Audience, window: Window) -> list[Item]:
        return [item for at, item in self.items.values() if window.since <= at < window.until]

    @property
    def contributors(self) -> tuple[Contributor, ...]:
        return (Contributor(gather=self.gather),)


@dataclass(frozen=True)
class Desk:
    """One process's bot."""

    runtime: Runtime
    clock: Clock
    wall: Wall
    pile: Pile
    contributors: tuple[Contributor, ...] = ()

    @property
    def parts(self) -> tuple[Contributor, ...]:
        return self.contributors or self.pile.contributors

    def does(self, action: Callable[..., Any], *args: Any, **facts: Any) -> Any:
        return self.runtime.transaction(lambda session: action(session, T, *args, **facts))

    def start(
        self, channel: ChannelId = LEARNING, user: UserId = ANA, *, is_shared: bool = False, **choices: Any
    ) -> Subscription:
        """Start a digest, or change it."""
        if is_shared:
            self.wall.facts[channel] = {"is_ext_shared": True}
        self.wall.members.setdefault(channel, [ANA, BEN])
        found, _ = self.does(subscriptions.start, channel, user, Choices(**choices), now=self.clock.now())
        assert isinstance(found, Subscription)
        return found

    def publishes(self) -> None:
        """Let what is due be posted."""
        jobs.publish(self.runtime, self.parts)
        self.speaks()

    def ticks(self) -> None:
        """Let the clock do its work, and the outbox say what may be said now."""
        jobs.survey(self.runtime)
        jobs.publish(self.runtime, self.parts)
        jobs.repair(self.runtime, self.parts)
        self.speaks()

    def speaks(self) -> None:
        """Let everything be said that is owed, however long Slack makes us wait."""
        for _ in range(5000):
            said = self.deliver()
            if not said and not self.owes():
                return
            self.clock.advance(seconds=1)
        raise AssertionError("something is never said")

    def deliver(self) -> int:
        def settled(session: Session, promise: Promise) -> None:
            service.settled(session, promise, now=self.clock.now())

        return outbox_jobs.deliver(self.runtime, {service.TOPIC: settled})

    def owes(self) -> int:
        return self.runtime.reading(lambda session: outbox.counts(session, now=self.clock.now())).pending

    def to(self, moment: datetime, *, tick: timedelta = timedelta(hours=1)) -> None:
        """Let time pass, with a tick every so often."""
        while self.clock.now() + tick < moment:
            self.clock.advance(seconds=tick.total_seconds())
            self.ticks()
        self.clock.to(max(moment, self.clock.now()))
        self.ticks()

    def editions(self, channel: ChannelId = LEARNING) -> tuple[Edition, ...]:
        """Return a channel's editions, the earliest first."""
        found: tuple[Edition, ...] = self.does(store.editions, channel)
        return tuple(reversed(found))

    def states(self, channel: ChannelId = LEARNING) -> list[tuple[str, str, str]]:
        return [(one.period, one.state.value, one.reason) for one in self.editions(channel)]

    def open_edition(self, channel: ChannelId = LEARNING, user: UserId = ANA) -> tuple[Subscription, Edition]:
        """Return the next edition, as its owner would change it."""
        period = self.does(lambda session, ws: service.owned(session, ws, user, now=self.clock.now()))
        assert period
        upcoming = next(one for one in self.editions(channel) if one.state == "open")
        found: tuple[Subscription, Edition] = self.does(
            service.edition, channel, upcoming.period, user, now=self.clock.now()
        )
        return found

    def direct(self, user: UserId = ANA) -> list[dict[str, Any]]:
        return self.wall.in_channel(f"D{user}")


def process(database: Database, clock: Clock, wall: Wall, pile: Pile, contributors: Sequence[Contributor] = ()) -> Desk:
    """Start a bot on a database."""
    runtime = Runtime(database=database, now=clock.now, client=lambda _workspace, _timeout: Wire(wall))
    return Desk(runtime, clock, wall, pile, tuple(contributors))


def settle(database: Database, now: datetime, users: Collection[str] = (ANA, BEN), zone: str = "Europe/Paris") -> None:
    """Install the bot, and let it know some people."""

    def unit(session: Session) -> None:
        workspaces.install(session, T, name="Meadow", bot_user=UserId("UBOT"), bot_id="BBOT", now=now)
        for user in users:
            people.remember(session, T, person(user, zone=zone), now=now)

    database.transaction(unit)


def person(user: str, *, zone: str = "Europe/Paris", **facts: Any) -> dict[str, Any]:
    return {"id": user, "team_id": T, "real_name": user.removeprefix("U").capitalize(), "tz": zone, **facts}


def visible(message: Mapping[str, Any]) -> str:
    """Return the text a person reads in a message."""

    def texts(value: object) -> list[str]:
        if isinstance(value, Mapping):
            own = [value["text"]] if isinstance(value.get("text"), str) else []
            return own + [one for name, part in value.items() if not isinstance(part, str) for one in texts(part)]
        if isinstance(value, list | tuple):
            return [one for part in value for one in texts(part)]
        return []

    return "\n".join(texts(message.get("blocks") or ()))


def buttons(message: Mapping[str, Any]) -> list[str]:
    """Return the labels of what can be pressed."""
    found = []
    for block in message.get("blocks") or ():
        for element in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else ())]:
            if element.get("type") == "button":
                found.append(element["text"]["text"])
    return found
