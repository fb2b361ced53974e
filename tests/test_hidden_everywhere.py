"""Does anything at all that can be done in Slack tell of an article? Taken from the bot itself, so no way is forgotten.

For each listener that may know of articles, and then for a month of the jobs, two workspaces see the same people do the
same: one has an article for a board of one, who has read it, the other never had it. What everybody else is shown is
compared.
"""

import importlib
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest
import sqlalchemy
from sqlalchemy import event, select

from bot.answers.service import latest
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import importing, titled
from bot.ids import UserId, fresh
from bot.outbox.store.tables import OutboxRow
from bot.playground.clock import Clock
from bot.slack.door import Kind, Listener
from tests.conftest import NOW
from tests.listeners import Scene, Sender, key, made
from tests.office import Office, opened
from tests.test_every_listener import SCENES
from tests.test_hidden import IDS

READER = "zora"
#: In words that the scenes' own articles and questions have, and in one that nothing else has.
SECRET = """---
title: Vacation zorblax
tags: [people, it, zorblaxes]
aliases: [expenses for a zorblax]
readers: "@board"
---
# Vacation zorblax

Ask for vacation and claim travel expenses in the zorblax round, when the VPN tunnel hangs in Kubernetes.
See [[VPN]] and [[Vacation]].
"""

#: Another in every workspace, too: where it is served, its messages in links, files, keys and what App Home opened.
NOISE = re.compile(
    r"127\.0\.0\.1:\d+|\bhome:(?:more)?:[\w.]+|\bp\d{16}\b|\bpollen_[\w-]+|\bsession-[0-9a-f]{8}\b|\bfile/F\w+"
)

BOT = Path(__file__).parent.parent / "bot"
DOMAINS = [path.parent.name for path in Path(__file__).parent.glob("*/scenes.py")]
#: What knows of no article need not be walked.
FAR = ("circles", "kudos", "outbox")

#: Slack tells of the secret's own group in them, or the operator's view is shown.
LEFT_OUT = frozenset({"event:subteam_members_changed", "event:subteam_updated"})


@contextmanager
def company(folder: Path, template: bytes, *, with_it: bool) -> Iterator[Office]:
    folder.mkdir()
    for name in ("articles", "board"):
        (folder / name).mkdir()
    path = folder / "pollen.sqlite3"
    path.write_bytes(template)
    url = sqlalchemy.engine.URL.create("sqlite", database=str(path))
    with opened(url, clock=Clock(at=NOW), folder=folder / "articles") as office:
        office.slack.workspace.add_member(READER)
        zora = office.slack.person(READER)
        office.slack.add_channel("board", "pollen", READER)
        office.slack.add_group("board", READER)
        if with_it:
            (folder / "board" / "secret.md").write_text(SECRET)
            importing.import_folder(office.bot.runtime, office.workspace, folder / "board", collection="board")
            office.bot.library.follow(office.bot.runtime, office.workspace)
            office.works()
            zora.types("#board", "/learn what is the zorblax round?")
            assert "expenses in the zorblax" in zora.sees("#board")[-1].text
        else:
            office.works()
        yield office


def shown(office: Office) -> str:
    """Return all that Slack shows everybody but the reader, without what is another in every workspace."""
    slack = office.slack.workspace
    zora = office.slack.person(READER).id
    others = [one for one in slack.members.values() if one.id != zora and not one.is_bot]
    told: list[object] = []
    for member in sorted(others, key=lambda one: one.name):
        person = office.slack.person(member.name)
        for channel in sorted(slack.channels.values(), key=lambda one: one.name):
            if member.id in channel.members and zora not in channel.members:
                told.append([one.raw for one in person.sees(channel.id)])
        home = slack.homes.get(member.id)
        told += [home and home.content, *slack.modals.get(member.id, ())]
    return NOISE.sub("…", IDS.sub("…", json.dumps(told, default=str, sort_keys=True)))


class Companies:
    """One workspace that never had the article and one that has it, to do the same in."""

    def __init__(self, folder: Path, template: bytes) -> None:
        self._folder, self._template = folder, template
        self._open, self._opened = ExitStack(), itertools.count()
        self._offices: tuple[Office, ...] = ()

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._open.close()

    def do(self, scene: Scene) -> tuple[str, ...]:
        """Let a scene be played in both; return what everybody else is shown.

        What was played before may stand in its way (somebody is erased, an allowance is spent): then it begins anew.
        """
        try:
            return self._played(scene)
        except Exception:
            self._begin()
            return self._played(scene)

    def works(self) -> tuple[str, ...]:
        for office in self._offices:
            office.works()
        return tuple(map(shown, self._offices))

    def _played(self, scene: Scene) -> tuple[str, ...]:
        for office in self._offices:
            scene(office)()
        return tuple(map(shown, self._offices))

    def _begin(self) -> None:
        self._open.close()
        self._offices = tuple(
            self._open.enter_context(company(self._folder / str(next(self._opened)), self._template, with_it=with_it))
            for with_it in (False, True)
        )


