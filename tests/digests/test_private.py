"""Does anybody read by a made-up button what a digest of a private channel holds, or change it?"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.slack.door import Kind
from tests.conftest import NOW
from tests.listeners import Sender, deeds, made, said
from tests.milestones.test_conversations import newest
from tests.office import Office, begun

SECRET = "lighthouse keeping"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: bytes) -> Iterator[Office]:
    """Ana's digest of a private channel, previewed; what it will tell was said there."""
    with begun(sqlite_template, tmp_path_factory.mktemp("private"), NOW) as office:
        ana = office.slack.person("ana")
        office.slack.invite_bot("#leads")
        ana.runs("#leads", "/pollen digest weekly Wed 10:00 UTC")
        office.passes(timedelta(minutes=5))
        for number in ("first", "second", "third"):
            ana.types("#leads", f"@pollen I finished the {number} {SECRET} course")
        office.passes(timedelta(days=6, hours=1))
        assert SECRET in newest(ana, "@pollen", "goes out").text
        yield office


@pytest.mark.parametrize("who", ["ben", "gus"])
def test_whoever_makes_up_a_button_learns_and_changes_nothing(office: Office, who: str) -> None:
    person, leads = office.slack.person(who), office.slack.channel("leads").id
    person.opens_home()  # they are known by now
    sender = Sender(user=person.id, team=office.slack.team_id)
    heard = [one for one in office.bot.listeners if one.name.startswith("digests.") and one.kind is not Kind.SENTENCE]
    before = deeds(office.database)
    office.mute.set()  # what was said leaves no words behind
    for listener in heard:
        if listener.name == "digests.monthly":
            continue  # that is their own
        for value in (leads, f"{leads}|2026-W10", f"{leads}|2026-W11"):
            told = len(said(office))
            envelope = made(office, listener, sender, value=value)
            if listener.kind is Kind.SUBMIT:
                there = {"channel": {"channel": {"selected_conversation": leads, "selected_channel": leads}}}
                envelope.payload["view"]["state"]["values"] = there
            answer = office.slack.postman.send(envelope)
            assert answer.status == 200, listener.name
            shown = [view.content for view in office.slack.workspace.modals.get(person.id, [])]
            assert SECRET not in f"{answer.body} {said(office)[told:]} {shown}", listener.name
            assert deeds(office.database) == before, (listener.name, value)
    office.mute.clear()
