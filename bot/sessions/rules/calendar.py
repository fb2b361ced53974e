"""What does a calendar program read of a session? One VEVENT in UTC, so it is right in every zone and on every day.

The same UID and a higher SEQUENCE take the place of what was there; METHOD:CANCEL takes it out (RFC 5546). What repeats
is an event of its own each time: its hour on the host's wall is already reckoned in.
"""

from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vText

from bot.sessions.rules import State
from bot.sessions.rules.values import Meeting

PRODUCT = "-//Pollen//Sessions//EN"
#: An organiser without an address, as calendar programs write it.
NOBODY = "invalid:nomail"


def ics(meeting: Meeting, *, host: str, now: datetime, is_off: bool = False) -> str:
    """Write a session for a calendar. `host`: their name; `is_off`: it does not take place then any more."""
    plan, is_off = meeting.plan, is_off or meeting.state is State.CANCELLED
    calendar, event = Calendar(), Event()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_off else "PUBLISH")
    event.add("uid", f"session-{meeting.id}@{meeting.workspace.lower()}.pollen")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now)
    event.add("summary", plan.title)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if meeting.starts_at is not None and meeting.ends_at is not None:
        event.add("dtstart", meeting.starts_at)
        event.add("dtend", meeting.ends_at)
    organiser = vCalAddress(NOBODY)
    organiser.params["CN"] = vText(host)
    event.add("organizer", organiser)
    if said := "\n\n".join(part for part in (plan.outcome, plan.agenda, plan.link) if part):
        event.add("description", said)
    if plan.link:
        event.add("location", plan.link)
        event.add("url", plan.link)
    calendar.add_component(event)
    return str(calendar.to_ical().decode())
