"""How fast is the search, beside rank-bm25, bm25s and tantivy on the same terms? Each engine in a process of its own.

    python -m tests.benchmarks.search_speed [--passages 1000 10000 100000 1000000] [--only pollen pipeline …]

Passages are stretches of eighty words of real texts, begun at random places; questions are real ones. Every engine gets
the terms that ours reads in them. "pollen" is the plain BM25 query; "pipeline" is the whole of it from text to text:
every feature, the gate and the snippet. Questions are asked one at a time on one core, after a hundred others.
POLLEN_RETRIEVAL_SETS says where the texts are. rank-bm25 is left out above 100,000 passages.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import search_engines
from tests.benchmarks.search_gate import DATA

ROOT = Path(__file__).resolve().parents[2]
RANK_BM25_UP_TO = 100_000
COLUMNS = ("build s", "MB", "p50", "p95", "p99", "update p50", "update p99")


def main() -> None:
    parser = argparse.ArgumentParser(prog="search_speed")
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--only", nargs="+", choices=sorted(search_engines.ENGINES), default=[*search_engines.ENGINES])
    wanted = parser.parse_args(sys.argv[1:] if __name__ == "__main__" else [])
    if not DATA.is_dir():
        print(f"search_speed needs real texts: there is no folder {DATA}. Set POLLEN_RETRIEVAL_SETS.")
        return
    for passages in wanted.passages:
        print(f"\n{passages:,} passages; milliseconds unless said\n")
        print(f"| engine | {' | '.join(COLUMNS)} |\n| --- |{' ---: |' * len(COLUMNS)}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            _run("prepare", passages, Path(folder))
            notes = []
            for engine in wanted.only:
                if engine != "rank-bm25" or passages <= RANK_BM25_UP_TO:
                    told = json.loads(_run(engine, passages, Path(folder)))
                    cells = [f"{told[name]:.4g}" if name in told else "" for name in COLUMNS]
                    print(f"| {engine} | {' | '.join(cells)} |", flush=True)
                    notes += [told["also"]] if "also" in told else []
            print("\n".join(["", *notes]))


def _run(what: str, passages: int, folder: Path) -> str:
    environ = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tests.benchmarks.search_engines", what, str(passages), str(folder)]
    return subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
