"""How are the results of an evaluation told? A table for the terminal, and files that other programs read."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.cli.evaluation import Evaluation
from bot.errors import Refusal


def check_writable(path: Path) -> None:
    """Raise `Refusal` when a file can't be written, before hours of work for it."""
    try:
        path.open("a", encoding="utf-8").close()
    except OSError as error:
        raise Refusal(f"{path} can't be written ({error.strerror}).") from error


def table(evaluation: Evaluation) -> str:
    """The figures for a terminal."""
    width = max(map(len, evaluation.metrics), default=0)
    head = f"{evaluation.name}: {evaluation.articles} articles, {len(evaluation.questions)} questions"
    if evaluation.unanswerable:
        head += f", {len(evaluation.unanswerable)} unanswerable"
    return "\n".join([head, *(f"  {name:<{width}}  {value:.4f}" for name, value in evaluation.metrics.items())])


def write_run(evaluation: Evaluation, path: Path) -> None:
    """Write the results as a TREC run: `qid Q0 docid rank score tag`."""
    with path.open("w", encoding="utf-8") as run:
        for one in evaluation.questions:
            for rank, (article, score) in enumerate(one.ranked, 1):
                run.write(f"{one.id} Q0 {article} {rank} {score!r} pollen\n")


def write_confidence(evaluation: Evaluation, path: Path) -> None:
    """Write `id<TAB>confidence`, answerable and unanswerable."""
    with path.open("w", encoding="utf-8") as lines:
        for one in (*evaluation.questions, *evaluation.unanswerable):
            lines.write(f"{one.id}\t{one.confidence!r}\n")


def decisions(evaluation: Evaluation) -> Iterator[tuple[str, bool, str, float, str]]:
    """Of each question its id, whether it is answerable, the decision, its confidence and the first article."""
    for is_answerable, those in ((True, evaluation.questions), (False, evaluation.unanswerable)):
        for one in those:
            yield one.id, is_answerable, one.decision, one.confidence, one.ranked[0][0] if one.ranked else ""


def write_decisions(rows: Iterable[tuple[str, bool, str, float, str]], path: Path) -> None:
    """Write what was decided for each question, as a table with tabs."""
    with path.open("w", encoding="utf-8") as lines:
        lines.write("id\tanswerable\tdecision\tconfidence\tfirst\n")
        for id, is_answerable, decision, confidence, first in rows:
            lines.write(f"{id}\t{'yes' if is_answerable else 'no'}\t{decision}\t{confidence:.4f}\t{first}\n")
