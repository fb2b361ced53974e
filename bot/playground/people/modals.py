"""What can a person do with a modal or with the app's home tab: read it, fill it in, submit it?"""

from collections.abc import Mapping
from typing import Any

from bot.playground.api import inputs
from bot.playground.errors import NotThere
from bot.playground.events import payloads
from bot.playground.people import acknowledgements, choices, interactions
from bot.playground.people.interactions import Acting, Spot
from bot.playground.reading import render
from bot.playground.state import Json, View


class Surface:
    """A modal or a home tab as its person sees it now; it follows every change of the view."""

    def __init__(self, by: Acting, view: View) -> None:
        self._by, self.view = by, view

    @property
    def raw(self) -> Json:
        """Give the view object as the Web API has it."""
        return payloads.view(self._by.workspace, self.view)

    @property
    def title(self) -> str:
        return str((self.view.content.get("title") or {}).get("text", ""))

    @property
    def text(self) -> str:
        """Give all one reads: labels and errors too."""
        with self._by.workspace.lock:
            reader = self._by.workspace.reader(self._by.who)
            texts = []
            for block in self.view.content["blocks"]:
                texts.append(render.text_of_blocks([block], reader))
                texts.append(self.view.errors.get(block["block_id"], ""))
            return "\n".join(t for t in (*texts, self.view.errors.get("", "")) if t)

    @property
    def buttons(self) -> tuple[str, ...]:
        return render.buttons(self.view.content["blocks"])

    @property
    def fields(self) -> tuple[str, ...]:
        """Give the labels of the inputs."""
        return tuple(b["label"]["text"] for b in self.view.content["blocks"] if b["type"] == "input")


class Modal(Surface):
    """The modal on top of somebody's screen."""

    def fill(self, values: Mapping[str, Any] | None = None, /, **more: Any) -> "Modal":
        """Fill inputs in, named by label, block_id or action_id; people and channels by name, options by label."""
        for name, content in {**(values or {}), **more}.items():
            choices.choose(self._by, self._input(name), content)
        return self

    def submit(self) -> dict[str, str]:
        """Submit; give what was refused, by label ("": the whole form). Empty: it was taken."""
        labels = {b["block_id"]: b.get("label", {}).get("text", "") for b in self.view.content["blocks"]}
        refused = acknowledgements.submit(self._by, self.view)
        return {labels.get(block_id) or block_id: words for block_id, words in refused.items()}

    def close(self) -> None:
        """Press Cancel."""
        acknowledgements.close(self._by.workspace, self.view)
        if self.view.content.get("notify_on_close"):
            more = {"view": self.raw, "is_cleared": False}
            self._by.interacts(payloads.interaction(self._by.workspace, "view_closed", self._by.who, **more))

    def _input(self, name: str) -> Spot:
        for spot in interactions.spots(self.view):
            names = (spot.block.get("label", {}).get("text", ""), spot.block["block_id"], spot.element["action_id"])
            if spot.element["type"] in inputs.FIELDS and name in names:
                return spot
        raise NotThere(f"no input {name!r} in “{self.title}”; there are: {', '.join(self.fields) or 'none'}")


class Home(Surface):
    """The app's home tab."""
