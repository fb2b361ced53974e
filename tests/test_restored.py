"""Data is restored from yesterday's backup: does Slack see again what happened by itself since?"""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import backups
from bot.db import Database
from bot.outbox import service as outbox
from tests.digests.test_conversations import TUESDAY, WEDNESDAY, a_week, until
from tests.mentors.town import newest
from tests.office import Office, staffed

ON_A_FILE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def said(office: Office) -> Counter[tuple[str, str]]:
    """How often the bot has said what where."""
    workspace = office.slack.workspace
    return Counter(
        (channel.name or channel.id, office.slack.visible_text(message))
        for channel in workspace.channels.values()
        for message in channel.messages.values()
        if message.user == workspace.bot.id
    )


@ON_A_FILE
def test_a_digest_and_a_question_to_a_mentor_come_once_although_the_data_forgot_them(
    office: Office, tmp_path: Path
) -> None:
    """A backup on Tuesday; on Wednesday a digest is posted and the next mentor asked; then the disk is lost."""
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    for mentor in ("chika", "ida"):
        person = office.slack.person(mentor)
        person.types("@pollen", "I can mentor Python")
        person.clicks("mentors.list", newest(person))
    ana.types("#learning", "/pollen digest here weekly Wed 10:00 Europe/Madrid")
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    a_week(office)
    ben.types("@pollen", "I need a mentor for Python because I want to automate our reports")
    ben.clicks("mentors.ask", newest(ben))
    until(office, TUESDAY)
    file = tmp_path / "backup.sqlite3"
    backups.save(office.database.url, file, is_replacing=False, progress=lambda _done, _of: None)
    before = said(office)
    until(office, WEDNESDAY)
    until(office, datetime(2026, 3, 12, 15, tzinfo=UTC))
    after = said(office)
    new = [words for _, words in (after - before)]
    assert any(words.startswith("What we learned this week") for words in new), "the digest"
    assert any("would like a mentor for Python" in words for words in new), "the next mentor"

    office.database.close()
    doubt, now = outbox.doubt, office.clock.now()

    def doubted(database: Database) -> int:
        return database.transaction(lambda session: doubt(session, workspace=office.workspace, now=now))

    backups.restore(file, office.database.url, is_forced=True, doubted=doubted, now=now)
    again = staffed(office.slack, Database(office.database.url), office.clock, office.folder)
    try:
        until(again, datetime(2026, 3, 12, 18, tzinfo=UTC))
        twice = {what: count for what, count in said(again).items() if count > after[what] and after[what]}
        assert twice == {}
        assert not [words for _, words in said(again) - after if "would like a mentor for Python" in words]
        assert not [words for _, words in said(again) - after if words.startswith("What we learned this week")]
    finally:
        again.database.close()
