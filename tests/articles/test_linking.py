"""A link between two pages is one between two articles: a reader follows it, wherever the pages lie."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers.views import browse
from bot.articles import service
from bot.articles.rules import readers
from bot.articles.rules.leads import Chart, Lead, Named
from bot.articles.rules.readers import EVERYBODY
from bot.articles.service import inspecting
from bot.articles.service.comparing import Fate
from bot.articles.store import links
from bot.articles.store.tables import RevisionRow
from bot.ids import ArticleId
from tests.articles import sources
from tests.articles.conftest import WORKSPACE, Curator, write

PAGES = (
    "index.md",
    "hours.mdx",
    "ops/Cold-room_11.html",
    "ops/Rota_12.html",
    "ops/README.md",
    "guides/first day.md",
    "guides/Node.js.md",
    "Team 0123456789abcdef0123456789abcdef.md",
)
CHART = Chart.of(Named(path=path, title=f"About {path}", aliases=("Second home",)) for path in PAGES)


@pytest.mark.parametrize(
    ("address", "within", "path", "anchor"),
    [
        ("hours.mdx", "index.md", "hours.mdx", ""),
        ("./hours.mdx#Monday", "index.md", "hours.mdx", "Monday"),
        ("Rota_12.html", "ops/Cold-room_11.html", "ops/Rota_12.html", ""),
        ("../hours", "ops/Rota_12.html", "hours.mdx", ""),
        ("../../hours/", "ops/Rota_12.html", "hours.mdx", ""),
        ("first%20day.md", "guides/Node.js.md", "guides/first day.md", ""),
        ("../ops/", "guides/first day.md", "ops/README.md", ""),
        ("/docs/guides/first%20day", "index.md", "guides/first day.md", ""),
        ("/", "hours.mdx", "index.md", ""),
        ("#here", "index.md", "index.md", "here"),
        ("[[First day]]", "index.md", "guides/first day.md", ""),
        ("[[guides/First day#The door]]", "index.md", "guides/first day.md", "the-door"),
        ("[[Node.js]]", "ops/README.md", "guides/Node.js.md", ""),
        ("[[About hours.mdx]]", "index.md", "hours.mdx", ""),
        ("[[first day#^a1]]", "index.md", "guides/first day.md", ""),
        ("[[#Here]]", "index.md", "index.md", "here"),
        ("Team%200123456789abcdef0123456789abcdef.md", "index.md", "Team 0123456789abcdef0123456789abcdef.md", ""),
    ],
)
def test_a_link_means_a_page(address: str, within: str, path: str, anchor: str) -> None:
    found = CHART.find(address, within=within)
    assert found is not None
    assert (found.path, found.anchor) == (path, anchor)


@pytest.mark.parametrize(
    "address",
    [
        *("https://x.example/hours.mdx", "mailto:a@x.example", "lost.md", "../../../etc/passwd", "[[Lost]]"),
        *("//x/hours.mdx", "http://[", "{{ url }}", "javascript:alert(1)"),
    ],
)
def test_other_links_mean_none(address: str) -> None:
    assert CHART.find(address, within="index.md") is None


SITE: dict[str, str | bytes] = {
    "index.md": "# Home\n\nThe [rota](ops/rota.md#night) and [[Gate|the gate]]; [lost](lost.md), [up](#up).\n",
    "ops/rota.md": "---\nid: rota\nurl: https://x.example/rota\n---\n# Rota\n\n"
    "See [home](../index.md).\n\n## Night\n\nBen.\n",
    "Gate.md": "# The gate\n\nOpen until nine.\n",
}


def leads(curator: Curator, title: str) -> dict[str, Lead]:
    page = curator.runtime.reading(lambda session: service.published(session, WORKSPACE, curator.id(title), EVERYBODY))
    return dict(page.leads)


def test_a_reader_follows_a_link_to_the_other_articles_address_or_reads_it(curator: Curator) -> None:
    curator.imports(SITE)
    rota, gate = curator.id("Rota"), curator.id("The gate")
    assert leads(curator, "Home") == {
        "ops/rota.md#night": Lead(article=rota, title="Rota", url="https://x.example/rota#night"),
        "[[Gate]]": Lead(article=gate, title="The gate"),
    }
    page = curator.runtime.reading(lambda session: service.published(session, WORKSPACE, curator.id("Home"), EVERYBODY))
    said = browse.article(page, 0)
    row = next(block for block in said.blocks if block["type"] == "actions" and "Read" in repr(block))
    assert [(button["text"]["text"], button["value"]) for button in row["elements"]] == [("Read “The gate”", str(gate))]
    assert '"url": "https://x.example/rota#night"' in repr(said.blocks).replace("'", '"')
    assert "ops/rota.md" not in repr(said.blocks), "no path that leads nowhere"


def test_links_follow_pages_that_come_move_and_go(curator: Curator) -> None:
    curator.imports({"index.md": SITE["index.md"]})
    assert leads(curator, "Home") == {}
    curator.imports(SITE)
    assert len(leads(curator, "Home")) == 2, "its own text did not change"
    assert curator.imports().is_unchanged
    moved = {("gates/Gate.md" if path == "Gate.md" else path): text for path, text in SITE.items()}
    assert curator.imports(moved).count(Fate.MOVED) == 1
    assert leads(curator, "Home")["[[Gate]]"].article == curator.id("The gate")
    curator.imports({path: text for path, text in SITE.items() if path != "Gate.md"})
    assert set(leads(curator, "Home")) == {"ops/rota.md#night"}


def test_pages_of_other_kinds_link_to_one_another(curator: Curator) -> None:
    curator.imports({"ops/Cold-room_11.html": sources.CONFLUENCE, "ops/Rota_12.html": "<h1>Rota</h1><p>Ben.</p>"})
    assert [lead.title for lead in leads(curator, "Cold room").values()] == ["Rota"]


def test_a_passage_that_links_to_nothing_asks_nothing_more(curator: Curator) -> None:
    """The lookup is for pages with links alone: most answers have none."""
    curator.imports({"a.md": "# A\n\nSee [there](https://x.example) and [below](#b).\n"})
    assert leads(curator, "A") == {}


def test_check_names_links_that_lead_nowhere_with_their_line(tmp_path: Path) -> None:
    write(tmp_path / "f", {**SITE, "more.md": "# More\n\n[[Nobody]]\n\n[x](Gate.md#cellar), ![plan](plan.png)\n"})
    found = inspecting.inspect(tmp_path / "f")
    assert [(one.path, one.line, one.sentence) for one in found.links] == [
        ("index.md", 3, "It links to lost.md, which is not there."),
        ("index.md", 3, "It links to #up, where there is no such heading."),
        ("more.md", 3, "It links to [[Nobody]], which is not there."),
        ("more.md", 5, "It links to Gate.md#cellar, where there is no such heading."),
    ]


def test_a_picture_is_its_words_and_leads_to_where_it_lies(curator: Curator) -> None:
    curator.imports({"a.md": "# A\n\n![Plan of the depot](https://x.example/p.png) ![gate](gate.png) ![](x.png)\n"})
    page = curator.runtime.reading(lambda session: service.published(session, WORKSPACE, curator.id("A"), EVERYBODY))
    spans = [(span.text.strip(), span.link) for block in page.sections[0].blocks for span in block.spans]
    assert spans == [("Plan of the depot", "https://x.example/p.png"), ("gate", None)]


def test_a_name_that_several_pages_have_means_the_one_its_reader_may_read(curator: Curator) -> None:
    """With the pages for some, whoever may not read them is led where they would be without."""

    def page(title: str, readers: str, text: str = "Words enough.") -> str:
        return f"---\nreaders: {readers}\n---\n# {title}\n\n{text}\n"

    guide = "See [[Benefits]], [[Bonus]] and [the plan](plan.md).\n"
    curator.imports(
        {
            "a/benefits.md": page("Benefits", "@board"),
            "a/bonus.md": page("Bonus", "@board"),
            "b/benefits.md": "# Benefits\n\nFor all.\n",
            "b/bonus.md": page("Bonus", "@staff"),
            "b/guide.md": f"# Guide\n\n{guide}",
            "b/plan.md": page("Plan", "@staff"),
            "a/guide.md": page("Board guide", "@board", guide),
            "c/Rules.md": "# Rules\n\n[[Benefits]] are for all.\n",
        }
    )

    def leads(title: str, *names: str) -> dict[str, str]:
        def look(session: Session) -> dict[ArticleId, dict[str, Lead]]:
            id = session.scalar(select(RevisionRow.article).where(RevisionRow.title == title))
            reader = readers.reader([readers.EVERYONE, *(readers.audience(readers.read([name])) for name in names)])
            return links.leads(session, WORKSPACE, [ArticleId(id or 0)], reader)

        def where(session: Session, article: ArticleId) -> str:
            return str(session.scalar(select(RevisionRow.path).where(RevisionRow.article == article)))

        found = next(iter(curator.runtime.reading(look).values()), {})
        return {
            address: curator.runtime.reading(partial(where, article=lead.article)) for address, lead in found.items()
        }

    assert leads("Guide") == {"[[Benefits]]": "b/benefits.md"}
    assert leads("Guide", "@board") == {"[[Benefits]]": "b/benefits.md", "[[Bonus]]": "a/bonus.md"}
    assert leads("Guide", "@staff") == {
        "[[Benefits]]": "b/benefits.md",
        "[[Bonus]]": "b/bonus.md",
        "plan.md": "b/plan.md",
    }
    assert leads("Rules") == {"[[Benefits]]": "b/benefits.md"}
    assert leads("Board guide", "@board") == {"[[Benefits]]": "a/benefits.md", "[[Bonus]]": "a/bonus.md"}
    assert curator.imports().version == curator.version()
