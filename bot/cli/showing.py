"""How will a page look, before it is imported? As a reader sees it, or as Slack is sent it."""

import json
from collections.abc import Sequence

from bot.answers.views.passages import drawn, heading, steps
from bot.articles.service import reading


def words(drafts: Sequence[reading.Draft]) -> str:
    """Return pages as a reader sees them, each section under the headings it stands below."""
    told: list[str] = []
    for draft in drafts:
        for section in draft.sections:
            told += [" › ".join((draft.facts.title, *steps(draft.facts.title, section.path))), "", section.text, ""]
    return "\n".join(told).strip()


def as_json(drafts: Sequence[reading.Draft]) -> str:
    """Return pages as Slack is sent them: the blocks of each section."""
    blocks = [
        block
        for draft in drafts
        for section in draft.sections
        for block in (heading(draft.facts.title, section.path, url=draft.facts.url), *drawn(section.blocks))
    ]
    return json.dumps(blocks, ensure_ascii=False, indent=2)
