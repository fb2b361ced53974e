"""What is in a zip, and may it be unpacked? In memory, a file at a time, and only what can be an article."""

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from bot.articles import rules
from bot.articles.rules import faults
from bot.articles.service import folder

ENTRIES = 50_000
DIRECTORY_MIB = 8  #: of names; an entry takes a hundred times its name in memory
INNER_MIB = 64  #: of a zip in a zip
DEPTH = 2
#: Text is packed to a tenth; what is packed to less than this share of itself, and is large, is no text.
RATIO, LARGE_MIB = 50, 1

_END = b"PK\x05\x06"
_WIDE = b"PK\x06\x06"
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What was found, wherever it lies."""

    #: How each file is read, by path; reading raises a fault.
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    unreadable: dict[str, faults.OfFile] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def unpack(file: IO[bytes], above: str, found: Contents, *, depth: int = 1) -> zipfile.ZipFile:
    """Add what is in a zip to what was found; `above`: what stands before its paths. Raise a fault, adding nothing."""
    _examine(file)
    try:
        packed = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise faults.Unreadable(reason="it is no zip, or damaged") from error
    entries = packed.infolist()
    if len(entries) > ENTRIES:
        raise faults.TooMany(limit=ENTRIES)
    wanted = [one for one in entries if folder.is_article(one.filename)]
    if _is_bomb(sum(one.file_size for one in wanted), sum(one.compress_size for one in wanted)):
        raise faults.Bomb
    for entry in sorted(entries, key=lambda one: one.filename):
        name = entry.filename.replace("\\", "/")
        if not name.endswith("/"):
            try:
                _take(packed, entry, name, above, found, depth)
            except faults.OfFile as fault:
                found.unreadable[above + name] = fault
    return packed


def _take(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, above: str, found: Contents, depth: int) -> None:
    path = above + name
    parts = PurePosixPath(name).parts
    if (
        any(part.startswith(".") and part != ".." for part in parts)
        or parts[0] == "__MACOSX"
        or folder.MODULES in parts
    ):
        found.skipped.append(path)
    elif name.startswith("/") or ".." in parts or _DRIVE.match(name):
        raise faults.OutsideName
    elif not folder.is_article(name):
        found.others.append(path)
    elif stat.S_ISLNK(entry.external_attr >> 16):
        raise faults.PackedLink
    elif len(path) > rules.KEY_LENGTH:
        raise faults.LongPath(limit=rules.KEY_LENGTH)
    elif path in found.files:
        raise faults.TwiceInside
    elif folder.is_archive(name):
        if depth >= DEPTH:
            raise faults.DeepArchive
        inner = io.BytesIO(_read(packed, entry, INNER_MIB))
        unpack(inner, f"{path}/", found, depth=depth + 1)
    else:
        found.files[path] = partial(_read, packed, entry, folder.limit(name))


def _is_hidden(part: str) -> bool:
    return (part.startswith(".") and part != "..") or part in ("__MACOSX", folder.MODULES)


def _read(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """Unpack a file; it gives no more than its entry says."""
    if entry.flag_bits & 1:
        raise faults.Encrypted
    if entry.file_size > limit * 2**20:
        raise faults.TooLarge(size=entry.file_size / 2**20, limit=limit)
    if not folder.is_archive(entry.filename) and _is_bomb(entry.file_size, entry.compress_size):
        raise faults.Bomb
    try:
        with packed.open(entry) as file:
            return file.read(limit * 2**20)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError) as error:
        raise faults.Unreadable(reason="it is damaged, or packed in a way that is not known") from error


def _is_bomb(size: int, packed: int) -> bool:
    return size > LARGE_MIB * 2**20 and size > RATIO * packed


def _examine(file: IO[bytes]) -> None:
    """Refuse a directory that is larger than any folder's, before it is read into memory."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 70_000))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END)
    told = struct.unpack_from("<I", tail, at + 12)[0] if 0 <= at <= len(tail) - 22 else 0
    if (wide := tail.rfind(_WIDE)) >= 0 and wide <= len(tail) - 56:
        told = max(told if told != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, wide + 40)[0])
    if told > DIRECTORY_MIB * 2**20:
        raise faults.TooMany(limit=ENTRIES)
