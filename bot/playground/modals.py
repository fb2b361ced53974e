"""What can a person do with a modal or with the app's home tab: read it, fill it in, submit it?"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from bot.playground import answering, inputs, interact, payloads, render
from bot.playground.delivery import Envelope, EnvelopeKind, Postman
from bot.playground.errors import NotThere
from bot.playground.interact import Container
from bot.playground.state import Json, Member, View
from bot.playground.workspace import Workspace


class Surface:
    """A modal or a home tab as its person sees it now; it follows every change of the view."""

    def __init__(self, postman: Postman, workspace: Workspace, who: Member, view: View) -> None:
        self._postman, self._workspace, self._who, self.view = postman, workspace, who, view

    @property
    def raw(self) -> Json:
        """Give the view object as the Web API has it."""
        return payloads.view(self._workspace, self.view)

    @property
    def title(self) -> str:
        return str((self.view.content.get("title") or {}).get("text", ""))

    @property
    def text(self) -> str:
        """Give all one reads, labels and errors too."""
        with self._workspace.lock:
            blocks, reader = self.view.content["blocks"], self._workspace.reader(self._who)
            texts = []
            for block in blocks:
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
            block, element = self._input(name)
            container = Container(view=self.view)
            chosen = as_value(
                self._postman,
                self._workspace,
                who=self._who,
                on=container,
                block=block,
                element=element,
                choice=content,
            )
            interact.choose(self._workspace, self._who, container, block, element, chosen)
            if block.get("dispatch_action"):
                more_action = {inputs.FIELDS[element["type"]].key: chosen}
                interact.press(
                    self._postman,
                    self._workspace,
                    who=self._who,
                    container=container,
                    block=block,
                    element=element,
                    more=more_action,
                )
        return self

    def submit(self) -> dict[str, str]:
        """Submit; give what was refused, by label ("": the whole form). Empty: it was taken."""
        blocks = {b["block_id"]: b for b in self.view.content["blocks"]}
        refused = answering.submit(self._postman, self._workspace, self.view, self._who)
        return {blocks[k].get("label", {}).get("text", k) if k in blocks else k: v for k, v in refused.items()}

    def close(self) -> None:
        """Press Cancel."""
        answering.close(self._workspace, self.view)
        if self.view.content.get("notify_on_close"):
            payload = payloads.interaction(self._workspace, "view_closed", self._who, view=self.raw, is_cleared=False)
            self._postman.send(Envelope(kind=EnvelopeKind.INTERACTIVE, payload=payload))

    def _input(self, name: str) -> tuple[Json, Json]:
        for block, element in inputs.elements(self.view.content["blocks"]):
            label = block.get("label", {}).get("text", "")
            if element["type"] in inputs.FIELDS and name in (label, block["block_id"], element["action_id"]):
                return block, element
        raise NotThere(f"no input {name!r} in “{self.title}”; there are: {', '.join(self.fields) or 'none'}")


class Home(Surface):
    """The app's home tab."""


def as_value(
    postman: Postman, workspace: Workspace, *, who: Member, on: Container, block: Json, element: Json, choice: Any
) -> Any:
    """Turn what a person chose (a name, a label, a date) into what Slack sends."""
    kind = element["type"]
    if choice is None:
        return [] if inputs.FIELDS[kind].is_list else None
    if inputs.FIELDS[kind].is_list:
        single = {**element, "type": kind.removeprefix("multi_").replace("checkboxes", "radio_buttons")}
        many = [choice] if isinstance(choice, str) else list(choice)
        return [as_value(postman, workspace, who=who, on=on, block=block, element=single, choice=c) for c in many]
    match kind:
        case "users_select":
            return workspace.member(getattr(choice, "name", choice)).id
        case "conversations_select" | "channels_select":
            return workspace.channel(choice).id
        case "datepicker" | "timepicker":
            is_time = isinstance(choice, time)
            return choice.strftime("%H:%M") if is_time else choice.isoformat() if isinstance(choice, date) else choice
        case "datetimepicker":
            return int(choice.timestamp()) if isinstance(choice, datetime) else choice
        case "static_select" | "radio_buttons" | "overflow":
            return option(inputs.options(element), choice)
        case "external_select":
            offered = interact.suggest(
                postman, workspace, who=who, container=on, block=block, element=element, typed=choice
            )
            return option(offered, choice) if len(offered) != 1 else offered[0]
        case _:
            return str(choice)


def option(offered: list[Json], choice: str) -> Json:
    """Find an option by its label or value."""
    for one in offered:
        if choice in (one["text"]["text"], one["value"]):
            return one
    raise NotThere(f"no option {choice!r}; there are: {', '.join(o['text']['text'] for o in offered) or 'none'}")
