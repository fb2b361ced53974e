"""Does anybody reach what is private by its number? Private things, and every press and form that takes a number."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text

from bot.playground.people.person import Person
from bot.slack.door import Kind
from tests.conftest import NOW
from tests.listeners import Sender, deeds, made, said
from tests.office import Office, begun

SECRET = "the merger with the lighthouse keepers"

PRESSES = ("undo", "tag", "edit", "confirm", "drop", "reword", "second", "publish", "keep", "hide", "show")
FORMS = ("form", "sure", "revise", "hidden")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: bytes) -> Iterator[Office]:
    """One office for all that is refused: nothing changes in it."""
    with begun(sqlite_template, tmp_path_factory.mktemp("private"), NOW) as office:
        office.slack.invite_bot("#leads")
        furnish(office)
        yield office


def furnish(office: Office) -> None:
    """Thanks kept to oneself, one she is asked about, one in a private channel, one not sent yet."""
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ana.types("#general", "/kudos preferences")
    ana.modal.fill(visibility="private").submit()
    ben.types("#general", f"/kudos @ana for {SECRET}, one")
    ana.types("#general", "/kudos preferences")
    ana.modal.fill(visibility="ask").submit()
    ben.types("#general", f"/kudos @ana for {SECRET}, two")
    ana.types("#leads", f"/kudos @ida for {SECRET}, three")
    ben.types("#general", "/kudos @ida lighthouse keepers")


def kept(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that is kept, but for how often somebody took their turn."""
    return {table: rows for table, rows in deeds(office.database).items() if table != "kudos_guards"}


def numbers(office: Office, query: str) -> list[int]:
    with office.database.engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())


THINGS: dict[str, Callable[[Office], int]] = {
    "kept to oneself": lambda office: numbers(office, "SELECT id FROM kudos_gestures ORDER BY id")[0],
    "asked about": lambda office: numbers(office, "SELECT id FROM kudos_gestures ORDER BY id")[1],
    "in a private channel": lambda office: numbers(office, "SELECT id FROM kudos_gestures ORDER BY id")[2],
    "not sent yet": lambda office: numbers(office, "SELECT id FROM kudos_drafts ORDER BY id DESC")[0],
}


#: Ida is an admin; what she was thanked with herself is no secret from her.
REACHING = [(thing, who) for thing in THINGS for who in ("chika", "gus", "ida")]
REACHING.remove(("in a private channel", "ida"))


@pytest.mark.parametrize(("thing", "who"), REACHING)
def test_no_number_opens_changes_or_joins_what_is_private(office: Office, thing: str, who: str) -> None:
    person: Person = office.slack.person(who)
    number = str(THINGS[thing](office))
    sender = Sender(user=person.id, team=office.slack.team_id)
    before = kept(office)
    heard = {one.name: one for one in office.bot.listeners if one.name.startswith("kudos.")}
    for name, kind in (*((one, Kind.PRESS) for one in PRESSES), *((one, Kind.SUBMIT) for one in FORMS)):
        listener = heard[f"kudos.{name}"]
        assert listener.kind is kind
        value = f"{number}|unblocked" if name == "tag" else number
        told = len(said(office))
        answer = office.slack.postman.send(made(office, listener, sender, value=value))
        shown = [view.content for view in office.slack.workspace.modals.get(person.id, [])]
        read = f"{answer.body} {said(office)[told:]} {shown}"
        assert "lighthouse" not in read, name
        assert kept(office) == before, name
