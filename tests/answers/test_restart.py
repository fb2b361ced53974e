"""After a restart the base is there as it was, and is not read again when nothing changed."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.search import dictionaries
from tests.office import Office, staffed

ROOMS = {f"rooms/{number}.md": f"# Room {number}\n\nThe key word is key{number}x.\n" for number in range(220)}


@pytest.fixture
def base(office: Office) -> Office:
    office.knows(ROOMS)
    return office


@pytest.fixture
def builds(caplog: pytest.LogCaptureFixture, base: Office) -> Callable[[], int]:
    """Count how often the index was made from the texts since the base was there."""
    caplog.set_level(logging.INFO, logger="bot.answers.service.saved")
    caplog.clear()
    return lambda: sum(record.message == "articles read" for record in caplog.records)


def restarted(office: Office) -> Office:
    bot = staffed(office.slack, office.database, office.clock, office.folder)
    bot.bot.library.follow(bot.bot.runtime, bot.workspace)
    return bot


def reads(office: Office, question: str) -> str:
    ana = office.slack.person("ana")
    ana.types("#general", f"/learn {question}")
    return ana.sees("#general")[-1].text


def test_an_unchanged_base_is_not_read_again(base: Office, builds: Callable[[], int]) -> None:
    before = reads(base, "what is key7x")
    again = restarted(base)
    assert reads(again, "what is key7x") == before
    assert "Room 7" in before
    assert builds() == 0


def test_what_changed_while_the_bot_was_away_is_found(base: Office, builds: Callable[[], int]) -> None:
    saved = file(base).read_bytes()
    base.knows(
        {**{path: text for path, text in ROOMS.items() if path != "rooms/8.md"}, "new.md": "# Quokka\n\nIt smiles."}
    )
    assert file(base).read_bytes() == saved
    again = restarted(base)
    assert builds() == 0
    assert "It smiles" in reads(again, "quokka")
    assert "key8x" not in reads(again, "what is key8x").replace("“what is key8x”", "").replace(
        "/learn what is key8x", ""
    )


@pytest.mark.parametrize("damage", [b"", b"no index at all"])
def test_a_damaged_file_is_made_anew(base: Office, builds: Callable[[], int], damage: bytes) -> None:
    file(base).write_bytes(damage)
    assert "Room 7" in reads(restarted(base), "what is key7x")
    assert builds() == 1
    assert file(base).stat().st_size > 1000


def test_without_a_place_to_keep_it_the_bot_starts_all_the_same(base: Office, builds: Callable[[], int]) -> None:
    file(base).unlink()
    file(base).parent.rmdir()
    file(base).parent.write_text("a file where the folder should be")
    assert "Room 7" in reads(restarted(base), "what is key7x")
    assert builds() == 1


def test_what_people_asked_is_found_after_a_restart_and_is_not_in_the_file(
    base: Office, builds: Callable[[], int]
) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn zyzzyva key7x")
    ana.clicks("Helpful", on=ana.sees("#general")[-1])
    file(base).unlink()
    again = restarted(base)
    assert "Room 7" in reads(again, "zyzzyva")
    assert b"zyzzyva" not in file(base).read_bytes()
    again = restarted(again)
    assert builds() == 1
    assert "Room 7" in reads(again, "zyzzyva")


def file(office: Office) -> Path:
    return office.folder.with_name("cache") / f"{office.workspace}.index"


def test_nobody_waits_for_a_dictionary_after_a_start(base: Office) -> None:
    dictionaries.dictionary.cache_clear()
    again = restarted(base)
    there = dictionaries.dictionary.cache_info().misses
    assert there
    reads(again, "xylofone")
    assert dictionaries.dictionary.cache_info().misses == there
