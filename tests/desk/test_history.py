"""Every version of an article is kept: looked at from the article itself, and restored, also when it was retired."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.articles import service as articles
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import editing
from bot.desk.service import history
from bot.desk.views.history import _SHOWN as SHOWN
from bot.ids import UserId
from bot.people.rules import NotACurator
from bot.playground.people.person import Person
from tests.answers.scenes import SURE
from tests.desk.scenes import RIGHT, asked, reading, retired
from tests.office import Office


def last(person: Person) -> str:
    return person.sees("#general")[-1].text


def test_a_curator_sees_the_versions_of_the_article_they_read(office: Office) -> None:
    ida, page = reading(office)
    ida.clicks("History", on=page)
    assert "Vacation: versions" in last(ida)
    assert "This is how it is now" in last(ida)
    _, other = reading(office, "ben")
    assert "History" not in other.buttons


def test_whoever_reads_an_article_can_fix_the_section_that_is_shown(office: Office) -> None:
    ben, page = reading(office, "ben")
    ben.clicks("Fix it", on=page)
    assert ben.modal.fill({"What it should say": RIGHT}).submit() == {}
    desk = office.slack.person("ida").types("#general", "/pollen desk")
    assert desk is not None
    assert "Suggested changes: 1" in desk.text


def test_what_was_retired_is_listed_for_curators_and_restored_whole(office: Office) -> None:
    ida, shown = retired(office)
    assert "Vacation" in shown.text
    answer = ida.types("#general", f"/learn {SURE}")
    assert answer is not None
    assert "two weeks ahead" not in answer.text
    ida.clicks("History", on=shown)
    assert "Restore" in ida.sees("#general")[-1].buttons, "also its last version, while nobody finds it"
    ida.clicks("Restore", on=shown)
    assert "Vacation is again what it was" in last(ida)
    office.bot.library.refresh(office.bot.runtime)
    answer = ida.types("#general", f"/learn {SURE}")
    assert answer is not None
    assert "two weeks ahead" in answer.text
    desk = ida.types("#general", "/pollen desk")
    assert desk is not None
    assert "Retired: none" in desk.text


def test_who_is_no_curator_learns_nothing_of_what_was_retired(office: Office) -> None:
    retired(office)
    ben = office.slack.person("ben")
    ben.types("#general", "/pollen help")
    user, now = UserId(ben.id), office.clock.now()
    with pytest.raises(NotACurator):
        office.database.reading(lambda session: history.gone(session, office.workspace, user, skip=0))

    def restore(session: Session) -> None:
        for one in articles.retired(session, office.workspace, OPERATOR, skip=0, most=1):
            editing.restore(session, office.workspace, one.id, 1, by=user, now=now)

    with pytest.raises(NotACurator):
        office.database.transaction(restore)


def test_a_long_history_has_pages(office: Office) -> None:
    asked(office)
    ida = office.slack.person("ida")
    for number in range(SHOWN + 2):
        answer = ida.types("#general", f"/learn {SURE}")
        ida.clicks("Fix it", on=answer)
        ida.modal.fill({"What it should say": f"{RIGHT} Since {2000 + number}."}).submit()
        office.passes(timedelta(minutes=1))
    ida.clicks("People", on=ida.types("#general", "/learn"))
    ida.clicks("Vacation", on=ida.sees("#general")[-1])
    ida.clicks("History", on=ida.sees("#general")[-1])
    first = ida.sees("#general")[-1]
    assert f"Version {SHOWN + 3}" in first.text
    assert "Version 3 " not in first.text
    ida.clicks("Older", on=first)
    second = ida.sees("#general")[-1]
    assert "Version 1 " in second.text
    assert "Older" not in second.buttons
    ida.clicks("Newer", on=second)
    assert f"Version {SHOWN + 3}" in last(ida)
