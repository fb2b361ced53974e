"""Personal keys: shown once, kept hashed, named, gone at once when revoked, and nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db import Base
from bot.doors.rules import Unknown, keys
from bot.doors.service import callers
from bot.playground.errors import NotThere
from tests.doors.scenes import key, open_doors
from tests.listeners import whole_home
from tests.office import Office


def opens(office: Office, clear: str) -> bool:
    now = office.clock.now()
    try:
        office.database.reading(lambda session: callers.by_key(session, office.workspace, clear, now=now))
    except Unknown:
        return False
    return True


def everything(office: Office) -> str:
    """All that is in the database, as text."""
    with office.database.engine.connect() as connection:
        return str([tuple(row) for table in Base.metadata.sorted_tables for row in connection.execute(select(table))])


def test_a_key_is_shown_once_and_only_its_hash_is_kept(office: Office) -> None:
    clear = key(office)
    assert keys.is_wellformed(clear)
    assert opens(office, clear)
    assert clear not in everything(office)
    assert clear.split("_", 1)[1] not in everything(office)
    assert keys.kept(clear) in everything(office)
    ana = office.slack.person("ana")
    home = whole_home(ana)
    assert "My laptop" in home.text
    assert "not used yet" in home.text
    assert clear not in home.text


def test_where_no_door_is_open_there_is_nothing_to_see(office: Office) -> None:
    ana = office.slack.person("ana")
    assert "Assistants and scripts" not in whole_home(ana).text
    with pytest.raises(NotThere):
        ana.clicks("New key", on=whole_home(ana))


def test_a_key_opens_nothing_once_it_is_revoked_or_90_days_old(office: Office) -> None:
    first, second = key(office, called="One"), key(office, called="Two")
    ana = office.slack.person("ana")
    ana.clicks("Revoke", on=whole_home(ana))  # the newest stands first
    assert (opens(office, first), opens(office, second)) == (True, False)
    office.clock.advance(timedelta(days=90))
    assert not opens(office, first)


def test_the_keys_of_who_has_left_open_nothing(office: Office) -> None:
    clear = key(office)
    office.slack.changes("ana", deleted=True)
    office.slack.changes("ana", deleted=False)
    assert not opens(office, clear)


def test_nobody_sees_or_revokes_anothers(office: Office) -> None:
    clear = key(office)
    ben = office.slack.person("ben")
    assert "My laptop" not in whole_home(ben).text
    assert opens(office, clear)


def test_ten_keys_are_enough(office: Office) -> None:
    for number in range(keys.MOST):
        key(office, called=f"Key {number}")
    ana = office.slack.person("ana")
    ana.clicks("New key", on=whole_home(ana))
    ana.modal.fill({"What is it for?": "One more"}).submit()
    assert "You have 10 keys already" in ana.modal.text


def test_an_admin_opens_the_door_in_the_setup_form(office: Office) -> None:
    ida = office.slack.person("ida")
    ida.types("#general", "/pollen setup")
    assert ida.modal.fill({"Other programs that may ask me": ["Assistants (MCP)"]}).submit() == {}
    assert "Assistants and scripts" in whole_home(ida).text
    ida.types("#general", "/pollen setup")
    ida.modal.fill({"Other programs that may ask me": []}).submit()
    assert "Assistants and scripts" not in whole_home(ida).text


@pytest.mark.parametrize(
    "odd", ["", "pollen_", "pollen_x_y", f"pollen_{'a' * 43}_00000000", f"POLLEN_{'a' * 43}_0f0f0f0f", "x" * 9999]
)
def test_what_is_no_key_is_told_without_asking_anybody(odd: str) -> None:
    assert not keys.is_wellformed(odd)
    assert keys.is_wellformed(keys.written("a" * 43))


def test_the_audit_says_that_a_key_was_made_and_revoked_and_no_more(office: Office) -> None:
    key(office, called="My secret plan")
    ana, ida = office.slack.person("ana"), office.slack.person("ida")
    ana.clicks("Revoke", on=whole_home(ana))
    told = ida.types("#general", "/pollen audit")
    assert told
    assert "doors.key made" in told.text
    assert "doors.key revoked" in told.text
    assert "secret plan" not in told.text
    open_doors(office)
