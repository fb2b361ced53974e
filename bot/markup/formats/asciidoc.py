"""What does a file of AsciiDoc say? Headings, lists, code, tables, boxes and links; of macros their words."""

import re
from collections.abc import Iterator

from bot.markup.formats import escaping
from bot.markup.formats.escaping import Run
from bot.markup.formats.page import Page

_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*)")
_ITEM = re.compile(r"[ \t]*(\*{1,5}|-|\.{1,5})[ \t]+(?:\[[ xX*]\][ \t]+)?(\S.*)")
_TERM = re.compile(r"(\S.{0,200}?):{2,4}(?:[ \t]+(.*))?")
_BOX = re.compile(r"(NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(.*)")
_BOXED = re.compile(r"\[(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\b.*\]")
_LANGUAGE = re.compile(r"\[(?:source|,)[^\],]*,[ \t]*([\w+#-]+)")
_ATTRIBUTE = re.compile(r":!?([\w-]+)!?:(?:[ \t]+(.*))?")
_SILENT = re.compile(r"//(?!//)|\[|ifdef::|ifndef::|ifeval::|endif::|include::|toc::|'''|<<<|\+\s*\Z|video::|audio::")
_PICTURE = re.compile(r"image::?([^\s\[]+)\[([^\],]*)[^\]]*\]")
_MARKS = re.compile(
    r"(?P<link>(?:link:|xref:)(?P<to>[^\s\[\]]+)\[(?P<named>[^\]]*)\])"
    r"|(?P<url>https?://[^\s\[\]<>]+)(?:\[(?P<label>[^\]]*)\])?"
    r"|<<(?P<ref>[^>,]{1,200})(?:,(?P<refname>[^>]{1,200}))?>>"
    r"|(?P<image>image:(?P<source>[^\s\[:][^\s\[]*)\[(?P<alt>[^\],]*)[^\]]*\])"
    r"|(?<![\w`])`\+?(?P<code>[^`]+?)\+?`(?!\w)"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*]*[^\s*])?)\*(?!\w)"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_]*[^\s_])?)_(?!\w)"
    r"|(?:kbd|btn|menu|footnote|stem):[\w-]*\[(?P<macro>[^\]]*)\]"
)
_REFERENCE = re.compile(r"\{([\w-]+)\}")
_LITERAL = ("----", "....", "```")


