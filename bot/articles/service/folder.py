"""Which files below a folder can become articles, and may they be opened?"""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from bot.articles import rules
from bot.articles.rules import faults
from bot.articles.service import converting

FILE_MIB = 5
DOCUMENT_MIB = 32  #: with pictures, which are not read
SPACE_MIB = 64  #: of a whole space of Confluence, without its attachments

MARKDOWN = (".md", ".markdown", ".mdx")
ARCHIVES = (".zip",)
ENDINGS = (*MARKDOWN, *converting.KINDS, *ARCHIVES)
MODULES = "node_modules"  #: other people's READMEs, by the thousand


@dataclass(frozen=True, kw_only=True)
class Found:
    #: Paths within the folder, with slashes, and where each is to be read.
    files: dict[str, Path] = field(default_factory=dict)
    #: Files that cannot be read, and why; the path of a folder ends with a slash.
    unreadable: dict[str, faults.OfFile] = field(default_factory=dict)
    #: Files of other kinds.
    others: list[str] = field(default_factory=list)
    #: What is hidden, and links to what is read anyway.
    skipped: list[str] = field(default_factory=list)


def search(folder: Path) -> Found:
    """Look through a folder, deterministically and without leaving it."""
    if not folder.is_dir():
        raise faults.NoFolder(folder=folder)
    found = Found()
    root = os.path.realpath(folder)
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(os.path.join(root, below)) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            found.unreadable[below or "/"] = faults.Unreadable(reason=error.strerror)
            continue
        for entry in listed:
            path = below + entry.name
            try:
                if entry.name.startswith(".") or entry.name == MODULES:
                    found.skipped.append(path)
                elif entry.is_symlink():
                    _follow(root, path, found)
                elif entry.is_dir():
                    waiting.append(f"{path}/")
                else:
                    _take(path, Path(entry.path), found)
            except OSError as error:
                found.unreadable[path] = faults.Unreadable(reason=error.strerror)
            except faults.OfFile as fault:
                found.unreadable[path] = fault
    return found


def contents(path: Path) -> bytes:
    """Read a file that was found; it may have changed since."""
    # O_NONBLOCK: a pipe would wait for somebody to write. O_NOFOLLOW: a link would lead elsewhere.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise faults.NotAFile
            most = limit(path.name) * 2**20
            data = file.read(most + 1) if facts.st_size <= most else b""
    except OSError as error:
        raise faults.Unreadable(reason=error.strerror) from error
    size = max(facts.st_size, len(data))
    if size > most:
        raise faults.TooLarge(size=size / 2**20, limit=limit(path.name))
    return data


def limit(name: str) -> int:
    """How many MiB a file of this kind may have."""
    return {"docx": DOCUMENT_MIB, "confluence": SPACE_MIB}.get(converting.kind(name), FILE_MIB)


def is_archive(path: str) -> bool:
    return path.casefold().endswith(ARCHIVES)


def is_markdown(path: str) -> bool:
    return path.casefold().endswith(MARKDOWN)


def is_article(path: str) -> bool:
    return path.casefold().endswith(ENDINGS) or bool(converting.kind(path))


def _take(path: str, place: Path, found: Found) -> None:
    if not is_article(path):
        found.others.append(path)
        return
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise faults.BadPath from error
    if len(path) > rules.KEY_LENGTH:
        raise faults.LongPath(limit=rules.KEY_LENGTH)
    found.files[path] = place


def _follow(root: str, path: str, found: Found) -> None:
    """A link within the folder is read where it points to, unless that place itself is hidden from us."""
    try:
        place = os.path.realpath(os.path.join(root, path), strict=True)
    except OSError as error:
        if is_article(path):
            raise faults.LeadsNowhere from error
        found.skipped.append(path)
        return
    if os.path.commonpath([root, place]) != root:
        if is_article(path) or os.path.isdir(place):
            raise faults.LeadsOutside
        found.skipped.append(path)
    elif os.path.isfile(place) and _is_hidden(os.path.relpath(place, root)):
        _take(path, Path(place), found)
    else:
        found.skipped.append(path)


def _is_hidden(path: str) -> bool:
    """Would a search pass this file by? So are the files of a mounted Kubernetes ConfigMap, behind links."""
    return any(part.startswith(".") or part == MODULES for part in path.split(os.sep)) or not is_article(path)
