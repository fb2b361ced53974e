"""How does an installed Pollen find itself? This file is `pollen_bot/__init__.py` of the wheel, and stands alone.

In the repository the folders are called `bot`, `migrations` and `knowledge`: names that anybody's package may have. The
wheel puts them into `pollen_bot/inside/`, which is no package, and installs `pollen_bot` alone. The command puts that
folder first on the path of its own process; no other process sees it, and no other `bot` is seen here.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

_INSIDE = Path(__file__).resolve().parent / "inside"


def main() -> None:
    """Run the command `pollen`."""
    if (_INSIDE / "bot").is_dir():  # else it is an editable installation, which finds the repository by itself
        sys.path.insert(0, os.fspath(_INSIDE))
    import_module("bot.cli.main").main()
