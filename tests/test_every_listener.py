"""Does every listener of the bot come through the same door? Taken from the bot itself, so that none is forgotten."""

import importlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.db import Database
from bot.errors import UserError
from bot.mentors.rules.refusals import NotTheOwner
from bot.people.rules import NotACurator, NotAnAdmin
from bot.playground.clock import Clock
from bot.slack import gate
from bot.slack.acknowledgements import AcknowledgementRow
from bot.slack.door import Kind, Listener
from bot.slack.gate import Standing
from bot.workspaces import service as workspaces
from tests import listeners
from tests.conftest import NOW
from tests.listeners import Scene, Sender, caught, deeds, key, made
from tests.office import Office, begun, opened

#: Who may do more than colleagues: bots and workflows may ask aloud, and anybody's data are theirs.
WITH_BOTS = {"sentence:answers.asked"}
EVERYBODY = {
    "command:/pollen my",
    "command:/pollen data",
    "command:/pollen forget",
    "sentence:people.data",
    "press:people.copy",
    "press:people.erase",
    "submit:people.forget",
}
TOLD_OF = {
    "event:user_change",
    "event:team_join",
    "event:message.message_changed",
    "event:message.message_deleted",
    "event:member_joined_channel",
    "event:member_left_channel",
    "event:subteam_members_changed",
    "event:subteam_updated",
}

#: What only curators are let do, and only admins (who may do what curators may).
FOR_CURATORS = {
    "command:/pollen desk",
    "command:/pollen gaps",
    "press:answers.decline",
    "press:answers.gap_is_written",
    "press:answers.gaps",
    "press:answers.more_gaps",
    "press:answers.publish",
    "press:answers.refuse_gap",
    "press:answers.revise",
    "press:answers.synonyms",
    "press:answers.write_gap",
    "press:articles.canvas",
    "press:articles.look",
    "press:articles.readers",
    "press:articles.unfollow",
    "press:desk.decline",
    "press:desk.desk",
    "press:desk.edit",
    "press:desk.gone",
    "press:desk.history",
    "press:desk.not_mine",
    "press:desk.publish",
    "press:desk.repair",
    "press:desk.restore",
    "press:desk.retire",
    "press:desk.revise",
    "press:desk.right",
    "press:desk.twins",
    "shortcut:articles.follow",
    "submit:answers.gap_refused",
    "submit:answers.teach",
    "submit:articles.canvas_chosen",
    "submit:articles.changed",
    "submit:articles.looked",
}
FOR_ADMINS = {
    "command:/kudos settings",
    "command:/pollen audit",
    "command:/pollen doctor",
    "command:/pollen kudos",
    "command:/pollen setup",
    "press:home.setup",
    "press:kudos.hide",
    "press:kudos.settings",
    "press:kudos.show",
    "submit:home.set_up",
    "submit:kudos.set",
}
#: What the owner of the mentoring programme does, and admins.
FOR_OWNERS = {
    "press:mentors.group",
    "press:mentors.suggest",
}

SENTENCES: Mapping[Standing, type[UserError]] = {
    Standing.OUTSIDER: gate.Stranger,
    Standing.GONE: gate.Deactivated,
    Standing.BOT: gate.Automatic,
}

#: What carries a value of ours back; a sentence or an event has none.
CARRYING = frozenset({Kind.COMMAND, Kind.PRESS, Kind.SUBMIT, Kind.SHORTCUT})
#: What a forged button, form or command may carry.
ODD = (
    "", "x", "-1", "1|", "|", "9" * 40, "１２", "1e5", "\x00", "<@U1>", "null", "{}", "a|b|c", "٣", " 1 ", '{"id": []}',
)  # fmt: skip


def names_of(office: Office) -> list[str]:
    return [key(one) for one in office.bot.listeners]


@pytest.fixture(scope="module")
def sqlite_office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: bytes) -> Iterator[Office]:
    """One office for all that is refused: nothing changes in it."""
    with begun(sqlite_template, tmp_path_factory.mktemp("office"), NOW) as office:
        office.mute.set()
        yield office


