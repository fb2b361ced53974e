"""How is one value of a front matter understood? A `ValueError` is the end of the sentence “It is left out: …”."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

import yaml

from bot.articles import rules
from bot.articles.rules import readers as whose
from bot.articles.rules import wording
from bot.circles.rules import Name

TAGS, TAG_LENGTH = 50, 64
ALIASES, ALIAS_LENGTH = 200, 250
OWNER_LENGTH = 200
URL_LENGTH = 2000

_EVERY = re.compile(r"(?:every )?(\d{1,5}) ?(d|w|m|y)?(?:ay|eek|onth|ear)?s?")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?")
_NOTHING = frozenset({"", "~", "null"})


def is_nothing(node: yaml.Node) -> bool:
    """Is it an empty value? In quotes nothing is null."""
    return isinstance(node, yaml.ScalarNode) and (
        not node.value.strip() or (node.style in (None, "") and node.value.casefold() in _NOTHING)
    )


def title(node: yaml.Node) -> str:
    return wording.clip(_word(node), rules.TITLE_LENGTH)


def identity(node: yaml.Node) -> str:
    found = _word(node)
    if len(found) > rules.KEY_LENGTH:
        raise ValueError(f"an id has up to {rules.KEY_LENGTH} characters")
    return found


def tags(node: yaml.Node) -> tuple[str, ...]:
    """Read a list, or words between commas."""
    return labels(_word(node).split(",") if isinstance(node, yaml.ScalarNode) else _words(node))


def labels(words: Iterable[str]) -> tuple[str, ...]:
    """Make tags of words."""
    clean = (wording.clip(label.strip().lstrip("#").strip(), TAG_LENGTH) for label in words)
    return _distinct(clean, TAGS)


def aliases(node: yaml.Node) -> tuple[str, ...]:
    """Read a list, or a single one; old addresses (`/like/this`), which Hugo keeps here, are no names."""
    names = (_word(node),) if isinstance(node, yaml.ScalarNode) else _words(node)
    return _distinct((wording.clip(name, ALIAS_LENGTH) for name in names if not name.startswith("/")), ALIASES)


def readers(node: yaml.Node) -> tuple[Name, ...]:
    """Read a list, or words between commas; raise a `UserError`, for what is for some must not become for all."""
    words = node.value.split(",") if isinstance(node, yaml.ScalarNode) else _words(node)
    return whose.named(map(wording.one_line, words))


def owner(node: yaml.Node) -> str:
    names = _words(node) if isinstance(node, yaml.SequenceNode) else (_word(node),)
    return wording.clip(", ".join(names), OWNER_LENGTH)


def url(node: yaml.Node) -> str:
    found = _word(node).replace(" ", "%20")
    try:
        parts = urlsplit(found)
    except ValueError as error:  # a bracket that opens no IPv6 address
        raise ValueError("it is no address") from error
    if parts.scheme.casefold() not in ("http", "https") or not parts.netloc:
        raise ValueError("an address begins with https:// or http://")
    if len(found) > URL_LENGTH:
        raise ValueError(f"an address has up to {URL_LENGTH} characters")
    return found


def language(node: yaml.Node) -> str:
    found = _LANGUAGE.fullmatch(_word(node).casefold())
    if found is None:
        raise ValueError("a language is two letters, like en")
    return found.group(1)


def day(node: yaml.Node) -> date | None:
    try:
        return date.fromisoformat(_word(node)[:10])
    except ValueError as error:
        raise ValueError("a day is written like 2026-05-12") from error


def interval(node: yaml.Node) -> int | None:
    """Read a number of days: `180`, `180 days`, `6 months`, `never`."""
    words = _word(node).casefold()
    if words == "never":
        return rules.NEVER_EXPIRES
    found = _EVERY.fullmatch(words)
    days = int(found.group(1)) * _DAYS[found.group(2) or "d"] if found else 0
    if not 1 <= days <= rules.LONGEST_REVIEW:
        raise ValueError("an interval is written like 180 days, or never")
    return days


def _word(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError("it is not a single value")
    return wording.one_line(node.value)


def _words(node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise ValueError("it is not a list")
    return tuple(_word(item) for item in node.value if not is_nothing(item))


def _distinct(words: Iterable[str], limit: int) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for word in words:
        if word:
            found.setdefault(word.casefold(), word)
    if len(found) > limit:
        raise ValueError(f"there are more than {limit}")
    return tuple(found.values())
