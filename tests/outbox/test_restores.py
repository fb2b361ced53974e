"""A backup is restored: does Slack see anything twice of what was said after it was taken?"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.outbox import service
from bot.outbox.rules import State
from bot.outbox.store import restores
from bot.outbox.store.tables import OutboxRow
from tests.outbox.conftest import GENERAL, RANDOM, Bot, T
from tests.outbox.tiny_slack import TinySlack, error

Rows = list[dict[str, Any]]


def backed_up(bot: Bot) -> Rows:
    """Every promise, as a backup would hold it."""
    found = select(*OutboxRow.__table__.columns)
    return bot.runtime.reading(lambda session: [dict(row) for row in session.execute(found).mappings()])


def restored(bot: Bot, rows: Rows) -> int:
    """Put the backup in the place of what there is, as `pollen restore` does."""

    def unit(session: Session) -> int:
        session.execute(delete(OutboxRow))
        if rows:
            session.execute(insert(OutboxRow.__table__), rows)  # type: ignore[arg-type]
        return service.doubt(session, workspace=T, now=bot.clock.now())

    return bot.runtime.transaction(unit)


def test_what_was_said_after_the_backup_is_found_and_not_said_again(bot: Bot, slack: TinySlack) -> None:
    said, direct = bot.post("once"), bot.direct("for you")
    backup = backed_up(bot)
    bot.delivers_all()
    place = bot.find(said).ts
    bot.clock.advance(3600)
    assert restored(bot, backup) == 2
    bot.delivers_all()
    assert [one["text"] for one in slack.messages] == ["once", "for you"]
    assert bot.find(said).state == State.SENT
    assert bot.find(said).ts == place, "it can be edited where it is"
    assert bot.find(direct).state == State.SENT


def test_what_was_never_said_is_said_after_a_restore(bot: Bot, slack: TinySlack) -> None:
    bot.post("once")
    backup = backed_up(bot)
    bot.clock.advance(3600)
    restored(bot, backup)
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["once"]


def test_what_was_half_done_when_the_backup_was_taken_is_looked_for_too(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("once")
    bot.dies_before_sending()
    backup = backed_up(bot)
    bot.clock.advance(61)
    bot.delivers_all()
    restored(bot, backup)
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["once"]
    assert bot.find(promise).state == State.SENT


def test_what_the_clock_makes_again_is_found_by_its_key(bot: Bot, slack: TinySlack) -> None:
    """The digest of a week that went out between backup and loss: the restored data makes it anew, with a new id."""
    bot.post("before")
    bot.delivers_all()
    backup = backed_up(bot)
    bot.clock.advance(600)
    first = bot.post("the digest", key="digest:C1:2026-W10")
    bot.delivers_all()
    place = bot.find(first).ts
    bot.clock.advance(3600)
    restored(bot, backup)
    again = bot.post("the digest", key="digest:C1:2026-W10")
    assert again != first
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["before", "the digest"]
    assert bot.find(again).ts == place


def test_what_is_new_after_a_restore_is_said(bot: Bot, slack: TinySlack) -> None:
    restored(bot, backed_up(bot))
    bot.post("new")
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["new"]


def test_where_nobody_may_look_a_channel_hears_nothing_twice_and_somebody_decides(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("once", channel=RANDOM)
    backup = backed_up(bot)
    bot.delivers_all()
    restored(bot, backup)
    slack.order("conversations.history", error("not_in_channel"))
    bot.delivers_all()
    assert slack.texts(RANDOM) == ["once"]
    assert bot.find(promise).state == State.UNKNOWN


def test_private_words_of_the_moment_are_not_said_after_a_restore(bot: Bot, slack: TinySlack) -> None:
    whispered = bot.whisper("psst")
    backup = backed_up(bot)
    bot.delivers_all()
    said = len(slack.calls)
    restored(bot, backup)
    bot.delivers_all()
    assert len(slack.calls) == said
    assert bot.find(whispered).state == State.WITHDRAWN


def test_the_doubt_ends(bot: Bot, slack: TinySlack, now: datetime) -> None:
    restored(bot, [])
    bot.clock.advance(restores.SUSPECT / timedelta(seconds=1) + 1)
    bot.post("days later")
    bot.delivers_all()
    assert [name for name, _ in slack.calls] == ["chat.postMessage"], "nobody looks for it any more"
