"""How do answers read? Thirty questions of a labelled handbook with what a person sees, for reading.

    python -m tests.benchmarks.search_answers [HANDBOOK QUESTIONS] > tests/benchmarks/answers.md

The questions are taken at equal distances, so that no one chooses. POLLEN_HANDBOOK says where a handbook is.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from bot.cli import handbook, terminal
from bot.search.gate import is_likely
from tests.benchmarks.search_passages import HANDBOOK

COUNT = 30
#: Characters of an answer that are printed here.
SHOWN = 1_100


def taken(wanted: Sequence[handbook.Question]) -> list[handbook.Question]:
    """Thirty of the questions, at equal distances."""
    return [wanted[at * len(wanted) // COUNT] for at in range(min(COUNT, len(wanted)))]


def page(folder: terminal.Folder, wanted: Sequence[handbook.Question]) -> str:
    """The answers as Markdown."""
    told = ["# Thirty answers\n\nOf the TTS handbook (CC0), written by `python -m tests.benchmarks.search_answers`.\n"]
    for question in wanted:
        said = folder.ask(question.words)
        row = handbook.scored(question, said)
        right = "holds the answer" if row.is_read else "does not hold it" if row.is_answerable else "there is no answer"
        state = f"{said.findings.decision.value}, {said.findings.confidence:.2f}"
        likely = (
            ", shown as likely" if said.findings.decision == "maybe" and is_likely(said.findings.confidence) else ""
        )
        told.append(f"## {question.words}\n\n{state}{likely}; {right}\n\n~~~text\n{_clipped(said.words())}\n~~~\n")
    return "\n".join(told)


def _clipped(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("~~~", "~~ ~").strip().split("\n")]
    text = "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))
    return text if len(text) <= SHOWN else f"{text[: text.rfind(' ', 0, SHOWN)]} …"


def main() -> None:
    """Ask, and print."""
    named = [Path(one) for one in sys.argv[1:]] if __name__ == "__main__" else []
    pages, file = named if len(named) == 2 else (HANDBOOK / "pages", HANDBOOK / "questions.tsv")
    if not pages.is_dir():
        print(f"search_answers needs a labelled handbook: there is no folder {pages}. Set POLLEN_HANDBOOK.")
        return
    print(page(terminal.Folder.read(pages), taken(handbook.questions(file))))


if __name__ == "__main__":
    main()
