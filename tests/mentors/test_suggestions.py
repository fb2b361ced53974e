"""Who seems to know something is asked whether to mentor it: once, and listed with their word alone?"""

import pytest

from bot.db import Database
from bot.ids import UserId
from bot.mentors.rules import refusals, topics
from bot.mentors.service import roster, suggestions
from bot.mentors.store import mentors
from tests.kudos.company import ANA as THANKED
from tests.kudos.company import BO, CLEO, DAN, Company
from tests.mentors.town import WORKSPACE, Town

ANA = UserId("UANA")


def test_a_suggested_topic_is_listed_only_with_consent(town: Town) -> None:
    def suggest() -> bool:
        return town.do(
            lambda s: roster.suggest(
                s, workspace=WORKSPACE, user=UserId("UASKER"), topic="k8s", reason="You were thanked.", now=town.now
            )
        )

    assert suggest()
    assert not suggest()
    assert "Would you mentor *Kubernetes* now and then?" in town.heard("UASKER")
    assert town.database.reading(lambda s: mentors.find(s, WORKSPACE, UserId("UASKER"))) is None
    town.do(lambda s: roster.consent(s, workspace=WORKSPACE, user=UserId("UASKER"), topic="kubernetes", now=town.now))
    assert town.database.reading(lambda s: roster.profile(s, WORKSPACE, UserId("UASKER"))).is_listed
    with pytest.raises(refusals.NoTopic):
        town.do(lambda s: roster.consent(s, workspace=WORKSPACE, user=ANA, topic="rust", now=town.now))


def test_thanks_name_topics() -> None:
    known = topics.names({"k9s": "Kubernetes"}, {"pottery"})
    said = "showing me how CI/CD works, some k8s, c++ & public speaking. You react fast, go you! Pottery too; k9s"
    assert suggestions.mentioned(said, known) == {"CI/CD", "Kubernetes", "C++", "Public speaking", "Pottery"}


def test_who_is_thanked_for_a_topic_is_asked_once(database: Database) -> None:
    company = Company(database=database)
    for number, giver in enumerate((BO, CLEO, DAN)):
        company.give(giver, THANKED, reason="showing me how k8s works", values=("taught-me",), key=f"k{number}")
    company.later(hours=1)

    def ask() -> int:
        return company.do(lambda s: suggestions.suggest(s, company.workspace, now=company.now))

    assert ask() == 1
    assert ask() == 0
