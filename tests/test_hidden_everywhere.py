"""Does anything at all that can be done in Slack tell of an article? Taken from the bot itself, so no way is forgotten.

For each listener the bot has, and then for a month of its jobs, two workspaces see the same people do the same: one has
an article for a board of one, who has read it, the other never had it. What everybody else is shown is compared.
"""

import importlib
import itertools
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest
import sqlalchemy

from bot.articles.service import importing
from bot.playground.clock import Clock
from tests.conftest import NOW
from tests.listeners import Scene
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

#: Another in every workspace, too: where it is served, its messages in links, and keys of one's own.
NOISE = re.compile(r"127\.0\.0\.1:\d+|\bp\d{16}\b|\bpollen_[\w-]+")

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
        told += [slack.homes.get(member.id), *slack.modals.get(member.id, ())]
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


@pytest.mark.parametrize("domain", sorted(path.parent.name for path in Path(__file__).parent.glob("*/scenes.py")))
def test_whatever_is_done_shows_the_same_with_the_article_and_without(
    domain: str, tmp_path: Path, sqlite_template: bytes
) -> None:
    scenes = importlib.import_module(f"tests.{domain}.scenes").SCENES
    with Companies(tmp_path, sqlite_template) as companies:
        for name in sorted(set(scenes) - LEFT_OUT):
            must_be_the_same(name, companies.do(scenes[name]))
        must_be_the_same(f"what runs by itself after {domain}", companies.works())


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
