"""Does the passage that a person is shown hold the answer? A handbook is asked labelled questions, and replies scored.

The file of questions is a table with tabs; its columns id, question, page (paths in the handbook, `|` between several;
empty: it does not hold the answer) and answer (a regular expression that a passage must match) are read.
"""

import csv
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli import terminal
from bot.errors import Refusal
from bot.markup.formats.page import LABELS
from bot.search.gate import Decision

#: So many passages are offered to a person.
OFFERED = 3
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^>\s]+|[^>\s@]+@[^>\s]+)>")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_MARKS = re.compile(r"[*`\\]|(?<!\w)_+|_+(?!\w)")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question and where its answer stands."""

    id: str
    words: str
    pages: frozenset[str]
    #: None when the handbook does not hold it.
    answer: re.Pattern[str] | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """How one question went."""

    id: str
    is_answerable: bool
    decision: Decision
    confidence: float
    page: str
    page_first: bool
    page_offered: bool
    passage_first: bool
    passage_shown: bool
    is_read: bool
    #: Characters of the passage that was printed; None when none was.
    length: int | None


def questions(path: Path) -> list[Question]:
    """Read the questions; raise `Refusal` for a file that is none."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{path} can't be read ({error}).") from error
    if not rows or any(name not in rows[0] for name in LABELS):
        raise Refusal(f"{path} needs a header with {', '.join(LABELS)}, and tabs between them.")
    found = []
    for row in rows:
        try:
            answer = re.compile(row["answer"] or "", re.IGNORECASE) if row["page"] else None
        except re.error as error:
            raise Refusal(f"{path}: the answer of {row['id']} is no regular expression ({error}).") from error
        pages = frozenset(page for page in (row["page"] or "").split("|") if page)
        found.append(Question(id=row["id"], words=row["question"], pages=pages, answer=answer))
    return found


def asked(folder: Path, wanted: Sequence[Question], *, reader: terminal.Reader | None = None) -> list[Row]:
    """Ask a folder of Markdown every question, and score what a person would read."""
    handbook = terminal.Folder.read(folder, reader=reader)
    return [scored(one, handbook.ask(one.words)) for one in wanted]


def scored(question: Question, said: terminal.Answer) -> Row:
    """How an answer is for a question."""
    pages = [one.article for one in said.passages]
    passage = _plain(said.passages[0].text) if said.passages else ""
    printed = _plain(said.words())
    is_printed = bool(passage) and passage in printed
    page_first = bool(pages) and pages[0] in question.pages
    page_offered = not question.pages.isdisjoint(pages[:OFFERED])
    answer = question.answer
    holds = page_first and answer is not None and answer.search(passage) is not None
    return Row(
        id=question.id,
        is_answerable=bool(question.pages),
        decision=said.findings.decision,
        confidence=said.findings.confidence,
        page=pages[0] if pages else "",
        page_first=page_first,
        page_offered=page_offered,
        passage_first=holds,
        passage_shown=holds and is_printed,
        is_read=page_offered and answer is not None and answer.search(printed) is not None,
        length=len(passage) if is_printed else None,
    )


def figures(rows: Sequence[Row]) -> dict[str, float]:
    """The figures of all questions by name; shares of the answerable ones unless the name says otherwise."""
    answerable = [row for row in rows if row.is_answerable]
    others = [row for row in rows if not row.is_answerable]
    sure = [row for row in rows if row.decision is Decision.SURE]
    lengths = [row.length for row in rows if row.length is not None]
    return {
        "answerable": len(answerable),
        "page first": _share(row.page_first for row in answerable),
        "page offered": _share(row.page_offered for row in answerable),
        "passage first": _share(row.passage_first for row in answerable),
        "passage shown": _share(row.passage_shown for row in answerable),
        "read": _share(row.is_read for row in answerable),
        "length, median": statistics.median(lengths) if lengths else 0,
        "length, 90 %": statistics.quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0,
        "sure, said": len(sure),
        "sure covers": _share(row.decision is Decision.SURE for row in answerable),
        "sure, page right": _share(row.page_first for row in sure),
        "sure, passage right": _share(row.passage_first for row in sure),
        "told nothing": sum(row.decision is Decision.NOTHING for row in answerable),
        "unanswerable": len(others),
        **{f"unanswerable, {said}": sum(row.decision is said for row in others) for said in Decision},
        "unanswerable, passage shown": sum(row.length is not None for row in others),
    }


def table(name: str, rows: Sequence[Row]) -> str:
    """The figures for a terminal."""
    found = figures(rows)
    width = max(map(len, found))
    told = (f"{value:.4f}" if isinstance(value, float) and value <= 1 else f"{value:.0f}" for value in found.values())
    lines = (f"  {name:<{width}}  {value}" for name, value in zip(found, told, strict=True))
    return "\n".join([f"{name}: {len(rows)} questions", *lines])


def _plain(text: str) -> str:
    """What differs between a page and the same words when shown is taken out."""
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", text)).translate(_QUOTES)
    return " ".join(_MARKS.sub("", text).split())


def _share(those: Iterable[bool]) -> float:
    found = list(those)
    return sum(found) / len(found) if found else 0.0
