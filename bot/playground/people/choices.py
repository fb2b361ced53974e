"""What does Slack send when a person chooses by name, by label, by date?"""

from datetime import date, datetime, time
from typing import Any

from bot.playground.api import inputs
from bot.playground.errors import NotThere
from bot.playground.events.delivery import Answer
from bot.playground.people import interactions
from bot.playground.people.interactions import Acting, Spot
from bot.playground.state import Json


def as_value(by: Acting, spot: Spot, choice: Any) -> Any:
    """Turn what a person chose into what Slack sends."""
    kind = spot.element["type"]
    is_list = kind in inputs.FIELDS and inputs.FIELDS[kind].is_list
    if choice is None:
        return [] if is_list else None
    if is_list:
        single = kind.removeprefix("multi_").replace("checkboxes", "radio_buttons")
        many = [choice] if isinstance(choice, str) else list(choice)
        return [as_value(by, spot.of({**spot.element, "type": single}), one) for one in many]
    match kind:
        case "users_select":
            return by.workspace.member(getattr(choice, "name", choice)).id
        case "conversations_select" | "channels_select":
            return by.workspace.channel(choice).id
        case "datepicker" if isinstance(choice, date):
            return choice.strftime("%Y-%m-%d")
        case "timepicker" if isinstance(choice, time):
            return choice.strftime("%H:%M")
        case "datetimepicker" if isinstance(choice, datetime):
            return int(choice.timestamp())
        case "static_select" | "radio_buttons" | "overflow":
            return option(inputs.options(spot.element), choice)
        case "external_select":
            offered = interactions.suggest(by, spot, choice)
            return offered[0] if len(offered) == 1 else option(offered, choice)
        case "datetimepicker":
            return int(choice)
        case _:
            return str(choice)


def option(offered: list[Json], choice: str) -> Json:
    """Find an option by its label or value."""
    for one in offered:
        if choice in (one["text"]["text"], one["value"]):
            return one
    raise NotThere(f"no option {choice!r}; there are: {', '.join(o['text']['text'] for o in offered) or 'none'}")


def choose(by: Acting, spot: Spot, choice: Any) -> Answer | None:
    """Choose in an element; the bot hears of it unless it stands in a form. Give what it answered, if it was asked."""
    if spot.element["type"] == "overflow":
        return interactions.press(by, spot, {"selected_option": option(spot.element["options"], choice)})
    chosen = as_value(by, spot, choice)
    interactions.choose(by, spot, chosen)
    if spot.block["type"] != "input" or spot.block.get("dispatch_action"):
        return interactions.press(by, spot, {inputs.FIELDS[spot.element["type"]].key: chosen})
    return None
