"""Who is who between two imports, where no disk can be made to show it."""

from dataclasses import replace
from datetime import date

from bot.articles import rules
from bot.articles.rules.known import Known
from bot.articles.service.comparing import Fate, compare
from bot.articles.service.reading import Draft, read
from bot.ids import ArticleId


def draft(path: str, text: str = "text") -> Draft:
    return read(path, text.encode())[0]


def known(number: int, path: str, text: str = "text", *, state: rules.State = rules.State.PUBLISHED) -> Known:
    one = draft(path, text)
    return Known(
        id=ArticleId(number),
        key=one.key,
        state=state,
        revision=1,
        path=path,
        hash=one.hash,
        starts_at=one.starts_at,
        chosen=None,
        facts=one.facts,
    )


def fates(drafts: list[Draft], before: list[Known], broken: tuple[str, ...] = ()) -> list[tuple[Fate, str, int | None]]:
    steps = compare(drafts, before, broken=broken)
    return [(step.fate, step.path, step.known.id if step.known else None) for step in steps]


def test_articles_below_a_folder_that_cannot_be_read_stay() -> None:
    before = [known(1, "closed/a.md"), known(2, "closed/b/c.md"), known(3, "closedness.md")]
    assert fates([], before, ("closed/",)) == [(Fate.ARCHIVED, "closedness.md", 3)]
    assert fates([], before, ("/",)) == []


def test_a_broken_file_is_no_place_to_have_moved_from() -> None:
    assert fates([draft("b.md")], [known(1, "a.md")], ("a.md",)) == [(Fate.NEW, "b.md", None)]


def test_each_vanished_article_moves_to_one_place_only() -> None:
    before = [known(1, "a.md"), known(2, "b.md")]
    assert fates([draft("x.md"), draft("y.md"), draft("z.md")], before) == [
        (Fate.MOVED, "x.md", 1),
        (Fate.MOVED, "y.md", 2),
        (Fate.NEW, "z.md", None),
    ]


def test_empty_files_do_not_move() -> None:
    assert fates([draft("b.md", "")], [known(1, "a.md", "")]) == [
        (Fate.ARCHIVED, "a.md", 1),
        (Fate.NEW, "b.md", None),
    ]


def test_a_copy_of_what_is_still_there_is_new() -> None:
    assert fates([draft("a.md"), draft("b.md")], [known(1, "a.md")]) == [
        (Fate.UNCHANGED, "a.md", 1),
        (Fate.NEW, "b.md", None),
    ]


def test_what_was_archived_long_ago_is_not_found_at_another_path() -> None:
    before = [known(1, "a.md", state=rules.State.ARCHIVED)]
    assert fates([draft("b.md")], before) == [(Fate.NEW, "b.md", None)]


def test_the_same_name_in_two_spellings_of_unicode_is_one() -> None:
    assert draft("e\u0301.md").key == draft("\u00e9.md").key


def test_what_an_article_says_is_compared_and_not_only_its_bytes() -> None:
    understood_otherwise = replace(known(1, "a.md"), facts=rules.Facts(title="A", verified_on=date(2026, 1, 1)))
    assert fates([draft("a.md")], [understood_otherwise]) == [(Fate.CHANGED, "a.md", 1)]
