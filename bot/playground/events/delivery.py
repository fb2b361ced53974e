"""How does the bot hear of what people do, and what does it answer?

One seam: `Deliver` takes an envelope and gives the bot's answer. Socket Mode, signed HTTP and a plain function are
three of them. `Postman` decides what the bot hears of, keeps what it did not take, and delivers again when told to.
"""

import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from queue import Empty

from bot.playground.events import payloads
from bot.playground.reading.lines import Reader, shown
from bot.playground.reading.mrkdwn import read
from bot.playground.state import Channel, ChannelKind, Json
from bot.playground.traffic import Direction
from bot.playground.workspace import Workspace

#: what Slack waits for an acknowledgement
ACK_SECONDS = 3.0
#: at once, after a minute, after five
RETRIES = 3


class EnvelopeKind(StrEnum):
    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, kw_only=True)
class Envelope:
    kind: EnvelopeKind
    payload: Json
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    retry_num: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The bot's acknowledgement; status 0: there was none in time."""

    status: int = 200
    body: Json | str | None = None

    @property
    def is_ack(self) -> bool:
        return 200 <= self.status < 300


NO_ANSWER = Answer(status=0)
Deliver = Callable[[Envelope], Answer]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    envelope: Envelope
    answer: Answer


_MESSAGE_EVENTS = {
    ChannelKind.PUBLIC: ("message.channels", "channels:history"),
    ChannelKind.PRIVATE: ("message.groups", "groups:history"),
    ChannelKind.IM: ("message.im", "im:history"),
    ChannelKind.MPIM: ("message.mpim", "mpim:history"),
}
_EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "channel_archive": "channels:read",
    "channel_rename": "channels:read",
    "subteam_members_changed": "usergroups:read",
    "subteam_updated": "usergroups:read",
}


class Postman:
    """Carries what happens to the bot and remembers every delivery."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.deliver: Deliver = lambda _: NO_ANSWER
        self.deliveries: list[Delivery] = []
        #: events the bot has not acknowledged yet
        self.waiting: list[Envelope] = []
        #: called with everything that is delivered
        self.watcher: Callable[[Envelope], None] = lambda _: None
        #: Slack delivers an event again nearly at once; where nobody tells when, that is done here
        self.tries_again = False
        self._worker: threading.Thread | None = None

    def is_heard(self, event: Json, channel: Channel | None) -> bool:
        """Tell whether the app is subscribed to an event, was granted its scope, and is there."""
        workspace = self._workspace
        name, scope = event["type"], _EVENT_SCOPES.get(event["type"], "")
        if name == "message" and channel is not None:
            name, scope = _MESSAGE_EVENTS[channel.kind]
        if scope == "channels:read" and channel is not None and channel.kind is ChannelKind.PRIVATE:
            scope = "groups:read"
        subscribed = workspace.app.events is None or name in workspace.app.events
        present = channel is None or workspace.bot.id in channel.members or event["type"] == "channel_left"
        return subscribed and present and (not scope or workspace.allows(scope))

    def event(self, event: Json, channel: Channel | None = None) -> None:
        """Deliver an event if the bot is to hear of it."""
        workspace = self._workspace
        if self.is_heard(event, channel):
            external = channel is not None and payloads.is_external(workspace, channel)
            payload = payloads.event_callback(workspace, event, external=external)
            envelope = Envelope(kind=EnvelopeKind.EVENT, payload=payload)
            if not self.send(envelope).is_ack and self.tries_again:
                self.send(replace(envelope, retry_num=1, retry_reason="http_timeout"))

    def send(self, envelope: Envelope, *, to: Deliver | None = None) -> Answer:
        """Deliver one envelope and write it down; an event that is not taken waits for `redeliver`."""
        workspace = self._workspace
        started = time.monotonic()
        answer = (to or self.deliver)(envelope)
        self.watcher(envelope)
        elapsed = (time.monotonic() - started) * 1_000
        with workspace.lock:
            self.deliveries.append(Delivery(envelope=envelope, answer=answer))
            self.waiting = [e for e in self.waiting if e.id != envelope.id]
            if envelope.kind is EnvelopeKind.EVENT and not answer.is_ack and envelope.retry_num < RETRIES:
                self.waiting.append(envelope)
            workspace.traffic.note(
                when=workspace.clock.now(),
                direction=Direction.TO_BOT,
                kind=kind_of(envelope),
                summary=summary_of(envelope, answer, workspace.reader()),
                detail={"payload": envelope.payload, "status": answer.status, "answer": answer.body},
                ms=elapsed,
            )
            workspace.touch()
        return answer

    def redeliver(self, delivery: Delivery | None = None, *, to: Deliver | None = None) -> tuple[Answer, ...]:
        """Deliver again: what waits, or one past delivery; `to` another process if given."""
        again = self.waiting[:] if delivery is None else [delivery.envelope]
        answers = []
        for envelope in again:
            if envelope.kind is not EnvelopeKind.EVENT:
                # Slack itself sends these once; what comes twice through a proxy is the same to the last byte.
                answers.append(self.send(envelope, to=to))
                continue
            reason = "http_timeout" if envelope.retry_num else "http_error"
            answers.append(self.send(replace(envelope, retry_num=envelope.retry_num + 1, retry_reason=reason), to=to))
        return tuple(answers)

    # --- events the bot itself caused ---

    def start(self) -> None:
        """Carry in the background what the bot's own calls cause."""
        if self._worker is None:
            self._worker = threading.Thread(target=self._carry, name="postman", daemon=True)
            self._worker.start()

    def stop(self) -> None:
        """Stop carrying."""
        if self._worker is not None:
            self._workspace.occurred.put(None)
            self._worker.join(timeout=5)
            self._worker = None

    def _carry(self) -> None:
        occurred = self._workspace.occurred
        while (item := occurred.get()) is not None:
            self._carry_one(item)
        occurred.task_done()

    def _carry_one(self, item: tuple[Json, str]) -> None:
        event, channel_id = item
        self.event(event, self._workspace.channels.get(channel_id))
        self._workspace.occurred.task_done()
        self._workspace.touch()

    def carry(self) -> None:
        """Carry here and now what waits, where nothing is carried in the background."""
        with suppress(Empty):
            while (item := self._workspace.occurred.get_nowait()) is not None:
                self._carry_one(item)

    def settle(self, within: float = 5.0) -> None:
        """Wait until everything the bot caused so far was delivered to it."""
        workspace = self._workspace
        self.start()
        with workspace.changed:
            if not workspace.changed.wait_for(lambda: not workspace.occurred.unfinished_tasks, timeout=within):
                raise AssertionError(f"events were still being delivered after {within} s")


def kind_of(envelope: Envelope) -> str:
    """Name what an envelope carries: `app_mention`, `/learn`, `block_actions`."""
    payload = envelope.payload
    return str(payload.get("event", {}).get("type") or payload.get("command") or payload.get("type"))


def summary_of(envelope: Envelope, answer: Answer, reader: Reader) -> str:
    """Say in a few words what was delivered and what came back."""
    payload = envelope.payload
    inner = payload.get("event") or payload
    who = inner.get("user_name") or (inner["user"].get("name") if isinstance(inner.get("user"), dict) else "")
    actions = ", ".join(a["action_id"] for a in payload.get("actions", []))
    text = shown(read(str(inner.get("text") or ""), reader))
    what = str(text or actions or payload.get("callback_id") or inner.get("subtype") or inner.get("tab") or "")
    again = f"again ({envelope.retry_num}), " if envelope.retry_num else ""
    end = "no answer" if answer.status == 0 else str(answer.status)
    return f"{who} {what[:80]} → {again}{end}".strip()
