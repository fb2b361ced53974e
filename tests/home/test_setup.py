"""An admin installs Pollen: what is still to do, and can it be done in Slack?"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import update
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.outbox.rules import State
from bot.outbox.store.tables import OutboxRow
from bot.people import service as people
from bot.playground.clock import Clock
from bot.playground.errors import NotThere
from bot.playground.people.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig
from bot.slack import manifest as manifests
from bot.slack import message, scopes
from bot.workspaces import service as workspaces
from tests.listeners import whole_home
from tests.office import Office, manifest, opened

NOT_AN_ADMIN = "Only admins can change that."


@pytest.fixture
def ida(office: Office) -> Person:
    """The only admin of Slack here."""
    return office.slack.person("ida")


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")


def test_a_fresh_workspace_says_what_is_to_do(office: Office, ida: Person) -> None:
    seen = ida.types("#general", "/pollen doctor")
    assert seen
    assert seen.is_private
    assert "All permissions granted" in seen.text
    assert "There's no mentors' channel" in seen.text
    assert "ida is the programme owner (automatic: the first admin seen)" in seen.text
    assert seen.text.index("There's no mentors' channel") < seen.text.index("All permissions granted")


def test_roles_and_channels_are_chosen_in_a_form_and_hold(office: Office, ida: Person, ben: Person) -> None:
    ida.types("#general", "/pollen setup")
    form = ida.modal
    refused = form.fill(
        {
            "Programme owner": "ana",
            "Curators": ["ben"],
            "Pollen admins": ["chika"],
            "Mentors' channel": "#leads",
            "Milestones channel": "#learning",
            "Keep questions, and who asked them, for": "30 days",
        }
    ).submit()
    assert refused == {}
    ana, chika = office.slack.person("ana"), office.slack.person("chika")
    names = office.database.reading(
        lambda session: (
            people.owner(session, office.workspace),
            people.is_curator(session, office.workspace, UserId(ben.id)),
            people.is_admin(session, office.workspace, UserId(ben.id)),
            people.is_admin(session, office.workspace, UserId(chika.id)),
        )
    )
    assert names == (ana.id, True, False, True)
    ida.types("#general", "/pollen setup")
    shown = str(ida.modal.raw)
    assert all(one in shown for one in (ana.id, ben.id, chika.id, office.slack.channel("leads").id, "30 days"))
    told = ida.types("#general", "/pollen doctor")
    assert told
    assert "ana is the programme owner." in told.text
    assert "#leads" in told.text
    assert "1 curator as well as the admins" in told.text


def test_what_is_emptied_is_nobodys_again(office: Office, ida: Person) -> None:
    ida.types("#general", "/pollen setup")
    ida.modal.fill({"Programme owner": "ana", "Mentors' channel": "#leads"}).submit()
    ida.types("#general", "/pollen setup")
    ida.modal.fill({"Programme owner": None, "Mentors' channel": None}).submit()
    told = ida.types("#general", "/pollen doctor")
    assert told
    assert "There's no mentors' channel" in told.text
    assert "ida is the programme owner" in told.text


def test_only_admins_see_and_set_it(office: Office, ida: Person, ben: Person) -> None:
    for command in ("/pollen setup", "/pollen doctor"):
        refused = ben.types("#general", command)
        assert refused
        assert NOT_AN_ADMIN in refused.text
    with pytest.raises(NotThere):
        _ = ben.modal
    assert "Set up Pollen" not in whole_home(ben).text
    home = whole_home(ida)
    assert "Set up Pollen" in home.text
    assert "There's no mentors' channel" in home.text
    assert home.text.index("Set up Pollen") < home.text.index("Kudos") < home.text.index("Mentoring")
    ida.clicks("Set up", on=home)
    assert ida.modal.title == "Set up Pollen"


def test_a_form_that_was_open_when_the_admin_was_demoted_changes_nothing(office: Office, ida: Person) -> None:
    ida.types("#general", "/pollen setup")
    form = ida.modal
    office.slack.changes("ida", is_admin=False)
    form.fill({"Programme owner": "ida"}).submit()
    assert NOT_AN_ADMIN in ida.modal.text
    ana = office.slack.person("ana")
    assert office.database.reading(lambda session: people.owner(session, office.workspace)) != ana.id


def test_an_owner_who_left_is_noticed(office: Office, ida: Person) -> None:
    ida.types("#general", "/pollen setup")
    ida.modal.fill({"Programme owner": "ana"}).submit()
    office.slack.changes("ana", deleted=True)
    told = ida.types("#general", "/pollen doctor")
    assert told
    assert "ana, the programme owner, has left" in told.text


def test_missing_scopes_are_named(database_url: URL, clock: Clock, tmp_path: Path) -> None:
    app = replace(AppConfig.from_manifest(manifest()), scopes=scopes.NEEDED - {"reactions:read"})
    few = LocalSlack(app=app, clock=clock)
    folder = tmp_path / "articles"
    folder.mkdir()
    with opened(database_url, clock=clock, folder=folder, slack=few) as office:
        told = office.slack.person("ida").types("#general", "/pollen doctor")
        assert told
        assert "missing a permission in Slack: reactions:read" in told.text


def test_guests_are_in_unless_the_app_has_slacks_agents_feature(
    database_url: URL, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Both manifests; and one that has the scope without the feature, to which Slack says `not_agent_app`."""
    agents = AppConfig.from_manifest(yaml.safe_load(manifests.text(has_agents=True)))
    folder = tmp_path / "articles"
    folder.mkdir()
    for app, prompts, sentence in (
        (AppConfig.from_manifest(manifest()), 0, "Guests can use me: Slack's Agents feature is off."),
        (agents, 2, "Slack's Agents feature is on"),
        (replace(agents, is_agent=False), 0, "Slack's Agents feature is on"),
    ):
        slack = LocalSlack(app=app, clock=clock)
        with opened(database_url, clock=clock, folder=folder, slack=slack) as office:
            gus, ida = office.slack.person("gus"), office.slack.person("ida")
            dm = gus.opens_dm()
            assert len(gus.prompts()) == prompts
            assert gus.types(dm, "help") is not None
            told = ida.types("#general", "/pollen doctor")
            assert told is not None
            assert sentence in told.text
            assert "I search by words." in told.text
    assert not [one for one in caplog.records if one.levelname in ("WARNING", "ERROR")]


