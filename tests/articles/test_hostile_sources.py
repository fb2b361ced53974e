"""Whatever lies in an archive or a document: refused by name or inert, in seconds and little memory."""

import io
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from bot.articles.rules import faults
from bot.articles.service import importing, reading
from bot.articles.service.reading import Harvest
from tests.articles import sources
from tests.articles.conftest import WORKSPACE, Curator, write

MIB = 2**20
GOOD: dict[str, str | bytes] = {"good.md": "# Good\n\nText.\n"}


def harvest(place: Path, files: dict[str, str | bytes]) -> Harvest:
    write(place, files)
    started = time.process_time()
    found = reading.harvest(place)
    assert time.process_time() - started < 10
    return found


def bomb(size: int) -> bytes:
    return sources.packed({"a.md": b"\0" * size})


def linked() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return made.getvalue()


def encrypted() -> bytes:
    made = bytearray(sources.packed({"a.md": "# A\n"}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def lying() -> bytes:
    """Its entry says that it is small."""
    made = bytearray(sources.packed({"a.md": b"x" * 100_000}))
    for at in (22, made.index(b"PK\x01\x02") + 24):
        made[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(made)


def wide() -> bytes:
    """A directory that says it is larger than memory."""
    made = bytearray(sources.packed({"a.md": "# A\n"}))
    at = made.rindex(b"PK\x05\x06")
    made[at + 12 : at + 16] = (2**31).to_bytes(4, "little")
    return bytes(made)


@pytest.mark.parametrize(
    ("name", "data", "path", "sentence"),
    [
        ("x.zip", bomb(4 * MIB), "x.zip", "It unpacks to far more than any text does"),
        ("x.zip", sources.packed({"y.zip": bomb(4 * MIB)}), "x.zip/y.zip", "It unpacks to far more"),
        ("x.zip", sources.packed({"../../out.md": "# Out\n"}), "x.zip/../../out.md", "Its name leads out"),
        ("x.zip", sources.packed({"..\\out.md": "# Out\n"}), "x.zip/../out.md", "Its name leads out"),
        ("x.zip", sources.packed({"/etc/out.md": "# Out\n"}), "x.zip//etc/out.md", "Its name leads out"),
        ("x.zip", sources.packed({"C:/out.md": "# Out\n"}), "x.zip/C:/out.md", "Its name leads out"),
        ("x.zip", linked(), "x.zip/link.md", "It is a link, which is not followed"),
        ("x.zip", encrypted(), "x.zip/a.md", "It is encrypted"),
        ("x.zip", lying(), "x.zip/a.md", "It can't be read (it is damaged"),
        ("x.zip", wide(), "x.zip", "It holds more than 50000 files"),
        ("x.zip", b"PK\x05\x06" + b"\xff" * 30, "x.zip", "It holds more than 50000 files"),
        ("x.zip", b"PK\x03\x04 and no directory", "x.zip", "It can't be read (it is no zip"),
        (
            "x.zip",
            sources.packed({"y.zip": sources.packed({"z.zip": sources.packed({"a.md": "# A\n"})})}),
            "x.zip/y.zip/z.zip",
            "It is an archive in an archive in an archive",
        ),
        (
            "x.docx",
            sources.docx(("Normal", "&b;"), doctype='<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'),
            "x.docx",
            "It can't be read (it declares entities",
        ),
        (
            "x.docx",
            sources.docx(("Normal", "&b;"), doctype='<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
            "x.docx",
            "It can't be read (it declares entities",
        ),
        ("x.docx", sources.docx(more=" " * (13 * MIB)), "x.docx", "It can't be read (its text is more than 12 MiB"),
        ("x.docx", sources.docx(more="<w:p>" * 50_000), "x.docx", "It can't be read (it is not what Word writes"),
        ("x.docx", sources.packed({"word/document.xml": "<a/>"}), "x.docx", "It can't be read (it is not what Word"),
        ("x.docx", b"\xd0\xcf\x11\xe0", "x.docx", "It can't be read (it is damaged or encrypted)"),
        ("x.html", "<div>" * 100_000 + "x", "x.html", "It can't be read (its tags are nested too deeply)"),
        ("x.html", b"\x89PNG\0\0", "x.html", "It has NUL bytes"),
        ("x.rst", "x\n" * MIB, "x.rst", "It can't be read (it is more than 1 MiB"),
        ("x.csv", 'q,a\n"' + "x" * 1_100_000, "x.csv", "It can't be read (as a table"),
    ],
)
def test_what_only_an_attacker_writes_is_refused_and_the_rest_goes_in(
    tmp_path: Path, name: str, data: str | bytes, path: str, sentence: str
) -> None:
    found = harvest(tmp_path / "f", {**GOOD, name: data})
    assert [draft.path for draft in found.drafts] == ["good.md"]
    assert [one.path for one in found.broken] == [path]
    assert found.broken[0].sentence.startswith(sentence)
    assert [one.name for one in tmp_path.iterdir()] == ["f"], "nothing is written outside"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.html", "<b><p>" * 50_000 + "words"),
        ("x.html", "<p " + "a=1 " * 500_000 + ">words"),
        ("x.html", "<p>words" + "&amp;" * 500_000),
        ("x.html", "<table><tr>" + "<td>words" * 20_000),
        ("x.html", "<ul>" + "<li><p>words</p>" * 8_000),
        ("x.rst", "\n".join(f"{' ' * n}- words" for n in range(300))),
        ("x.rst", ".. |a| replace:: words\n" + "".join(f".. |{n}| replace:: |a| |a| |a| |a|\n" for n in range(50))),
        ("x.adoc", "*words" * 30_000),
        ("x.adoc", "`_*<<[" * 20_000 + " words"),
        ("x.adoc", "* words\n" * 10_000),
        ("x.txt", "- words\n" * 10_000),
        ("x.txt", "words " * 800_000),
        ("x.csv", "question,answer\n" + "".join(f"q{n},words\n" for n in range(2_000))),
    ],
)
def test_no_text_takes_long(tmp_path: Path, name: str, text: str) -> None:
    found = harvest(tmp_path / "f", {name: text})
    assert len(found.drafts) + len(found.broken) >= 1


def test_scripts_and_what_hides_in_pages_stay_out(tmp_path: Path) -> None:
    page = (
        "<body><p>Seen.</p><script>evil</script><style>evil</style><p hidden>evil</p>"
        "<div style='display: none'>evil</div>"
        "<iframe src=evil>evil</iframe><svg><text>evil</text></svg><!-- evil --><template>evil</template>"
        "<a href='javascript:evil' onclick=evil>Seen too.</a><p>&lt;script&gt;shown&lt;/script&gt; {{ shown }}</p>"
    )
    found = harvest(tmp_path / "f", {"x.html": page}).drafts[0]
    assert "evil" not in found.source
    assert found.sections[0].text == "Seen.\nSeen too.\n<script>shown</script> {{ shown }}"


def test_a_hundred_thousand_entries_are_refused_in_little_memory(tmp_path: Path) -> None:
    place = tmp_path / "many.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for n in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"folder/a page with an ordinary name {n}.md"), "x")
    code = (
        "import re, sys; from pathlib import Path; from bot.articles.rules import faults\n"
        "from bot.articles.service import reading\n"
        "try: reading.harvest(Path(sys.argv[1]))\n"
        "except faults.BadArchive as refused: print(refused.sentence)\n"
        "status = Path('/proc/self/status')\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', status.read_text()).group(1) if status.exists() else '0'\n"
        "print(int(peak) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(place)], capture_output=True, text=True, check=True, timeout=60
    )
    sentence, peak = done.stdout.splitlines()
    assert (
        sentence
        == "many.zip was not read, and nothing was changed: It holds more than 50000 files. Please import it in parts."
    )
    assert int(peak) < 200


def test_an_archive_that_is_refused_leaves_everything_as_it_was(curator: Curator, tmp_path: Path) -> None:
    place = tmp_path / "Book.zip"
    place.write_bytes(sources.packed(GOOD))
    importing.import_folder(curator.runtime, WORKSPACE, place)
    place.write_bytes(bomb(8 * MIB))
    with pytest.raises(faults.BadArchive):
        importing.import_folder(curator.runtime, WORKSPACE, place)
    assert (curator.version(), curator.texts()) == (1, {"Good": "Text."})
