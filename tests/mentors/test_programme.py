"""Does the owner see how it goes, and does the export say so, without a name that is private?"""

import csv
import io
import json
from datetime import timedelta

import pytest

from bot.ids import UserId
from bot.mentors import service
from bot.mentors.rules import refusals
from bot.mentors.service import (
    claims,
    export,
    programme,
)
from tests.mentors.town import (
    OWNER,
    WORKSPACE,
    Town,
)

ANA = UserId("UANA")


def three_wait(town: Town) -> None:
    for number in range(3):
        town.person(f"UASKER{number}")
        town.ask(f"UASKER{number}", "Terraform")


def test_the_programme_tells_what_is_missing_and_names_nobody_private(town: Town) -> None:
    three_wait(town)
    town.mentor("UANA", "Terraform")
    town.mentor("UBEN", "Rust")
    found = town.database.reading(lambda s: programme.programme(s, WORKSPACE, OWNER, now=town.now))
    assert [(one.label, one.waiting, one.mentors) for one in found.demands] == [("Terraform", 3, 1)]
    assert found.ages[0] == ("up to 2 days", 3)
    assert found.days_to_match is None
    with pytest.raises(refusals.NotTheOwner):
        town.database.reading(lambda s: programme.programme(s, WORKSPACE, UserId("UANA"), now=town.now))
    home = town.database.reading(lambda s: service.home(s, WORKSPACE, OWNER, now=town.now))
    assert home.programme is not None
    assert town.database.reading(lambda s: service.home(s, WORKSPACE, ANA, now=town.now)).programme is None


def test_the_median_counts_working_days(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")  # a Wednesday, 10 o'clock in Amsterdam
    town.now += timedelta(days=1)
    offer = town.offers(request)[0].id
    town.do(lambda s: claims.accept(s, workspace=WORKSPACE, actor=ANA, offer=offer, now=town.now))
    found = town.database.reading(lambda s: programme.programme(s, WORKSPACE, OWNER, now=town.now))
    assert found.days_to_answer == pytest.approx(1)
    assert found.days_to_match == pytest.approx(1)


def test_an_export_hides_private_names_and_holds_no_formula(town: Town) -> None:
    town.ask("UASKER", "Kubernetes")
    town.person("UOPEN")
    town.ask("UOPEN", "=cmd()", is_private=False)
    town.ask("UOPEN", "+SUM(A1)", is_private=False)
    lines = town.database.reading(lambda s: export.lines(s, WORKSPACE))
    rows = list(csv.DictReader(io.StringIO(export.as_csv(lines))))
    assert [row["asker"] for row in rows] == ["private", "UOPEN", "UOPEN"]
    assert [row["topic"] for row in rows] == ["Kubernetes", "'=cmd", "'+SUM(A1"]
    assert "UASKER" not in export.as_json(lines)
    assert len(json.loads(export.as_json(lines))) == 3