def read(text: str) -> list[Page]:
    """Read a text."""
    reader = _Reader(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    written = list(reader.blocks())
    return [Page(title=reader.title, text="\n\n".join(written) + "\n" if written else "", language=reader.language)]


class _Reader:
    """Goes along the lines."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._attributes: dict[str, str] = {}
        self._code = ""
        self._box = ""
        self.title = ""

    @property
    def language(self) -> str:
        return self._attributes.get("lang", "")

    def blocks(self) -> Iterator[str]:
        waiting: list[str] = []
        items: list[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at].rstrip()
            self._at += 1
            item = None if waiting else _ITEM.fullmatch(line)
            if not item and items and line and line[:1].isspace() and not _ITEM.fullmatch(line):
                items[-1] += f" {self._said(line.strip())}"
                continue
            if items and not item and (line or not self._goes_on()):
                yield "\n".join(items)
                items = []
            if item:
                mark = item.group(1)
                depth = 0 if mark == "-" else len(mark) - 1
                items.append(f"{'   ' * depth}{'1.' if mark[0] == '.' else '-'} {self._said(item.group(2))}")
                continue
            special = list(self._special(line))
            if line and special == [None]:
                waiting.append(line)
                continue
            yield from self._paragraph(waiting)
            waiting = []
            yield from (one for one in special if one)
        yield from ["\n".join(items)] if items else []
        yield from self._paragraph(waiting)

    def _goes_on(self) -> bool:
        following = next((line for line in self._lines[self._at :][:3] if line.strip()), "")
        return _ITEM.fullmatch(following) is not None

    def _special(self, line: str) -> Iterator[str | None]:
        """What a line is when it is no text; None when it is."""
        if line == "|===":
            yield from self._table()
        elif line.startswith("////"):
            self._until(line)
        elif line.startswith(_LITERAL):
            language, self._code = self._code or line[3:].strip(" `"), ""
            code = "\n".join(self._until(line[:3] if line.startswith("```") else line))
            yield escaping.fenced(code, language if re.fullmatch(r"[\w+#-]*", language) else "")
        elif found := _HEADING.fullmatch(line):
            title = re.sub(r"\[\[.*?\]\]|[ \t]+=+\Z", "", found.group(2))
            said = self._said(title)
            if len(found.group(1)) == 1 and not self.title:
                self.title = " ".join(self._plain(title).split())
            yield f"{'#' * len(found.group(1))} {said.replace('#', chr(92) + '#')}"
        elif found := _ATTRIBUTE.fullmatch(line):
            self._attributes[found.group(1)] = found.group(2) or ""
        elif found := _BOXED.fullmatch(line):
            self._box = found.group(1)
        elif found := _LANGUAGE.match(line):
            self._code = found.group(1)
        elif found := _PICTURE.fullmatch(line):
            yield self._picture(found.group(1), found.group(2))
        elif found := _BOX.fullmatch(line):
            yield f"> [!{found.group(1)}]\n> {self._said(found.group(2))}"
        elif re.fullmatch(r"={4,}|\*{4,}|_{4,}|--", line) or _SILENT.match(line):
            pass
        elif re.fullmatch(r"\.[^\s.].*", line):
            yield f"**{self._said(line[1:])}**"
        elif found := _TERM.fullmatch(line):
            yield f"- {self._said(found.group(1))}: {self._said(found.group(2) or '')}".rstrip()
        elif line:
            yield None

    def _paragraph(self, lines: list[str]) -> Iterator[str]:
        said = "\\\n".join(
            self._said(part.replace("\n", " ")) for part in re.split(r" \+\n", "\n".join(lines)) if part.strip()
        )
        box, self._box = self._box if lines else "", "" if lines else self._box
        if said:
            yield f"> [!{box}]\n> {said}" if box else said

    def _until(self, mark: str) -> list[str]:
        start = self._at
        while self._at < len(self._lines) and self._lines[self._at].rstrip() != mark:
            self._at += 1
        self._at += 1
        return self._lines[start : self._at - 1]

    def _table(self) -> Iterator[str]:
        lines = self._until("|===")
        first = next((line for line in lines if line.strip()), "")
        width = max(1, first.count("|"))
        cells = [self._said(cell.strip()).replace("\n", " ") for cell in " ".join(lines).split("|")[1:]]
        rows = [cells[at : at + width] for at in range(0, len(cells), width)]
        if rows:
            yield escaping.table(rows)

    def _picture(self, source: str, alt: str) -> str:
        link = source if source.startswith(("http://", "https://")) else ""
        return escaping.inline([Run(text=alt.strip("\"' "), link=escaping.address(link))])

    def _plain(self, text: str) -> str:
        return "".join(run.text for run in self._runs(text))

    def _said(self, text: str) -> str:
        return escaping.inline(self._runs(text))

    def _runs(self, text: str) -> Iterator[Run]:
        text = _REFERENCE.sub(lambda found: self._attributes.get(found.group(1), found.group()), text)
        at = 0
        for found in _MARKS.finditer(text):
            yield Run(text=text[at : found.start()])
            at = found.end()
            yield _run(found)
        yield Run(text=text[at:])


def _run(found: re.Match[str]) -> Run:
    if found["link"]:
        return Run(text=found["named"].strip("^") or found["to"], link=escaping.address(found["to"]))
    if found["url"]:
        url = found["url"].rstrip(".,;)") if found["label"] is None else found["url"]
        label = (found["label"] or "").split(",")[0].rstrip("^")
        return Run(text=label or found["url"], link=escaping.address(url))
    if found["image"]:
        return Run(text=found["alt"])
    if found["code"]:
        return Run(text=found["code"], code=True)
    bold, italic = found["bold"] or "", found["italic"] or ""
    said = bold or italic or found["macro"] or found["refname"] or found["ref"] or ""
    return Run(text=said, bold=bool(bold), italic=bool(italic))
