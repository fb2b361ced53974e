"""Do short words, names of products and scripts without spaces find what was meant?"""

from bot.search.article import Article
from bot.search.index import Index

GUIDES = [
    Article(
        id=f"guide {number}",
        title=f"リモートワークのガイド{number}",
        text=f"リモートワークでは会議を記録します。リモートワークの方法と道具について説明します。項目{number}",
    )
    for number in range(8)
]
EXPENSES = [
    Article(
        id=f"money {number}", title=f"経費の手引き{number}", text=f"領収書を提出します。承認は上司が行います。{number}"
    )
    for number in range(22)
]
COMPANY = Article(id="company", title="GitLab の歴史", text="## GitLab 小史\n\nGitLab の歴史は2011年に始まります。")
REMOTE = Article(
    id="remote",
    title="リモートの利点",
    text=f"利点はたくさんあります。{'通勤時間がなくなります。' * 8}\n\n## リモートワークの歴史（History）\n\n"
    f"最初の在宅勤務者は1970年代に現れました。{'それから広まりました。' * 5}",
)


def test_a_whole_rare_phrase_comes_before_pages_full_of_its_frequent_word() -> None:
    found = Index.build((*GUIDES, *EXPENSES, COMPANY, REMOTE)).search("リモートワークの歴史")
    assert (found.hits[0].article, found.hits[0].section) == ("remote", 1)


def test_a_letter_after_a_word_is_a_name() -> None:
    other = "Whoever has a plan for the release shares it. Team b reads it and answers within a day."
    index = Index.build(
        (
            Article(id="a", title="Releases", text=other),
            Article(
                id="b",
                title="Releases",
                text="When the release fails there is plan B: the old version starts again now.",
            ),
        )
    )
    assert index.search("what is plan b?").hits[0].article == "b"


def test_the_name_of_a_product_is_not_read_as_another_word() -> None:
    index = Index.build(
        (
            Article(id="grades", title="Grades", text="Your grade is agreed once a year. A grader reads each grade."),
            Article(id="builds", title="Builds", text="The build runs on every change."),
        )
    )
    assert index.search("how do I set up gradle?").corrections == ()
    assert index.search("when is my grdae agreed?").corrections == (("grdae", "grade"),)


def test_a_department_of_two_capitals_is_not_a_word_that_holds_a_sentence_together() -> None:
    index = Index.build(
        (
            Article(
                id="it",
                title="Who helps",
                text="IT sits on the second floor and helps with everything that has a plug.",
            ),
            Article(
                id="a", title="Who helps", text="The team sits where it likes, and it helps when somebody asks for it."
            ),
        )
    )
    found = index.search("where does IT sit?")
    assert found.hits[0].article == "it"
    assert "it." in found.terms
    assert index.search("WHERE DOES IT SIT?").terms == index.search("where does it sit?").terms
