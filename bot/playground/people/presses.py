"""What can a person press, choose and fill in in Slack?"""

from typing import Any

from bot.playground.api import inputs
from bot.playground.errors import NotThere
from bot.playground.people import choices, interactions
from bot.playground.people.interactions import Spot
from bot.playground.people.modals import Home, Modal
from bot.playground.people.sentences import Talker
from bot.playground.people.sight import Seen
from bot.playground.reading import render
from bot.playground.state import Json


class Presser(Talker):
    """A person who presses and chooses."""

    def clicks(self, label: str, on: Seen | Modal | Home | None, *, nth: int = 0) -> None:
        """Press a button, found by its label or action_id; `nth` among several of the same name."""
        spots = self._spots(on)
        found = [
            (spot, more)
            for spot in spots
            for words, more in pressable(spot.element)
            if label in (words, spot.element["action_id"])
        ]
        if len(found) <= nth:
            there = ", ".join(render.buttons(spots[0].blocks if spots else [])) or "none"
            raise NotThere(f"no button {label!r} here; there are: {there}")
        interactions.press(self.by, *found[nth])

    def chooses(self, choice: Any, on: Seen | Modal | Home | None, *, of: str = "") -> None:
        """Choose in a select, picker, overflow, radio buttons or checkboxes; `of`: its action_id or placeholder."""
        there = []
        for spot in self._spots(on):
            element = spot.element
            if element["type"] not in inputs.FIELDS and element["type"] != "overflow":
                continue
            names = (element["action_id"], element.get("placeholder", {}).get("text", ""), spot.block["block_id"])
            there.append(" / ".join(n for n in names[:2] if n))
            labels = [o["text"]["text"] for o in inputs.options(element)]
            if of in names if of else (not labels or choice in labels):
                choices.choose(self.by, spot, choice)
                return
        raise NotThere(f"nothing to choose {choice!r} from here; there are: {', '.join(there) or 'none'}")

    def uses_shortcut(self, name: str, on: Seen | None = None) -> None:
        """Use a message shortcut on a message, or a global one."""
        kind = "message" if on is not None else "global"
        known = [s for s in self.by.workspace.app.shortcuts if s.type == kind and self.has_app]
        for used in known:
            if name in (used.name, used.callback_id):
                interactions.shortcut(self.by, used, self._message(on) if on is not None else None)
                return
        raise NotThere(f"no {kind} shortcut {name!r}; there are: {', '.join(s.name for s in known) or 'none'}")

    @property
    def modal(self) -> Modal:
        """Give the modal on top of the screen."""
        stack = self.by.workspace.modals.get(self.id)
        if not stack:
            raise NotThere(f"no modal is open on {self.name}'s screen")
        return Modal(self.by, stack[-1])

    @property
    def has_modal(self) -> bool:
        return bool(self.by.workspace.modals.get(self.id))

    def _spots(self, on: Seen | Modal | Home | None) -> list[Spot]:
        if on is None:
            raise NotThere("there is no message to press anything in")
        return interactions.spots(self._message(on) if isinstance(on, Seen) else on.view)


def pressable(element: Json) -> list[tuple[str, Json]]:
    """Give the labels an element can be pressed by, with what its action then says."""
    match element["type"]:
        case "button" | "icon_button":
            return [(element["text"]["text"], {"value": element["value"]} if "value" in element else {})]
        case "feedback_buttons":
            both = [element["positive_button"], element["negative_button"]]
            return [(b["text"]["text"], {"text": b["text"], "value": b["value"]}) for b in both]
        case _:
            return []
