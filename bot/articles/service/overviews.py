"""What does a curator read of a folder that was looked at? One screen, or all of it for a program."""

from collections.abc import Iterator, Mapping, Sequence

from bot.articles.rules import wording
from bot.articles.service import reports
from bot.articles.service.inspecting import Group, Inspection
from bot.articles.service.reading import Remark

SHOWN = 5  #: of each list; the rest is counted
LANGUAGES = 4
HEADS = ("kind", "pages", "sections", "words", "languages")


def lines(found: Inspection) -> Iterator[str]:
    """Say it for a terminal."""
    yield from _table(found)
    yield from reports.left(found.others, found.hidden)
    if found.is_mostly_left:
        yield f"Warning: most of this folder would be left out: {_come(found.pages)}, {found.left:,} {_do(found.left)}."
    yield from _remarks("Broken, and left out", found.broken)
    yield from _remarks("Notes", found.notes)
    yield from _remarks("Links that lead nowhere", found.links)
    yield from _listed("Pages without text, which no search will find", [reports.shown(path) for path in found.empty])
    yield from _listed("The same text more than once", list(map(_group, found.twins)))
    yield from _listed("One title, several pages", list(map(_group, found.namesakes)))
    yield from _listed("Titles that are no names", list(map(_group, found.nameless)))
    if not found.broken:
        yield "Nothing is broken. `pollen knowledge import` takes it in."


def as_json(found: Inspection) -> Mapping[str, object]:
    """Say all of it for a program."""
    return {
        "kinds": [
            {
                "kind": kind.ending,
                "pages": kind.pages,
                "sections": kind.sections,
                "words": kind.words,
                "languages": dict(kind.languages),
            }
            for kind in found.kinds
        ],
        "not_read": dict(found.others),
        "hidden": found.hidden,
        "is_mostly_left": found.is_mostly_left,
        "broken": list(map(_remark, found.broken)),
        "notes": list(map(_remark, found.notes)),
        "links": list(map(_remark, found.links)),
        "empty": [reports.shown(path) for path in found.empty],
        **{
            name: [{"title": group.what, "pages": list(map(reports.shown, group.paths))} for group in groups]
            for name, groups in (("twins", found.twins), ("one_title", found.namesakes), ("ids", found.nameless))
        },
    }


def _table(found: Inspection) -> Iterator[str]:
    rows = [
        (kind.ending, f"{kind.pages:,}", f"{kind.sections:,}", f"{kind.words:,}", _languages(kind.languages))
        for kind in found.kinds
    ]
    widths = [max(map(len, column)) for column in zip(HEADS, *rows, strict=True)]
    for row in (HEADS, *rows):
        numbers = (cell.rjust(width) for cell, width in zip(row[1:4], widths[1:4], strict=True))
        yield "  ".join((row[0].ljust(widths[0]), *numbers, row[4])).rstrip()


def _come(pages: int) -> str:
    return "one page comes in" if pages == 1 else f"{pages:,} pages come in"


def _do(left: int) -> str:
    return "doesn't" if left == 1 else "don't"


def _languages(spoken: Mapping[str, int]) -> str:
    most = sorted(spoken.items(), key=lambda one: (-one[1], one[0]))
    named = [f"{language or 'unknown'} {count:,}" for language, count in most[:LANGUAGES]]
    return ", ".join([*named, "…"] if len(most) > LANGUAGES else named)


def _remarks(head: str, remarks: Sequence[Remark]) -> Iterator[str]:
    return _listed(head, [f"{reports.place(one)}: {wording.one_line(one.sentence)}" for one in remarks])


def _group(group: Group) -> str:
    paths = ", ".join(map(reports.shown, group.paths[:3]))
    return f"{group.what}: {paths}" + (f" and {len(group.paths) - 3:,} more" if len(group.paths) > 3 else "")


def _listed(head: str, said: Sequence[str]) -> Iterator[str]:
    if said:
        yield f"{head} ({len(said):,}):"
        yield from (f"  {line}" for line in said[:SHOWN])
    if len(said) > SHOWN:
        yield f"  and {len(said) - SHOWN:,} more; --json names them all"


def _remark(one: Remark) -> Mapping[str, object]:
    return {"path": reports.shown(one.path), "line": one.line, "sentence": wording.one_line(one.sentence)}
