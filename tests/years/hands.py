"""How is each listener reached, one delivery at a time, with what it cost?

A delivery goes to Bolt as Slack's own payload; which of the registered listeners took it is asked of Bolt afterwards.
"""

import inspect
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from sqlalchemy import text
from sqlalchemy.engine import URL

from bot.playground.api import views as api
from bot.playground.clock import Clock
from bot.playground.events import payloads
from bot.playground.state import ChannelKind, Json, Member
from bot.slack.door import Listener
from tests.effort import instructions, spending
from tests.office import Office, opened
from tests.years import town
from tests.years.town import NOW


@dataclass(frozen=True, kw_only=True)
class Cost:
    #: which of the registered listeners it was, by its name and what it alone answers; '' for none
    listener: str
    statements: int
    #: run in `bot/`; 0 when they were not counted
    instructions: int
    #: of this process's CPU
    seconds: float
    #: what was asked of the database
    asked: tuple[str, ...]


@dataclass(kw_only=True)
class Hands:
    """What anybody in the company can do, and what it cost."""

    office: Office
    costs: list[Cost] = field(default_factory=list)
    #: counting slows down what is counted; a benchmark does not
    is_counting: bool = True

    def __post_init__(self) -> None:
        self.workspace = self.office.slack.workspace
        self.people = town.people(self.office.slack)
        self.channels = town.channels(self.office.slack)
        self.here = self.office.workspace

    # --- what people do --------------------------------------------------------------------------------------------

    def command(self, name: str, words: str, *, by: int = 1) -> None:
        who = self._member(by)
        self._deliver(
            {
                "command": name,
                "text": words,
                "team_id": self.here,
                "user_id": who.id,
                "user_name": who.name,
                "channel_id": self.channels[0],
                "channel_name": "c0",
                "trigger_id": self._trigger(who),
                "response_url": self._url(who),
                "api_app_id": self.workspace.app_id,
            }
        )

    def presses(self, action: str, value: object = "", *, by: int | str = 1, channel: str = "") -> None:
        who, where = self._member(by), channel or self.channels[0]
        pressed = {"type": "button", "action_id": action, "block_id": "b", "value": str(value), "action_ts": "1.1"}
        ts = self.workspace.next_ts()
        more = {
            "trigger_id": self._trigger(who),
            "response_url": self._url(who),
            "channel": {"id": where, "name": "c"},
            "container": {"type": "message", "message_ts": ts, "channel_id": where, "is_ephemeral": False},
            "message": {"ts": ts, "text": "", "blocks": []},
            "state": {"values": {}},
            "actions": [pressed],
        }
        self._deliver(payloads.interaction(self.workspace, "block_actions", who, **more))

    def submits(self, *, by: int | str = 1, **filled: Any) -> None:
        """Submit the modal that was opened last."""
        who = self._member(by)
        person = self.office.slack.person(who.name)
        modal = person.modal.fill(filled)
        shown = payloads.view(self.workspace, modal.view)
        more = {"trigger_id": self._trigger(who), "view": shown, "response_urls": []}
        answer = self._deliver(payloads.interaction(self.workspace, "view_submission", who, **more))
        modal.close()
        if following := (json.loads(answer.body) if answer.body else {}).get("view"):
            api.push_onto(self.workspace, who.id, following)

    def shortcut(self, callback: str, words: str, *, by: int = 1, author: int = 5) -> None:
        who = self._member(by)
        message = {"type": "message", "user": self.people[author], "ts": self.workspace.next_ts(), "text": words}
        more = {
            "callback_id": callback,
            "trigger_id": self._trigger(who),
            "response_url": self._url(who),
            "channel": {"id": self.channels[0], "name": "c0"},
            "message": message,
            "message_ts": message["ts"],
        }
        self._deliver(payloads.interaction(self.workspace, "message_action", who, **more))

    def mentions(self, words: str, *, by: int = 1, thread: str = "") -> str:
        """Mention the bot in a channel; give the message's ts."""
        return self._says("app_mention", f"<@{self.office.slack.bot_user}> {words}", self.channels[0], by, thread)

    def writes(self, words: str, *, by: int = 1) -> str:
        """Write to the bot directly."""
        conversation = self.workspace.dm(self._member(by).id, self.office.slack.bot_user)
        return self._says("message", words, conversation.id, by, "", into=ChannelKind.IM)

    def replies(self, words: str, channel: str, thread: str, *, by: int = 1) -> None:
        self._says("message", words, channel, by, thread)

    def edits(self, ts: str, before: str, after: str, *, by: int = 1) -> None:
        who = self._member(by).id
        said = {"type": "message", "user": who, "ts": ts, "team": self.here}
        changed = {"message": said | {"text": after}, "previous_message": said | {"text": before}}
        self._event("message", subtype="message_changed", channel=self.channels[0], **changed)

    def deletes(self, ts: str, before: str, *, by: int = 1) -> None:
        said = {"type": "message", "user": self._member(by).id, "ts": ts, "team": self.here, "text": before}
        self._event(
            "message", subtype="message_deleted", channel=self.channels[0], deleted_ts=ts, previous_message=said
        )

    def reacts(self, emoji: str, ts: str, *, by: int = 1, author: int = 5, is_added: bool = True) -> None:
        item = {"type": "message", "channel": self.channels[0], "ts": ts}
        facts = {"user": self._member(by).id, "reaction": emoji, "item": item, "item_user": self.people[author]}
        self._event("reaction_added" if is_added else "reaction_removed", **facts)

    def opens_home(self, *, by: int = 1) -> None:
        conversation = self.workspace.dm(self._member(by).id, self.office.slack.bot_user)
        self._event("app_home_opened", user=self._member(by).id, channel=conversation.id, tab="home")

    def changes(self, kind: str, *, of: int, **facts: Any) -> None:
        """A profile changes, or somebody joins."""
        self._event(kind, user=payloads.user(self.workspace, self._member(of)) | facts)

    # --- what there is ---------------------------------------------------------------------------------------------

    def one(self, query: str, **values: object) -> Any:
        """Return the first column of the first row, or the row itself when it has several."""
        with self.office.database.engine.connect() as connection:
            row = connection.execute(text(query), values).first()
        assert row is not None, query
        return row[0] if len(row) == 1 else tuple(row)

    def run(self, statement: str, user: str) -> None:
        with self.office.database.engine.begin() as connection:
            connection.execute(text(statement), {"user": user})

    def button(self, action: str) -> str:
        """Return the value of a button in the newest message that has one of this action."""
        with self.office.database.engine.connect() as connection:
            said = connection.execute(text("SELECT message FROM outbox ORDER BY id DESC LIMIT 40")).scalars().all()
        for one in said:
            for element in _elements(json.loads(one) if isinstance(one, str) else one):
                if element.get("action_id") == action:
                    return str(element.get("value", ""))
        raise AssertionError(f"nobody was shown {action}")

    def number(self, user: str) -> int:
        return self.people.index(user)

    # --- how it gets there -----------------------------------------------------------------------------------------

    def _says(
        self, kind: str, words: str, channel: str, by: int, thread: str, *, into: ChannelKind = ChannelKind.PUBLIC
    ) -> str:
        ts = self.workspace.next_ts()
        facts: Json = {"user": self._member(by).id, "text": words, "channel": channel, "ts": ts, "team": self.here}
        facts["channel_type"] = into.value
        if thread:
            facts["thread_ts"] = thread
        self._event(kind, **facts)
        return ts

    def _event(self, kind: str, **facts: Any) -> None:
        event = {"type": kind, "event_ts": self.workspace.next_ts(), **facts}
        self._deliver(payloads.event_callback(self.workspace, event))

    def _deliver(self, body: Json) -> BoltResponse:
        request = BoltRequest(body=body, mode="socket_mode")
        with spending(self.office.database) as spent:
            before = time.process_time()
            count, response = self._counted(request)
            seconds = time.process_time() - before
        self._check(response)
        taken_by = self._taken_by(request)
        asked = tuple(spent.statements)
        self.costs.append(
            Cost(listener=taken_by, statements=len(asked), instructions=count, seconds=seconds, asked=asked)
        )
        return response

    def _counted(self, request: BoltRequest) -> tuple[int, BoltResponse]:
        if self.is_counting:
            return instructions(lambda: self.office.bot.bolt.dispatch(request))
        return 0, self.office.bot.bolt.dispatch(request)

    def _check(self, response: BoltResponse) -> None:
        """What is refused costs nothing: it would prove nothing."""
        assert response.status == 200, response.body
        assert "didn't work" not in response.body, response.body
        assert "broke here" not in response.body, response.body
        with self.office.database.engine.connect() as connection:
            sorry = connection.execute(text("SELECT message FROM outbox WHERE key LIKE 'apology:%'")).scalars().all()
        assert not sorry, sorry

    def _taken_by(self, request: BoltRequest) -> str:
        """Ask Bolt, which has filled in by now what its matchers look at."""
        for one in self.office.bot.bolt._listeners:
            if one.matches(req=request, resp=BoltResponse(status=200)):
                found = inspect.getclosurevars(one.ack_function).nonlocals.get("listener")
                return named(found) if isinstance(found, Listener) else ""
        return ""

    def _member(self, who: int | str) -> Member:
        return self.workspace.members[self.people[who] if isinstance(who, int) else who]

    def _trigger(self, who: Member) -> str:
        return self.workspace.triggers.issue(who.id)

    def _url(self, who: Member) -> str:
        name = self.workspace.response_urls.issue(channel=self.channels[0], user=who.id)
        return f"{self.workspace.url}/respond/{name}"


def _elements(shown: Any) -> Iterator[Json]:
    """Give every object within a message."""
    if isinstance(shown, dict):
        yield shown
    for one in shown.values() if isinstance(shown, dict) else shown if isinstance(shown, list) else ():
        yield from _elements(one)


def named(listener: Listener) -> str:
    """Name a listener, and what it alone answers: `command:/kudos undo`."""
    return f"{listener.kind}:{listener.name} {listener.example}".strip()


@contextmanager
def hands(url: URL, folder: Path, *, is_counting: bool = True) -> Iterator[Hands]:
    """Let the company use the bot on a database with its five years; nothing is said but what a test lets out."""
    clock = Clock(at=NOW)
    articles = folder / "articles"
    articles.mkdir()
    with opened(url, clock=clock, folder=articles, slack=town.town(clock)) as office:
        office.bot.library.follow(office.bot.runtime, office.workspace)
        yield Hands(office=office, is_counting=is_counting)
