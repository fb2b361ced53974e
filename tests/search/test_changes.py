"""Does an index that has lived through edits answer as one that was made of the same articles today?"""

import threading
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.findings import Findings
from bot.search.index import Article, Index

WORDS = ("vacation", "expense", "laptop", "travel", "payroll", "mentor", "release", "hotel", "badge", "kitchen")
QUESTIONS = ("vacation", "how do I claim travel expenses?", "laptop badge", "who runs payroll", "expnese", "zymurgy")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
articles = st.builds(
    Article,
    id=st.sampled_from([str(number) for number in range(8)]),
    title=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    text=st.lists(texts, min_size=1, max_size=3).map("\n\n## Part\n\n".join),
    asked=st.lists(texts, max_size=2).map(tuple),
    language=st.just("en"),
)
#: An article put in, an id taken out, or None: laid together.
edits = st.lists(st.one_of(articles, st.sampled_from("01234567"), st.none()), max_size=25)


@settings(deadline=None)
@given(begun_with=st.lists(articles, max_size=6), edits=edits)
def test_an_edited_index_answers_as_a_new_one(begun_with: list[Article], edits: list[Article | str | None]) -> None:
    there = {article.id: article for article in begun_with}
    index = Index.build(begun_with)
    for edit in edits:
        if isinstance(edit, Article):
            index.put(edit)
            there[edit.id] = edit
        elif edit is None:
            index.tidy()
        else:
            index.remove(edit)
            there.pop(edit, None)
    fresh = Index.build(there.values())
    assert len(index) == len(fresh)
    for question in QUESTIONS:
        assert told(index.search(question)) == told(fresh.search(question)), question


def told(findings: Findings) -> tuple[object, ...]:
    hits = [(hit.article, hit.section, round(hit.score, 6), round(hit.coverage, 6)) for hit in findings.hits]
    return findings.decision, round(findings.confidence, 6), findings.corrections, hits


def test_whoever_asks_during_edits_sees_one_state_or_the_other() -> None:
    """Every article speaks of it before and after each edit; in half of one it would be missing or there twice."""
    index = Index.build(version(number, 0) for number in range(25))
    done, seen = threading.Event(), []

    def ask() -> None:
        while not done.is_set():
            seen.append(sorted(hit.article for hit in index.search("vacation", limit=100).hits))

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for turn in range(1, 6):
        for number in range(25):
            index.put(version(number, turn))
        index.tidy()
    done.set()
    for asker in askers:
        asker.join()
    assert seen
    assert all(found == sorted(str(number) for number in range(25)) for found in seen)


def version(number: int, turn: int) -> Article:
    return Article(id=str(number), title=f"Vacation {number}", text=f"Vacation rules, edition {turn}. " * (turn + 1))


def test_an_edit_whose_only_new_word_holds_a_sentence_together_harms_no_question() -> None:
    """Such a word has no grams, and there was nothing new to be found by them."""
    article = Article(id="1", title="Vacation", text="Vacation stands in a calendar.", language="en")
    index = Index.build([article])
    index.put(replace(article, asked=("whom",)))
    assert [hit.article for hit in index.search("vacatoin calendars").hits] == ["1"]
