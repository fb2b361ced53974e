"""What does an element of HTML say? Its paragraphs, lists, tables and boxes, written as Markdown."""

import re
from collections.abc import Iterator

from lxml import etree

from bot.markup.formats import escaping, names
from bot.markup.formats.escaping import Run
from bot.markup.inline import raised

#: Deeper than that only the words are read.
_DEEP = 40
_STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("s", "del", "strike"), "strike"),
}
_LANGUAGE = re.compile(r"(?:language|lang|brush)[-:]\s*([\w+#-]+)")
_ANCHOR = re.compile(r"[\w-]+")


def says(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())


class Writer:
    """Goes down a page and writes its blocks."""

    def __init__(self, *, is_whole: bool) -> None:
        self._is_whole = is_whole

    def blocks(self, element: etree._Element, depth: int) -> Iterator[str]:
        """Write what stands in an element, a block at a time."""
        if depth > _DEEP:
            if said := escaping.line("".join(element.itertext())):
                yield said
            return
        waiting = [Run(text=element.text or "")]
        for child in element:
            if self._is_left_out(child):
                pass
            elif child.tag in names.INLINE and not self._holds_blocks(child):
                waiting += self._runs(child, depth, Run(text=""))
            else:
                yield from _paragraph(waiting)
                waiting = []
                yield from self._block(child, depth + 1)
            waiting.append(Run(text=child.tail or ""))
        yield from _paragraph(waiting)

    def _block(self, element: etree._Element, depth: int) -> Iterator[str]:
        name = element.tag
        if name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            yield from self._heading(element, depth)
        elif name == "pre":
            code = "".join(element.itertext()).replace("\r\n", "\n")
            if code.strip():
                told = _LANGUAGE.search(" ".join(filter(None, (*map(_marks, element.iter()), _param(element)))))
                yield escaping.fenced(code, told.group(1) if told else "")
        elif name in ("ul", "ol"):
            if written := "\n".join(self._items(element, depth)):
                yield written
        elif name == "table":
            yield from self._table(element, depth)
        elif name == "blockquote":
            if written := "\n\n".join(self.blocks(element, depth)):
                yield _quoted(written)
        elif name in ("dt", "summary", "caption", "legend"):
            yield from _paragraph(
                Run(text=run.text, bold=True, code=run.code, link=run.link) for run in self._inside(element, depth)
            )
        elif box := _box(element):
            if written := "\n\n".join(self.blocks(element, depth)):
                yield _quoted(f"[!{box}]\n{written}")
        else:
            yield from self.blocks(element, depth)

    def _heading(self, element: etree._Element, depth: int) -> Iterator[str]:
        runs = [Run(text=run.text.replace("\n", " "), code=run.code) for run in self._inside(element, depth)]
        said = escaping.inline(runs).strip("¶ ").replace("#", "\\#").replace("\\\\#", "\\#")
        if said:
            anchor = element.get("id") or ""
            named = f" {{#{anchor}}}" if _ANCHOR.fullmatch(anchor) else ""
            yield f"{'#' * int(element.tag[1])} {said}{named}"

    def _items(self, element: etree._Element, depth: int) -> Iterator[str]:
        start = element.get("start") or ""
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        for child in element:
            if not isinstance(child.tag, str) or self._is_left_out(child):
                continue
            mark = f"{number}. " if element.tag == "ol" else "- "
            if child.tag in ("ul", "ol"):  # a list that stands in none of the items
                written = "\n".join(self._items(child, depth + 1)) if depth < _DEEP else ""
                mark = ""
                indent = "  " if element.tag == "ul" else "   "
                yield "\n".join(f"{indent}{one}" for one in written.split("\n") if one)
                continue
            parts = list(self.blocks(child, depth + 1))
            if not parts:
                continue
            number += 1
            lines = "\n".join(
                part if at == 0 or part[:1] in "-0123456789" else f"\n{part}" for at, part in enumerate(parts)
            ).split("\n")
            indent = " " * len(mark)
            yield mark + "\n".join(one if at == 0 or not one else f"{indent}{one}" for at, one in enumerate(lines))

    def _table(self, element: etree._Element, depth: int) -> Iterator[str]:
        rows = [row for row in element.iter("tr") if _owner(row) is element]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        cells = [row for row in cells if any(map(says, row))]
        yield from (said for one in element.findall("caption") for said in self._block(one, depth))
        if not cells:
            return
        is_layout = max(map(len, cells)) < 2 or any(
            cell.find(".//table") is not None or cell.find(".//h2") is not None or cell.find(".//pre") is not None
            for row in cells
            for cell in row
        )
        if is_layout:
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell, depth)
        else:
            yield escaping.table([[self._cell(cell, depth) for cell in row] for row in cells])

    def _cell(self, cell: etree._Element, depth: int) -> str:
        said = escaping.inline(
            Run(text=run.text.replace("\n", " "), bold=run.bold, italic=run.italic, code=run.code, link=run.link)
            for run in self._inside(cell, depth)
        )
        return re.sub(r"(?<!\\)\|", r"\\|", said)

    def _inside(self, element: etree._Element, depth: int) -> Iterator[Run]:
        """The words of an element, whatever blocks they are in."""
        yield from self._runs(element, depth, Run(text=""), is_outermost=True)

    def _runs(self, element: etree._Element, depth: int, style: Run, *, is_outermost: bool = False) -> Iterator[Run]:
        if depth > 2 * _DEEP:
            yield _styled(style, "".join(element.itertext()))
            return
        name = element.tag
        if name == "br":
            yield Run(text="\n")
        elif name == "img":
            yield from _picture(element, style)
        if not is_outermost:
            style = _in(element, style)
        if name == "sup" and (power := raised(text := "".join(element.itertext()).strip())) != text:
            yield _styled(style, power)
            return
        is_block = not is_outermost and name not in names.INLINE
        if is_block:
            yield Run(text=" ")
        yield _styled(style, element.text or "")
        for child in element:
            if not self._is_left_out(child):
                yield from self._runs(child, depth + 1, style)
            yield _styled(style, child.tail or "")
        if is_block:
            yield Run(text=" ")

    def _holds_blocks(self, element: etree._Element) -> bool:
        return any(isinstance(one.tag, str) and one.tag not in names.INLINE | names.SILENT for one in element.iter())

    def _is_left_out(self, element: etree._Element) -> bool:
        if not isinstance(element.tag, str) or element.tag in names.SILENT:
            return True
        if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", ""):
            return True
        if self._is_whole and (element.tag == "aside" or (element.tag == "header" and element.find(".//h1") is None)):
            return True
        return not names.FURNITURE.isdisjoint(_marks(element).split())


