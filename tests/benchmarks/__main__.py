"""Runs the benchmarks, or those named: `python -m tests.benchmarks [acknowledgement] [kudos] …`"""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent

#: These serve another benchmark and are started by it.
SERVED = {"acknowledging", "answering", "search_engines"}


def main() -> None:
    there = {path.stem for path in HERE.glob("*.py")} - SERVED
    known = sorted(name for name in there if "\ndef main(" in (HERE / f"{name}.py").read_text() and name != "__main__")
    wanted = sys.argv[1:] or known
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        sys.exit(f"There is no benchmark called {', '.join(unknown)}; there are: {', '.join(known)}.")
    for name in wanted:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"tests.benchmarks.{name}").main()


if __name__ == "__main__":
    main()
