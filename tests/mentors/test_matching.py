"""Is the right mentor asked first, in pools of any size, and does the reason say why?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import Kind, Level, matching, topics
from bot.mentors.rules.matching import Candidate, Likeness
from bot.mentors.rules.values import Draft, Mentor
from bot.people.rules.hours import Hours

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
HERE = Hours(zone="Europe/Amsterdam")


def wants(text: str, **facts: Any) -> Draft:
    one = topics.topic(text)
    assert one is not None
    return Draft(key=one.key, label=one.label, said=one.said, **{"hours": HERE, **facts})


def mentor(user: str, teaches: str = "", *, load: int = 0, **facts: Any) -> Candidate:
    skills = tuple(matching.skill(one, Level.DAILY) for one in topics.topics(teaches))
    values: dict[str, Any] = {"hours": HERE, **facts}
    return Candidate(mentor=Mentor(workspace=WorkspaceId("T1"), user=UserId(user), skills=skills, **values), load=load)


def order(draft: Draft, *pool: Candidate, **facts: Any) -> list[str]:
    return [one.mentor.user for one in matching.matches(draft, pool, asker=UserId("UASKER"), now=NOW, **facts)]


def test_exact_then_alias_then_text() -> None:
    pool = (
        mentor("UTEXT", about="I run Kubernetes clusters"),
        mentor("UALIAS", "k8s"),
        mentor("UEXACT", "Kubernetes"),
    )
    assert order(wants("Kubernetes"), *pool) == ["UEXACT", "UALIAS", "UTEXT"]
    assert order(wants("k8s"), *pool) == ["UALIAS", "UEXACT", "UTEXT"]


@pytest.mark.parametrize("others", range(10))
def test_pools_of_any_size(others: int) -> None:
    """rank-bm25 gives the only mentor a negative score, one of two nothing, and fails for none."""
    rest = [mentor(f"U{number}", "React", about="I can help anybody who needs time") for number in range(others)]
    assert order(wants("Kubernetes"), mentor("UANA", about="kubernetes"), *rest) == ["UANA"]
    assert order(wants("Kubernetes"), *rest) == []
    assert order(wants("Kubernetes"), mentor("UBLANK")) == []


def test_no_word_in_common_is_no_match() -> None:
    assert order(wants("Engineering management"), mentor("UANA", "Time management skills")) == []


def test_never_oneself_nor_the_excluded_nor_who_is_not_there() -> None:
    tomorrow, yesterday = NOW + timedelta(days=1), NOW - timedelta(days=1)
    pool = (
        mentor("UASKER", "SQL"),
        mentor("UNOT", "SQL"),
        mentor("UAWAY", "SQL", away_until=tomorrow),
        mentor("UBACK", "SQL", away_until=yesterday),
        mentor("UPAUSED", "SQL", paused_at=yesterday),
        mentor("USTOPPED", "SQL", is_listed=False, gone_at=yesterday),
        mentor("UFULL", "SQL", load=2),
        mentor("UUNLISTED", "SQL", is_listed=False),
        mentor("UREFUSES", "SQL", not_asked=frozenset({"sql"})),
        mentor("UQUICK", "SQL", kinds=frozenset({Kind.QUESTION})),
        mentor("UFRENCH", "SQL", languages=frozenset({"fr"})),
    )
    assert order(wants("SQL"), *pool, excluded={UserId("UNOT")}) == ["UBACK"]


def test_idle_then_shared_hours_then_turns() -> None:
    busy = mentor("UA", "SQL", load=1)
    far = mentor("UB", "SQL", hours=Hours(zone="Pacific/Auckland"))
    recent = mentor("UC", "SQL", last_asked_at=NOW - timedelta(days=1))
    rested = mentor("UD", "SQL", last_asked_at=NOW - timedelta(days=40))
    assert order(wants("SQL"), busy, far, recent, rested) == ["UD", "UC", "UB", "UA"]


def test_everybody_gets_their_turn() -> None:
    last: dict[str, datetime] = {}
    for turn in range(9):
        pool = [mentor(user, "SQL", last_asked_at=last.get(user)) for user in ("UA", "UB", "UC")]
        last[order(wants("SQL"), *pool)[0]] = NOW - timedelta(days=20 - turn)
        if turn % 3 == 2:
            assert len(last) == 3
    assert sorted(last.values())[0] >= NOW - timedelta(days=14)


def test_the_reasons_say_why() -> None:
    (match,) = matching.matches(
        wants("SQL"), [mentor("UA", "SQL", hours=Hours(zone="America/New_York"))], asker=UserId("UB"), now=NOW
    )
    assert match.likeness is Likeness.EXACT
    assert match.reasons == ("teaches SQL", "2 h overlap", "has room", "not asked for a while")


def test_who_is_not_to_be_asked_about_a_topic_is_not_asked_about_its_neighbours(now: datetime) -> None:
    one = topics.topic("Kubernetes operators")
    assert one is not None
    unwilling = Mentor(
        workspace=WorkspaceId("T1"),
        user=UserId("UANA"),
        about="I run Kubernetes operators",
        not_asked=frozenset({"kubernetes"}),
    )
    draft = wants("Kubernetes operators")
    assert matching.matches(draft, [Candidate(mentor=unwilling, load=0)], asker=UserId("UBEN"), now=now) == ()
