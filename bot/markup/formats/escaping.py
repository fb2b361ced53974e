"""How are words written in Markdown so that they are read as these words? Nothing in them is taken for notation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

#: Characters that mean something wherever they stand.
_MARKS = re.compile(
    r"[\\`*{}\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,40};)|=(?==)|%(?=%)|(?<!\S)\^|:(?=[a-zA-Z:])"
)
#: What begins a heading, a list, a quotation, a box or a definition at the start of a line.
_START = re.compile(r"[-+#>=:;!?%\"]|\d+(?=[.)])")
_NUMBER = re.compile(r"(\d+)([.)])")
_PROGRAM = re.compile(r"(?:import|export)\b")
_TICKS = re.compile(r"`+")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ALLOWED = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_CLOSERS = ".,;:!?)"


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    #: Where they lead; '' for nowhere.
    link: str = ""


def words(text: str) -> str:
    """Words within a line."""
    return _MARKS.sub(r"\\\g<0>", text)


def line(text: str) -> str:
    """Words of which a line consists."""
    return start(words(" ".join(text.split())))


def start(written: str) -> str:
    """A line that is written already, safe where it begins."""
    if _PROGRAM.match(written):
        return f"&#{ord(written[0])};{written[1:]}"
    if numbered := _NUMBER.match(written):
        return f"{numbered.group(1)}\\{written[numbered.end(1) :]}"
    return f"\\{written}" if _START.match(written) and not written[0].isdigit() else written


def code(text: str) -> str:
    """Code within a line."""
    text = " ".join(text.split("\n"))
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] in "` " or text[-1:] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def fenced(text: str, language: str = "") -> str:
    """Lines of code."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.strip(chr(10))}\n{fence}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are written already; the first row is its head."""
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def address(href: str) -> str:
    """An address that may stand in a link; '' for one that may not, such as a script."""
    href = "".join(href.split())
    if _SCHEME.match(href) and not _ALLOWED.match(href):
        return ""
    return quote(href, safe="%/:?#@!$&'*+,;=~-._")


def inline(runs: Iterable[Run]) -> str:
    """Runs of words as one line, a line break for each that is in them."""
    joined = _joined(runs)
    written: list[str] = []
    for at, run in enumerate(joined):
        before = joined[at - 1].text[-1:] if at else ""
        after = joined[at + 1].text[:1] if at + 1 < len(joined) else ""
        written.append(_written(run, before, after))
    lines = [" ".join(part.split(" ")).strip() for part in "".join(written).split("\n")]
    return "\\\n".join(start(one) for one in lines if one)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """The runs that say something, neighbours of one style as one, with single blanks."""
    found: list[Run] = []
    for run in runs:
        text = run.text if run.code else re.sub(r"[ \t\r\f\v\xa0]+", " ", run.text)
        if not text:
            continue
        if not text.strip():
            run = Run(text=text)
        before = found[-1] if found else None
        if before is not None and _style(before) == _style(run):
            found[-1] = _restyled(before, before.text + text)
        else:
            found.append(_restyled(run, text))
    return found


def _style(run: Run) -> tuple[object, ...]:
    return run.bold, run.italic, run.strike, run.code, run.link


def _restyled(run: Run, text: str) -> Run:
    return Run(text=text, bold=run.bold, italic=run.italic, strike=run.strike, code=run.code, link=run.link)


def _written(run: Run, before: str, after: str) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    head, _, tail = run.text.partition(core)
    said = code(core) if run.code else words(core)
    if "\n" not in said:
        is_free = not (head or before).strip() and (not (tail or after).strip() or (tail or after) in _CLOSERS)
        is_plain = is_free and not run.code and core[0].isalnum() and core[-1].isalnum()
        for is_on, mark, tag in ((run.strike, "~~", "s"), (run.italic, "*", "em"), (run.bold, "**", "strong")):
            if is_on:
                said = f"{mark}{said}{mark}" if is_plain and said[0].isalnum() else f"<{tag}>{said}</{tag}>"
    if run.link and "\n" not in said:
        said = f"[{said}](<{run.link}>)"
    return f"{head}{said}{tail}"
