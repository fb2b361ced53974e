"""Who was shown a passage that proved wrong hears of it once, quietly; whoever raised the flag hears first."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.desk import jobs
from bot.desk.service import corrections
from bot.desk.store.tables import CorrectionRow, FlagRow, ReaderRow
from bot.ids import UserId
from bot.outbox.store.tables import OutboxRow
from bot.people import jobs as people_jobs
from bot.people.store import wishes
from bot.people.store.wishes import Kind
from bot.people.views import COPY
from bot.playground.people.person import Person
from bot.wiring import KEEPERS
from tests.answers.scenes import SURE, VACATION
from tests.desk.scenes import RIGHT, corrected, newest
from tests.listeners import whole_home
from tests.office import Office

TWO = """# Vacation

Ask for vacation two weeks ahead in the calendar. Your team lead approves it.

## Carrying days over

Days left in December are carried over until March of the following year.
"""
OVER = "are days left in December carried over?"


def reads(office: Office, name: str, question: str = SURE) -> Person:
    person = office.slack.person(name)
    shown = person.types("#general", f"/learn {question}")
    assert shown is not None
    assert "Vacation" in shown.text
    office.passes(timedelta(seconds=20))
    return person


def fixes(office: Office, words: str, *, question: str = SURE, was_wrong: bool = True) -> None:
    ida = office.slack.person("ida")
    ida.clicks("Fix it", on=ida.types("#general", f"/learn {question}"))
    chosen = ["wrong"] if was_wrong else []
    assert ida.modal.fill({"What it should say": words, "wrong": chosen}).submit() == {}
    office.bot.library.refresh(office.bot.runtime)


def heard(person: Person) -> list[str]:
    return [seen.text for seen in person.sees("@pollen") if "orrection" in seen.text and "you read" in seen.text]


@pytest.fixture
def base(office: Office) -> Office:
    office.slack.person("ida").types("#general", "/pollen doctor")
    office.knows({"vacation.md": TWO})
    office.passes(timedelta(minutes=1))
    return office


def test_the_misled_hear_once_and_whoever_flagged_it_first(base: Office) -> None:
    ana, ben, chika = (reads(base, name) for name in ("ana", "ben", "chika"))
    reads(base, "chika", OVER)
    ana.clicks("Wrong", on=ana.sees("#general")[-1])
    ana.clicks("It's wrong", on=ana.sees("#general")[-1])
    base.passes(timedelta(days=1))
    ida = reads(base, "ida")
    ida.clicks("Fix", on=newest(ida, "Someone says"))
    assert "initial_options" in str(ida.modal.raw), "a flag says that it misled: those who read it are to hear"
    ida.modal.fill({"What it should say": RIGHT}).submit()
    base.passes(timedelta(seconds=30))
    assert "has fixed it" in newest(ana, "You told me about").text
    assert heard(ben) == [], "whoever flagged it hears first"
    base.passes(timedelta(minutes=20))
    (told,) = heard(ben)
    assert "you read this in Vacation; it was wrong:" in told
    assert "two weeks ahead" in told
    assert "three weeks ahead" in told
    assert len(heard(chika)) == 1
    assert heard(ana) == [], "she knows already"
    assert heard(ida) == [], "she put it right"
    base.passes(timedelta(days=2))
    assert len(heard(ben)) == 1, "once"


def test_only_who_read_the_very_passage_while_it_said_so(base: Office) -> None:
    fixes(base, "Ask for vacation one week ahead in the calendar.", was_wrong=False)
    base.passes(timedelta(minutes=1))
    ben = reads(base, "ben")
    chika = reads(base, "chika", OVER)
    fixes(base, RIGHT)
    base.passes(timedelta(minutes=1))
    ana = reads(base, "ana")
    base.passes(timedelta(hours=1))
    assert "one week" in heard(ben)[0]
    assert heard(chika) == [], "she read another section"
    assert heard(ana) == [], "she read it right"


def test_who_read_it_before_it_was_wrong_is_not_told(base: Office) -> None:
    ben = reads(base, "ben")
    fixes(base, "Ask for vacation one week ahead in the calendar.", was_wrong=False)
    base.passes(timedelta(minutes=1))
    fixes(base, RIGHT)
    base.passes(timedelta(hours=1))
    assert heard(ben) == []


def test_several_corrections_are_one_message_and_none_for_who_would_rather_not(base: Office) -> None:
    ben = reads(base, "ben")
    reads(base, "ben", OVER)
    fixes(base, RIGHT)
    fixes(base, "Days left in December are carried over until June.", question=OVER)
    base.passes(timedelta(hours=1))
    (told,) = heard(ben)
    assert "three weeks" in told
    assert "until June" in told
    ben.clicks("Don't tell me about corrections", on=ben.sees("@pollen")[-1])
    assert "any more" in ben.sees("@pollen")[-1].text
    base.passes(timedelta(minutes=1))
    reads(base, "ben")
    fixes(base, "Ask for vacation five weeks ahead in the calendar.")
    base.passes(timedelta(hours=1))
    assert len(heard(ben)) == 1


def test_whoever_may_not_read_it_any_more_is_not_told_its_title_by_their_own_data(office: Office) -> None:
    ben, _ = corrected(office)
    office.slack.add_group("board", "ida")
    assert "Vacation" in "".join(its_data(office, ben))
    office.knows({"people/vacation.md": f"---\nreaders: '@board'\n---\n{VACATION}"})
    office.passes(timedelta(minutes=1))
    data = its_data(office, ben)
    assert "Vacation" not in "".join(data)
    assert any("you read something in an article that was corrected" in one for one in data)


def its_data(office: Office, person: Person) -> list[str]:
    """A copy of what is kept of somebody, as they get it."""
    before = len(person.sees("@pollen"))
    person.clicks(COPY, whole_home(person))
    office.passes(timedelta(minutes=1))
    return [seen.text for seen in person.sees("@pollen")[before:]]


def test_after_the_retention_time_nobody_is_told(base: Office) -> None:
    ben = reads(base, "ben")
    base.passes(timedelta(days=200))
    fixes(base, RIGHT)
    base.passes(timedelta(hours=1))
    assert heard(ben) == []


def test_a_retired_article_is_a_correction_too(base: Office) -> None:
    ana, ben = reads(base, "ana"), reads(base, "ben")
    ana.clicks("Wrong", on=ana.sees("#general")[-1])
    ana.clicks("It's wrong", on=ana.sees("#general")[-1])
    ida = base.slack.person("ida")
    ida.clicks("Retire", on=newest(ida, "Someone says"))
    base.passes(timedelta(hours=1))
    (told,) = heard(ben)
    assert "has been taken out" in told
    assert "two weeks ahead" in told


def test_who_was_erased_is_not_told(base: Office) -> None:
    ben = reads(base, "ben")
    fixes(base, RIGHT)
    jobs.correct(base.bot.runtime)
    assert readers(base) == sorted([base.slack.person("ida").id, ben.id])
    base.database.transaction(
        lambda session: wishes.note(
            session, base.workspace, UserId(ben.id), Kind.ERASE, now=base.clock.now(), is_told=False
        )
    )
    people_jobs.fulfil(base.bot.runtime, KEEPERS)
    assert readers(base) == [base.slack.person("ida").id]
    base.passes(timedelta(hours=1))
    assert heard(ben) == []


def readers(office: Office) -> list[str]:
    return office.database.reading(lambda session: sorted(session.scalars(select(ReaderRow.user))))


def promised(office: Office) -> int:
    asked = select(func.count()).select_from(OutboxRow).where(OutboxRow.key.startswith("correction:"))
    return office.database.reading(lambda session: session.scalar(asked)) or 0


def test_a_process_that_dies_says_nothing_and_the_next_says_it_once(base: Office) -> None:
    ben = reads(base, "ben")
    fixes(base, RIGHT)
    jobs.correct(base.bot.runtime)
    base.clock.advance(timedelta(minutes=20))
    tell = partial(corrections.tell, workspace=base.workspace, user=UserId(ben.id), now=base.clock.now())

    class Killed(Exception):
        pass

    def dies(session: Session) -> None:
        assert tell(session)
        raise Killed

    with pytest.raises(Killed):
        base.database.transaction(dies)
    assert promised(base) == 0
    assert base.database.transaction(tell)
    assert not base.database.transaction(tell)
    assert promised(base) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_processes_at_once_tell_it_once(base: Office) -> None:
    ben = reads(base, "ben")
    fixes(base, RIGHT)
    jobs.correct(base.bot.runtime)
    base.clock.advance(timedelta(minutes=20))
    tell = partial(corrections.tell, workspace=base.workspace, user=UserId(ben.id), now=base.clock.now())

    def first(session: Session) -> bool:
        done = tell(session)
        assert not base.database.transaction(tell), "the other is at it"
        return done

    assert base.database.transaction(first)
    assert promised(base) == 1


def test_the_message_opens_the_article_as_it_is_now(office: Office) -> None:
    ben, told = corrected(office)
    ben.clicks("View Vacation", on=told)
    assert "three weeks ahead" in ben.sees("@pollen")[-1].text


def test_after_the_retention_time_what_was_told_is_forgotten(base: Office) -> None:
    ana = reads(base, "ana")
    ana.clicks("Wrong", on=ana.sees("#general")[-1])
    ana.clicks("It's wrong", on=ana.sees("#general")[-1])
    ben = reads(base, "ben")
    ida = base.slack.person("ida")
    ida.clicks("Fix", on=newest(ida, "Someone says"))
    ida.modal.fill({"What it should say": RIGHT}).submit()
    base.passes(timedelta(hours=1))
    assert len(heard(ben)) == 1

    def kept() -> int:
        tables = (FlagRow, ReaderRow, CorrectionRow)
        return base.database.reading(
            lambda session: sum(session.scalar(select(func.count()).select_from(one)) or 0 for one in tables)
        )

    base.clock.advance(timedelta(days=150))
    jobs.forget(base.bot.runtime)
    assert kept() == 4, "a flag, a correction, its reader, and who put it right"
    base.clock.advance(timedelta(days=31))
    jobs.forget(base.bot.runtime)
    assert kept() == 0
