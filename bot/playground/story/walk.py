"""What can the bot show? A walk through all that people can type, press and fill in, which keeps one of each kind.

It knows no domain: it types what the listeners say they answer, presses what it then sees, and fills in every form. The
newest and longest of each kind is kept: whether Slack takes a message depends on its parts, not on the words in them.
"""

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.playground.api import inputs
from bot.playground.errors import NotThere
from bot.playground.people import acknowledgements, choices, interactions
from bot.playground.people.interactions import Spot
from bot.playground.people.person import Person
from bot.playground.people.presses import pressable
from bot.playground.slack import LocalSlack
from bot.playground.state import Json, Message, View
from bot.playground.story.rehearsal import Rehearsal
from bot.slack.door import Kind, Listener

#: Who walks: an admin, and a colleague.
WALKERS = ("ida", "ana")
ROOM = "#learning"
LATER = timedelta(minutes=2)
#: What takes something away comes last; everybody's other buttons first.
LAST = ("erase", "forget", "stop", "leave", "close", "drop", "undo", "hide", "withdraw", "remove")
#: So many presses of one walker; each kind of button is pressed once.
MOST = 150
#: What a form is filled in with where nothing stands in it.
WORDS = "How we review each other's work"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One message or view, as Slack would be given it."""

    #: `message` or `view`
    kind: str
    #: what it is known by to a person: its first words
    title: str
    content: Json


class Gallery:
    """One of each kind that was seen: kinds differ in their parts."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._kept: dict[str, Shown] = {}
        #: What was looked at already, as it was then: most of it stays as it is.
        self._known: dict[str, tuple[object, ...]] = {}

    def look(self) -> None:
        """Keep what there is to be seen now."""
        workspace = self._slack.workspace
        with workspace.lock:
            for channel in workspace.channels.values():
                for message in channel.messages.values():
                    if message.user != workspace.bot.id or message.subtype == "tombstone":
                        continue
                    if self._is_new(f"{channel.id}:{message.ts}", message.text, message.blocks, message.attachments):
                        self._keep("message", _message(message))
            for view in [*workspace.homes.values(), *(v for stack in workspace.modals.values() for v in stack)]:
                if self._is_new(view.id, view.content):
                    self._keep("view", view.content)

    def _is_new(self, place: str, *parts: object) -> bool:
        """Is there something else now? What is changed is put in its place, not changed in itself."""
        known = self._known.get(place, ())
        self._known[place] = parts
        return len(known) != len(parts) or any(one is not other for one, other in zip(known, parts, strict=True))

    @property
    def shown(self) -> tuple[Shown, ...]:
        return tuple(self._kept.values())

    def _keep(self, kind: str, content: Json) -> None:
        name = f"{kind}:{_shape(content)}"
        known = self._kept.get(name)
        if known is None or len(json.dumps(known.content)) < len(json.dumps(content)):
            self._kept[name] = Shown(kind=kind, title=_title(content), content=content)


