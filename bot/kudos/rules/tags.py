"""What does a kudos stand for? Values as tags: a starter set about learning, or a company's own."""

import re
from collections.abc import Collection, Iterable, Sequence

#: The starter set, and the beginnings of words that suggest each.
STARTER: dict[str, tuple[str, ...]] = {
    "taught-me": ("taught", "teach", "explain", "showed", "walked me", "learn", "lesson", "workshop"),
    "unblocked": ("unblock", "stuck", "debug", "fix", "rescue", "untangl", "got us moving", "solved"),
    "shared-knowledge": (
        "shared",
        "sharing",
        "wrote up",
        "write-up",
        "writeup",
        "talk",
        "demo",
        "knowledge",
        "article",
    ),
    "mentored": ("mentor", "coach", "paired with", "pairing", "guid", "feedback"),
    "improved-docs": ("docs", "documentation", "readme", "runbook", "guide", "handbook", "how-to"),
    "brave-question": ("asked", "question", "dared", "spoke up", "brave", "courage", "admitted"),
}
LONGEST = 40
MOST = 30  #: tags a workspace can have

_WORD = r"[^\W_]"


def normal(tag: str) -> str:
    """Return a tag as it is kept: no #, small letters, hyphens for gaps; '' when nothing is left."""
    joined = re.sub(r"[\s_]+", "-", tag.strip().lstrip("#＃").casefold())
    return re.sub(r"[^\w-]", "", joined).strip("-")[:LONGEST]


def known(chosen: object) -> tuple[str, ...]:
    """Read a workspace's tags from its settings; the starter set when it has chosen none."""
    if not isinstance(chosen, list | tuple):
        return tuple(STARTER)
    return tuple(dict.fromkeys(tag for one in chosen if (tag := normal(str(one)))))[:MOST]


def match(tag: str, among: Iterable[str]) -> str | None:
    """Return the known tag that somebody meant: `#TaughtMe` and `#taught_me` are `taught-me`."""
    wanted = _bare(tag)
    return next((one for one in among if _bare(one) == wanted), None)


def suggest(reason: str, among: Sequence[str], *, without: Collection[str] = (), most: int = 3) -> tuple[str, ...]:
    """Return the tags that the words of a reason suggest, the likeliest first."""
    words = reason.casefold()
    scores = {tag: _score(tag, words) for tag in among if tag not in without}
    likely = sorted((tag for tag in scores if scores[tag]), key=lambda tag: -scores[tag])
    return tuple(likely[:most])


def _score(tag: str, words: str) -> int:
    cues = STARTER.get(tag) or tuple(part for part in tag.split("-") if len(part) > 3)
    return sum(bool(re.search(rf"(?<!{_WORD}){re.escape(cue)}", words)) for cue in cues)


def _bare(tag: str) -> str:
    return normal(tag).replace("-", "")
