"""Does what was meant come before what only has the words: the company's own, prose, the passage itself?"""

from dataclasses import replace

from bot.search.article import Article
from bot.search.findings import Findings
from bot.search.gate import Decision
from bot.search.index import Index

OWN = (
    Article(id="time off", title="Time off", text="## Paid time off\n\nEverybody has 26 days of paid vacation a year."),
    Article(
        id="first days",
        title="Your first few days",
        text="On the first day you get a laptop and meet your team. In the first week you set up your accounts.",
    ),
)
BUNDLED = (
    Article(
        id="hand over",
        title="Hand over your work",
        text="Write down what is open, who helps, and when you are back, before you leave.",
        tags=("last day", "holidays"),
        aliases=("I am going on vacation", "how many days before vacation do I hand over?"),
        is_bundled=True,
    ),
    Article(
        id="checklist",
        title="Checklist for your first week",
        text="On your first day say hello in the team's channel. In your first week ask one question. Get a badge.",
        is_bundled=True,
    ),
    Article(
        id="kudos",
        title="Give kudos",
        text="Thank a colleague with `/kudos`: name them and say what they did.",
        aliases=("Somebody did something great",),
        is_bundled=True,
    ),
    Article(
        id="titles",
        title="Write an article that others find",
        text="Name what people look for.\n\n"
        "| Instead of | Better |\n| --- | --- |\n| VPN | Connect to the VPN from home |\n"
        "| Expenses v3 | Claim expenses |\n\n"
        "Somebody who asks “how do I order a standing desk?” finds a title with these words.",
        is_bundled=True,
    ),
)
BOTH = Index.build((*OWN, *BUNDLED))
STARTERS = Index.build(BUNDLED)


def first(found: Findings) -> str:
    return found.hits[0].article


def test_what_the_company_wrote_comes_before_what_came_with_pollen() -> None:
    for question, article in (
        ("how many vacation days do I get?", "time off"),
        ("what happens on my first day?", "first days"),
        ("what do I do in my first week?", "first days"),
    ):
        assert first(BOTH.search(question)) == article, question


def test_without_the_flag_the_same_words_would_win() -> None:
    plain = Index.build((*OWN, *(replace(article, is_bundled=False) for article in BUNDLED)))
    assert first(plain.search("what do I do in my first week?")) == "checklist"


def test_what_came_with_pollen_still_answers_about_pollen() -> None:
    found = BOTH.search("how do I give kudos to a colleague?")
    assert (first(found), found.decision) == ("kudos", Decision.SURE)


def test_an_alias_that_is_asked_for_word_by_word_finds_its_article() -> None:
    assert first(STARTERS.search("Somebody did something great")) == "kudos"


def test_aliases_and_tags_alone_are_never_sure() -> None:
    company = Index.build([replace(article, is_bundled=False) for article in BUNDLED])
    for index in (STARTERS, company):
        for question in ("how many days before vacation?", "last day holidays", "vacation days"):
            assert index.search(question).decision is not Decision.SURE, question


def test_what_is_only_quoted_is_never_sure() -> None:
    company = Index.build([replace(article, is_bundled=False) for article in BUNDLED])
    for index in (STARTERS, company):
        for question in ("how do I connect to the VPN from home?", "claim expenses", "how do I order a standing desk?"):
            assert index.search(question).decision is not Decision.SURE, question


def test_prose_comes_before_a_quotation_of_the_same_words() -> None:
    quoting = Article(id="a", title="Asking", text="Do not ask “where is the stapler?” in a mail to everybody, please.")
    prose = Article(
        id="b", title="Office", text="Do not look for it in a mail to everybody: where is the stapler? Here."
    )
    assert first(Index.build((quoting, prose)).search("where is the stapler?")) == "b"


def test_a_word_in_a_starter_article_about_something_else_is_not_sure() -> None:
    assert STARTERS.search("how do I get a badge?").decision is not Decision.SURE


def test_a_template_yields_to_what_it_belongs_to() -> None:
    text = "Name the goal of the retreat, the date and the budget. "
    found = Index.build(
        (
            Article(id="a", title="Retreat template", text=text),
            Article(id="b", title="Retreat planning", text=text),
        )
    ).search("budget of the retreat")
    assert [hit.article for hit in found.hits] == ["b", "a"]


def test_a_list_of_links_yields_to_prose() -> None:
    links = "\n".join(
        f"- [{name}](https://x.example)" for name in ("Onboarding buddy", "Pay", "Leave", "Travel", "Desk")
    )
    prose = "Every newcomer has an onboarding buddy for the first months, who is there for every question."
    found = Index.build((Article(id="a", title="People", text=links), Article(id="b", title="People", text=prose)))
    assert first(found.search("onboarding buddy")) == "b"