class Walk:
    """Everything a few people can do, once each."""

    def __init__(self, stage: Rehearsal, listeners: Sequence[Listener], *, most: int = MOST) -> None:
        self._stage, self._listeners, self._most = stage, listeners, most
        self.gallery = Gallery(stage.slack)
        #: The actions pressed and forms submitted.
        self.done: set[str] = set()
        self._pressed: set[tuple[str, str]] = set()

    def go(self, walkers: Sequence[str] = WALKERS) -> tuple[Shown, ...]:
        """Walk, and give one of each kind of what was shown."""
        self.gallery.look()
        for name in walkers:
            person = self._stage.person(name)
            for sentence in self._sentences():
                self._tries(person, lambda: person.types(ROOM, sentence))  # noqa: B023  # done at once
            self._shortcuts(person)
            person.opens_home()
            self._presses(person)
        self._stage.until(self._stage.slack.clock.now() + LATER, "wishes")  # a copy of one's data takes its time
        self.gallery.look()
        return self.gallery.shown

    def _sentences(self) -> Iterator[str]:
        for one in self._listeners:
            if one.kind is Kind.COMMAND:
                yield f"{one.name} {one.example}".strip()
            elif one.kind is Kind.SENTENCE and one.example:
                yield f"@pollen {one.example}"

    def _shortcuts(self, person: Person) -> None:
        said = self._stage.person("ben").says(ROOM, "Start the job, wait for the mail, and look at the date again.")
        for used in self._stage.slack.workspace.app.shortcuts:
            self._tries(person, lambda: person.uses_shortcut(used.name, on=said))  # noqa: B023  # done at once

    def _presses(self, person: Person) -> None:
        """Press every kind of button that is there, and what appears by pressing."""
        for _ in range(self._most):
            spot = min(self._open(person), key=_order, default=None)
            if spot is None:
                return
            self._press(person, spot)

    def _open(self, person: Person) -> list[Spot]:
        """What this person could still press."""
        workspace = self._stage.slack.workspace
        with workspace.lock:
            places: list[Message | View] = [
                message
                for channel in workspace.channels.values()
                if person.id in channel.members
                for message in channel.messages.values()
                if message.user == workspace.bot.id and message.only_for in ("", person.id)
            ]
            places += [view for view in (workspace.homes.get(person.id), *workspace.modals.get(person.id, [])) if view]
            found = [spot for place in places for spot in interactions.spots(place) if pressable(spot.element)]
        return [one for one in found if (person.name, _action(one)) not in self._pressed]

    def _press(self, person: Person, spot: Spot) -> None:
        self._pressed.add((person.name, _action(spot)))
        self.done.add(_action(spot))
        more = pressable(spot.element)[0][1]
        self._tries(person, lambda: interactions.press(person.by, spot, more))

    def _tries(self, person: Person, deed: Any) -> None:
        """Do something, see what it shows, and fill in the form it opens."""
        with contextlib.suppress(NotThere):
            deed()
        self.gallery.look()
        for _ in range(3):
            if not person.has_modal:
                return
            self._submit(person)
            self.gallery.look()
        while person.has_modal:
            person.modal.close()

    def _submit(self, person: Person) -> None:
        view = person.modal.view
        self.done.add(str(view.content.get("callback_id", "")))
        for spot in interactions.spots(view):
            if spot.block["type"] == "input" and not _is_filled(view, spot):
                with contextlib.suppress(NotThere, KeyError, IndexError, ValueError):
                    self._fill(person, spot)
        if "submit" in view.content:
            with contextlib.suppress(NotThere):
                acknowledgements.submit(person.by, view)
        if person.has_modal and person.modal.view is view:
            person.modal.close()

    def _fill(self, person: Person, spot: Spot) -> None:
        kind, offered = spot.element["type"], inputs.options(spot.element)
        if "external" in kind:
            offered = interactions.suggest(person.by, spot, "") or interactions.suggest(person.by, spot, "a")
        content: Any = {
            "users": "ben",
            "conversations": "learning",
            "channels": "learning",
            "datepicker": self._now.date(),
            "timepicker": self._now.time(),
            "datetimepicker": self._now,
            "number_input": "3",
            "url_text_input": "https://example.com",
        }.get(kind.removeprefix("multi_").removesuffix("_select"), WORDS)
        if offered:
            content = offered[0]["text"]["text"]
        choices.choose(person.by, spot, content)

    @property
    def _now(self) -> datetime:
        return self._stage.slack.clock.now().astimezone(UTC)


def _message(message: Message) -> Json:
    content: Json = {"text": message.text, "blocks": message.blocks, "attachments": message.attachments}
    return {name: value for name, value in content.items() if value}


def _shape(part: Any, name: str = "") -> Any:
    """What a message or view is made of, without its words: two of the same shape are of one kind."""
    if isinstance(part, dict):
        return {key: _shape(value, key) for key, value in sorted(part.items()) if key not in ("block_id", "value")}
    if isinstance(part, list):
        kinds = [json.dumps(_shape(one, name), sort_keys=True) for one in part]
        return list(dict.fromkeys(kinds))
    return _base(str(part)) if name in ("type", "action_id", "callback_id", "style") else type(part).__name__


def _base(action: str) -> str:
    return action.partition(":")[0]


def _title(content: Json) -> str:
    title = content.get("title", {}).get("text") or content.get("text") or content.get("callback_id") or "App Home"
    return " ".join(str(title).split())[:60]


def _action(spot: Spot) -> str:
    return _base(str(spot.element["action_id"]))


def _order(spot: Spot) -> tuple[bool, str]:
    """Harmless ones first."""
    name = _action(spot)
    return any(word in name for word in LAST), name


def _is_filled(view: View, spot: Spot) -> bool:
    entry = view.values.get(spot.block["block_id"], {}).get(spot.element["action_id"], {})
    field = inputs.FIELDS.get(spot.element["type"])
    return field is None or bool(entry.get(field.key))