def _paragraph(runs: Iterator[Run] | list[Run]) -> Iterator[str]:
    """Words between blocks; line ends of the source are blanks, those of the page stay."""
    said = escaping.inline(run if run.text == "\n" else _styled(run, run.text.replace("\n", " ")) for run in runs)
    if said:
        yield said


def _picture(element: etree._Element, style: Run) -> Iterator[Run]:
    """Its words, and where it can be seen."""
    if alt := " ".join((element.get("alt") or "").split()):
        source = escaping.address(element.get("src") or "")
        link = style.link or (source if source.startswith(("http://", "https://")) else "")
        yield _styled(Run(text="", link=link), alt)


def _in(element: etree._Element, style: Run) -> Run:
    name = element.tag
    own = _STYLES.get(name, "")
    link = style.link
    if name == "a" and (href := (element.get("href") or "").strip()) and not href.startswith("#"):
        link = escaping.address(href)
    return Run(
        text="",
        bold=style.bold or own == "bold",
        italic=style.italic or own == "italic",
        strike=style.strike or own == "strike",
        code=style.code or own == "code",
        link=link,
    )


def _styled(style: Run, text: str) -> Run:
    return Run(
        text=text if text == "\n" else text.replace("\n", " "),
        bold=style.bold,
        italic=style.italic,
        strike=style.strike,
        code=style.code,
        link=style.link,
    )


def _quoted(written: str) -> str:
    return "\n".join(f"> {one}" if one else ">" for one in written.split("\n"))


def _box(element: etree._Element) -> str:
    """What kind of a box it is, '' for none; a title that says no more than that is taken out."""
    marks = _marks(element).split()
    if "admonition" in marks:
        for child in element:
            said = "".join(child.itertext()).strip(" :!\n").casefold() if isinstance(child.tag, str) else ""
            if "admonition-title" in _marks(child).split() and said in names.ADMONITIONS:
                child.clear(keep_tail=True)
        return next((names.ADMONITIONS[one] for one in marks if one in names.ADMONITIONS), "NOTE")
    return next((names.BOXES[one] for one in marks if one in names.BOXES), "")


def _marks(element: etree._Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def _param(element: etree._Element) -> str:
    return element.get("data-syntaxhighlighter-params") or ""


def _owner(row: etree._Element) -> etree._Element | None:
    """The table a row belongs to."""
    above = row.getparent()
    while above is not None and above.tag != "table":
        above = above.getparent()
    return above
