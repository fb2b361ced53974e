"""What do the wall, the files and the check cost as the ledger grows? Counted in instructions, not in seconds."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.db import Database
from bot.kudos import service
from bot.kudos.service import export, wall
from tests.effort import instructions
from tests.kudos.company import ANA, HERE, NAMES, Company

FEW, MORE = 60, 240
SAME, LINEAR = 1.5, 1.2 * MORE / FEW


def test_a_longer_history_costs_a_wall_nothing_and_a_file_no_more_than_its_length(database: Database) -> None:
    company = Company(database=database)
    read: dict[str, tuple[Callable[[Session], object], float]] = {
        "the wall": (lambda session: wall.latest(session, HERE), SAME),
        "one's own wall": (lambda session: wall.latest(session, HERE, viewer=ANA, most=3), SAME),
        "who thanked the most": (lambda session: wall.broadest(session, HERE, now=company.now), SAME),
        "my kudos": (lambda session: wall.page(session, HERE, ANA, now=company.now), SAME),
        "all kudos as a file": (lambda session: export.everything(session, HERE), LINEAR),
        "one's kudos as a file": (lambda session: export.mine(session, HERE, ANA), LINEAR),
        "the check": (lambda session: service.drift(session, HERE), LINEAR),
    }

    def work() -> dict[str, int]:
        return {
            what: instructions(lambda unit=unit: database.reading(unit))[0]  # type: ignore[misc]
            for what, (unit, _) in read.items()
        }

    give(company, FEW)
    few = work()
    give(company, MORE - FEW)
    grown = {what: count / few[what] for what, count in work().items()}
    too_much = {what: round(grown[what], 1) for what, (_, most) in read.items() if grown[what] > most}
    assert not too_much


def give(company: Company, count: int) -> None:
    people = list(NAMES)
    for number in range(count):
        giver, receiver = people[number % 6], people[(number + 1 + number // 6 % 5) % 6]
        company.given(giver, receiver, reason=f"showing me how to release, part {number}")
        company.later(hours=20)
