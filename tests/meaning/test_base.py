"""Is each article read once, in whole sentences, and found again by what it means?"""

import logging
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from bot.markup.sections import sections
from bot.meaning import base, models, pieces
from bot.meaning.base import Base
from bot.meaning.models import Model
from bot.meaning.vectors import Vectors
from bot.search.article import Article
from bot.search.index import Index
from tests.meaning import tiny
from tests.meaning.conftest import PAGES

ARTICLES = [
    Article(id=name, title=text.partition("\n")[0][2:], cut=sections(text), is_bundled=False)
    for name, text in PAGES.items()
]


def test_a_long_section_is_read_in_whole_sentences_that_overlap() -> None:
    told = [f"Sentence number {number} says that the key to room {number} hangs at the door." for number in range(40)]
    article = Article(id="1", title="Keys", text=f"# Keys\n\n## Upstairs\n\n### Left\n\n{' '.join(told)}\n")
    those = pieces.pieces(article)
    texts = [piece.text.removeprefix("Upstairs\nLeft\n") for piece in those]
    assert all(piece.text.startswith("Upstairs\nLeft\n") for piece in those)
    assert all(pieces.SIZE / 2 < len(text) <= pieces.SIZE for text in texts[:-1])
    assert all(sentence in " ".join(texts) for sentence in told)
    for before, after in pairwise(texts):
        shared = [sentence for sentence in told if sentence in before and sentence in after]
        assert shared
        assert sum(map(len, shared)) <= pieces.SHARED


def test_every_section_is_read_also_a_short_one() -> None:
    article = Article(id="1", title="Desks", text="# A\n\nOne.\n\n# B\n\nTwo.\n\n# C\n\n" + "word " * 30)
    those = pieces.pieces(article)
    assert [(piece.section, piece.under) for piece in those] == [(0, 2), (1, 2), (2, 2)]


def test_of_an_article_that_is_only_a_title_nobody_can_tell(model: Model, tmp_path: Path) -> None:
    """Its past questions say what it means, and those are no text of the company's."""
    bare = Article(id="bare", title="Jaunt rules", asked=("may I go on jaunt",))
    known = Base.of(model, [*ARTICLES, bare], tmp_path / "base.vectors")
    assert known.near()("a jaunt", ["away", "bare"]).keys() == {"away"}
    assert known.is_known(bare)


def test_an_article_without_end_is_read_up_to_a_point() -> None:
    article = Article(
        id="1", title="Log", text="\n\n".join(f"# Day {day}\n\nIt rained." for day in range(pieces.MOST + 50))
    )
    assert len(pieces.pieces(article)) == pieces.MOST


def test_a_byte_a_number_is_enough(model: Model) -> None:
    vectors = model.passages(["the rules of the garden", "ask your lead two weeks before"])
    kept = Vectors.of([pieces.Piece(section=at, under=at, text="") for at in range(2)], vectors)
    assert kept.codes.dtype == np.int8
    question = model.question("garden")
    near = kept.near(question, model)
    exact = (vectors @ question - model.unlike) / (model.alike - model.unlike)
    assert [near.sections[0], near.sections[1]] == pytest.approx(exact.tolist(), abs=0.02)


def test_the_page_that_means_it_comes_first_and_shows_the_section_that_does(model: Model, tmp_path: Path) -> None:
    index = Index.build(ARTICLES)
    known = Base.of(model, ARTICLES, tmp_path / "base.vectors")
    by_words = index.search("jaunt rules")
    by_both = index.search("jaunt rules", near=known.near())
    assert [hit.article for hit in by_words.hits] == ["garden", "away"]
    assert by_words.near is None
    assert [hit.article for hit in by_both.hits] == ["away", "garden"]
    assert by_both.hits[0].spots[0].section == next(one.ordinal for one in ARTICLES[1].cut if "Summer" in one.path)
    assert by_both.near is not None
    assert by_both.confidence > by_words.confidence
    assert [hit.score for hit in by_both.hits] == sorted((hit.score for hit in by_words.hits), reverse=True)


def test_an_answer_still_shares_a_word_with_its_question(model: Model, tmp_path: Path) -> None:
    index = Index.build(ARTICLES)
    assert index.search("jaunt", near=Base.of(model, ARTICLES, tmp_path / "base.vectors").near()).hits == ()


def test_where_one_of_the_first_pages_is_not_read_yet_words_alone_tell(model: Model, tmp_path: Path) -> None:
    index = Index.build(ARTICLES)
    known = Base.of(model, ARTICLES[1:], tmp_path / "base.vectors")
    assert [hit.article for hit in index.search("jaunt rules", near=known.near()).hits] == [
        "garden",
        "away",
    ]


def test_what_was_read_is_kept_and_read_again_only_when_it_changes(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "base.vectors"
    before = Base.of(model, ARTICLES, path)
    again = Base(model, path)
    changed = replace(ARTICLES[1], cut=sections(PAGES["away"] + "\n## Rain\n\nRead.\n"))
    renamed = replace(ARTICLES[0], tags=("outside",), asked=("where may I play",))
    digests = {article.id: pieces.digest(article) for article in (renamed, changed)}
    ids = [article.id for article in ARTICLES]
    assert again.near()("a jaunt", ids) == before.near()("a jaunt", ids)
    assert again.keep(digests) == {"away"}
    assert again.is_known(renamed)
    assert again.keep({}) == set()
    assert len(again) == 0


def test_a_damaged_file_is_not_used(model: Model, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "base.vectors"
    Base.of(model, ARTICLES, path)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert len(Base(model, path)) == 0
    assert "saved vectors not used" in caplog.text


def test_another_model_reads_everything_again_and_says_so(
    model: Model, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "base.vectors"
    Base.of(model, ARTICLES, path)
    other = models.opened(tiny.made(tmp_path / "other", PAGES.values(), salt="other"))
    with caplog.at_level(logging.WARNING):
        assert len(Base(other, path)) == 0
    assert "another model made them" in str([vars(record).get("reason") for record in caplog.records])


def test_many_pieces_are_read_a_few_at_a_time(model: Model, tmp_path: Path) -> None:
    long = Article(id="1", title="Keys", text="\n\n".join(f"# Room {number}\n\nA key." for number in range(50)))
    known = Base(model, tmp_path / "base.vectors")
    steps = known.read(long)
    next(steps)
    assert not known.is_known(long)
    assert sum(1 for _ in steps) == -(-50 // base.BATCH) - 1
    assert known.is_known(long)
