"""What does a file of plain text say? Paragraphs, lists and underlined headings, as people type them."""

import re
from collections.abc import Iterator

from bot.markup.formats import escaping
from bot.markup.formats.page import Page

#: A line that is shorter than this and ends a line is meant to end there.
_SHORT = 60
_TITLE = 80
_ITEM = re.compile(r"\s*(?:[-*•·–]|(\d{1,9})[.)])\s+(?=\S)")
_UNDERLINE = re.compile(r"(=|-|~|\*|#)\1{2,}\s*")
_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def read(text: str, *, is_titled: bool = True) -> list[Page]:
    """Read a text; its first line may be its title, when it stands alone and is no sentence."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    parts = [part for part in _GAP.split(text.replace("\f", "\n\n").strip("\n")) if part.strip()]
    title = ""
    if is_titled and len(parts) > 1 and _is_title(parts[0]):
        title = " ".join(parts.pop(0).split())
    written = [block for part in parts for block in _blocks(part)]
    heading = [f"# {escaping.line(title)}"] if title else []
    return [Page(title=title, text="\n\n".join([*heading, *written]) + "\n" if written else "")]


def _is_title(part: str) -> bool:
    line = part.strip()
    return "\n" not in line and len(line) <= _TITLE and line[-1] not in ".:;,!" and not _ITEM.match(line)


def _blocks(part: str) -> Iterator[str]:
    lines = part.split("\n")
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) and len(lines[0].strip()) <= _TITLE:
        level = 1 if lines[1][0] in "=#*" else 2
        yield f"{'#' * level} {escaping.line(lines[0])}"
        lines = lines[2:]
    if any(map(_ITEM.match, lines)):
        yield from _listed(lines)
    elif lines and all(line.startswith("    ") for line in lines):
        yield escaping.fenced("\n".join(line[4:] for line in lines))
    elif lines:
        yield _flowing(lines)


def _flowing(lines: list[str]) -> str:
    """Lines as a paragraph; those that were not wrapped by an editor stay lines."""
    is_wrapped = all(len(line.rstrip()) >= _SHORT for line in lines[:-1])
    if is_wrapped:
        return escaping.line(" ".join(lines))
    return "\\\n".join(written for line in lines if (written := escaping.line(line)))


def _listed(lines: list[str]) -> Iterator[str]:
    before: list[str] = []
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if found := _ITEM.match(line):
            items.append((f"{found.group(1)}. " if found.group(1) else "- ", [line[found.end() :]]))
        elif items:
            items[-1][1].append(line)
        else:
            before.append(line)
    if before:
        yield _flowing(before)
    yield "\n".join(f"{mark}{escaping.line(' '.join(said))}" for mark, said in items)
