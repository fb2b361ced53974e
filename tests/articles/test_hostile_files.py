"""Whatever lies in a folder: what is broken is reported by name, the rest goes in."""

import os
import time
from pathlib import Path

import pytest

from bot.articles.rules import faults, frontmatter
from bot.articles.service import folder, reading
from bot.articles.service.comparing import Fate
from bot.articles.service.reading import Harvest
from tests.articles.conftest import Curator, write

MIB = 2**20


def harvest(place: Path, files: dict[str, str | bytes]) -> Harvest:
    write(place, files)
    return reading.harvest(place)


def test_a_folder_of_horrors(curator: Curator, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Salaries\n")
    outside = tmp_path / "outside"
    write(outside, {"private.md": "# Private\n\nText.\n"})
    curator.has(
        {
            "good.md": "# Good\n\nText.\n",
            "broken.md": "---\ntitle: x\ntags: [a, b\n---\n",
            "picture.md": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
            "nul.md": b"# Half\n\0 a file\n",
            "control.md": b"caf\xe9 \x01\x02",
            "one.md": "---\nid: same\n---\n# First by path\n\nText.\n",
            "two.md": "---\nid: same\n---\n# Second\n\nText.\n",
            "large.md": "x" * (5 * MIB + 1),
            "long-line.md": "# Long line\n" + "word " * (MIB - 100),
            "laughs.md": "---\na: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(9)) + "---\n",
            "sub/fine.md": "# Fine\n\nText.\n",
        }
    )
    (curator.folder / "stolen.md").symlink_to(secret)
    (curator.folder / "elsewhere").symlink_to(outside, target_is_directory=True)
    (curator.folder / "nothing.md").symlink_to(tmp_path / "missing.md")
    (curator.folder / "round").symlink_to(curator.folder, target_is_directory=True)
    (curator.folder / "ouroboros.md").symlink_to(curator.folder / "ouroboros.md")
    os.mkfifo(curator.folder / "pipe.md")

    report = curator.imports()

    assert report.fates[Fate.NEW] == ("good.md", "long-line.md", "one.md", "sub/fine.md")
    assert {remark.path: (remark.line, remark.sentence) for remark in report.broken} == {
        "broken.md": (4, "Its front matter is not YAML: did not find expected ',' or ']'."),
        "control.md": (None, "It is not text."),
        "elsewhere": (None, "It is a link to a place outside the folder, which is not followed."),
        "large.md": (None, "It has 5.0 MiB; an article may have 5. Please split it."),
        "laughs.md": (8, "Its front matter has too many YAML aliases or levels."),
        "nothing.md": (None, "It is a link to nothing."),
        "nul.md": (None, "It has NUL bytes, as binary files do."),
        "ouroboros.md": (None, "It is a link to nothing."),
        "picture.md": (None, "It has NUL bytes, as binary files do."),
        "pipe.md": (None, "It is not a file."),
        "stolen.md": (None, "It is a link to a place outside the folder, which is not followed."),
        "two.md": (None, "“same” is already the id of one.md. Please give it another one."),
    }
    assert set(curator.texts()) == {"Good", "Long line", "First by path", "Fine"}
    assert curator.imports().is_unchanged


def test_what_breaks_later_stays_as_it_was(curator: Curator) -> None:
    curator.imports({"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n", "c.md": "# C\n\nText.\n"})
    report = curator.imports({"a.md": "---\ntitle: [\n---\n", "b.md": b"\0", "c.md": "# C\n\nText.\n"})

    assert report.is_unchanged
    assert len(report.broken) == 2
    assert set(curator.texts()) == {"A", "B", "C"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_stays_as_it_was(curator: Curator) -> None:
    curator.imports({"a.md": "# A\n\nText.\n", "closed/b.md": "# B\n\nText.\n"})
    (curator.folder / "closed").chmod(0)
    (curator.folder / "a.md").chmod(0)
    try:
        report = curator.imports()
    finally:
        (curator.folder / "closed").chmod(0o755)
    assert report.is_unchanged
    assert [(one.path, one.sentence) for one in report.broken] == [
        ("a.md", "It can't be read (Permission denied)."),
        ("closed/", "It can't be read (Permission denied)."),
    ]


def test_a_name_that_is_not_utf_8_is_reported_readably(curator: Curator) -> None:
    curator.has({"good.md": "# Good\n\nText.\n"})
    Path(os.fsdecode(os.fsencode(curator.folder) + b"/caf\xe9\n.md")).write_text("# Bad\n")
    report = curator.imports()
    assert report.count(Fate.NEW) == 1
    assert "  broken    caf\\udce9 .md: Its name is not UTF-8. Please rename it." in list(report.lines())


def test_a_path_too_long_to_be_kept_is_reported(tmp_path: Path) -> None:
    found = harvest(tmp_path / "f", {"a/" + "b" * 240 + "/" + "c" * 240 + "/" + "d" * 40 + ".md": "x", "ok.md": "y"})
    assert len(found.drafts) == 1
    assert found.broken[0].sentence == "Its path is longer than 500 characters. Please shorten it."


def test_hidden_and_other_files_are_counted(tmp_path: Path) -> None:
    found = harvest(
        tmp_path / "f",
        {
            ".git/config.md": "x",
            "a.md": "x",
            "b.MARKDOWN": "x",
            ".c.md": "x",
            "d.png": b"\0",
            "node_modules/e/README.md": "",
        },
    )
    assert [draft.path for draft in found.drafts] == ["a.md", "b.MARKDOWN"]
    assert (found.others, found.skipped) == ({".png": 1}, 3)
    assert found.broken == ()


def test_a_link_to_a_hidden_place_within_the_folder_is_read(tmp_path: Path) -> None:
    place = tmp_path / "mounted"
    write(place, {"..2026/a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"})
    (place / "..data").symlink_to("..2026", target_is_directory=True)
    (place / "a.md").symlink_to("..data/a.md")
    (place / "twice.md").symlink_to("b.md")
    assert [draft.path for draft in reading.harvest(place).drafts] == ["a.md", "b.md"]


def test_a_folder_that_is_a_link_itself_is_read(tmp_path: Path) -> None:
    write(tmp_path / "real", {"a.md": "# A\n\nText.\n"})
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert len(reading.harvest(tmp_path / "link").drafts) == 1


def test_a_file_swapped_for_a_link_after_it_was_found_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "f", {"a.md": "# A\n\nText.\n"})
    (tmp_path / "secret.md").write_text("# Secret\n")
    found = folder.search(tmp_path / "f").files["a.md"]
    found.unlink()
    found.symlink_to(tmp_path / "secret.md")
    with pytest.raises(faults.Unreadable):
        folder.contents(found)


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("# Über\n".encode(), "# Über\n", ""),
        (b"\xef\xbb\xbf# Mark\n\nText.\n", "\ufeff# Mark\n\nText.\n", ""),
        ("# Über\n".encode("utf-16"), "# Über\n", ""),
        (b"\xfe\xff" + "# Über\n".encode("utf-16-be"), "# Über\n", ""),
        ("# “Über”\n".encode("cp1252"), "# “Über”\n", "It is not UTF-8 and was read as Windows-1252."),
        (b"# A\r\n\r\nB\r\n", "# A\r\n\r\nB\r\n", ""),
        (b"", "", ""),
    ],
)
def test_texts_as_editors_write_them(data: bytes, text: str, note: str) -> None:
    read, notes = reading.decode(data)
    assert read == text
    assert "".join(one.sentence for one in notes) == note


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\0", b"\xff\xfe\x00\xd8", b"\xff\xfe\0\0", b"\x81\x8d", b"a\0b", b"\xe9\x07"]
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(faults.OfFile):
        reading.decode(data)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Каждый сотрудник получает двадцать шесть дней отпуска.", "cp1251"),
        ("Каждый сотрудник получает двадцать шесть дней отпуска.", "koi8-r"),
        ("Κάθε εργαζόμενος έχει είκοσι έξι ημέρες άδεια.", "cp1253"),
        ("東京オフィスは月曜日から金曜日まで九時に開きます。", "shift_jis"),
        ("每位员工每年有二十六天假期。", "gbk"),
    ],
)
def test_letters_of_another_alphabet_are_not_taken_for_western_ones(text: str, charset: str) -> None:
    with pytest.raises(faults.OfFile):
        reading.decode(f"# Title\n\n{text}\n".encode(charset))


