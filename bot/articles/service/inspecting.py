"""What would come in from a folder, and what would a reader stumble over there? Files are read, and nothing else."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from bot.articles import rules
from bot.articles.rules import faults, frontmatter, leads
from bot.articles.service import converting, folder, linking, reading
from bot.articles.service.reading import Draft, Harvest, Progress, Remark
from bot.markup.formats.page import Labelled, NotAnswers
from bot.markup.links import links
from bot.search import languages, terms

#: So many of a page's words tell its language.
_HEARD = 2_000
#: Kinds in which people keep what they know.
DOCUMENTS = frozenset(
    {
        *(".csv", ".doc", ".epub", ".ipynb", ".key", ".mht", ".mhtml", ".msg", ".odp", ".ods", ".odt", ".one", ".org"),
        *(".pages", ".pdf", ".ppt", ".pptx", ".rtf", ".tex", ".textile", ".tsv", ".wiki", ".xls", ".xlsx", ".xml"),
    }
)

_IDS = re.compile(
    r"untitled[\W_\d]*|(?=.*\d)(?:[0-9a-f]{8,}|[0-9a-f]{8}(?:[- ][0-9a-f]{4}){3}[- ][0-9a-f]{12}|[\d_ -]{5,})",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What files of one ending hold."""

    ending: str
    pages: int
    sections: int
    words: int
    #: Pages by the language they are written in; '' where it cannot be told.
    languages: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Pages that have something in common."""

    what: str
    paths: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What a folder holds, seen before it is imported."""

    kinds: tuple[Kind, ...]
    #: What cannot come in.
    broken: tuple[Remark, ...]
    #: What comes in with a reservation.
    notes: tuple[Remark, ...]
    #: Files of other kinds, by their ending.
    others: Mapping[str, int]
    hidden: int
    #: Links to pages that are not there.
    links: tuple[Remark, ...]
    #: Pages without a word to read.
    empty: tuple[str, ...]
    #: Pages with the same text, by their titles.
    twins: tuple[Group, ...]
    #: Different pages with one title.
    namesakes: tuple[Group, ...]
    #: Pages whose title is no name.
    nameless: tuple[Group, ...]

    @property
    def pages(self) -> int:
        return sum(kind.pages for kind in self.kinds)

    @property
    def left(self) -> int:
        """Documents that do not come in."""
        return len(self.broken) + sum(count for kind, count in self.others.items() if kind in DOCUMENTS)

    @property
    def is_mostly_left(self) -> bool:
        """Does less come in than stays out?"""
        return self.left > self.pages


def inspect(place: Path, *, columns: Sequence[str] = (), progress: Progress = reading.silence) -> Inspection:
    """Look at a folder or a zip; raise a `UserError` when there is none."""
    harvest = reading.harvest(place, columns=columns, progress=progress)
    twins = _twins(harvest.drafts)
    return Inspection(
        kinds=_kinds(harvest.drafts),
        broken=harvest.broken,
        notes=tuple(note for note in harvest.notes if note.sentence != reading.SILENT),
        others=harvest.others,
        hidden=harvest.skipped,
        links=tuple(_lost(harvest, progress)),
        empty=tuple(draft.path for draft in harvest.drafts if not _says(draft)),
        twins=twins,
        namesakes=_namesakes(harvest.drafts, twins),
        nameless=tuple(
            Group(what=draft.facts.title, paths=(draft.path,))
            for draft in harvest.drafts
            if _IDS.fullmatch(draft.facts.title.strip())
        ),
    )


def pages(file: Path, *, columns: Sequence[str] = ()) -> tuple[Draft, ...]:
    """Read one file as an import would; raise a `UserError`, also for what an import would leave out."""
    if not folder.is_article(file.name) or folder.is_archive(file.name):
        raise faults.OtherKind(name=file.name)
    try:
        return tuple(draft for draft, _ in reading.pages(file.name, folder.contents(file), columns=columns))
    except frontmatter.Broken as error:
        raise faults.BrokenPage(name=f"{file.name}:{error.line}", reason=error.fault.sentence) from error
    except faults.OfFile as fault:
        raise faults.BrokenPage(name=file.name, reason=fault.sentence) from fault
    except NotAnswers as unknown:
        raise faults.NoAnswers(name=file.name) from unknown
    except Labelled as questions:
        raise faults.OnlyLabels(name=file.name) from questions


