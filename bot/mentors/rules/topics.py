"""Which topic is meant? One key for everything people call it: "k8s", "K8S" and "Kubernetes" are one topic."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.mentors.rules import TOPIC_LENGTH
from bot.mentors.rules.aliases import ALIASES
from bot.search import terms
from bot.search.languages import STEMMERS, Stems, is_stop
from bot.slack.text import clean, clip, is_blank

#: What a workspace has added: what people write -> the name to show.
Additions = Mapping[str, str]

MOST_TEXT = 1000  #: characters of a list of topics that are read

_EDGES = " \t\n\"'“”‘’«»`*_~.,;:!?()[]{}<>-–—/|&@"
_PREFIX_DOT = re.compile(r"^\.[a-z]", re.IGNORECASE)
_JOINTS = re.compile(
    r"\s*(?:,\s*(?:and|or)\s+|,|;|\n|\s(?:&|\+|/)\s|\s(?:and|or|plus|as well as)\s)\s*|(?<=\w)/(?=\w)", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Topic:
    #: The same for everything the topic is called.
    key: str
    #: The name to show.
    label: str
    #: What this person called it, folded.
    said: str


def folded(text: str) -> str:
    """Return a text as names are compared: one case, one space."""
    flat = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return re.sub(r"[\s_]+", " ", flat).strip()


_LABELS = {folded(name): label for label, names in ALIASES.items() for name in (label, *names)}


def topic(text: str, additions: Additions | None = None) -> Topic | None:
    """Read one topic; None when there is nothing to read in it."""
    shown = trimmed(text)
    if is_blank(shown):
        return None
    said = folded(shown)
    own = {folded(name): label for name, label in (additions or {}).items()}
    label = own.get(said) or _LABELS.get(said) or _LABELS.get(said.removeprefix("the ")) or _cased(shown)
    label = own.get(folded(label), label)
    return Topic(key=folded(label)[:TOPIC_LENGTH], label=label, said=said[:TOPIC_LENGTH])


def names(additions: Additions, listed: Collection[str] = ()) -> dict[str, str]:
    """Return every name of a topic known here, folded, and the name it is shown under."""
    shown = {key: (found.label if (found := topic(key, additions)) else key) for key in listed}
    return {**shown, **_LABELS, **{folded(name): label for name, label in additions.items()}}


def topics(text: str, additions: Additions | None = None, *, known: Collection[str] = ()) -> tuple[Topic, ...]:
    """Read several topics: "SQL, CI/CD and negotiation". `known`: keys of topics that are not to be taken apart."""
    own = {folded(name) for name in (additions or {})}
    whole = own | set(_LABELS) | {folded(key) for key in known}
    found: dict[str, Topic] = {}
    for part in _parts(_bare(text)[:MOST_TEXT], whole):
        one = topic(part, additions)
        if one is not None:
            found.setdefault(one.key, one)
    return tuple(found.values())


def is_skill(text: str) -> bool:
    """Is everything named here a skill that everybody knows by that name?"""
    found = topics(text)
    return bool(found) and all(one.said in _LABELS for one in found)


def trimmed(text: str) -> str:
    """Take away what surrounds a topic: quotes, punctuation, spaces; ".NET", "C++" and "C#" stay whole."""
    return clip(_bare(text), TOPIC_LENGTH)


def _bare(text: str) -> str:
    line = " ".join(clean(text).split())
    start = len(line) - len(line.lstrip(_EDGES))
    if start and _PREFIX_DOT.match(line[start - 1 :]) and (start == 1 or line[start - 2] in " \"'“‘(,"):
        start -= 1
    return line[start:].rstrip(_EDGES)


def similarity(wanted: str, offered: Collection[str], *, pool: Iterable[frozenset[str]]) -> float:
    """Return how much of a wanted topic an offer covers by its words: 0 without a shared word, 1 when all are there.

    `pool`: the words of everybody's offers. A word few people mention weighs more; however small the pool, a shared
    word counts for something and an unshared one for nothing.
    """
    asked = words(wanted)
    has = frozenset().union(*(words(text) for text in offered))
    common = asked & has
    if not common:
        return 0.0
    everybody = list(pool)
    weight = {word: 1.0 + 1.0 / (1 + sum(word in held for held in everybody)) for word in asked}
    return sum(weight[word] for word in common) / sum(weight.values())


#: Words that say that something is a topic, and not which.
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        """advanced basics basic beginner beginners course design development engineering fundamentals general help
        intro introduction learn learning management mentor mentoring programming skill skills system systems teach team
        tool tools topic training work working""",
    )
)


def words(text: str) -> frozenset[str]:
    """Return the stems of a text's telling words."""
    said = folded(text)
    named = f"{said} {folded(_LABELS[said])}" if said in _LABELS else said
    stems = Stems()
    telling = {word for word in terms.words(named) if not any(is_stop(word, code) for code in STEMMERS)}
    return frozenset(stems.stem(word, "en") for word in telling - _GENERIC)


def _cased(text: str) -> str:
    """ "negotiation" is shown as "Negotiation"; "eBPF" and "iOS" stay as they are written."""
    return text[0].upper() + text[1:] if text.islower() and text.isascii() else text


def _parts(text: str, whole: Collection[str]) -> list[str]:
    if folded(text) in whole:
        return [text]
    joints = list(_JOINTS.finditer(text))
    for joint in joints:  # the longest piece from the front that has a name of its own stays whole
        ends = [*(later.start() for later in joints if later.start() > joint.start()), len(text)]
        for end in reversed([one for one in ends if one <= TOPIC_LENGTH]):
            if folded(trimmed(text[:end])) in whole:
                rest = _JOINTS.sub("", text[end:], count=1) if _JOINTS.match(text[end:]) else text[end:]
                return [text[:end], *(_parts(rest, whole) if rest.strip() else [])]
        return [text[: joint.start()], *_parts(text[joint.end() :], whole)]
    return [text] if text.strip() else []
