"""A newer Pollen reads a text better: what is kept is cut again from its source, and everybody follows."""

from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.articles import service
from bot.articles.service import exporting, recutting
from bot.articles.store.tables import ArticleRow, SectionRow
from bot.markup import notation
from bot.markup.markdown import blocks
from tests.articles.conftest import WORKSPACE, Curator

FILES = {"gate.md": "# Gate\n\nOpen.\n\n<!--\n\n## Code\n\n2580\n\n-->\n", "key.md": "# Key\n\nAsk Ada.\n"}


def cut_by_another(curator: Curator, said: str | None = None) -> None:
    """As an older Pollen left it."""

    def change(session: Session) -> None:
        session.execute(update(ArticleRow).values(cut_by=None))
        if said is not None:
            session.execute(update(SectionRow).values(said=said))

    curator.runtime.transaction(change)


def test_what_other_code_has_cut_is_cut_again_from_its_source(curator: Curator) -> None:
    curator.imports(FILES)
    cut_by_another(curator, notation.written(blocks("Open. 2580")))

    assert recutting.recut(curator.runtime) == 2

    assert curator.texts() == {"Gate": "Open.", "Key": "Ask Ada."}
    assert curator.version() == 2
    changes = curator.runtime.reading(lambda session: service.changes(session, WORKSPACE, 1))
    assert {article.title for article in changes.changed} == {"Gate", "Key"}
    page = curator.page(curator.id("Gate"))
    assert (page.article.revision, page.text) == (1, FILES["gate.md"])


def test_what_reads_the_same_is_no_change(curator: Curator) -> None:
    curator.imports(FILES)
    cut_by_another(curator)
    assert recutting.recut(curator.runtime) == 0
    assert curator.version() == 1
    assert recutting.recut(curator.runtime) == 0


def test_articles_are_cut_again_some_at_a_time(curator: Curator) -> None:
    count = recutting.AT_ONCE + 5
    curator.imports({f"{number:03}.md": f"# A{number:03}\n\nText {number}.\n" for number in range(count)})
    cut_by_another(curator, "")

    assert recutting.recut(curator.runtime) == count

    assert curator.texts() == {f"A{number:03}": f"Text {number}." for number in range(count)}


def test_the_source_goes_out_as_it_came_in(curator: Curator, tmp_path: Path) -> None:
    files = {"a.md": "\n+++\ntitle = 'x'\n+++\n{# no #}\r\n# Y {#z}\n\nb\t{{ c }}\n", "b.md": FILES["gate.md"]}
    curator.imports(files)
    cut_by_another(curator)
    recutting.recut(curator.runtime)
    exporting.export(curator.runtime, WORKSPACE, tmp_path / "out", collection="handbook")
    assert {file.name: file.read_bytes().decode() for file in (tmp_path / "out").iterdir()} == files
