"""What is an article about, for somebody who browses? Its tags, and the folder it lies in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.articles.rules import wording

LENGTH = 64  #: of a topic's name

#: Folders that say how a handbook is built, not what it is about.
CONTAINERS = frozenset({"pages", "page", "docs", "doc", "content", "contents", "src", "source", "posts", "_posts"})


@dataclass(frozen=True, kw_only=True)
class Topic:
    #: Folded; what one asks for.
    key: str
    label: str
    #: Of published articles that somebody may read.
    count: int


def of(path: str, tags: Iterable[str]) -> dict[str, str]:
    """Return the topics of an article, key to label: its tags, and the folder it lies in."""
    folders = [part for part in PurePosixPath(path).parts[:-1] if part.casefold() not in CONTAINERS]
    labels = [*tags, *(wording.words(folder) for folder in folders[:1])]
    found: dict[str, str] = {}
    for label in labels:
        if folded := key(label):
            found.setdefault(folded, label[:LENGTH])
    return found


def key(label: str) -> str:
    """Fold a label so that `Remote-work` and `remote work` are one topic."""
    return " ".join(re.sub(r"[-_]+", " ", label).casefold().split())[:LENGTH]
