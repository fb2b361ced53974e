"""What do the files of a folder say? Each becomes a draft, or a sentence that says why not; none stops the rest."""

import codecs
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bot.articles import rules
from bot.articles.rules import faults, fields, frontmatter, wording
from bot.articles.service import folder
from bot.markup import markdown
from bot.markup import sections as cutting
from bot.markup.document import Document

FOLDER_MIB = 256  #: all drafts are in memory until they are saved together

_NEVER_IN_TEXT = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")  #: control characters that no text has

SILENT = "It has no text, so no search will find it."

#: What is done, how much of it, of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A file that can become an article."""

    #: Within the folder, with slashes.
    path: str
    #: Who it is: its id, or else its path.
    key: str
    source: str = field(repr=False)
    hash: str
    starts_at: int
    facts: rules.Facts
    sections: tuple[cutting.Section, ...] = field(repr=False)

    @property
    def text(self) -> str:
        return self.source[self.starts_at :]


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something to tell the curator about a file, and a line where that is known."""

    #: That of a folder ends with a slash.
    path: str
    line: int | None = None
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Harvest:
    """What a folder gave."""

    drafts: tuple[Draft, ...] = ()
    #: What could not be read; what was imported from there before stays as it is.
    broken: tuple[Remark, ...] = ()
    #: About drafts.
    notes: tuple[Remark, ...] = ()
    #: How many files of other kinds, by their ending; '' stands for none.
    others: Mapping[str, int] = field(default_factory=dict)
    #: How many were hidden, or left out.
    skipped: int = 0
    #: Every visible path, whatever its kind.
    paths: frozenset[str] = frozenset()


def silence(what: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""


def harvest(place: Path, *, progress: Progress = silence, leaving_out: frozenset[str] = frozenset()) -> Harvest:
    """Read the Markdown below a folder; `leaving_out`: paths within it."""
    found = folder.search(place)
    drafts: dict[str, Draft] = {}
    broken = [Remark(path=path, sentence=fault.sentence) for path, fault in found.unreadable.items()]
    notes: list[Remark] = []
    files = sorted((path, file) for path, file in found.files.items() if path not in leaving_out)
    size = 0
    for done, (path, file) in enumerate(files, 1):
        try:
            data = folder.contents(file)
            size += len(data)
            if size > FOLDER_MIB * 2**20:
                raise faults.TooMuch(folder=place, limit=FOLDER_MIB)
            draft, said = read(path, data)
            first = drafts.setdefault(draft.key, draft)
            if first is not draft:
                raise faults.Twin(key=draft.key, first=first.path)
            notes += [Remark(path=path, line=note.line, sentence=note.sentence) for note in said]
        except frontmatter.Broken as error:
            broken.append(Remark(path=path, line=error.line, sentence=error.fault.sentence))
        except faults.OfFile as fault:
            broken.append(Remark(path=path, sentence=fault.sentence))
        progress("Reading", done, len(files))
    return Harvest(
        drafts=tuple(drafts.values()),
        broken=tuple(sorted(broken, key=lambda one: one.path)),
        notes=tuple(notes),
        others=dict(Counter(PurePosixPath(path).suffix.casefold() for path in found.others).most_common()),
        skipped=len(found.skipped) + len(found.files) - len(files),
        paths=frozenset((*found.files, *found.others)),
    )


def read(path: str, data: bytes) -> tuple[Draft, tuple[frontmatter.Note, ...]]:
    """Read a file; raise `frontmatter.Broken` or a fault."""
    source, notes = decode(data)
    said = frontmatter.read(source)
    notes += said.notes
    document = markdown.read(source[said.starts_at :])
    sections = cutting.cut(document)
    if rules.is_silent(sections, said.facts.url):
        notes += (frontmatter.Note(line=None, sentence=SILENT),)
    draft = Draft(
        path=path,
        key=unicodedata.normalize("NFC", said.id or path)[: rules.KEY_LENGTH],
        source=source,
        hash=hashlib.sha256(source.encode()).hexdigest(),
        starts_at=said.starts_at,
        facts=_completed(said.facts, document, path),
        sections=sections,
    )
    return draft, notes


def decode(data: bytes) -> tuple[str, tuple[frontmatter.Note, ...]]:
    """Read text as people's editors write it: UTF-8, UTF-16 with its mark, or what Windows wrote before."""
    notes: tuple[frontmatter.Note, ...] = ()
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            text = data.decode()
    except UnicodeDecodeError:
        if 0 in data:
            raise faults.NulBytes from None
        if not _NEVER_IN_TEXT.isdisjoint(data):
            raise faults.NotText from None
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise faults.NotText from None
        notes = (frontmatter.Note(line=None, sentence="It is not UTF-8 and was read as Windows-1252."),)
    if "\0" in text:
        raise faults.NulBytes
    return text, notes


def _completed(facts: rules.Facts, document: Document, path: str) -> rules.Facts:
    """Add what the text itself says: the title in its first heading, the tags that a tool exported above it."""
    if not facts.title:
        heading = wording.clip(wording.one_line(cutting.title(document)), rules.TITLE_LENGTH)
        facts = facts.titled(heading or _name(path))
    if not facts.tags and "tags" in document.properties:
        tags = fields.labels(document.properties["tags"].split(",")[: fields.TAGS])
        facts = replace(facts, tags=tags)
    return facts


def _name(path: str) -> str:
    """Return the file's name in words; that of its folder when every folder has a file of that name."""
    pure = PurePosixPath(path)
    folder_says_more = pure.stem.casefold() in ("index", "readme", "_index") and pure.parent.name
    name = wording.words(pure.parent.name if folder_says_more else pure.stem) or path
    return wording.clip(name[:1].upper() + name[1:], rules.TITLE_LENGTH)
