"""What does a reader learn of how far an answer can be trusted? Whose it is, who checked it, what use has shown."""

from datetime import UTC, date, datetime

import pytest

from bot.answers import rules
from bot.answers.views import freshness
from bot.articles.rules import SAVED, STARTER, Article, Facts, Passage, State, Verification
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId
from bot.search.gate import Decision
from tests.office import Office

NOW = datetime(2026, 11, 4, 9, tzinfo=UTC)
ANA, BEN = UserId("U0ANA1234"), UserId("U0BEN1234")
CHECKED = Verification(on=date(2026, 5, 12), by=ANA, revision=1)
VACATION = "# Vacation\n\nAsk for vacation two weeks ahead in the calendar. Your team lead approves it.\n"


@pytest.mark.parametrize(
    ("collection", "owner", "checked", "helped", "said"),
    [
        (SAVED, BEN, CHECKED, 14, "Checked by Ana on 12 May 2026 · helped 14 people since · written by Ben"),
        (SAVED, BEN, CHECKED, 0, "Checked by Ana on 12 May 2026 · written by Ben"),
        (SAVED, BEN, None, 1, "Helped 1 person · written by Ben on 3 Nov 2026"),
        (SAVED, BEN, None, 0, "Written by Ben on 3 Nov 2026"),
        (SAVED, "U0GONE999", None, 0, "Written by a colleague on 3 Nov 2026"),
        ("handbook", "", None, 0, "From “handbook”"),
        ("handbook", "People & Culture", None, 2, "Helped 2 people · looked after by People &amp; Culture"),
        ("handbook", BEN, Verification(on=date(2026, 5, 12)), 0, "Checked on 12 May 2026 · looked after by Ben"),
        (STARTER, "", Verification(on=date(2026, 5, 12)), 0, "Comes with Pollen"),
        (STARTER, "", None, 3, "Helped 3 people · comes with Pollen"),
    ],
)
def test_the_line(collection: str, owner: str, checked: Verification | None, helped: int, said: str) -> None:
    article = Article(
        id=ArticleId(1),
        collection=collection,
        path="a.md",
        state=State.PUBLISHED,
        revision=1,
        changed_in=1,
        changed_at=datetime(2026, 11, 3, tzinfo=UTC),
        facts=Facts(title="Vacation", owner=owner),
        verification=checked,
    )
    answer = rules.Answer(
        id=AnswerId(1),
        workspace=WorkspaceId("T1"),
        asker=ANA,
        question="",
        words={},
        notes=(),
        decision=Decision.SURE,
        confidence=1,
        surface=rules.Surface.COMMAND,
        channel=None,
        thread=None,
        picked=None,
        asked_at=NOW,
        hits=(),
    )
    found = rules.Found(
        answer=answer,
        passages={},
        names={ANA: "Ana", BEN: "Ben"},
        credited={},
        helped={ArticleId(1): helped} if helped else {},
        now=NOW,
    )
    line = freshness.line(found, Passage(article=article, places=(), page=()))
    for moment, day in ((1778587200, "12 May 2026"), (1793664000, "3 Nov 2026")):
        line = line.replace(f"<!date^{moment}^{{date_short}}|{day}>", day)
    assert line == said


def test_what_helped_one_is_said_to_the_next(office: Office) -> None:
    office.knows({"people/vacation.md": VACATION})
    for name in ("ana", "ben"):
        person = office.slack.person(name)
        person.clicks("Helpful", on=person.types("#general", "/learn who approves vacation in the calendar?"))
    ida = office.slack.person("ida")
    shown = ida.types("#general", "/learn vacation calendar")
    assert shown is not None
    assert "Helped 2 people" in shown.text
    ben = office.slack.person("ben")
    ben.clicks("Undo", on=ben.sees("#general")[-1])
    shown = ida.types("#general", "/learn vacation in the calendar")
    assert shown is not None
    assert "Helped 1 person" in shown.text
