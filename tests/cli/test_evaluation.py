"""Does `pollen eval` measure a folder of questions as its format says?"""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import commands
from bot.errors import Refusal

CORPUS = [
    {"id": "vacation", "title": "Vacation", "text": "Ask for vacation two weeks ahead. Your lead approves it."},
    {"id": "laptop", "title": "Laptops", "text": "A new laptop is ordered from the service desk."},
    {"id": "travel", "title": "Travel", "text": "Train tickets are booked by the travel desk."},
]
QUERIES = [
    {"id": "q1", "text": "how do I ask for vacation?"},
    {"id": "q2", "text": "who orders a new laptop?"},
    {"id": "q3", "text": "zeppelin"},
]
QRELS = "qid\tdocid\tgrade\nq1\tvacation\t1\nq2\tlaptop\t2\nq3\ttravel\t1\n"


def lines(rows: list[dict[str, str]]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, three questions, one of which shares no word with them."""
    (tmp_path / "corpus.jsonl").write_text(lines(CORPUS), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(lines(QUERIES), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text(QRELS, encoding="utf-8")
    return tmp_path


def evaluated(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["eval", *map(str, arguments)])


def figures(result: Result) -> dict[str, float]:
    assert result.exit_code == 0, result.output
    rows = (line.rsplit(maxsplit=1) for line in result.output.splitlines()[1:])
    return {name.strip(): float(value) for name, value in rows}


def test_a_question_that_finds_nothing_counts_as_nothing(folder: Path) -> None:
    result = evaluated(folder)
    assert result.output.splitlines()[0].endswith("3 articles, 3 questions")
    assert figures(result)["Success@1"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures(result)["nDCG@10"] == pytest.approx(2 / 3, abs=1e-4)


def test_packed_files_read_the_same(folder: Path) -> None:
    before = figures(evaluated(folder))
    for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv"):
        plain = folder / name
        (folder / f"{name}.gz").write_bytes(gzip.compress(plain.read_bytes()))
        plain.unlink()
    assert figures(evaluated(folder)) == before


def test_past_questions_count_only_when_asked_for(folder: Path) -> None:
    (folder / "asked.jsonl").write_text(lines([{"doc_id": "travel", "text": "is there a zeppelin?"}]), encoding="utf-8")
    assert figures(evaluated(folder))["Success@1"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures(evaluated(folder, "--asked"))["Success@1"] == 1.0


def test_markdown_is_cut_at_its_headings_where_the_set_says_so(folder: Path) -> None:
    filler = "Nothing that anybody asks for stands here. " * 60
    text = f"# Handbook\n\n{filler}\n\n## Zeppelins\n\nThe zeppelin leaves at nine.\n"
    (folder / "corpus.jsonl").write_text(lines([*CORPUS, {"id": "air", "title": "Air", "text": text}]))
    (folder / "qrels.tsv").write_text(QRELS.replace("q3\ttravel", "q3\tair"))
    run = folder / "out.run"
    scores = []
    for meta in ({}, {"markdown": True}):
        (folder / "meta.json").write_text(json.dumps(meta))
        assert evaluated(folder, "--run", run).exit_code == 0
        scores.append(next(float(row.split()[4]) for row in run.read_text().splitlines() if row.startswith("q3 ")))
    assert scores[1] > scores[0], "a heading and its section say more than the whole page"


def test_a_run_is_of_articles_with_falling_scores(folder: Path) -> None:
    run = folder / "out.run"
    assert evaluated(folder, "--run", run).exit_code == 0
    rows = [line.split(" ") for line in run.read_text(encoding="utf-8").splitlines()]
    assert {row[0] for row in rows} == {"q1", "q2"}
    assert {row[2] for row in rows} <= {"vacation", "laptop", "travel"}
    for question in ("q1", "q2"):
        own = [row for row in rows if row[0] == question]
        assert [int(row[3]) for row in own] == list(range(1, len(own) + 1))
        scores = [float(row[4]) for row in own]
        assert scores == sorted(scores, reverse=True)
        assert len({row[2] for row in own}) == len(own)
        assert {(row[1], row[5]) for row in own} == {("Q0", "pollen")}


def test_confidences_are_of_every_question_answerable_or_not(folder: Path) -> None:
    (folder / "unanswerable.jsonl").write_text(lines([{"id": "u1", "text": "what is the meaning of vacation?"}]))
    out = folder / "confidence.tsv"
    result = evaluated(folder, "--confidence", out)
    assert "1 unanswerable" in result.output
    rows = dict(line.split("\t") for line in out.read_text(encoding="utf-8").splitlines())
    assert set(rows) == {"q1", "q2", "q3", "u1"}
    assert all(0 <= float(value) <= 1 for value in rows.values())
    assert float(rows["q3"]) == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("corpus.jsonl", b"{\n", "line 1 is not JSON"),
        ("corpus.jsonl", b'{"id": "a"}\n[1]\n', "line 2 is not an object"),
        ("corpus.jsonl", b'{"title": "no id"}\n', "a line lacks 'id'"),
        ("corpus.jsonl", b"\xff\xfe\n", "UTF-8"),
        ("queries.jsonl", None, "it has no queries.jsonl"),
        ("qrels.tsv", b"q1\tvacation\n", "line 1 is not `qid docid grade`"),
        ("meta.json", b"{", "meta.json"),
        ("meta.json", b'{"min_rel": "high"}', "min_rel"),
        ("meta.json", b"[]", "meta.json"),
        ("unanswerable.jsonl.gz", b"not gzip", "gzip"),
    ],
)
def test_what_cannot_be_read_is_named_in_a_sentence(folder: Path, name: str, content: bytes | None, said: str) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    result = evaluated(folder)
    assert isinstance(result.exception, Refusal), result.exception
    assert said in str(result.exception)


def test_a_file_that_cannot_be_written_is_named_before_the_work(folder: Path) -> None:
    result = evaluated(folder, "--run", folder / "nowhere" / "out.run")
    assert isinstance(result.exception, Refusal)
    assert "nowhere" in str(result.exception)


def test_an_empty_base_has_figures_too(folder: Path) -> None:
    (folder / "corpus.jsonl").write_text("")
    assert figures(evaluated(folder))["nDCG@10"] == 0.0


def test_every_decision_is_written_and_their_shares_are_told(folder: Path) -> None:
    (folder / "unanswerable.jsonl").write_text(lines([{"id": "u1", "text": "what is the meaning of a zeppelin?"}]))
    out = folder / "decisions.tsv"
    told = figures(evaluated(folder, "--decisions", out))
    assert told["Nothing, of answerable"] == pytest.approx(1 / 3, abs=1e-4)
    assert told["Nothing, of unanswerable"] == 1.0
    names = ("Sure, of answerable", "Maybe, of answerable", "Nothing, of answerable")
    assert sum(told[name] for name in names) == pytest.approx(1, abs=1e-3)
    head, *rows = (line.split("\t") for line in out.read_text(encoding="utf-8").splitlines())
    assert head == ["id", "answerable", "decision", "confidence", "first"]
    assert [row[:2] for row in rows] == [["q1", "yes"], ["q2", "yes"], ["q3", "yes"], ["u1", "no"]]
    assert [row[4] for row in rows] == ["vacation", "laptop", "", ""]
    assert {row[2] for row in rows} <= {"sure", "maybe", "nothing"}


HANDBOOK = {
    "leave.md": "# Leave\n\nEverybody has 26 days of **paid** vacation a year.\n",
    "desk.md": "# Desks\n\nA standing desk is ordered from the service desk.\n",
}
QUESTIONS = (
    "id\tquestion\tpage\tanswer\n"
    "1\thow many days of paid vacation do I have?\tleave.md\t26 days of paid\n"
    "2\twho orders a standing desk?\tdesk.md|other.md\tteam lead\n"
    "3\twhat does the zeppelin cost?\t\t\n"
)


def test_a_handbook_is_scored_by_what_a_person_reads(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in HANDBOOK.items():
        (pages / name).write_text(text, encoding="utf-8")
    questions, out = tmp_path / "questions.tsv", tmp_path / "decisions.tsv"
    questions.write_text(QUESTIONS, encoding="utf-8")
    told = figures(evaluated("--handbook", pages, "--questions", questions, "--decisions", out))
    assert told["page first"] == 1.0
    assert told["passage first"] == told["passage shown"] == told["read"] == 0.5, "one page does not hold its answer"
    assert (told["answerable"], told["unanswerable"], told["unanswerable, nothing"]) == (2, 1, 1)
    assert [line.split("\t")[4] for line in out.read_text().splitlines()[1:]] == ["leave.md", "desk.md", ""]


@pytest.mark.parametrize("content", ["id\tquestion\n1\twhy?\n", QUESTIONS.replace("26 days", "26 (days"), ""])
def test_questions_that_are_none_are_named_in_a_sentence(tmp_path: Path, content: str) -> None:
    questions = tmp_path / "questions.tsv"
    questions.write_text(content, encoding="utf-8")
    result = evaluated("--handbook", tmp_path, "--questions", questions)
    assert isinstance(result.exception, Refusal)
    assert "questions.tsv" in str(result.exception)


def test_a_handbook_needs_its_questions(tmp_path: Path) -> None:
    result = evaluated("--handbook", tmp_path)
    assert result.exit_code == 2
    assert "--questions" in result.output