def sender(office: Office, standing: Standing) -> Sender:
    """Return somebody of that standing."""
    name = f"one-{standing}"
    known = {one.name: one for one in office.slack.workspace.members.values()}
    if name not in known:
        company = "Partner" if standing is Standing.OUTSIDER else ""
        marks = {Standing.GONE: "deleted", Standing.BOT: "is_bot", Standing.GUEST: "is_restricted"}
        facts: dict[str, Any] = {marks[standing]: True} if standing in marks else {}
        known[name] = office.slack.workspace.add_member(name, company=company, **facts)
    member = known[name]
    return Sender(user=member.id, team=member.team_id, is_bot=standing is Standing.BOT)


def test_who_may_do_what_is_one_table(sqlite_office: Office) -> None:
    table = {key(one): one.admits for one in sqlite_office.bot.listeners}
    expected = dict.fromkeys(table, gate.COLLEAGUES)
    for names, admits in ((WITH_BOTS, gate.WITH_BOTS), (EVERYBODY, gate.EVERYBODY), (TOLD_OF, gate.TOLD_OF)):
        expected |= dict.fromkeys(names, admits)
    assert table == expected


def test_no_listener_is_registered_around_the_door(sqlite_office: Office) -> None:
    """A sentence is heard as a mention and as a direct message; one more is for buttons that only open a page."""
    sentences = sum(1 for one in sqlite_office.bot.listeners if one.kind is Kind.SENTENCE)
    assert len(sqlite_office.bot.bolt._listeners) == len(sqlite_office.bot.listeners) + sentences + 1


@pytest.mark.parametrize("standing", SENTENCES)
def test_whoever_may_not_is_told_why_and_nothing_happens(sqlite_office: Office, standing: Standing) -> None:
    office, who = sqlite_office, sender(sqlite_office, standing)
    before = deeds(office.database)
    for listener in office.bot.listeners:
        if standing in listener.admits:
            continue
        answer = office.slack.postman.send(made(office, listener, who))
        assert answer.status == 200, (key(listener), answer)
        if listener.kind in (Kind.COMMAND, Kind.SUBMIT):
            read = str(answer.body)
        elif listener.kind in (Kind.PRESS, Kind.SHORTCUT) or (
            listener.kind is Kind.SENTENCE and standing is not Standing.BOT
        ):
            read = listeners.said(office)[-1]
        else:
            continue  # nobody spoke to the bot, or nobody is there to read it
        stranger = listener.stranger if standing is Standing.OUTSIDER else SENTENCES[standing]
        assert stranger().sentence[:40] in read.replace("\\'", "'"), (key(listener), read)
    assert deeds(office.database) == before


def turned_away(office: Office, who: Sender) -> dict[str, set[str]]:
    """Drive every command, button and form as somebody, and return what was refused, by the sentence."""
    sentences = {
        error: error.__doc__.split("{")[0].split(".")[0]
        for error in (NotACurator, NotAnAdmin, NotTheOwner, gate.Stranger, gate.Deactivated, gate.Automatic)
        if error.__doc__
    }
    found: dict[str, set[str]] = {}
    for listener in office.bot.listeners:
        if listener.kind in (Kind.COMMAND, Kind.PRESS, Kind.SUBMIT, Kind.SHORTCUT):
            before = len(listeners.said(office))
            answer = office.slack.postman.send(made(office, listener, who))
            assert answer.status == 200, key(listener)
            read = f"{answer.body} {listeners.said(office)[before:]}".replace("\\'", "'")
            for error, sentence in sentences.items():
                if sentence in read:
                    found.setdefault(error.__name__, set()).add(key(listener))
    return found


def test_members_curators_and_admins_come_as_far_as_the_table_says(tmp_path: Path, sqlite_template: bytes) -> None:
    """A guest comes as far as a member: what they may not read is another matter."""
    with begun(sqlite_template, tmp_path, NOW) as office:
        office.mute.set()
        ana, ben, ida = (
            Sender(user=office.slack.person(name).id, team=office.slack.team_id) for name in ("ana", "ben", "ida")
        )
        office.slack.person("ida").opens_home()
        chosen = {"roles.curators": [ben.user]}
        office.database.transaction(lambda session: workspaces.choose(session, office.workspace, chosen))
        everything = {"NotACurator": FOR_CURATORS, "NotAnAdmin": FOR_ADMINS, "NotTheOwner": FOR_OWNERS}
        assert turned_away(office, ana) == everything
        assert turned_away(office, sender(office, Standing.GUEST)) == everything
        assert turned_away(office, ben) == {name: those for name, those in everything.items() if name != "NotACurator"}
        assert turned_away(office, ida) == {}


