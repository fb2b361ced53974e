"""Is a session right in a calendar, whichever program reads it, and does it stay so?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.playground.people.person import Person
from bot.sessions.rules import Repeat, State, calendar, times
from bot.sessions.rules.values import Meeting, Plan
from tests.milestones.test_conversations import newest
from tests.office import Office
from tests.sessions.test_conversations import hosts, said

AMSTERDAM, NEW_YORK = ZoneInfo("Europe/Amsterdam"), ZoneInfo("America/New_York")


def meeting(starts_at: datetime) -> Meeting:
    return Meeting(
        workspace=WorkspaceId("T1"),
        id=7,
        series=7,
        number=1,
        plan=Plan(
            title="SQL; joins, and “ünïcode”", agenda="1. SELECT\n2. JOIN, slowly", link="https://meet.example/a"
        ),
        proposer=UserId("U1"),
        host=UserId("U1"),
        channel=ChannelId("C1"),
        state=State.PLANNED,
        made_at=starts_at,
        starts_at=starts_at,
    )


def files(person: Person) -> list[str]:
    return [content.decode() for one in person.sees("@pollen") for content in one.files.values()]


@pytest.mark.parametrize(
    "local",
    [
        datetime(2026, 3, 27, 10, tzinfo=AMSTERDAM),
        datetime(2026, 3, 30, 10, tzinfo=AMSTERDAM),  # the clocks went forward on the 29th
        datetime(2026, 10, 23, 10, tzinfo=AMSTERDAM),
        datetime(2026, 10, 26, 10, tzinfo=AMSTERDAM),  # and back on the 25th
        datetime(2026, 3, 9, 23, 30, tzinfo=NEW_YORK),
    ],
)
def test_two_programs_read_the_same_moment_before_and_after_the_clocks_change(local: datetime) -> None:
    text = calendar.ics(meeting(local.astimezone(UTC)), host="Ana Ruiz", now=local.astimezone(UTC))
    first = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    second = vobject.readOne(text).vevent
    assert first.decoded("dtstart") == second.dtstart.value == local
    assert first.decoded("dtend") == second.dtend.value == local + timedelta(hours=1)
    assert str(first["summary"]) == second.summary.value == "SQL; joins, and “ünïcode”"
    assert "2. JOIN, slowly" in second.description.value
    assert first.decoded("dtstart").astimezone(local.tzinfo).hour == local.hour
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_what_repeats_keeps_its_hour_on_the_wall() -> None:
    at, seen = datetime(2026, 3, 12, 9, tzinfo=UTC), []
    for _ in range(3):
        seen.append(at.astimezone(AMSTERDAM).hour)
        following = times.following(at, Repeat.FORTNIGHTLY, "Europe/Amsterdam")
        assert following is not None
        at = following
    assert seen == [10, 10, 10]
    autumn = times.following(datetime(2026, 10, 22, 8, tzinfo=UTC), Repeat.WEEKLY, "Europe/Amsterdam")
    assert autumn == datetime(2026, 10, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "then"),
    [
        ("2026-03-12", "2026-04-09"),
        ("2026-01-29", "2026-02-26"),
        ("2026-04-02", "2026-05-07"),
        ("2026-12-03", "2027-01-07"),
    ],
)
def test_every_month_means_the_same_weekday_of_it(day: str, then: str) -> None:
    at = datetime.fromisoformat(f"{day}T10:00:00+00:00")
    assert times.following(at, Repeat.MONTHLY, "UTC") == datetime.fromisoformat(f"{then}T10:00:00+00:00")


def test_a_calendar_file_comes_when_asked_for_and_then_whenever_it_changes(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    post = hosts(office, ana)
    for person in (ben, chika):
        person.clicks("Join", person.looks_again(post))
    ben.clicks("Add to calendar", newest(ben, "#general", "You're in for"))
    office.works()
    (first,) = files(ben)
    card = newest(ana, "@pollen", "You're hosting")
    ana.clicks("Move", card)
    ana.modal.fill({"Day": "2026-03-13", "Time": "10:00"}).submit()
    office.works()
    ana.clicks("Cancel session", ana.looks_again(card))
    office.works()
    office.works()
    read = [icalendar.Calendar.from_ical(one) for one in files(ben)]
    events = [one.walk("VEVENT")[0] for one in read]
    assert [str(one["method"]) for one in read] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert len({str(one["uid"]) for one in events}) == 1
    assert [int(str(one["sequence"])) for one in events] == [0, 1, 2]
    assert str(events[-1]["status"]) == "CANCELLED"
    assert events[0].decoded("dtstart") != events[1].decoded("dtstart")
    assert first == files(ben)[0]
    assert files(chika) == []


def test_without_the_permission_a_sentence_comes_instead(office: Office, ana: Person, ben: Person) -> None:
    post = hosts(office, ana)
    ben.clicks("Join", post)
    office.slack.faults.error("missing_scope", "files.getUploadURLExternal")
    ben.clicks("Add to calendar", newest(ben, "#general", "You're in for"))
    office.works()
    assert files(ben) == []
    assert len(said(ben, "can't send calendar files")) == 1


def test_a_file_whose_answer_is_lost_is_not_sent_twice(office: Office, ana: Person, ben: Person) -> None:
    post = hosts(office, ana)
    ben.clicks("Join", post)
    office.slack.faults.cut("files.completeUploadExternal", after=True)
    ben.clicks("Add to calendar", newest(ben, "#general", "You're in for"))
    office.passes(timedelta(hours=2))
    assert len(files(ben)) == 1
