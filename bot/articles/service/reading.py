"""What do the files of a folder say? Each becomes a draft, or a sentence that says why not; none stops the rest."""

import codecs
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bot.articles import rules
from bot.articles.rules import charsets, faults, fields, frontmatter, sizes, wording
from bot.articles.service import converting, gathering
from bot.articles.service.archives import Contents
from bot.markup import links, markdown
from bot.markup import sections as cutting
from bot.markup.document import Document
from bot.markup.formats.page import Labelled, NotAnswers

FOLDER_MIB = 256  #: all drafts are in memory until they are saved together

OPENING = 80  #: characters of a text whose file has no name but an id

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
    #: What its links to other pages name.
    targets: tuple[str, ...] = ()

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
    #: Tables of which nobody has said yet which columns to read; what was imported from them before stays as well.
    left: frozenset[str] = frozenset()
    #: Every visible path, whatever its kind.
    paths: frozenset[str] = frozenset()


def silence(what: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""


def harvest(
    place: Path,
    *,
    columns: Sequence[str] = (),
    progress: Progress = silence,
    leaving_out: frozenset[str] = frozenset(),
) -> Harvest:
    """Read what can be read below a folder, or in a zip.

    `columns`: the heads of question and answer in tables. `leaving_out`: paths within the folder.
    """
    with ExitStack() as open_files:
        found = gathering.gather(place, open_files)
        reader = _Reader(found, columns)
        files = sorted(path for path in found.files if path not in leaving_out)
        for done, path in enumerate(files, 1):
            reader.read(path)
            if reader.size > FOLDER_MIB * 2**20:
                raise faults.TooMuch(folder=place, limit=FOLDER_MIB)
            progress("Reading", done, len(files))
    others = Counter(converting.ending(path) for path in (*found.others, *reader.left))
    others.update(f"{converting.ending(path)} of labelled questions" for path in reader.labelled)
    return Harvest(
        drafts=tuple(reader.drafts.values()),
        broken=tuple(sorted(reader.broken, key=lambda one: one.path)),
        notes=tuple(reader.notes),
        others=dict(others.most_common()),
        skipped=len(found.skipped) + len(found.files) - len(files),
        left=frozenset(reader.left),
        paths=frozenset((*found.files, *found.others)),
    )


class _Reader:
    """Reads file after file, and keeps what each became."""

    def __init__(self, found: Contents, columns: Sequence[str]) -> None:
        self._found = found
        self._columns = columns
        self.drafts: dict[str, Draft] = {}
        self.broken = [Remark(path=path, sentence=fault.sentence) for path, fault in found.unreadable.items()]
        self.notes: list[Remark] = []
        #: Tables without questions and answers.
        self.left: list[str] = []
        #: Tables of questions for `pollen eval`.
        self.labelled: list[str] = []
        self.size = 0

    def read(self, path: str) -> None:
        try:
            data = self._found.files[path]()
            self.size += len(data)
            for draft, said in pages(path, data, columns=self._columns, beside=self._found.files):
                first = self.drafts.setdefault(draft.key, draft)
                if first is not draft:
                    raise faults.Twin(key=draft.key, first=first.path)
                self.notes += [Remark(path=draft.path, line=note.line, sentence=note.sentence) for note in said]
        except frontmatter.Broken as error:
            self.broken.append(Remark(path=path, line=error.line, sentence=error.fault.sentence))
        except faults.OfFile as fault:
            self.broken.append(Remark(path=path, sentence=fault.sentence))
        except Labelled:
            self.labelled.append(path)
        except NotAnswers as unknown:
            self.left.append(path)
            heads = ", ".join(unknown.heads[:8]) or "none"
            sentence = f"It is not read: which of its columns ({heads}) are question and answer? Say it with --columns."
            self.notes.append(Remark(path=path, line=1, sentence=sentence))


Read = tuple[Draft, tuple[frontmatter.Note, ...]]


def pages(path: str, data: bytes, *, columns: Sequence[str] = (), beside: Collection[str] = ()) -> Iterator[Read]:
    """Read the pages of a file; raise `frontmatter.Broken`, `NotAnswers`, `Labelled` or a fault."""
    if not converting.kind(path):
        yield read(path, data)
        return
    content: str | bytes = data
    notes: tuple[frontmatter.Note, ...] = ()
    if converting.kind(path) not in converting.BINARY:
        content, notes = decode(data, charset=converting.charset(path, data))
    for name, source in converting.pages(path, content, columns=columns, beside=beside):
        if len(name) > rules.KEY_LENGTH:
            raise faults.LongPath(limit=rules.KEY_LENGTH)
        yield _draft(name, source, notes)


def read(path: str, data: bytes) -> Read:
    """Read a file of Markdown; raise `frontmatter.Broken` or a fault."""
    source, notes = decode(data)
    return _draft(path, source, notes)


def _draft(path: str, source: str, notes: tuple[frontmatter.Note, ...]) -> Read:
    sizes.must_be_a_page(source)
    said = frontmatter.read(source)
    notes += said.notes
    if path == f"{said.id}.md" and converting.is_converted(said.id):  # an export of what was something else
        path = said.id
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
        targets=links.targets(document),
    )
    return draft, notes


def decode(data: bytes, *, charset: str = "") -> tuple[str, tuple[frontmatter.Note, ...]]:
    """Read text as people's editors write it: UTF-8, UTF-16 with its mark, or what Windows wrote before."""
    notes: tuple[frontmatter.Note, ...] = ()
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        elif charset:
            text = data.decode(charset, "replace")
        else:
            text = data.decode()
    except (UnicodeDecodeError, LookupError):
        if 0 in data:
            raise faults.NulBytes from None
        if not _NEVER_IN_TEXT.isdisjoint(data):
            raise faults.NotText from None
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise faults.NotText from None
        if not charsets.is_western(text):
            raise faults.OtherCharset from None
        notes = (frontmatter.Note(line=None, sentence="It is not UTF-8 and was read as Windows-1252."),)
    if "\0" in text:
        raise faults.NulBytes
    return text, notes


def _completed(facts: rules.Facts, document: Document, path: str) -> rules.Facts:
    """Add what the text itself says: the title in its first heading, the tags that a tool exported above it."""
    if not facts.title or wording.is_id(facts.title):
        heading = wording.clip(wording.one_line(cutting.title(document)), rules.TITLE_LENGTH)
        names = (heading, _name(path), wording.clip(wording.one_line(cutting.opening(document)), OPENING))
        named = [name for name in names if name]
        facts = facts.titled(next((name for name in named if not wording.is_id(name)), named[0]))
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
