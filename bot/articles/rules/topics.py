"""What is an article about, for somebody who browses? Its tags, and the folder it lies in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.articles.rules import wording
from bot.search import languages

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
    #: Every topic that means the same, its own key among them.
    keys: tuple[str, ...] = ()


def of(path: str, tags: Iterable[str]) -> dict[str, str]:
    """Return the topics of an article, key to label: its tags, and the folder it lies in."""
    folders = [part for part in PurePosixPath(path).parts[:-1] if part.casefold() not in CONTAINERS]
    labels = [*tags, *(wording.words(folder) for folder in folders[:1])]
    found: dict[str, str] = {}
    for label in labels:
        if folded := key(label):
            found.setdefault(folded, label[:LENGTH])
    return found


def merged(found: Iterable[Topic]) -> tuple[Topic, ...]:
    """Put together what is called differently and means the same, the fullest first; the name is the fullest one's."""
    groups: dict[str, list[Topic]] = {}
    stems = languages.Stems()
    for one in found:
        groups.setdefault(_sense(one.key, stems), []).append(one)
    shown = [
        Topic(
            key=group[0].key,
            label=_shown(group[0].label),
            count=max(one.count for one in group),
            keys=tuple(one.key for one in group),
        )
        for group in (sorted(ones, key=lambda one: (-one.count, one.key)) for ones in groups.values())
    ]
    return tuple(sorted(shown, key=lambda one: (-one.count, one.key)))


#: What is read letter by letter, and is a word of small letters only as a tag or a folder.
_LETTERS = frozenset(
    ("ai", "api", "ci", "cv", "db", "gdpr", "hr", "it", "kpi", "okr", "os", "pr", "qa", "sla", "sql", "ui", "ux", "vpn")
)


def _shown(label: str) -> str:
    """Write a topic as a name: “it support” is *IT support*."""
    words = [word.upper() if word in _LETTERS else word for word in label.split()]
    name = " ".join(words)
    return name[:1].upper() + name[1:]


#: What no stem tells to be the same.
_SAME = {"doc": "document", "growth": "grow", "mentorship": "mentor", "newcom": "onboard", "faq": "question"}


def _sense(key: str, stems: languages.Stems) -> str:
    found = (stems.stem(word, languages.DEFAULT) for word in key.split())
    return " ".join(_SAME.get(stem, stem) for stem in found)


def key(label: str) -> str:
    """Fold a label so that `Remote-work` and `remote work` are one topic."""
    return " ".join(re.sub(r"[-_]+", " ", label).casefold().split())[:LENGTH]
