"""Does somebody who may not read an article see anything of it? A walk over every surface, with it and without it.

Two workspaces, one with a restricted article and one that never had it, see the same people do the same; what those
read who may not read it is compared byte by byte, ids apart.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy

from bot.people import views as people_views
from bot.playground.clock import Clock
from bot.playground.people.person import Person
from tests.conftest import NOW
from tests.listeners import whole_home
from tests.office import Office, opened

OPEN = {
    "it/vpn.md": "---\ntags: [network]\n---\n# VPN\n\nQuit the client and open it again when the tunnel hangs.\n",
    "people/leave.md": "---\ntags: [time off]\n---\n# Annual leave\n\nEveryone has thirty days of leave a year.\n",
    "people/travel.md": "# Travel expenses\n\nFill in the expense form. See [the severance page](severance.md).\n",
}
#: Rich in words that are rare elsewhere, in words of the open articles, and in a topic of its own and a shared one.
SECRET = {
    "people/severance.md": """---
title: Severance zorblax
tags: [time off, zorblaxes]
aliases: [golden parachute, leave with a zorblax]
readers: "@board"
owner: {owner}
---
# Severance zorblax

Who leaves in the zorblax round gets leave, expenses and a tunnel of ninety days. The VPN client hangs for a year.
"""
}

#: What is another in every workspace: our ids, Slack's times and blocks.
_NAMES = "block_id|hash|id|key|previous_id"
IDS = re.compile(
    r"\b\d{15,20}\b|\b\d{10}\.\d{6}\b"
    rf"""|(?P<quote>['"])(?:{_NAMES})(?P=quote): (?P<mark>['"]).*?(?P=mark)|(?:{_NAMES})='[^']*'"""
)

Walk = Callable[[Office, Person], None]


def asks(question: str) -> Walk:
    return lambda office, person: _typed(person, f"/learn {question}")


def mentions(question: str) -> Walk:
    def walk(office: Office, person: Person) -> None:
        person.types("#general", f"@pollen {question}")

    return walk


def opens(label: str) -> Walk:
    """Press a topic or an article of the entrance."""

    def walk(office: Office, person: Person) -> None:
        _typed(person, "/learn")
        person.clicks(label, on=person.sees("#general")[-1])

    return walk


def home(office: Office, person: Person) -> None:
    whole_home(person)


def copies(office: Office, person: Person) -> None:
    person.clicks(people_views.COPY, whole_home(person))
    office.passes(timedelta(seconds=10))


def shares(office: Office, person: Person) -> None:
    _typed(person, "/learn what when the tunnel hangs?")
    person.clicks("Share", on=person.sees("#general")[-1])


def digest(office: Office, person: Person) -> None:
    person.types("#general", "/pollen digest preview")


def _typed(person: Person, words: str) -> None:
    person.types("#general", words)


#: Every surface that tells of articles, and how one gets to it.
SURFACES: Mapping[str, Walk] = {
    "an answer": asks("how many days of leave do we have?"),
    "an answer to what only it says": asks("what is the zorblax round?"),
    "a title offered": asks("leave tunnel expenses days"),
    "an alias": asks("golden parachute"),
    "a correction towards its words": asks("what is a zorblex?"),
    "a word of its own in an open question": asks("does the tunnel zorblax hang for ninety days?"),
    "a question aloud": mentions("what is the zorblax round?"),
    "a question aloud that is answered": mentions("what when the tunnel hangs?"),
    "what there is to read": asks(""),
    "a topic it has too": opens("Time off"),
    "an article that links to it": asks("how do I claim travel expenses?"),
    "App Home": home,
    "my data": copies,
    "a share": shares,
    "a digest": digest,
}


@contextmanager
def company(folder: Path, template: bytes, *, with_it: bool) -> Iterator[Office]:
    folder.mkdir()
    (folder / "articles").mkdir()
    path = folder / "pollen.sqlite3"
    path.write_bytes(template)
    url = sqlalchemy.engine.URL.create("sqlite", database=str(path))
    with opened(url, clock=Clock(at=NOW), folder=folder / "articles") as office:
        office.slack.add_group("board", "ana")
        owner = office.slack.person("chika").id
        secret = {path: text.replace("{owner}", owner) for path, text in SECRET.items()} if with_it else {}
        office.knows(OPEN | secret)
        office.works()
        if with_it:  # who may read it has found it, and it helped
            ana = office.slack.person("ana")
            _typed(ana, "/learn what is the zorblax round?")
            assert "ninety days" in ana.sees("#general")[-1].text
        yield office


def seen(office: Office, person: Person, walk: Walk) -> str:
    """Return everything somebody reads after a walk, as Slack was sent it, without the ids."""
    walk(office, person)
    office.works()
    shown = [one.raw for where in ("#general", "@pollen") for one in person.sees(where)]
    home = office.slack.workspace.homes.get(person.id)
    told = json.dumps([shown, home and home.content], default=str, sort_keys=True)
    return IDS.sub("…", told)


@pytest.mark.parametrize("name", SURFACES)
def test_whoever_may_not_read_it_sees_what_they_would_if_it_did_not_exist(
    name: str, tmp_path: Path, sqlite_template: bytes
) -> None:
    found = []
    for with_it in (False, True):
        with company(tmp_path / str(with_it), sqlite_template, with_it=with_it) as office:
            found.append(seen(office, office.slack.person("ben"), SURFACES[name]))
    assert found[0] == found[1]
    assert "zorblaxes" not in found[1]
