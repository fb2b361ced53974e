"""Does `pollen check` find what a disk, half a backup or a hand in the database can do, and say what to do then?

A company's fortnight is played once; each damage is done to a copy of its file.
"""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.engine import URL

from bot.cli import custody
from bot.errors import Refusal
from bot.playground.clock import Clock
from tests.conftest import NOW
from tests.office import opened

#: What is done, and the table that has to be named. Rows that the fortnight did not leave are made first.
DAMAGES: tuple[tuple[str, str], ...] = (
    ("DELETE FROM kudos_gestures WHERE id = (SELECT min(id) FROM kudos_gestures)", "kudos"),
    ("UPDATE kudos_gifts SET receiver = giver", "ift"),
    ("UPDATE kudos_guards SET moves = 0", "guard"),
    ("DELETE FROM article_revisions WHERE article = (SELECT min(id) FROM articles)", "articles"),
    ("UPDATE article_revisions SET source = source || 'x'", "article_revisions"),
    ("UPDATE articles SET state = 'lost'", "articles"),
    ("UPDATE kb_versions SET version = 0", "articles"),
    ("DELETE FROM articles WHERE id = (SELECT min(id) FROM articles)", "article_sections"),
    ("UPDATE answers SET decision = 'perhaps'", "answers"),
    ("DELETE FROM answers", "answer_passages"),
    ("UPDATE answer_passages SET answer = 1", "answer_passages"),
    ("UPDATE mentor_requests SET state = 'lost'", "mentor_requests"),
    ("DELETE FROM mentor_deadlines", "mentor_requests"),
    ("UPDATE mentor_requests SET state = 'matched', mentor = NULL", "mentor_requests"),
    ("UPDATE mentor_requests SET open_key = NULL", "mentor_requests"),
    ("DELETE FROM mentor_requests", "mentor_deadlines"),
    ("DELETE FROM mentor_requests", "mentor_steps"),
    ("UPDATE digest_subscriptions SET wakes_at = NULL", "digest_subscriptions"),
    ("UPDATE digest_subscriptions SET standing = 'lost'", "digest_subscriptions"),
    ("DELETE FROM digest_subscriptions", "digest_editions"),
    ("UPDATE digest_editions SET state = 'posted', post = NULL", "digest_editions"),
    ("UPDATE milestones SET post = NULL WHERE celebrated_at IS NOT NULL", "milestones"),
    ("DELETE FROM milestones", "milestone_voices"),
    ("UPDATE outbox SET state = 'lost'", "outbox"),
    ("UPDATE outbox SET state = 'sending', leased_until = NULL", "outbox"),
    ("UPDATE outbox SET state = 'pending', kind = 'edit', target = 1", "outbox"),
    ("UPDATE outbox SET state = 'pending', kind = 'respond', response_url = NULL", "outbox"),
    ("UPDATE outbox SET message = '{\"text\": '", "outbox"),
    ("UPDATE people SET preferences = 'oops'", "people"),
)


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory, sqlite_template: bytes) -> Path:
    """A database in which something of everything happened."""
    folder = tmp_path_factory.mktemp("fortnight")
    path = folder / "pollen.sqlite3"
    path.write_bytes(sqlite_template)
    (folder / "articles").mkdir()
    with opened(URL.create("sqlite", database=str(path)), clock=Clock(at=NOW), folder=folder / "articles") as office:
        ana, ben, chika = (office.slack.person(name) for name in ("ana", "ben", "chika"))
        office.knows({"travel.md": "# Travel expenses\n\nSend the receipts to finance within 30 days.\n"})
        ana.runs("#general", "/learn how do I claim travel expenses?")
        ana.runs("#general", "/kudos @ben for untangling the release of last night #taught-me")
        ana.runs("#general", "/kudos @chika for the careful review of my first change")
        ben.types("#general", "@pollen I passed the CKA exam")
        post = next(one for one in chika.sees("#general") if "CKA" in one.text and one.author == "ben")
        chika.clicks("Congratulate", chika.sees("#general", thread=post)[-1])
        chika.runs("#general", "/pollen digest weekly Wed 10:00 UTC")
        office.passes(timedelta(days=8))
        ben.types("#general", "@pollen I can mentor Kubernetes")
        ben.clicks("List me", ben.sees("#general")[-1])
        ana.runs("#general", "/pollen mentor for Kubernetes")
        ana.clicks("Ask for me", ana.sees("#general")[-1])
        office.works()
    return path


def checked(path: Path) -> Result:
    return CliRunner().invoke(custody.check_data, env={"DATABASE_URL": f"sqlite:///{path}"})


@pytest.fixture
def copy(fortnight: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.sqlite3"
    source, target = sqlite3.connect(fortnight), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()
    return path


def test_a_fortnight_of_everything_is_well(copy: Path) -> None:
    found = checked(copy)
    assert (found.output, found.exit_code) == ("No damage found.\n", 0)


@pytest.mark.parametrize(("done", "named"), DAMAGES, ids=[one for one, _ in DAMAGES])
def test_every_kind_of_damage_is_found_and_named_with_what_to_do(copy: Path, done: str, named: str) -> None:
    connection = sqlite3.connect(copy)
    assert connection.execute(done).rowcount > 0, "there was nothing to damage"
    connection.commit()
    connection.close()
    found = checked(copy)
    assert found.exit_code == 1
    assert any(line.startswith(named) or named in line for line in found.output.splitlines()), found.output
    lines = [line for line in found.output.splitlines() if named in line]
    assert named in ("kudos", "ift", "guard") or all(line.count(".") >= 2 for line in lines), (
        "each says what it is, and what to do"
    )


@pytest.mark.parametrize("at", [0.05, 0.2, 0.4, 0.6, 0.8])
def test_bytes_that_flipped_on_the_disk_are_a_sentence(copy: Path, at: float) -> None:
    content = bytearray(copy.read_bytes())
    start = int(len(content) * at)
    content[start : start + 64] = bytes(byte ^ 0xFF for byte in content[start : start + 64])
    copy.write_bytes(bytes(content))
    found = checked(copy)
    assert "Traceback" not in found.output
    assert found.exception is None or isinstance(found.exception, SystemExit | Refusal)
