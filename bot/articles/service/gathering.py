"""Which files can become articles, wherever they lie: in a folder, in a zip, in a zip in a folder?"""

import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO

from bot.articles.rules import faults
from bot.articles.service import archives, folder
from bot.articles.service.archives import Contents
from bot.articles.service.converting import ALL


def gather(place: Path, open_files: ExitStack) -> Contents:
    """Look through a folder or a zip; what is open stays so as long as `open_files`. Raise a `UserError`."""
    found = Contents()
    if place.is_file() and folder.is_archive(place.name):
        try:
            _unpack(place, "", found, open_files)
        except faults.OfFile as fault:
            raise faults.BadArchive(name=place.name, reason=fault.sentence) from fault
    else:
        there = folder.search(place)
        found.unreadable.update(there.unreadable)
        found.others.extend(there.others)
        found.skipped.extend(there.skipped)
        for path, file in there.files.items():
            if not folder.is_archive(path):
                found.files[path] = partial(folder.contents, file)
                continue
            try:
                _unpack(file, f"{path}/", found, open_files)
            except faults.OfFile as fault:
                found.unreadable[path] = fault
    for path in [path for path in found.files if _is_view(path, found)]:
        del found.files[path]
        found.skipped.append(path)
    return found


def _unpack(place: Path, above: str, found: Contents, open_files: ExitStack) -> None:
    open_files.enter_context(archives.unpack(_opened(place, open_files), above, found))


def _opened(place: Path, open_files: ExitStack) -> IO[bytes]:
    # As for any file that was found: a pipe would wait, and a link would lead elsewhere.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        return open_files.enter_context(open(os.open(os.path.realpath(place), flags), "rb"))
    except OSError as error:
        raise faults.Unreadable(reason=error.strerror) from error


def _is_view(path: str, found: Contents) -> bool:
    """Is it a part of a database that Notion exported whole as well?"""
    return path.endswith(".csv") and f"{path.removesuffix('.csv')}{ALL}.csv" in found.files