def test_western_letters_are_read_whatever_wrote_them() -> None:
    said = "Fußweg zum Büro: über die Brücke; l’été à Genève, où l’on déjeune. “Œuvre”, 5 €, naïve Übergrößen."
    assert reading.decode(said.encode("cp1252"))[0] == said


@pytest.mark.parametrize(
    "text",
    [
        "#" + " " * (5 * MIB - 10) + "x",
        "# " + "a " * (5 * MIB // 2 - 10),
        "---\ntitle: x\n---" + " " * (5 * MIB - 100) + "x",
        "---\nowner: @a" + " " * 60_000 + "x\n---\n",
        "---\n" + "a: " * 20_000 + "\n---\n",
        "---\na: " + "[" * 60_000 + "\n---\n",
        "---\n" + " " * (5 * MIB - 10),
        "-" * (5 * MIB),
        "```\n" * MIB,
        "=\n" * (2 * MIB),
    ],
)
def test_no_text_takes_long_to_read(text: str) -> None:
    started = time.monotonic()
    try:
        reading.read("a.md", text.encode())
    except (frontmatter.Broken, faults.OfFile):
        pass
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# a\n\nb\n" * 20_002, "20,000 headings"),
        ("|a|\n|-|\n" + "|b|\n" * 100_000, "100,000 rows of tables"),
        ("[a](b.md) " * 50_001, "50,000 links"),
        ("\\*" * 200_001, "200,000 backslashes"),
    ],
)
def test_what_no_reader_wants_in_one_page_is_left_out(text: str, what: str) -> None:
    with pytest.raises(faults.TooBusy) as refused:
        reading.read("a.md", text.encode())
    assert what in refused.value.sentence


def test_brackets_are_looked_at_once() -> None:
    started = time.process_time()
    reading.read("a.md", ("[" * 100_000 + "words" + "](x)" * 25_000).encode())
    assert time.process_time() - started < 10
