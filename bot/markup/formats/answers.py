"""Which questions and answers are in a table? A row is a page: its question the title, its answer the text.

Only a table whose columns say so plainly: quizzes, surveys and what a search is measured by have such columns as well.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.markup.formats import escaping, html, plain
from bot.markup.formats.page import LABELS, Labelled, NotAnswers, Page, Unfit

#: What columns are called where people keep such lists.
HEADS: Mapping[str, frozenset[str]] = {
    "question": frozenset(
        {"question", "questions", "q", "frage", "fragen", "pregunta", "domanda", "vraag", "pergunta", "faq"}
    ),
    "answer": frozenset(
        {
            *("answer", "answers", "a", "antwort", "antworten", "respuesta", "réponse", "reponse", "risposta"),
            *("antwoord", "resposta", "response", "reply", "solution"),
        }
    ),
    "tags": frozenset({"tag", "tags", "category", "categories", "topic", "topics", "kategorie", "thema", "section"}),
    "aliases": frozenset({"alias", "aliases", "also asked", "alternative questions", "synonyms"}),
    "url": frozenset({"url", "link", "source", "reference"}),
    "owner": frozenset({"owner", "author", "contact"}),
}
#: Columns that a list of questions has where its answers are no answers to read, but measured, guessed or given.
OTHERS = frozenset(
    {
        *("page", "pages", "passage", "document", "expected", "expected answer", "relevance", "grade", "score"),
        *("correct", "correct answer", "is correct", "points", "option a", "option 1", "choice a", "choice 1"),
        *("respondent", "respondent id", "participant", "participant id", "rating", "timestamp", "zeitstempel"),
    }
)
FIELD = 1_000_000  #: characters of a cell
ROWS = 20_000  #: questions of a table, each a page
_PART = 100  #: characters of the name of a row
_HTML = re.compile(r"</?(?:p|br|a|ul|ol|li|div|b|i|strong|em)\b[^<>]*>", re.IGNORECASE)


def read(text: str, *, columns: Sequence[str] = ()) -> list[Page]:
    """Read a table; `columns`: the heads of question and answer; raise `NotAnswers`, `Labelled` or `Unfit`."""
    rows = _rows(text)
    heads = [" ".join(head.split()) for head in next(rows, [])]
    folded = list(map(_folded, heads))
    if set(LABELS).issubset(folded):
        raise Labelled
    places = _places(folded, columns)
    is_other = not columns and not OTHERS.isdisjoint(folded)
    if is_other or not {"question", "answer"} <= places.keys():
        raise NotAnswers(tuple(filter(None, heads)))
    seen: dict[str, int] = {}
    pages: list[Page] = []
    for row in rows:
        pages += _page(row, places, seen)
        if len(pages) > ROWS:
            raise Unfit(f"it has more than {ROWS:,} questions; please split it")
    return pages


def _rows(text: str) -> Iterator[list[str]]:
    text = text.removeprefix("\ufeff")
    first = text.lstrip().split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    csv.field_size_limit(FIELD)
    try:
        yield from csv.reader(io.StringIO(text.replace("\0", " "), newline=""), delimiter=mark)
    except csv.Error as error:
        raise Unfit(f"as a table: {error}") from error


def _folded(head: str) -> str:
    return head.casefold().strip("?: ")


def _places(folded: Sequence[str], columns: Sequence[str]) -> dict[str, int]:
    found = {
        name: at
        for name, known in HEADS.items()
        for at in [next((at for at, head in enumerate(folded) if head in known), -1)]
        if at >= 0
    }
    for name, wanted in zip(("question", "answer"), columns, strict=False):
        found.pop(name, None)
        if _folded(wanted) in folded:
            found[name] = folded.index(_folded(wanted))
    return found


def _page(row: Sequence[str], places: Mapping[str, int], seen: dict[str, int]) -> Iterator[Page]:
    cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
    question = " ".join(cells["question"].split())
    if not question or not cells["answer"]:
        return
    part = re.sub(r"\W+", "-", question.casefold()).strip("-")[:_PART].strip("-") or "row"
    seen[part] = seen.get(part, 0) + 1
    answer = html.fragment(cells["answer"]) if _HTML.search(cells["answer"]) else _said(cells["answer"])
    yield Page(
        title=question,
        text=answer,
        part=part if seen[part] == 1 else f"{part}-{seen[part]}",
        url=cells.get("url", "") if cells.get("url", "").startswith(("http://", "https://")) else "",
        tags=tuple(filter(None, (tag.strip() for tag in re.split(r"[,;]", cells.get("tags", ""))))),
        aliases=tuple(filter(None, (one.strip() for one in re.split(r"[;\n]", cells.get("aliases", ""))))),
        owner=cells.get("owner", ""),
    )


def _said(answer: str) -> str:
    """An answer in plain words, all of it, whatever its first line looks like."""
    return plain.read(answer, is_titled=False)[0].text


def sections(text: str, title: str, is_elsewhere: Callable[[str], bool]) -> Page | None:
    """Any table as a page: a row a section, its first cell the heading, the others below it by the names of columns.

    A row that is elsewhere is left out; None when nothing is left.
    """
    rows = _rows(text)
    heads = next(rows, [])
    written = [f"# {escaping.line(title)}"]
    for row in rows:
        if not row or not row[0].strip() or is_elsewhere(row[0]):
            continue
        named = [(head, " ".join(cell.split())) for head, cell in zip(heads[1:], row[1:], strict=False)]
        lines = [f"- **{escaping.words(head)}:** {escaping.words(cell)}" for head, cell in named if cell]
        written += [f"## {escaping.line(row[0])}", *(["\n".join(lines)] if lines else [])]
    return Page(title=title, text="\n\n".join(written) + "\n") if len(written) > 1 else None