@pytest.mark.parametrize("domain", sorted(set(DOMAINS) - set(FAR)))
def test_whatever_is_done_shows_the_same_with_the_article_and_without(
    domain: str, tmp_path: Path, sqlite_template: bytes
) -> None:
    scenes = importlib.import_module(f"tests.{domain}.scenes").SCENES
    with Companies(tmp_path, sqlite_template) as companies:
        for name in sorted(set(scenes) - LEFT_OUT):
            must_be_the_same(name, companies.do(scenes[name]))
        must_be_the_same(f"what runs by itself after {domain}", companies.works())


@pytest.mark.parametrize("domain", FAR)
def test_what_knows_of_no_article_tells_of_none(domain: str) -> None:
    knowing = {
        str(path.relative_to(BOT / domain))
        for path in (BOT / domain).rglob("*.py")
        if re.search(r"^(?:from|import) bot\.(?:articles|answers|desk|digests|doors)\b", path.read_text(), re.MULTILINE)
    }
    assert knowing == set()


def must_be_the_same(where: str, seen: tuple[str, ...]) -> None:
    without, with_it = seen
    assert without == with_it, where
    assert "zorblax" not in with_it, where


def test_a_month_of_whatever_runs_by_itself_tells_nothing_of_it(tmp_path: Path, sqlite_template: bytes) -> None:
    seen = []
    for with_it in (False, True):
        with company(tmp_path / str(with_it), sqlite_template, with_it=with_it) as office:
            SCENES["event:app_home_opened"](office)()
            office.slack.person("ida").types("#general", "/pollen digest here weekly Wed 10:00 UTC")
            for _ in range(30):
                office.passes(timedelta(days=1))
            seen.append(shown(office))
    must_be_the_same("a month", tuple(seen))


#: Where a button or a form may carry an article, or an answer; and how it carries one, with what belongs to it.
ABOUT_ARTICLES = ("answers.", "articles.", "desk.", "digests.", "doors.", "home.")
CARRIED = ("{0}", "{0}|0", "{0}|zorblax", "{0}|{0}", "[{0}, 1, null, null]")


def test_what_is_forged_about_it_is_answered_as_what_is_about_nothing(tmp_path: Path, sqlite_template: bytes) -> None:
    """A curator who may not read it sends its id, and that of what its reader was answered, by whatever takes one."""
    with company(tmp_path / "it", sqlite_template, with_it=True) as office:
        office.slack.person("ida").types("#general", "/pollen doctor")
        workspace, by = office.workspace, Sender(user=office.slack.person("ida").id, team=office.slack.team_id)
        article = office.database.reading(lambda session: titled(session, workspace, "Vacation zorblax", OPERATOR))
        zora = UserId(office.slack.person(READER).id)
        (answer,) = office.database.reading(lambda session: latest(session, workspace, zora, limit=1))
        assert article is not None
        ids = tuple(map(str, (article, answer.id, answer.id + 1)))
        office.mute.set()
        differing = {}
        for one in office.bot.listeners:
            is_wanted = one.kind in (Kind.PRESS, Kind.SUBMIT) and one.name.startswith(ABOUT_ARTICLES)
            for carried in CARRIED if is_wanted else ():
                found = [forged(office, one, by, carried.replace("{0}", id), ids) for id in ids]
                # Nor does it cost more; of an answer, that somebody asked may be found out.
                if len({told for told, _ in found}) > 1 or found[0] != found[2]:
                    differing[key(one), carried] = found
        assert differing == {}


def forged(office: Office, listener: Listener, by: Sender, value: str, ids: Sequence[str]) -> tuple[str, int]:
    """Send it, and return all that comes of it, without these ids, and how much the database was asked."""
    before, asked = fresh(), list[str]()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(office.database.engine, "before_cursor_execute", note)
    try:
        answer = office.slack.postman.send(made(office, listener, by, value=value))
    finally:
        event.remove(office.database.engine, "before_cursor_execute", note)
    views = office.slack.workspace.modals.pop(by.user, [])
    with office.database.engine.connect() as connection:
        told = connection.execute(select(OutboxRow.kind, OutboxRow.message).where(OutboxRow.id > before)).all()
    seen = json.dumps([answer.status, answer.body, [list(one) for one in told], views], default=str, sort_keys=True)
    for id in ids:
        seen = seen.replace(id, "…")
    return NOISE.sub("…", IDS.sub("…", seen)), len(asked)
