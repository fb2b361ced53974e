"""The desk: what waits, page by page; what to check; a week's letter and a month's thanks, each once."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.articles.rules import Article, Facts, State
from bot.desk import jobs
from bot.desk.rules import board as rules
from bot.desk.rules.board import Used
from bot.desk.service import board, letters
from bot.desk.store.tables import LetterRow
from bot.ids import ArticleId, UserId
from bot.people.rules import NotACurator
from tests.answers.scenes import SURE
from tests.desk.scenes import at_desk, checking, looked_back, newest
from tests.listeners import whole_home
from tests.office import Office

NOW = datetime(2026, 11, 4, 9, tzinfo=UTC)
ANA, BEN = UserId("U0ANA1234"), UserId("U0BEN1234")


def used(
    number: int, *, shown: int = 1, helped: int = 0, is_flagged: bool = False, keeper: UserId | None = None
) -> Used:
    article = Article(
        id=ArticleId(number),
        collection="handbook",
        path=f"{number}.md",
        state=State.PUBLISHED,
        revision=1,
        changed_in=1,
        changed_at=NOW,
        facts=Facts(title=f"Article {number}"),
    )
    return Used(article=article, shown=shown, helped=helped, is_flagged=is_flagged, keeper=keeper)


@pytest.mark.parametrize(
    ("every", "is_curator", "passed", "chosen"),
    [
        ([used(one, shown=one) for one in range(1, 9)], True, (), [8, 7, 6]),
        ([used(1, helped=3), used(2, helped=3, is_flagged=True), used(3, helped=2)], True, (), [3]),
        ([used(1, keeper=ANA), used(2, keeper=BEN), used(3)], False, (), [1]),
        ([used(1, keeper=ANA), used(2, keeper=BEN), used(3)], True, (), [1, 3]),
        ([used(1), used(2)], True, (1,), [2]),
        ([used(1, shown=0)], True, (), []),
    ],
)
def test_whats_to_check_is_shown_most_proven_by_nobody_and_three_at_most(
    every: list[Used], is_curator: bool, passed: tuple[int, ...], chosen: list[int]
) -> None:
    found = rules.to_check(every, by=ANA, is_curator=is_curator, passed=frozenset(map(ArticleId, passed)), now=NOW)
    assert [one.article.id for one in found] == chosen


def test_a_month_is_added_up() -> None:
    days = [(NOW, NOW + timedelta(days=day)) for day in (1, 2, 9)]
    found = rules.figures([used(1, shown=3, helped=5), used(2, shown=1)], [*days, (NOW, None)], answered=40, now=NOW)
    assert (found.wrong, found.settled, found.in_time, found.median) == (4, 3, 2, timedelta(days=2))
    assert found.trusted == 75
    assert rules.figures([], [], answered=0, now=NOW).trusted is None


def test_weeks_are_told_apart() -> None:
    edges = [NOW + timedelta(days=7 * number) for number in range(3)]
    found = rules.weeks(edges, (8, 0), [NOW, NOW + timedelta(days=6), NOW + timedelta(days=8)])
    assert [(one.answered, one.wrong, one.share) for one in found] == [(8, 2, 25.0), (0, 1, 0.0)]


def test_a_curator_sees_what_waits_and_settles_it_from_there(office: Office) -> None:
    ida, shown = at_desk(office)
    assert "Called wrong: 1" in shown.text
    assert "Suggested changes: 1" in shown.text
    assert "called wrong" in shown.text
    ida.clicks("desk.page:suggestions", on=shown)
    page = ida.sees("#general")[-1]
    assert "suggested by ana" in page.text
    assert "three weeks ahead" in page.text
    ida.clicks("Publish", on=page)
    ida.clicks("desk.desk", on=page)
    again = ida.sees("#general")[-1]
    assert "Suggested changes: none" in again.text
    assert "Called wrong: none" in again.text, "the change has settled the flag"


def test_who_is_no_curator_sees_no_desk(office: Office) -> None:
    at_desk(office)
    ana = office.slack.person("ana")
    shown = ana.types("#general", "/pollen desk")
    assert shown is not None
    assert "Only curators" in shown.text
    with pytest.raises(NotACurator):
        office.database.reading(lambda session: board.flagged(session, office.workspace, UserId(ana.id), skip=0))
    assert "The desk" not in whole_home(ana).text
    assert "waiting for a curator" in whole_home(office.slack.person("ida")).text


def test_many_flags_are_pages_and_not_a_wall(office: Office) -> None:
    ida, ana = office.slack.person("ida"), office.slack.person("ana")
    ida.types("#general", "/pollen doctor")
    animals = ("otter", "badger", "heron", "lynx", "marmot", "weasel", "stork")
    office.knows({f"{one}.md": f"# The {one}\n\nFeed the {one} at noon with {one} pellets.\n" for one in animals})
    for one in animals:
        ana.clicks("Wrong", on=ana.types("#general", f"/learn feed the {one} with pellets"))
        ana.clicks("It's wrong", on=ana.sees("#general")[-1])
    ida.clicks("desk.page:flags", on=ida.types("#general", "/pollen desk"))
    first = ida.sees("#general")[-1]
    assert sum(f"The {one}:" in first.text for one in animals) == rules.PAGE
    ida.clicks("Next", on=first)
    second = ida.sees("#general")[-1]
    assert sum(f"The {one}:" in second.text for one in animals) == len(animals) - rules.PAGE
    assert "Next" not in second.buttons
    ida.clicks("Back", on=second)
    assert "Next" in ida.sees("#general")[-1].buttons


def test_still_right_counts_as_checked_and_not_mine_is_asked_no_more(office: Office) -> None:
    ida, shown = checking(office)
    assert "no check so far" in shown.text
    ida.clicks("Still right", on=shown)
    assert "checked by you today" in ida.sees("#general")[-1].text
    answer = ida.types("#general", f"/learn {SURE}")
    assert answer is not None
    assert "Checked by ida" in answer.text
    office.passes(timedelta(days=1))
    found = ida.types("#general", "/pollen desk")
    assert found is not None
    assert "To check: none" in found.text


def test_every_version_is_kept_and_an_older_one_can_be_restored(office: Office) -> None:
    ida, shown = looked_back(office)
    assert "Version 2" in shown.text
    assert "Version 1" in shown.text
    assert "three weeks ahead" in shown.text
    ida.clicks("Restore", on=shown)
    assert "again what it was in version 1" in ida.sees("#general")[-1].text
    office.bot.library.refresh(office.bot.runtime)
    answer = ida.types("#general", f"/learn {SURE}")
    assert answer is not None
    assert "two weeks ahead" in answer.text


def letters_to(office: Office, words: str) -> list[str]:
    return [seen.text for seen in office.slack.person("ida").sees("@pollen") if words in seen.text]


def test_the_weeks_letter_comes_once_however_many_processes_write_it(office: Office) -> None:
    at_desk(office)
    office.clock.advance(timedelta(days=5, hours=1))  # Monday, ten o'clock
    for _ in range(2):
        jobs.letters(office.bot.runtime)
    office.speaks()
    (letter,) = letters_to(office, "Your week at the knowledge base")
    assert "Called wrong: 1" in letter
    assert "Suggested changes: 1" in letter
    ida = UserId(office.slack.person("ida").id)
    period = office.database.reading(lambda session: session.scalar(select(LetterRow.period)))
    assert period is not None
    again = partial(letters.write, workspace=office.workspace, user=ida, period=period, now=office.clock.now())
    assert not office.database.transaction(again)
    office.passes(timedelta(days=7))
    assert len(letters_to(office, "Your week at the knowledge base")) == 2


def test_whoever_keeps_an_article_hears_whom_it_helped(office: Office) -> None:
    ben, ana = office.slack.person("ben"), office.slack.person("ana")
    ben.types("#general", "/pollen help")
    office.knows({"vacation.md": f"---\ntitle: Vacation\nowner: {ben.id}\n---\nAsk for vacation in the calendar.\n"})
    for person in (ana, office.slack.person("chika")):
        person.clicks("Helpful", on=person.types("#general", "/learn where do I ask for vacation?"))
    office.passes(timedelta(days=28))
    office.passes(timedelta(hours=1))
    told = newest(ben, "Your articles helped")
    assert "Your articles helped 2 people last month: Vacation." in told.text
    office.passes(timedelta(hours=7))
    assert len([seen for seen in ben.sees("@pollen") if "Your articles helped" in seen.text]) == 1


def test_numbers_are_a_table_and_a_trend_where_slack_shows_them_and_words_elsewhere(office: Office) -> None:
    ida, _ = at_desk(office)
    office.clock.advance(timedelta(minutes=1))
    shown = ida.types("#general", "/pollen desk")
    assert shown is not None
    assert "1 called wrong" in shown.text, "nobody has asked Slack yet"
    assert "Called wrong, of 100 answers, week by week: 0, 0, 0, 0, 0, " in shown.text
    office.works()
    again = ida.types("#general", "/pollen desk")
    assert again is not None
    assert {"data_table", "data_visualization"} <= {block["type"] for block in again.raw["blocks"]}
    assert "week by week" not in again.text
    ida.clicks("desk.desk", on=ida.opens_home())
    assert "1 called wrong" in ida.modal.text, "a modal takes none"
