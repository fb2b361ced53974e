"""Does the passage that a person reads hold the answer, and what does each step of choosing it add?

    python -m tests.benchmarks.search_passages [HANDBOOK QUESTIONS]

prints the figures of a labelled handbook for every step, with the 95 % interval of a bootstrap over its questions.
POLLEN_HANDBOOK says where one is, a folder with `pages` and `questions.tsv`. With POLLEN_MODEL a last step adds what
is near in meaning.
"""

import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.cli import handbook, opening, terminal
from bot.search.weights import Weights

HANDBOOK = Path(os.environ.get("POLLEN_HANDBOOK", Path(__file__).parents[3] / "shared" / "data" / "handbooks" / "tts"))
ROUNDS = 1_000
#: Each step with what it adds to the one before; the last is the default configuration.
STEPS = (
    ("the best section and what encloses it", Weights(opened=0, title_bonus=0.0, everyday=0.0)),
    ("+ the next best section", Weights(title_bonus=0.0, everyday=0.0)),
    ("+ a title that is asked for", Weights(everyday=0.0)),
    ("+ other words of working life", Weights()),
)
FIGURES = ("page_first", "passage_first", "passage_shown", "is_read")


def told(rows: Sequence[handbook.Row], figure: str) -> str:
    """A share with its interval."""
    found = [bool(getattr(row, figure)) for row in rows if row.is_answerable]
    chance = random.Random(7)
    shares = sorted(sum(chance.choices(found, k=len(found))) / len(found) for _ in range(ROUNDS))
    low, high = shares[int(0.025 * ROUNDS)], shares[int(0.975 * ROUNDS)]
    return f"{sum(found) / len(found):.3f} [{low:.2f}, {high:.2f}]"


def main() -> None:
    """Ask, and print."""
    named = [Path(one) for one in sys.argv[1:]] if __name__ == "__main__" else []
    pages, file = named if len(named) == 2 else (HANDBOOK / "pages", HANDBOOK / "questions.tsv")
    if not pages.is_dir():
        print(f"search_passages needs a labelled handbook: there is no folder {pages}. Set POLLEN_HANDBOOK.")
        return
    wanted = handbook.questions(file)
    print(
        f"| step | {' | '.join(FIGURES)} | sure, passage right |\n| --- |{' ---: |' * (len(FIGURES) + 1)}", flush=True
    )
    by_meaning = opening.reader()
    steps: list[tuple[str, Weights, terminal.Reader | None]] = [(name, weights, None) for name, weights in STEPS]
    steps += [("+ meaning", Weights(), by_meaning)] if by_meaning else []
    for name, weights, reader in steps:
        folder = terminal.Folder.read(pages, weights=weights, reader=reader)
        rows = [handbook.scored(one, folder.ask(one.words)) for one in wanted]
        right = handbook.figures(rows)["sure, passage right"]
        print(f"| {name} | {' | '.join(told(rows, figure) for figure in FIGURES)} | {right:.3f} |", flush=True)


if __name__ == "__main__":
    main()