def test_a_refusal_names_whom_to_ask(office: Office, ida: Person, ben: Person) -> None:
    refused = ben.types("#general", "/pollen setup")
    assert refused is not None
    assert "Please ask an admin of this workspace." in refused.text, "nobody is known here yet"
    ida.types("#general", "/pollen doctor")
    refused = ben.types("#general", "/pollen setup")
    assert refused is not None
    assert "Please ask ida, who looks after Pollen here." in refused.text
    office.database.transaction(lambda s: workspaces.choose(s, office.workspace, {"roles.owner": "U0NOBODY"}))
    refused = ben.types("#general", "/pollen setup")
    assert refused is not None
    assert "Please ask ida, who is an admin here." in refused.text


def test_messages_that_wait_for_a_decision_are_told_to_their_own_workspace_alone(office: Office, ida: Person) -> None:
    def hold(session: Session, workspace: WorkspaceId) -> None:
        said = message.message("Something was said.")
        key, now = f"held:{workspace}", office.clock.now()
        outbox.post(session, workspace=workspace, channel=ChannelId("C1"), message=said, key=key, now=now)
        one = update(OutboxRow).where(OutboxRow.workspace == workspace, OutboxRow.key == key)
        session.execute(one.values(state=State.UNKNOWN, failure="timeout", settled_at=now))

    other = WorkspaceId("T2")
    office.database.transaction(
        lambda session: workspaces.install(
            session, other, name="Other", bot_user=UserId("UB2"), bot_id="B2", now=office.clock.now()
        )
    )
    office.database.transaction(lambda session: hold(session, other))
    told = ida.types("#general", "/pollen doctor")
    assert told
    assert "pollen outbox list" not in told.text
    office.database.transaction(lambda session: hold(session, office.workspace))
    told = ida.types("#general", "/pollen doctor")
    assert told
    assert "1 message may not have been delivered. pollen outbox list" in told.text


def test_the_doctor_sees_what_is_still_to_be_posted(office: Office, ida: Person) -> None:
    office.mute.set()
    ida.types("#general", "/kudos @ana for untangling the release on Friday night")
    told = ida.types("#general", "/pollen doctor")
    assert told
    assert "still to be posted" not in told.text
    office.clock.advance(timedelta(minutes=6))
    told = ida.types("#general", "/pollen doctor")
    assert told
    assert "1 message is still to be posted, the oldest since" in told.text


def test_the_doctor_sees_that_the_bot_is_missing_from_a_chosen_channel(office: Office) -> None:
    ida = office.slack.person("ida")
    office.slack.add_channel("mentors", "ana", "ida")
    channel = office.slack.channel("mentors").id
    office.database.transaction(lambda s: workspaces.choose(s, office.workspace, {"mentors.channel": channel}))
    told = ida.types("#general", "/pollen doctor")
    assert told is not None
    assert "I'm not in #mentors, the mentors' channel" in told.text
    office.slack.invite_bot("mentors")
    told = ida.types("#general", "/pollen doctor")
    assert told is not None
    assert "I'm not in" not in told.text


def test_the_doctor_sees_that_a_chosen_channel_is_gone(office: Office) -> None:
    ida = office.slack.person("ida")
    choices = {"mentors.channel": "C0NOWHERE", "kudos.channel": None}
    office.database.transaction(lambda s: workspaces.choose(s, office.workspace, choices))
    told = ida.types("#general", "/pollen doctor")
    assert told is not None
    assert "I can't see the mentors' channel" in told.text
