"""Does anybody reach a milestone that is not theirs to see by its number? Every press and form that takes one."""

from collections.abc import Iterator

import pytest

from bot.ids import UserId
from bot.milestones import service, views
from bot.milestones.views import forms
from bot.slack.door import Kind
from tests.conftest import NOW
from tests.listeners import Sender, deeds, made, said, whole_home
from tests.milestones.test_conversations import newest
from tests.office import Office, begun

SECRET = "lighthouse keeping"
PRESSES = (
    views.CONGRATULATE,
    views.CONFIRM,
    views.APPLAUD,
    views.CELEBRATE,
    views.WITHDRAW,
    views.EDIT,
    views.WRITE,
)
FORMS = (forms.SUBMIT, forms.LINE)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: bytes) -> Iterator[Office]:
    """One told privately, one celebrated in a private channel; an admin who gets the letters of wins."""
    with begun(sqlite_template, tmp_path_factory.mktemp("private"), NOW) as office:
        ana, ida = office.slack.person("ana"), office.slack.person("ida")
        office.slack.invite_bot("#leads")
        ana.types("@pollen", f"I finished the {SECRET} course")
        ana.types("#leads", f"@pollen I finished the second {SECRET} course")
        ida.clicks("milestones.lead", whole_home(ida))
        assert SECRET in newest(ana, "#leads", SECRET).text
        yield office


def numbers(office: Office) -> list[int]:
    user = UserId(office.slack.person("ana").id)
    found = office.database.reading(lambda session: service.of(session, office.workspace, user))
    assert len(found) == 2
    return sorted(one.id for one in found)


@pytest.mark.parametrize("which", ["told privately", "in a private channel"])
@pytest.mark.parametrize("who", ["ben", "gus", "ida"])
def test_no_number_opens_changes_or_joins_what_is_private(office: Office, which: str, who: str) -> None:
    """Whoever makes up a button reads the same as if there were none; not even that it exists can be learnt."""
    if (which, who) == ("in a private channel", "ida"):
        pytest.skip("she is in that channel")
    person = office.slack.person(who)
    person.opens_home()  # they are known by now
    number = numbers(office)[which == "in a private channel"]
    sender = Sender(user=person.id, team=office.slack.team_id)
    heard = {one.name: one for one in office.bot.listeners if one.name.startswith("milestones.")}
    before = deeds(office.database)
    office.mute.set()  # what was said leaves no words behind
    for name in (*PRESSES, *FORMS):
        read = []
        for value in (number, 12345):
            told = len(said(office))
            envelope = made(office, heard[name], sender, value=str(value))
            if heard[name].kind is Kind.SUBMIT:
                words = {"line": {"line": {"value": "Well done!"}}, "title": {"title": {"value": "CKA"}}}
                envelope.payload["view"]["state"]["values"] = words
            answer = office.slack.postman.send(envelope)
            assert answer.status == 200, name
            shown = [view.content for view in office.slack.workspace.modals.get(person.id, [])]
            read.append(f"{answer.body} {said(office)[told:]} {shown}")
        assert SECRET not in read[0], name
        assert read[0] == read[1], f"{name} tells whether there is one"
        assert deeds(office.database) == before, name
    office.mute.clear()
