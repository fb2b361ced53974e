"""How fresh is an article, whose is it, where does its link lead, what is it about?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.articles import rules
from bot.articles.rules import Facts, Freshness, Verification, topics
from bot.ids import ArticleId, UserId
from bot.markup.sections import Section
from bot.search.snippets import Place

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


def article(facts: Facts, verification: Verification | None = None) -> rules.Article:
    return rules.Article(
        id=ArticleId(1),
        collection="handbook",
        path="a.md",
        state=rules.State.PUBLISHED,
        revision=1,
        changed_in=1,
        changed_at=NOW,
        facts=facts,
        verification=verification,
    )


@pytest.mark.parametrize(
    ("days_ago", "every", "freshness"),
    [
        (None, None, Freshness.NEVER),
        (None, 0, Freshness.NEVER),
        (0, None, Freshness.VERIFIED),
        (179, None, Freshness.VERIFIED),
        (180, None, Freshness.DUE),
        (209, None, Freshness.DUE),
        (210, None, Freshness.OVERDUE),
        (30, 30, Freshness.DUE),
        (29, 30, Freshness.VERIFIED),
        (20_000, 0, Freshness.VERIFIED),
        (-10, 30, Freshness.VERIFIED),
    ],
)
def test_freshness(days_ago: int | None, every: int | None, freshness: Freshness) -> None:
    said = None if days_ago is None else Verification(on=NOW.date() - timedelta(days=days_ago))
    assert article(Facts(title="A", review_every=every), said).freshness(NOW) is freshness


def test_a_verification_at_the_end_of_time_is_no_accident() -> None:
    assert article(Facts(title="A"), Verification(on=date.max)).freshness(NOW) is Freshness.VERIFIED


def test_the_newer_verification_counts_and_on_the_same_day_the_one_with_a_name() -> None:
    told, ana = date(2026, 5, 1), Verification(on=date(2026, 5, 1), by=UserId("UANA"), revision=1)
    assert rules.newest(None, None) is None
    assert rules.newest(told, None) == Verification(on=told)
    assert rules.newest(told, ana) == ana
    assert rules.newest(told + timedelta(days=1), ana) == Verification(on=told + timedelta(days=1))


@pytest.mark.parametrize(
    ("owner", "user"),
    [("U123ABC", "U123ABC"), ("<@W123ABC>", "W123ABC"), ("<@U123ABC|ana>", "U123ABC"), ("@ana", None), ("", None),
     ("ana@example.com", None), ("Ursula", None), ("U123ABC, U456DEF", None)],
)  # fmt: skip
def test_an_owner_may_be_somebody_in_slack(owner: str, user: str | None) -> None:
    assert article(Facts(title="A", owner=owner)).owner_user == user


@pytest.mark.parametrize(
    ("url", "anchor", "link"),
    [
        ("https://x.example/a", "when", "https://x.example/a#when"),
        ("https://x.example/a", "", "https://x.example/a"),
        ("https://x.example/a#b", "when", "https://x.example/a#b"),
        ("", "when", ""),
        ("https://x.example/a", "x" * 3000, "https://x.example/a"),
    ],
)
def test_a_link_goes_to_the_section_where_it_can(url: str, anchor: str, link: str) -> None:
    section = Section(ordinal=0, path=(), anchor=anchor)
    found = rules.Passage(article=article(Facts(title="A", url=url)), places=(Place(section=section),), page=(section,))
    assert found.link == link


@pytest.mark.parametrize(
    ("path", "tags", "found"),
    [
        ("a.md", (), {}),
        ("working-together/a.md", (), {"working together": "working together"}),
        ("pages/01-travel_and-leave/rules/a.md", (), {"travel and leave": "travel and leave"}),
        ("docs/a.md", ("Remote-Work",), {"remote work": "Remote-Work"}),
        ("asking/a.md", ("Asking", "help"), {"asking": "Asking", "help": "help"}),
    ],
)
def test_what_an_article_is_about(path: str, tags: tuple[str, ...], found: dict[str, str]) -> None:
    assert topics.of(path, tags) == found


def test_a_topic_is_shown_as_a_name_and_what_means_the_same_is_one() -> None:
    found = [
        topics.Topic(key=topics.key(label), label=label, count=count)
        for label, count in (("it support", 2), ("mentor", 1), ("mentoring", 3), ("Remote-Work", 1))
    ]
    assert [one.label for one in topics.merged(found)] == ["Mentoring", "IT support", "Remote-Work"]
