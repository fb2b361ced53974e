"""Somebody says that an answer is wrong: who looks after it is asked, and everybody hears what became of it."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers.rules import Reason
from bot.articles import service as articles
from bot.articles.rules.readers import OPERATOR
from bot.desk.rules import Outcome, Place
from bot.desk.store import flags as store
from bot.desk.store.tables import CaseRow, FlagRow
from bot.ids import AnswerId, UserId
from bot.playground.people.person import Person
from tests.answers.scenes import SURE
from tests.desk.scenes import RIGHT, asked, flagged, newest, suggested
from tests.office import Office

OWNED = """---
title: Vacation
owner: {owner}
---
Ask for vacation two weeks ahead in the calendar. Your team lead approves it.

## Carrying days over

Vacation days left in December are carried over until March.
"""


def flags(office: Office, person: Person, *, reason: str = "Out of date", question: str = SURE) -> None:
    answer = person.types("#general", f"/learn {question}")
    person.clicks("Wrong", on=answer)
    person.clicks(reason, on=person.sees("#general")[-1])


def outcomes(office: Office) -> list[str]:
    return office.database.reading(lambda session: list(session.scalars(select(FlagRow.outcome).order_by(FlagRow.id))))


def test_a_flag_goes_to_a_curator_is_fixed_and_whoever_raised_it_hears(office: Office) -> None:
    ida, card = flagged(office)
    ana = office.slack.person("ana")
    assert "A curator will look at it" in ana.sees("#general")[-1].text
    assert "Someone says that Vacation is out of date." in card.text
    assert "two weeks ahead" in card.text, "the passage itself"
    assert "ana" not in card.text.casefold(), "never who"
    ida.clicks("Fix", on=card)
    assert "two weeks ahead" in str(ida.modal.raw)
    assert ida.modal.fill({"What it should say": RIGHT, "Why?": "New policy"}).submit() == {}
    assert "Done." in newest(ida, "Done.").text
    assert "fixed it" in ida.looks_again(card).text
    office.passes(timedelta(seconds=15))
    told = newest(ana, "You told me about")
    assert "(out of date)" in told.text
    assert "has fixed it" in told.text
    office.bot.library.refresh(office.bot.runtime)
    shown = ana.types("#general", f"/learn {SURE}")
    assert shown is not None
    assert "three weeks ahead" in shown.text
    assert "Checked by ida" in shown.text
    assert outcomes(office) == [Outcome.FIXED]


def test_it_is_right_says_why_and_counts_as_checked(office: Office) -> None:
    ida, card = flagged(office, why="It's wrong")
    ida.clicks("It's right", on=card)
    assert "Please say why" in str(ida.modal.fill({"Why is it right?": " "}).submit())
    ida.modal.fill({"Why is it right?": "Two weeks, says the <policy> of May."}).submit()
    office.passes(timedelta(seconds=15))
    ana = office.slack.person("ana")
    told = newest(ana, "You told me about")
    assert "says it's right" in told.text
    assert "Two weeks, says the <policy> of May." in told.text
    assert "it's right" in ida.looks_again(card).text
    shown = ana.types("#general", f"/learn {SURE}")
    assert shown is not None
    assert "Checked by ida" in shown.text


def test_retired_it_is_found_no_more_and_comes_back_only_when_its_file_changes(office: Office) -> None:
    ida, card = flagged(office)
    ida.clicks("Retire", on=card)
    office.passes(timedelta(seconds=15))
    ana = office.slack.person("ana")
    assert "has retired the article" in newest(ana, "You told me about").text

    def finds() -> str:
        office.bot.library.refresh(office.bot.runtime)
        shown = ana.types("#general", f"/learn {SURE}")
        assert shown is not None
        return shown.text

    assert "two weeks" not in finds()
    office.knows({"people/vacation.md": (office.folder / "people/vacation.md").read_text()})
    assert "two weeks" not in finds(), "the same file brings nothing back"
    office.knows({"people/vacation.md": "# Vacation\n\nAsk in the calendar. Your team lead approves vacation.\n"})
    assert "Ask in the calendar." in finds()


def test_who_looks_after_the_article_is_asked_first_and_the_curators_after_five_days(office: Office) -> None:
    ida, ben, ana, chika = (office.slack.person(name) for name in ("ida", "ben", "ana", "chika"))
    ida.types("#general", "/pollen doctor")
    ben.types("#general", "/pollen help")
    office.knows({"vacation.md": OWNED.format(owner=ben.id)})
    flags(office, ana)
    assert "ben will look at it" in ana.sees("#general")[-1].text
    card = newest(ben, "Someone says")
    assert not [seen for seen in ida.sees("@pollen") if "Someone says" in seen.text]
    flags(office, chika, reason="It's wrong")
    assert "2 people say that Vacation is out of date or is wrong." in ben.looks_again(card).text
    office.passes(timedelta(days=6))
    assert "2 people say" in newest(ida, "people say").text
    ben.clicks("Fix", on=card)
    ben.modal.fill({"What it should say": RIGHT}).submit()
    assert "fixed it" in ida.looks_again(newest(ida, "ben")).text
    assert outcomes(office) == [Outcome.FIXED, Outcome.FIXED]


def test_a_flag_taken_back_takes_its_card_along(office: Office) -> None:
    ida, _ = flagged(office)
    ana = office.slack.person("ana")
    ana.clicks("Undo", on=ana.sees("#general")[-1])
    assert "removed your rating" in ana.sees("#general")[-1].text
    office.passes(timedelta(seconds=15))
    assert not [seen for seen in ida.sees("@pollen") if "Someone says" in seen.text]
    assert outcomes(office) == [Outcome.UNDONE]
    assert office.database.reading(lambda session: session.scalar(select(CaseRow.article))) is None


def test_what_was_not_the_question_is_no_fault_of_the_article(office: Office) -> None:
    office.slack.person("ida").types("#general", "/pollen doctor")
    office.knows({"vacation.md": OWNED.format(owner="")})
    ana = office.slack.person("ana")
    flags(office, ana, reason="Not what I asked")
    assert "noted: not what i asked" in ana.sees("#general")[-1].text
    assert outcomes(office) == []


def test_words_reach_whoever_settles_it(office: Office) -> None:
    ida, card = flagged(office)
    ana = office.slack.person("ana")
    ana.clicks("Add details", on=ana.sees("#general")[-1])
    ana.modal.fill({"What should it say?": "Three weeks, since <May>."}).submit()
    assert "“Three weeks, since <May>.”" in ida.looks_again(card).text


def test_everybody_suggests_and_a_curator_publishes_with_credit(office: Office) -> None:
    ida, card = suggested(office)
    ana = office.slack.person("ana")
    assert "A curator will look at your change" in newest(ana, "your change").text
    assert "ana suggests a change to Vacation" in card.text
    assert "two weeks ahead" in card.text
    assert "three weeks ahead" in card.text
    ida.clicks("Publish", on=card)
    assert "was published by ida" in ida.looks_again(card).text
    assert "published, in your name" in newest(ana, "in your name").text
    office.bot.library.refresh(office.bot.runtime)
    shown = ana.types("#general", f"/learn {SURE}")
    assert shown is not None
    assert "three weeks ahead" in shown.text


def test_declined_with_a_reason_that_who_suggested_it_reads(office: Office) -> None:
    ida, card = suggested(office)
    ida.clicks("Decline", on=card)
    ida.modal.fill({"Why? They'll read it.": "Two weeks is still right."}).submit()
    ana = office.slack.person("ana")
    assert "Two weeks is still right." in newest(ana, "has left").text
    assert "was declined by ida" in ida.looks_again(card).text


def test_a_suggestion_survives_its_article_and_can_still_be_decided_about(office: Office) -> None:
    ida, card = suggested(office)
    ana = office.slack.person("ana")
    ana.clicks("Wrong", on=ana.types("#general", f"/learn {SURE}"))
    ana.clicks("It's wrong", on=ana.sees("#general")[-1])
    ida.clicks("Retire", on=newest(ida, "Someone says"))
    ida.clicks("Publish", on=card)
    office.passes(timedelta(seconds=5))
    assert "no longer in the knowledge base" in newest(ida, "no longer in").text
    desk = ida.types("#general", "/pollen desk")
    assert desk is not None
    assert "Suggested changes: 1" in desk.text
    ida.clicks("desk.gone", on=desk)
    ida.clicks("Restore", on=ida.sees("#general")[-1])
    ida.clicks("Publish", on=card)
    assert "published, in your name" in newest(ana, "in your name").text


def test_two_at_once_the_second_sees_a_conflict_and_loses_nothing_typed(office: Office) -> None:
    ida, _ = flagged(office)
    answer = ida.types("#general", f"/learn {SURE}")
    ida.clicks("Fix it", on=answer)
    first = ida.modal
    first.fill({"What it should say": "Four weeks ahead, please."})
    suggester = office.slack.person("ana")
    suggester.clicks("Fix it", on=suggester.types("#general", f"/learn {SURE}"))
    suggester.modal.fill({"What it should say": RIGHT}).submit()
    ida_card = newest(ida, "suggests a change")
    first.submit()
    ida.clicks("Publish", on=ida_card)
    clash = ida.modal
    assert "Someone changed this while you were writing" in clash.text
    assert "Four weeks ahead" in clash.text
    assert "three weeks ahead" in str(clash.raw), "what was typed is still there"
    clash.fill({"What it should say": "Three weeks ahead, or four in August."}).submit()
    office.bot.library.refresh(office.bot.runtime)
    shown = suggester.types("#general", f"/learn {SURE} vacation")
    assert shown is not None
    assert "or four in August" in shown.text


def test_what_was_fixed_here_stays_when_the_same_file_is_imported_again(office: Office) -> None:
    ida, card = flagged(office)
    ida.clicks("Fix", on=card)
    ida.modal.fill({"What it should say": RIGHT}).submit()
    office.knows({"people/vacation.md": (office.folder / "people/vacation.md").read_text()})
    shown = ida.types("#general", f"/learn {SURE}")
    assert shown is not None
    assert "three weeks ahead" in shown.text
    office.knows({"people/vacation.md": "# Vacation\n\nAsk a month ahead. Your team lead approves vacation.\n"})
    shown = ida.types("#general", f"/learn {SURE} calendar")
    assert shown is not None
    assert "a month ahead" in shown.text


def test_flags_go_on_being_raised_however_many_there_were(office: Office) -> None:
    """PostgreSQL plans a statement afresh once it has come some times on one connection."""
    asked(office)
    now = office.clock.now()

    def raise_flag(session: Session, number: int) -> None:
        (article,) = articles.most_recent(session, office.workspace, OPERATOR, limit=1)
        place = Place(article=article.id, section=f"s{number}")
        store.hold(session, office.workspace, place, now=now)
        by, answer = UserId("U0BEN1234"), AnswerId(1)
        store.raise_flag(session, office.workspace, place, by=by, answer=answer, reason=Reason.WRONG, now=now)

    for number in range(20):
        office.database.transaction(partial(raise_flag, number=number))
