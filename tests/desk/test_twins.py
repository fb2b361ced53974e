"""Two articles that say the same are put before curators: merged with a month to think again, or kept."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.answers import service as answers
from bot.articles.rules.readers import EVERYONE
from bot.articles.service import importing
from bot.desk import jobs
from bot.desk.rules.twins import Candidate, Why, pairs
from bot.desk.service import twins as service
from bot.ids import ArticleId, UserId
from bot.people.rules import NotACurator
from tests.answers.scenes import VACATION
from tests.desk.scenes import TWIN, twins
from tests.office import Office

POLICY = "Ask for vacation two weeks ahead in the calendar. Your team lead approves it, and tells the office team."


def candidate(id: int, title: str, text: str, *asked: str, audience: str = EVERYONE) -> Candidate:
    return Candidate(id=ArticleId(id), audience=audience, names=(title,), asked=asked, text=text)


#: Topics of one sentence each, as unlike as articles of one company are.
TOPICS = (
    ("Booking a hotel", "Book hotels through the travel desk; breakfast is paid for, the minibar is not."),
    ("Resetting the VPN", "Quit the client, delete the profile, and sign in again with your security key."),
    ("Expense reports", "Send receipts within thirty days of a trip; your manager approves what is above fifty euros."),
    ("Parental leave", "Tell people operations three months ahead; you keep your desk and your team."),
    ("Ordering a laptop", "Choose from the catalogue; the office team hands it over on your first Monday."),
    ("Releasing the app", "Tag the commit, wait for the pipeline, and tell the support channel what changes."),
    ("Parking", "Places are given by lot every January; bicycles stand in the yard behind the gate."),
    ("Visitors", "Register guests at the front desk a day before; they wear the green badge."),
)


def test_planted_twins_are_found_and_little_else() -> None:
    """Of what is put before curators at least four in five are twins, and none that was planted is missed."""
    found = [candidate(number, title, text) for number, (title, text) in enumerate(TOPICS)]
    copies = [
        candidate(100 + number, f"{title}, copied", f"{text} Ask again.")
        for number, (title, text) in enumerate(TOPICS[:4])
    ]
    renamed = [
        candidate(200 + number, TOPICS[number][0], f"See the handbook: {TOPICS[number][1][:50]}") for number in (4, 5)
    ]
    told = pairs([*found, *copies, *renamed])
    planted = {(0, 100), (1, 101), (2, 102), (3, 103), (4, 204), (5, 205)}
    right = {(one.one, one.other) for one in told} & planted
    assert right == planted
    assert len(right) / len(told) >= 0.8


def test_two_that_answered_the_same_question_may_contradict_one_another() -> None:
    one = candidate(1, "Vacation", POLICY, "who approves my vacation?")
    other = candidate(
        2, "Team leads", "A lead plans the sprints and talks to people once a week.", "Who approves my vacation?"
    )
    (pair,) = pairs([one, other])
    assert pair.why is Why.ASKED


def test_what_is_for_a_few_is_never_put_beside_what_is_for_everyone() -> None:
    one, other = candidate(1, "Vacation", POLICY), candidate(2, "Vacation", POLICY, audience="hr")
    assert pairs([one, other]) == ()


def found(office: Office, question: str) -> str:
    office.bot.library.refresh(office.bot.runtime)
    shown = office.slack.person("ben").types("#random", f"/learn {question}")
    assert shown is not None
    return shown.text


def order(page: str) -> tuple[str, str]:
    """Which of the two is put first?"""
    titles = ("Vacation", "Vacation rules")
    return titles if "1. Vacation ·" in page else titles[::-1]


def test_merged_and_made_two_again(office: Office) -> None:
    ida, shown = twins(office)
    assert "say nearly the same" in shown.text
    first, second = order(shown.text)
    ida.clicks("Keep 1, merge 2 into it", on=shown)
    receipt = ida.sees("#general")[-1]
    assert f"{second} is now part of {first}" in receipt.text
    assert first in found(office, second.lower()), "its title is a question of the one that stays"
    ida.clicks("Undo", on=receipt)
    assert f"{second} is an article of its own again" in ida.sees("#general")[-1].text
    ida.clicks("Undo", on=receipt)
    assert "already settled" in ida.sees("#general")[-1].text


def test_after_a_month_it_is_too_late_to_undo(office: Office) -> None:
    ida, shown = twins(office)
    ida.clicks("Keep 1, merge 2 into it", on=shown)
    receipt = ida.sees("#general")[-1]
    office.clock.advance(timedelta(days=31))
    ida.clicks("Undo", on=receipt)
    assert "more than 30 days ago" in ida.sees("#general")[-1].text


def test_an_old_link_leads_to_the_one_that_stays(office: Office) -> None:
    ida, shown = twins(office)
    ida.clicks("Keep 1, merge 2 into it", on=shown)
    stays, _ = order(shown.text)
    ida.clicks("Read 2", on=shown)
    read = ida.sees("#general")[-1].text
    assert "Ask for vacation two weeks ahead" in read
    assert read.splitlines()[0].strip("*").endswith(stays), read


def test_one_whose_file_says_something_else_is_back(office: Office) -> None:
    ida, shown = twins(office)
    _, gone = order(shown.text)
    ida.clicks("Keep 1, merge 2 into it", on=shown)
    receipt = ida.sees("#general")[-1]
    office.knows({"people/vacation.md": f"{VACATION}\nAna knows more.\n", "people/holidays.md": f"{TWIN}\nAsk Ben.\n"})
    ida.clicks("Read 2", on=shown)
    read = ida.sees("#general")[-1].text
    assert read.splitlines()[0].strip("*").endswith(gone), read

    def names(session: Session) -> set[str]:
        return {one for found in answers.helped(session, office.workspace).values() for one in found}

    assert gone not in office.database.reading(names), "it goes by its own name"
    ida.clicks("Undo", on=receipt)
    assert f"{gone} is an article of its own again" in ida.sees("#general")[-1].text


def test_what_is_kept_is_not_shown_again(office: Office) -> None:
    ida, shown = twins(office)
    ida.clicks("Keep both", on=shown)
    office.passes(timedelta(days=8))
    jobs.twins(office.bot.runtime)
    desk = ida.types("#general", "/pollen desk")
    assert desk is not None
    assert "Twins: none" in desk.text


def test_only_curators_settle_them(office: Office) -> None:
    twins(office)
    ana = UserId(office.slack.person("ana").id)
    office.slack.person("ana").types("#general", "/learn vacation")

    def settle(session: Session) -> None:
        service.keep(session, office.workspace, ArticleId(1), ArticleId(2), by=ana, now=office.clock.now())

    with pytest.raises(NotACurator):
        office.database.transaction(settle)


def imported(office: Office, pages: Mapping[str, str], *, is_dry_run: bool = False) -> str:
    for path, said in pages.items():
        (office.folder / path).write_text(said)
    report = importing.import_folder(
        office.bot.runtime,
        office.workspace,
        office.folder,
        collection="handbook",
        is_dry_run=is_dry_run,
        resembling=service.resembling,
    )
    return "\n".join(report.lines())


def test_an_import_says_which_of_its_pages_may_be_there_already(office: Office) -> None:
    office.knows({"vacation.md": VACATION})
    (office.folder / "vacation.md").unlink()
    pages = {"holidays.md": TWIN, "parking.md": "# Parking\n\nPlaces are given by lot every January.\n"}
    said = imported(office, pages, is_dry_run=True)
    assert "twin      holidays.md: It may say the same as “Vacation”." in said, "before it is saved"
    assert said.count("twin ") == 1
    assert "holidays.md: It may say the same as “Vacation”." in imported(office, pages)
    assert "twin " not in imported(office, pages), "what is there is told once"


def test_two_new_pages_that_say_the_same_are_told_of_once(office: Office) -> None:
    said = imported(office, {"a.md": VACATION, "b.md": TWIN})
    assert said.count("twin ") == 1
    assert "It may say the same as “Vacation" in said
