"""What does the worst that can be brought cost? Each input in a process of its own: seconds, memory, what was said.

    python -m tests.benchmarks.hostile [--only NAME]

Aim: each is refused or inert within ten seconds and 200 MiB, and nothing is written beside it. It exits with 1 if not.
"""

import argparse
import io
import os
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.articles import sources

MIB = 2**20
SECONDS, MEMORY_MIB = 10.0, 200

Made = Callable[[Path], None]


def file(name: str, data: Callable[[], str | bytes]) -> Made:
    def make(folder: Path) -> None:
        said = data()
        (folder / name).write_bytes(said.encode() if isinstance(said, str) else said)

    return make


def packed(entries: Mapping[str, Callable[[], bytes]], *, mode: int = 0) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, mode << 16
            archive.writestr(entry, data())
    return made.getvalue()


def bomb(folder: Path) -> None:
    """A gibibyte of one letter, in a megabyte."""
    with (
        zipfile.ZipFile(folder / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.md", "w") as entry,
    ):
        for _ in range(1024):
            entry.write(b"a" * MIB)


def overlapping() -> bytes:
    """A thousand names for one entry: https://www.bamsoftware.com/hacks/zipbomb/"""
    one = bytearray(packed({"aaaaaaa.md": lambda: b"word " * 900_000}))
    start = one.index(b"PK\x01\x02")
    end = one.rindex(b"PK\x05\x06")
    record = bytes(one[start:end])
    records = b"".join(record[:46] + f"{number:07}".encode() + record[53:] for number in range(1000))
    tail = bytearray(one[end:])
    tail[8:10] = tail[10:12] = (1000).to_bytes(2, "little")
    tail[12:16] = len(records).to_bytes(4, "little")
    return bytes(one[:start]) + records + bytes(tail)


def entries(folder: Path) -> None:
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"folder/a page with an ordinary name {number}.md"), "x")


def nested(depth: int) -> bytes:
    inner = packed({"a.md": lambda: b"# A\n"})
    for number in range(depth):
        inner = packed({f"{number}.zip": lambda data=inner: data})  # type: ignore[misc]
    return inner


def laughs(kind: str) -> str:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE {kind} [<!ENTITY a0 "lol">{names}]>'


def space(body: str) -> bytes:
    xml = f'<?xml version="1.0"?>{laughs("hibernate-generic")}<hibernate-generic>{body}</hibernate-generic>'
    return packed({"entities.xml": xml.encode, "exportDescriptor.properties": lambda: b"exportType=space\n"})


def many_files(folder: Path) -> None:
    for number in range(20_000):
        place = folder / f"f{number % 100}"
        place.mkdir(exist_ok=True)
        (place / f"{number}.md").write_text(f"# Page {number}\n\nWords of a page.\n")


def deep(folder: Path) -> None:
    """Folders in folders, for as long as a path can be."""
    place = folder
    for _ in range(400):
        place = place / "d"
    place.mkdir(parents=True)
    (place / "a.md").write_text("# Deep\n\nWords.\n")


def links(folder: Path) -> None:
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "passwd.md").symlink_to("/etc/passwd")
    (folder / "device.md").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.md")