def packed_pages(place: Path, name: str, *, columns: Sequence[str] = ()) -> tuple[Draft, ...]:
    """Read one file of a zip, by its path in there or the end of it; raise as `pages` does."""

    def is_meant(path: str) -> bool:
        file = path.partition("#")[0]
        return file == name or file.endswith(f"/{name}")

    harvest = reading.harvest(place, columns=columns)
    if found := tuple(draft for draft in harvest.drafts if is_meant(draft.path)):
        return found
    for remark in harvest.broken:
        if is_meant(remark.path):
            raise faults.BrokenPage(name=remark.path, reason=remark.sentence)
    raise faults.NotPacked(name=name)


def _kinds(drafts: Iterable[Draft]) -> tuple[Kind, ...]:
    found: dict[str, Kind] = {}
    for draft in drafts:
        ending = _ending(draft.path)
        said = [word for section in draft.sections for word in terms.raw_words(section.searched)]
        one = found.get(ending, Kind(ending=ending, pages=0, sections=0, words=0, languages={}))
        spoken = draft.facts.language or _language(said)
        found[ending] = replace(
            one,
            pages=one.pages + 1,
            sections=one.sections + len(draft.sections),
            words=one.words + len(said),
            languages={**one.languages, spoken: one.languages.get(spoken, 0) + 1},
        )
    return tuple(sorted(found.values(), key=lambda kind: (-kind.pages, kind.ending)))


def _ending(path: str) -> str:
    """The kind of the file that a page came from; a row's name may have dots."""
    file, _, part = path.rpartition("#")
    return converting.ending(file if part and converting.is_converted(file) else path)


def _language(said: Sequence[str]) -> str:
    return languages.detect(terms.fold(word) for word in said[:_HEARD]) or ""


def _says(draft: Draft) -> bool:
    return not rules.is_silent(draft.sections, draft.facts.url)


def _twins(drafts: Iterable[Draft]) -> tuple[Group, ...]:
    def text(draft: Draft) -> str:
        said = "\0".join(section.said for section in draft.sections)
        return hashlib.sha256(said.encode()).hexdigest() if said.strip("\0") else ""

    return tuple(
        Group(what=found[0].facts.title, paths=tuple(draft.path for draft in found)) for found in _alike(drafts, text)
    )


def _namesakes(drafts: Iterable[Draft], twins: Iterable[Group]) -> tuple[Group, ...]:
    known = {twin.paths for twin in twins}
    alike = _alike(drafts, lambda draft: draft.facts.title.casefold())
    groups = (Group(what=found[0].facts.title, paths=tuple(draft.path for draft in found)) for found in alike)
    return tuple(group for group in groups if group.paths not in known)


def _alike(drafts: Iterable[Draft], by: Callable[[Draft], str]) -> Iterator[list[Draft]]:
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[by(draft)].append(draft)
    return (found for name, found in groups.items() if name and len(found) > 1)


def _lost(harvest: Harvest, progress: Progress) -> Iterator[Remark]:
    """Links to pages of the folder that are not in it."""
    known = {path.casefold() for path in harvest.paths}
    pages = linking.pages(harvest.drafts)
    chart, anchors = linking.chart(pages), linking.anchors(pages)
    sources = {draft.path: draft.source for draft in harvest.drafts}

    def missing(address: str, path: str) -> str:
        """What is wrong with a link to another page; '' for one that leads there, or to a place only its site knows."""
        target = chart.find(address, within=path)
        if target is not None:
            is_there = target.anchor in ("", *anchors[target.path]) or _names(sources[target.path], target.anchor)
            return "" if is_there else f"It links to {unquote(address)}, where there is no such heading."
        name = leads.file(address, within=path)
        is_page = name is not None and (address.startswith("[[") or folder.is_article(name))
        if name is None or not is_page or name.casefold() in known:
            return ""
        return f"It links to {unquote(address)}, which is not there."

    for done, draft in enumerate(harvest.drafts, 1):
        lost = {address: sentence for address in draft.targets if (sentence := missing(address, draft.path))}
        if lost:
            above = draft.source.count("\n", 0, draft.starts_at)
            for line, address in links(draft.text):
                if sentence := lost.pop(address, ""):
                    yield Remark(path=draft.path, line=above + line, sentence=sentence)
            for sentence in lost.values():
                yield Remark(path=draft.path, sentence=sentence)
        progress("Following links", done, len(harvest.drafts))


def _names(source: str, anchor: str) -> bool:
    """Does a page name one of its places so by itself?"""
    return any(mark + anchor in source for mark in ('"', "'", "{#"))
