"""What can a person press, choose and fill in in Slack?"""

from typing import Any

from bot.playground import inputs, interact, modals, render
from bot.playground.errors import NotThere
from bot.playground.interact import Container
from bot.playground.modals import Home, Modal
from bot.playground.sight import Seen
from bot.playground.state import Json
from bot.playground.talking import Talker


class Presser(Talker):
    """A person who presses and chooses."""

    def clicks(self, label: str, on: Seen | Modal | Home | None, *, nth: int = 0) -> None:
        """Press a button, found by its label or action_id; `nth` among several of the same name."""
        container = self._container(on)
        found: list[tuple[Json, Json, Json]] = []
        for block, element in inputs.elements(container.blocks):
            for words, more in pressable(element):
                if label in (words, element["action_id"]):
                    found.append((block, element, more))
        if len(found) <= nth:
            there = ", ".join(render.buttons(container.blocks)) or "none"
            raise NotThere(f"no button {label!r} here; there are: {there}")
        block, element, more = found[nth]
        self._press(container, block, element, more)

    def chooses(self, choice: Any, on: Seen | Modal | Home | None, *, of: str = "") -> None:
        """Choose in a select, picker, overflow, radio buttons or checkboxes; `of`: its action_id or placeholder."""
        container = self._container(on)
        there = []
        for block, element in inputs.elements(container.blocks):
            if element["type"] not in inputs.FIELDS and element["type"] != "overflow":
                continue
            names = (element["action_id"], element.get("placeholder", {}).get("text", ""), block["block_id"])
            there.append(" / ".join(n for n in names[:2] if n))
            labels = [o["text"]["text"] for o in inputs.options(element)]
            if of in names if of else (choice in labels or not labels):
                self._choose(container, block, element, choice)
                return
        raise NotThere(f"nothing to choose {choice!r} from here; there are: {', '.join(there) or 'none'}")

    def _choose(self, container: Container, block: Json, element: Json, choice: Any) -> None:
        if element["type"] == "overflow":
            self._press(container, block, element, {"selected_option": modals.option(element["options"], choice)})
            return
        chosen = modals.as_value(
            self._postman, self._workspace, who=self.member, on=container, block=block, element=element, choice=choice
        )
        interact.choose(self._workspace, self.member, container, block, element, chosen)
        if block["type"] != "input" or block.get("dispatch_action"):
            self._press(container, block, element, {inputs.FIELDS[element["type"]].key: chosen})

    def _press(self, container: Container, block: Json, element: Json, more: Json) -> None:
        interact.press(
            self._postman,
            self._workspace,
            who=self.member,
            container=container,
            block=block,
            element=element,
            more=more,
        )

    def uses_shortcut(self, name: str, on: Seen | None = None) -> None:
        """Use a message shortcut on a message, or a global one."""
        kind = "message" if on is not None else "global"
        known = [s for s in self._workspace.app.shortcuts if s.type == kind]
        for used in known:
            if name in (used.name, used.callback_id):
                message = self._message(on) if on is not None else None
                interact.shortcut(self._postman, self._workspace, who=self.member, used=used, message=message)
                return
        raise NotThere(f"no {kind} shortcut {name!r}; there are: {', '.join(s.name for s in known) or 'none'}")

    @property
    def modal(self) -> Modal:
        """Give the modal on top of the screen."""
        stack = self._workspace.modals.get(self.id)
        if not stack:
            raise NotThere(f"no modal is open on {self.name}'s screen")
        return Modal(self._postman, self._workspace, self.member, stack[-1])

    @property
    def has_modal(self) -> bool:
        return bool(self._workspace.modals.get(self.id))

    def _container(self, on: Seen | Modal | Home | None) -> Container:
        if on is None:
            raise NotThere("there is no message to press anything in")
        return Container(message=self._message(on)) if isinstance(on, Seen) else Container(view=on.view)


def pressable(element: Json) -> list[tuple[str, Json]]:
    """Give the labels an element can be pressed by, with what its action then says."""
    match element["type"]:
        case "button" | "icon_button":
            more = {"value": element["value"]} if "value" in element else {}
            return [(element["text"]["text"], more)]
        case "feedback_buttons":
            both = [element["positive_button"], element["negative_button"]]
            return [(b["text"]["text"], {"text": b["text"], "value": b["value"]}) for b in both]
        case _:
            return []