HOSTILE: Mapping[str, Made] = {
    "a zip of a gibibyte": bomb,
    "a zip in a zip of 64 MiB": file(
        "x.zip", lambda: packed({"y.zip": lambda: packed({"a.md": lambda: b"a" * 64 * MIB})})
    ),
    "1,000 entries that are one": file("x.zip", overlapping),
    "zips in zips, 12 deep": file("x.zip", lambda: nested(12)),
    "100,000 entries": entries,
    "names that lead out": file(
        "x.zip",
        lambda: packed({one: lambda: b"# Out\n" for one in ("../../out.md", "/etc/out.md", "C:/out.md", "..\\o.md")}),
    ),
    "links in a zip": file("x.zip", lambda: packed({"a.md": lambda: b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777)),
    "links, pipes and devices": links,
    "folders 400 deep": deep,
    "20,000 files": many_files,
    "entities in Word": file("x.docx", lambda: sources.docx(("Normal", "&a11;"), doctype=laughs("x"))),
    "entities in Confluence": file("x.zip", lambda: space("<object class='Page'>&a11;</object>")),
    "Word, 100,000 deep": file("x.docx", lambda: sources.docx(more="<w:p>" * 100_000)),
    "Word, of 200 MiB": file("x.docx", lambda: sources.docx(more=" " * (200 * MIB))),
    "HTML, 100,000 deep": file("x.html", lambda: "<div>" * 100_000 + "x"),
    "HTML, a table of 100,000": file("x.html", lambda: "<table><tr>" + "<td>words" * 100_000),
    "HTML, 4 MiB of attributes": file("x.html", lambda: "<p " + "a=1 " * MIB + ">words"),
    "scripts": file("x.html", lambda: "<body>" + "<script>evil</script><p onclick=evil>Seen.</p>" * 20_000),
    "Markdown, quotes 100,000 deep": file("x.md", lambda: ">" * 100_000 + " words\n"),
    "Markdown, lists 2,000 deep": file("x.md", lambda: "\n".join(f"{'  ' * n}- words" for n in range(1500))),
    "Markdown, brackets": file("x.md", lambda: "[" * 200_000 + "words" + "](x)" * 50_000),
    "Markdown, stars": file("x.md", lambda: "*a **b _c " * 200_000),
    "Markdown, backticks": file("x.md", lambda: "".join("`" * (n % 700) + "a" for n in range(10_000))),
    "Markdown, a table of 5 MiB": file("x.md", lambda: "|a|b|\n|-|-|\n" + "|words|words|\n" * 370_000),
    "Markdown, 400,000 headings": file("x.md", lambda: "# a\n\nb\n" * 400_000),
    "Markdown, links to nowhere": file("x.md", lambda: "[a](b.md) [[c]] ![d](e) " * 150_000),
    "front matter that laughs": file(
        "x.md", lambda: "---\na: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(9)) + "---\n"
    ),
    "reStructuredText, substitutions": file(
        "x.rst", lambda: ".. |a| replace:: words\n" + "".join(f".. |{n}| replace:: |a| |a|\n" for n in range(5_000))
    ),
    "AsciiDoc, marks": file("x.adoc", lambda: "`_*<<[" * 100_000),
    "a table of 400,000 rows": file(
        "x.csv", lambda: "question,answer\n" + "".join(f"q{n},a\n" for n in range(400_000))
    ),
    "a field of 5 MiB": file("x.csv", lambda: 'question,answer\n"' + "x" * (5 * MIB - 100)),
    "bytes that are no text": file("x.md", lambda: bytes(range(256)) * 16_000),
    "UTF-16 without an end": file("x.txt", lambda: b"\xff\xfe" + b"\x00\xd8" * MIB),
}

_CHILD = """
import re, sys, time
from pathlib import Path
from bot.articles.service import inspecting, overviews
from bot.errors import UserError
started = time.process_time()
try:
    found = inspecting.inspect(Path(sys.argv[1]))
    said = f"{found.pages} pages, {len(found.broken)} refused"
    said += f": {found.broken[0].sentence}" if found.broken else ""
except UserError as refused:
    said = refused.sentence
status = Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()).group(1) if status.exists() else "0"
print(time.process_time() - started, int(peak) // 1024, said.replace("\\n", " "))
"""


def measured(name: str, make: Made) -> bool:
    """Show one to a process; return whether it keeps to the aim."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "f"
        folder.mkdir()
        make(folder)
        (archive,) = [*folder.glob("*.zip")][:1] or [folder]
        before = sorted(os.listdir(place))
        started = time.monotonic()
        try:
            done = subprocess.run(
                [sys.executable, "-c", _CHILD, str(archive)], capture_output=True, text=True, timeout=120, check=True
            )
            spent, peak, said = done.stdout.split(" ", 2)
        except subprocess.TimeoutExpired:
            spent, peak, said = "120", "0", "still at it"
        except subprocess.CalledProcessError as error:
            spent, peak, said = str(time.monotonic() - started), "0", f"failed: {error.stderr.strip().splitlines()[-1]}"
        is_kept = float(spent) <= SECONDS and int(peak) <= MEMORY_MIB and not said.startswith("failed")
        is_kept = is_kept and sorted(os.listdir(place)) == before
    mark = "" if is_kept else "  <- MORE THAN IT MAY"
    print(f"{name:<34} {float(spent):6.1f} s {int(peak):5} MiB  {' '.join(said.split())[:100]}{mark}", flush=True)
    return is_kept


def main() -> None:
    said = argparse.ArgumentParser()
    said.add_argument("--only", choices=list(HOSTILE))
    wanted, _ = said.parse_known_args()
    kept = [measured(name, make) for name, make in HOSTILE.items() if wanted.only in (None, name)]
    if not all(kept):
        sys.exit(1)


if __name__ == "__main__":
    main()