def test_whatever_is_carried_is_answered_in_words(sqlite_office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """A forged or an outlived value is a sentence, never a failure."""
    office = sqlite_office
    ana = office.slack.person("ana")
    who = Sender(user=ana.id, team=office.slack.team_id)
    failed = []
    for listener in office.bot.listeners:
        for value in ODD if listener.kind in CARRYING else ():
            caplog.clear()
            answer = office.slack.postman.send(made(office, listener, who, value=value))
            if answer.status != 200 or any(one.levelno >= logging.ERROR for one in caplog.records):
                failed.append((key(listener), value, answer.status, [str(one.exc_info) for one in caplog.records][:1]))
    assert failed == []


@pytest.mark.parametrize("missing", ["user", "channel", "ts", "event_id", "trigger_id", "actions", "view", "team"])
def test_whatever_is_missing_is_no_failure(
    sqlite_office: Office, caplog: pytest.LogCaptureFixture, missing: str
) -> None:
    office = sqlite_office
    who = Sender(user=office.slack.person("ana").id, team=office.slack.team_id)
    failed = []
    for listener in office.bot.listeners:
        envelope = made(office, listener, who)
        payload = {name: part for name, part in envelope.payload.items() if name != missing}
        if isinstance(payload.get("event"), dict):
            payload["event"] = {name: part for name, part in payload["event"].items() if name != missing}
        caplog.clear()
        answer = office.slack.postman.send(replace(envelope, payload=payload))
        if answer.status >= 500 or any(one.levelno >= logging.ERROR for one in caplog.records):
            failed.append((key(listener), answer.status, [str(one.exc_info) for one in caplog.records][:1]))
    assert failed == []


def test_another_workspace_is_refused_at_the_door(sqlite_office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office = sqlite_office
    who = Sender(user="U0ELSEWHERE", team="T0OTHER")
    before, rows = deeds(office.database), len(listeners.said(office))
    for listener in office.bot.listeners:
        envelope = made(office, listener, who)
        payload = envelope.payload | {"team_id": "T0OTHER", "team": {"id": "T0OTHER"}}
        if "authorizations" in payload:
            payload["authorizations"] = [{"team_id": "T0OTHER", "is_enterprise_install": False}]
        if "view" in payload:
            payload["view"] = payload["view"] | {"app_installed_team_id": "T0OTHER"}
        answer = office.slack.postman.send(replace(envelope, payload=payload))
        assert answer.status == 200, key(listener)
        if listener.kind in (Kind.COMMAND, Kind.SUBMIT):
            assert "installed in this workspace" in str(answer.body)
    assert (deeds(office.database), len(listeners.said(office))) == (before, rows)
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


def test_a_form_from_a_shared_channel_names_another_company_and_is_a_strangers(sqlite_office: Office) -> None:
    """Slack puts the company of whoever sends it where the workspace else stands, and the installation beside it."""
    office, who = sqlite_office, sender(sqlite_office, Standing.OUTSIDER)
    assert who.team != office.slack.team_id
    before = deeds(office.database)
    for listener in office.bot.listeners:
        if listener.kind is Kind.SUBMIT and Standing.OUTSIDER not in listener.admits:
            envelope = made(office, listener, who)
            theirs = envelope.payload | {"team": {"id": who.team}, "team_id": who.team}
            answer = office.slack.postman.send(replace(envelope, payload=theirs))
            assert listener.stranger().sentence[:40] in str(answer.body).replace("\\'", "'"), key(listener)
    assert deeds(office.database) == before


def test_an_installation_for_a_whole_organisation_is_refused_in_words(sqlite_office: Office) -> None:
    office = sqlite_office
    who = Sender(user=office.slack.person("ana").id, team=office.slack.team_id)
    for listener in office.bot.listeners:
        if listener.kind in (Kind.COMMAND, Kind.PRESS, Kind.SUBMIT):
            envelope = made(office, listener, who)
            payload = {name: part for name, part in envelope.payload.items() if name not in ("team", "team_id")}
            payload["is_enterprise_install"] = "true"
            if "view" in payload:
                payload["view"] = payload["view"] | {"app_installed_team_id": None}
            answer = office.slack.postman.send(replace(envelope, payload=payload))
            assert answer.status == 200, key(listener)
            if listener.kind is not Kind.PRESS:
                assert gate.OrganisationWide().sentence[:40] in str(answer.body), key(listener)


def scenes() -> dict[str, Scene]:
    """Return how each listener is reached by hand, from the folders of the domains' tests."""
    found: dict[str, Scene] = {}
    for path in sorted(Path(__file__).parent.glob("*/scenes.py")):
        found |= importlib.import_module(f"tests.{path.parent.name}.scenes").SCENES
    return found


SCENES = scenes()


def test_every_listener_has_a_scene(sqlite_office: Office) -> None:
    assert set(names_of(sqlite_office)) - set(SCENES) == set()


def listener_of(office: Office, name: str) -> Listener:
    return next(one for one in office.bot.listeners if key(one) == name)


@pytest.mark.parametrize("name", SCENES)
def test_what_comes_twice_is_done_once_also_when_the_commit_is_not_heard_of(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """On PostgreSQL, where a unit runs again after a lost connection: the COMMIT went through, its answer did not."""
    url = request.getfixturevalue("postgresql_url")
    folder = tmp_path / "articles"
    folder.mkdir()
    with opened(url, clock=Clock(at=NOW), folder=folder) as office:
        envelope = caught(office, SCENES[name](office))
        office.mute.set()
        with lost_answer(office.database) as kept:
            first = office.slack.postman.send(envelope)
        assert first.status == 200, first
        assert kept, "nothing was committed"
        after, words = deeds(office.database), len(listeners.said(office))
        assert after == kept[0]
        second = office.slack.postman.send(envelope)
        assert (second.status, second.body) == (first.status, first.body)
        assert (deeds(office.database), len(listeners.said(office))) == (after, words)


#: Deeds that keep a choice with whoever they are.
CHOICES = (
    "submit:kudos.preferred",
    "press:digests.monthly",
    "press:milestones.lead",
    "press:milestones.prefer",
)


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_kept_of_somebody_of_whom_slack_has_told_nothing_yet(
    name: str, tmp_path: Path, sqlite_template: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "pollen.sqlite3").write_bytes(sqlite_template)
    url = sqlalchemy.engine.URL.create("sqlite", database=str(tmp_path / "pollen.sqlite3"))
    with opened(url, clock=Clock(at=NOW), folder=tmp_path / "articles") as office:
        envelope = caught(office, SCENES[name](office))
        office.slack.faults.error("internal_error", "users.info", times=9)
        with office.database.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM people")
        assert office.slack.postman.send(envelope).status == 200
        assert [one.message for one in caplog.records if one.levelno >= logging.ERROR] == []
        with office.database.engine.connect() as connection:
            kept = connection.exec_driver_sql("SELECT name, preferences FROM people").all()
        assert [(one.name, one.preferences != "{}") for one in kept] == [("someone", True)]


class lost_answer:
    """The first COMMIT of a session that wrote goes through, and nobody hears of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: list[dict[str, Any]] = []

    def __enter__(self) -> list[dict[str, Any]]:
        self._before = self._handled()
        event.listen(Session, "after_commit", self._lose)
        return self._kept

    def __exit__(self, *_exception: object) -> None:
        event.remove(Session, "after_commit", self._lose)

    def _handled(self) -> int:
        with self._database.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(AcknowledgementRow)) or 0

    def _lose(self, session: Session) -> None:
        if self._kept or self._handled() == self._before:
            return  # somebody was met, and the deed is still to come
        self._kept.append(deeds(self._database))
        raise OperationalError("COMMIT", {}, Exception("the connection is gone"), connection_invalidated=True)
