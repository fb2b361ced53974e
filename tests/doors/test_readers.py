"""Whoever asks through a program sees what they see in Slack: no less, and nothing of what is not for them."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from bot.articles.service import importing
from bot.doors.mcp import tools
from bot.doors.rules import ASSISTANTS, SCRIPTS
from bot.playground.clock import Clock
from bot.playground.people.sight import Seen
from tests.answers.scenes import TRAVEL, VACATION
from tests.conftest import NOW
from tests.doors.programs import Program
from tests.doors.scenes import key, open_doors, outside
from tests.office import Office, opened
from tests.test_hidden import IDS

OPEN = {"money/travel.md": TRAVEL, "people/vacation.md": VACATION}
SECRET = """---
title: Vacation zorblax
tags: [people, zorblaxes]
aliases: [expenses for a zorblax]
readers: "@board"
---
# Vacation zorblax

Ask for vacation and claim travel expenses in the zorblax round, two weeks ahead of the trip.
"""
QUESTIONS = (
    "who approves vacation in the calendar?",
    "what is the zorblax round?",
    "zorblex",
    "vacation",
    "expenses",
    "",
)
CALLS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    *(("search_knowledge", {"question": one}) for one in QUESTIONS),
    *(("who_knows", {"about": one}) for one in QUESTIONS),
    *(("browse_topics", {"topic": one}) for one in ("", "people", "zorblaxes", "money", "board")),
    *(("whats_new", {"days": one}) for one in (1, 90)),
    ("get_article", {"id": "12345"}),
    *(("upcoming_sessions", {"about": one}) for one in ("", "zorblax")),
    ("my_open_things", {}),
    ("propose_article", {"title": "Vacation zorblax", "body": "The zorblax round."}),
    ("ask_people", {"question": "what is the zorblax round?"}),
    ("draft_kudos", {"to": "ben", "reason": "the zorblax round"}),
    ("draft_mentor_request", {"topic": "zorblax"}),
)
WORDS = sorted({word for text in (TRAVEL, VACATION, SECRET) for word in text.split() if word.isalpha()})


def told(folder: Path, template: bytes, *, with_it: bool) -> str:
    """Return all that Ana's programs are told, in a company that has the article for a board, or never had it."""
    folder.mkdir()
    (folder / "articles").mkdir()
    (folder / "board").mkdir()
    (folder / "pollen.sqlite3").write_bytes(template)
    url = URL.create("sqlite", database=str(folder / "pollen.sqlite3"))
    with opened(url, clock=Clock(at=NOW), folder=folder / "articles") as office:
        office.slack.add_group("board", "ida")
        office.knows(OPEN)
        hidden = "12345"
        if with_it:
            (folder / "board" / "secret.md").write_text(SECRET)
            importing.import_folder(office.bot.runtime, office.workspace, folder / "board", collection="board")
            office.bot.library.follow(office.bot.runtime, office.workspace)
            office.works()
            ida = Program(office=office, key=key(office, "ida"))
            found = ida.calls("search_knowledge", question="what is the zorblax round?").told
            hidden = found["passages"][0]["article"]
        else:
            office.works()
            key(office, "ida")
        ana = Program(office=office, key=key(office))
        answers = [ana.calls(tool, **arguments) for tool, arguments in CALLS]
        answers += [ana.calls("get_article", id=hidden), ana.asks("resources/list")]
        answers.append(ana.asks("resources/read", uri=f"pollen://article/{hidden}"))
        said = [[one.status, one.body.get("result"), one.body.get("error")] for one in answers]
        open_doors(office, ASSISTANTS, SCRIPTS)
        web = TestClient(outside(office), raise_server_exceptions=False)
        mine = {"authorization": f"Bearer {ana.key}"}
        office.clock.advance(timedelta(minutes=2))
        for got in (
            *(web.get("/api/search", params={"q": one}, headers=mine) for one in QUESTIONS),
            web.get(f"/api/articles/{hidden}", headers=mine),
        ):
            said.append([got.status_code, got.json(), None])
        return IDS.sub("…", json.dumps(said, sort_keys=True)).replace(hidden, "…")


def test_a_program_is_told_the_same_with_an_article_that_is_not_for_its_person_and_without(
    tmp_path: Path, sqlite_template: bytes
) -> None:
    assert {name for name, _ in CALLS} == set(tools.BY_NAME), "no tool is left out"
    without, with_it = (told(tmp_path / str(one), sqlite_template, with_it=one) for one in (False, True))
    assert without == with_it
    assert "zorblaxes" not in with_it


def shown(seen: Seen) -> str:
    return " ".join(seen.text.replace("*", "").split())


@pytest.mark.parametrize("who", ["ana", "ida"])
def test_whatever_is_asked_a_program_is_answered_as_learn_answers_the_same_person(office: Office, who: str) -> None:
    office.slack.add_group("board", "ida")
    office.knows({**OPEN, "board/secret.md": SECRET})
    office.works()
    person, program = office.slack.person(who), Program(office=office, key=key(office, who))

    @settings(max_examples=30, deadline=None, derandomize=True, database=None)
    @given(some.lists(some.sampled_from(WORDS), min_size=1, max_size=6))
    def whatever(words: list[str]) -> None:
        office.clock.advance(timedelta(minutes=1))
        question = " ".join(words)
        seen = person.types("#general", f"/learn {question}")
        assert seen is not None
        answer, found = program.calls("search_knowledge", question=question).told, shown(seen)
        assert answer["outcome"] == outcome(found)
        for passage in answer["passages"]:
            assert passage["title"] in found
            assert all(" ".join(line.split()) in found for line in passage["text"].split("\n"))
        assert all(one["title"] in found for one in answer.get("candidates", ()))

    whatever()


def outcome(found: str) -> str:
    """What an answer in Slack says of itself."""
    if "No article answers" in found:
        return "nothing"
    return "maybe" if "not sure" in found else "sure"
