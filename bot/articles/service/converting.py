"""How does a file that is not Markdown become a page? By the converter of its kind, loaded when it is needed."""

import re
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from pathlib import PurePosixPath

import yaml

from bot.articles.rules import faults, wording
from bot.markup.formats.page import Page, Unfit

#: By ending: the module that reads it, and whether it wants text.
KINDS = {
    ".html": "html",
    ".htm": "html",
    ".txt": "plain",
    ".text": "plain",
    ".csv": "answers",
    ".tsv": "answers",
    ".docx": "docx",
    ".rst": "rst",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
}
#: By name, where the ending says too little.
NAMES = {"entities.xml": "confluence"}
BINARY = frozenset({"docx", "confluence"})
ALL = "_all"  #: what Notion puts behind a database with all of its rows

_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?([\w-]{1,30})""", re.IGNORECASE)
#: Names of charsets as pages have them; Python knows codecs that are none.
_CHARSETS = re.compile(
    r"iso-8859-\d{1,2}|windows-\d{3,4}|shift[_-]jis|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5|koi8-[ru]|macintosh",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?")
_NOTION = re.compile(r"[ _-][0-9a-f]{32}(?:_all)?\Z")


def is_converted(path: str) -> bool:
    """Is it a file, or a part of one, that becomes Markdown?"""
    return bool(kind(path) or kind(path.rpartition("#")[0]))


def kind(path: str) -> str:
    """The module that reads a file; '' for Markdown, and for what is not read."""
    return KINDS.get(ending(path), "") or NAMES.get(PurePosixPath(path).name, "")


def ending(path: str) -> str:
    return PurePosixPath(path).suffix.casefold()


def charset(path: str, data: bytes) -> str:
    """The charset that a page of HTML declares; '' when it declares none that is to be believed."""
    found = _CHARSET.search(data[:2048]) if ending(path) in (".html", ".htm") else None
    name = found.group(1).decode() if found else ""
    return name if _CHARSETS.fullmatch(name) else ""


def pages(
    path: str, content: str | bytes, *, columns: Sequence[str], beside: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Return the path and the source, Markdown with front matter, of every page in a file.

    `columns`: the heads of question and answer in a table. `beside`: other paths; a row may have a page of its own.
    Raise `NotAnswers`, `Labelled`, or a fault.
    """
    try:
        for page in _read(path, content, columns=columns, beside=beside):
            name = f"{path}#{page.part}" if page.part else path
            yield name, _source(name, page)
    except Unfit as error:
        raise faults.Unreadable(reason=error.reason) from error
    except RecursionError as error:
        raise faults.Unreadable(reason="it is nested too deeply") from error


def _read(path: str, content: str | bytes, *, columns: Sequence[str], beside: Collection[str]) -> list[Page]:
    converter = import_module(f"bot.markup.formats.{kind(path)}")
    if kind(path) != "answers":
        return list(converter.read(content))
    stem = PurePosixPath(path).stem
    if columns or not _NOTION.search(stem):
        return list(converter.read(content, columns=columns))
    folder = f"{path.removesuffix(PurePosixPath(path).suffix).removesuffix(ALL)}/"
    own = [one[len(folder) :] for one in beside if one.startswith(folder)]
    named = frozenset(_folded(wording.words(PurePosixPath(one).stem)) for one in own if "/" not in one)
    title = wording.words(stem.removesuffix(ALL))
    return [
        page for page in [converter.sections(content, title, lambda row: _folded(row) in named)] if page is not None
    ]


def _folded(name: str) -> str:
    """A row's name as it is in a file's."""
    return re.sub(r"\W+", "", name.casefold())[:40]


def _source(name: str, page: Page) -> str:
    facts = {
        "id": name,
        "title": page.title,
        "aliases": list(page.aliases),
        "tags": list(page.tags),
        "owner": page.owner,
        "url": page.url,
        "language": page.language[:2].lower() if _LANGUAGE.fullmatch(page.language) else "",
    }
    said = {field: value for field, value in facts.items() if value}
    front = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n\n{page.text}"
