"""Real handbooks, read whole: nothing of their notation is left in what a person reads."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.markup.document import Block, BlockKind
from bot.markup.sections import sections

DATA = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the handbooks are not here")

RUBBISH = re.compile(
    r"<!--|^\s*-->|-->\s*$|\{\{|\}\}|\{%|%\}|^:::|\[!\w|\{:|!\[\[|\]\]|\[[^\]\n]+\]\[[^\]\n]*\]|\*\*(?=\w)"
    r"|\[TOC\]|^!!! |^=== |</?(?:div|span|p|br|td|table|details|summary|aside)\b",
    re.MULTILINE,
)


def texts() -> Iterator[tuple[str, str]]:
    for file in sorted((DATA / "handbooks").rglob("*.md")):
        yield file.name, re.sub(r"\A---\n.*?\n---\n", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for meta in sorted((DATA / "retrieval").glob("*/meta.json")):
        corpus = meta.parent / "corpus.jsonl"
        if json.loads(meta.read_text(encoding="utf-8")).get("markdown") and corpus.is_file():
            for line in corpus.read_text(encoding="utf-8").splitlines():
                yield meta.parent.name, json.loads(line)["text"]


def prose(block: Block) -> str:
    if block.kind is BlockKind.CODE:
        return ""
    return "\n".join(map(" | ".join, block.rows)) or "".join(span.text for span in block.spans if not span.code)


def test_no_rubbish_is_read() -> None:
    found = [
        (name, section.path, text[max(0, mark.start() - 40) : mark.end() + 40])
        for name, source in texts()
        for section in sections(source)
        for text in (*section.path, *map(prose, section.blocks))
        for mark in RUBBISH.finditer(text)
    ]
    assert found == []
