"""What did somebody do on the page, and which action of a person is it?"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.errors import NotThere
from bot.playground.events.delivery import Answer
from bot.playground.people import acknowledgements, choices, interactions, person
from bot.playground.people.interactions import Spot
from bot.playground.people.person import Person
from bot.playground.people.presses import pressable
from bot.playground.people.sight import Seen, of_message
from bot.playground.site import Site
from bot.playground.state import Json, Message, View

#: how long *Slack is down* lasts
OUTAGE = timedelta(minutes=1)
#: Slack puts a warning beside what was pressed when no answer comes in time, and delivers it no second time
UNHEARD = "The app didn't answer in time. Please try that again."


def _heard(answer: Answer | None) -> Json:
    return {} if answer is None or answer.is_ack else {"error": UNHEARD}


def _message(who: Person, said: Json) -> Message:
    workspace = who.by.workspace
    channel = workspace.channels.get(str(said.get("channel")))
    message = channel.messages.get(str(said.get("ts"))) if channel else None
    if message is None:
        raise NotThere("this message is gone")
    return message


def _seen(who: Person, said: Json) -> Seen:
    return of_message(who.by.workspace, _message(who, said), who.member)


def _spot(who: Person, said: Json) -> Spot:
    on: Message | View
    if said.get("view"):
        found = who.by.workspace.views.get(str(said["view"]))
        if found is None:
            raise NotThere("this view is gone")
        on = found
    else:
        on = _message(who, said)
    for spot in interactions.spots(on):
        if (spot.block["block_id"], spot.element["action_id"]) == (said.get("block_id"), said.get("action_id")):
            return spot
    raise NotThere("this button is gone")


def _press(who: Person, said: Json) -> Json:
    spot = _spot(who, said)
    return _heard(interactions.press(who.by, spot, pressable(spot.element)[int(said.get("index", 0))][1]))


def _choose(who: Person, said: Json) -> Json:
    return _heard(choices.choose(who.by, _spot(who, said), said.get("choice") or None))


def _fill(who: Person, said: Json) -> None:
    spot = _spot(who, said)
    interactions.choose(who.by, spot, choices.as_value(who.by, spot, said.get("choice") or None))


def _submit(who: Person, said: Json) -> Json:
    for one in said.get("values", []):
        _fill(who, {"view": said["view"], **one})
    return {"errors": acknowledgements.submit(who.by, who.modal.view)}


def _suggest(who: Person, said: Json) -> Json:
    offered = interactions.suggest(who.by, _spot(who, said), str(said.get("typed", "")))
    return {"options": [{"label": o["text"]["text"], "value": o["value"]} for o in offered], "offered": offered}


def _take(who: Person, said: Json) -> Json:
    """Choose one of the options the bot has just suggested."""
    spot = _spot(who, said)
    interactions.choose(who.by, spot, said["option"])
    if spot.block["type"] == "input":
        return {}
    return _heard(interactions.press(who.by, spot, {"selected_option": said["option"]}))


def _shortcut(who: Person, said: Json) -> None:
    who.uses_shortcut(str(said["callback_id"]), on=_seen(who, said) if said.get("ts") else None)


def _react(who: Person, said: Json) -> None:
    seen, emoji = _seen(who, said), str(said["emoji"])
    (who.unreacts if who.name in seen.reactions.get(emoji, ()) else who.reacts)(emoji, on=seen)


_GESTURES: dict[str, Callable[[Person, Json], Any]] = {
    "type": lambda who, said: who.types(said["where"], said["text"], thread=said.get("thread") or None),
    "press": _press,
    "choose": _choose,
    "fill": _fill,
    "suggest": _suggest,
    "take": _take,
    "submit": _submit,
    "close": lambda who, said: who.modal.close(),
    "shortcut": _shortcut,
    "react": _react,
    "edit": lambda who, said: who.edits(_seen(who, said), said["text"]),
    "delete": lambda who, said: who.deletes(_seen(who, said)),
    "join": lambda who, said: who.joins(said["where"]),
    "canvas": lambda who, said: who.writes_canvas(str(said["where"]), str(said["text"])),
    "read": lambda who, said: who.reads(said["where"]),
    "open_home": lambda who, said: who.opens_home(),
    "open_dm": lambda who, said: who.opens_dm(),
}


def do(site: Site, said: Json) -> Json:
    """Do what the page asks for; give errors as a sentence."""
    try:
        if said.get("do") in _MAGIC:
            return _MAGIC[said["do"]](site, said) or {}
        who = site.person(str(said.get("me")))
        done = _GESTURES[str(said.get("do"))](who, said)
        return done if isinstance(done, dict) else {}
    except NotThere as absent:
        return {"error": str(absent)}
    except (KeyError, ValueError, TypeError) as mistake:
        return {"error": f"the page asked for something unknown: {mistake!r}"}


# --- what no Slack has ---


#: where one may skip to: a weekday (0 is Monday) and an hour
SKIPS = {"monday": (0, time(9)), "wednesday": (2, time(10))}


def upcoming(now: datetime, tz: str, *, weekday: int, at: time) -> datetime:
    """Give the next such weekday and hour, there."""
    local = now.astimezone(ZoneInfo(tz))
    day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
    found = datetime.combine(day, at, ZoneInfo(tz))
    return found if found > now else datetime.combine(day + timedelta(days=7), at, ZoneInfo(tz))


def _skip(site: Site, said: Json) -> None:
    workspace = site.workspace
    who = workspace.member(str(said.get("me")))
    weekday, at = SKIPS[str(said.get("to"))]
    workspace.clock.advance_to(upcoming(workspace.clock.now(), who.tz, weekday=weekday, at=at))
    if site.tries is not None:
        site.tries.skipped(str(said["to"]))
    workspace.touch()
    if site.on_skip is not None:
        site.on_skip()


def _down(site: Site, _: Json) -> None:
    site.workspace.faults.down_until = site.workspace.clock.now() + OUTAGE
    site.workspace.touch()


def _start_over(site: Site, _: Json) -> None:
    if site.start_over is None:
        raise NotThere("nothing here can start over")
    site.start_over()


def _invite(site: Site, said: Json) -> None:
    person.invites_bot(site.person(str(said["me"])), str(said["where"]))


_MAGIC: dict[str, Callable[[Site, Json], Json | None]] = {
    "skip": _skip,
    "down": _down,
    "start_over": _start_over,
    "invite": _invite,
}
