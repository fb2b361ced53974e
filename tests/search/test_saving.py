"""Does an index that was saved answer as it did, and is one that cannot be trusted left alone?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search import saving
from bot.search.index import Article, Index
from tests.search.test_changes import QUESTIONS, articles, edits, told

LEAVE = Article(
    id="leave", title="Congé", text="Vacances.\n\n## Wie viel\n\nDreißig Tage \ud800 日本語 C++", tags=("hr",)
)


@settings(deadline=None)
@given(begun_with=st.lists(articles, max_size=6), edits=edits)
def test_a_loaded_index_answers_as_the_one_that_was_saved_also_after_edits(
    begun_with: list[Article], edits: list[Article | str | None]
) -> None:
    index = Index.build(begun_with)
    loaded, digests = saving.loaded(saving.dumped(index, {"1": "a"}))
    assert digests == {"1": "a"}
    assert answers(loaded) == answers(index)
    for edit in edits:
        for one in (index, loaded):
            if isinstance(edit, Article):
                one.put(edit)
            elif edit is None:
                one.tidy()
            else:
                one.remove(edit)
        assert answers(loaded) == answers(index)


def answers(index: Index) -> list[tuple[object, ...]]:
    return [told(index.search(question)) for question in QUESTIONS]


def test_more_articles_than_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.search.index.CHUNK", 3)
    index = Index.build(
        Article(
            id=str(number), title=f"Room {number}", text=f"Key{number} opens it.\n\n## Who\n\nAsk team{number % 3}."
        )
        for number in range(10)
    )
    loaded, _ = saving.loaded(saving.dumped(index, {}))
    for question in ("key7", "who is team2", "room 9"):
        assert told(loaded.search(question)) == told(index.search(question))


def test_every_script_comes_back() -> None:
    loaded, _ = saving.loaded(saving.dumped(Index.build([LEAVE]), {}), synonyms={"pto": ("vacances",)})
    for question in ("vacances", "日本語", "C++", "Dreißig Tage", "PTO"):
        assert [hit.article for hit in loaded.search(question).hits] == ["leave"], question


@pytest.mark.parametrize("place", [0, 40, -1])
def test_one_damaged_byte_is_noticed(place: int) -> None:
    data = bytearray(saving.dumped(Index.build([LEAVE]), {}))
    data[place] ^= 1
    with pytest.raises(saving.Unusable):
        saving.loaded(bytes(data))


@pytest.mark.parametrize("length", [0, 10, 32, 500])
def test_half_a_file_is_noticed(length: int) -> None:
    with pytest.raises(saving.Unusable):
        saving.loaded(saving.dumped(Index.build([LEAVE]), {})[:length])


def test_what_another_version_saved_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saving.dumped(Index.build([LEAVE]), {})
    monkeypatch.setattr("unicodedata.unidata_version", "1.0")
    saving._mark.cache_clear()
    try:
        with pytest.raises(saving.Unusable, match="version"):
            saving.loaded(data)
    finally:
        saving._mark.cache_clear()


def test_an_index_that_was_changed_is_not_saved() -> None:
    index = Index.build([LEAVE])
    index.remove("leave")
    with pytest.raises(ValueError, match="changed"):
        saving.dumped(index, {})


def test_an_article_that_changed_has_another_digest() -> None:
    one = Article(id="1", title="a", text="b")
    others = (
        Article(id="1", title="a", text="c"),
        Article(id="1", title="a", text="b", tags=("c",)),
        Article(id="1", title="a", text="b", aliases=("c",)),
        Article(id="1", title="a", text="b", language="de"),
    )
    assert len({saving.digest(article) for article in (one, *others)}) == 5
