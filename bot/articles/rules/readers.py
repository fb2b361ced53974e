"""For whom is an article, and for whose eyes is something read?

An article is for everyone, or for the members of some circles: user groups and channels. All articles for the same
circles have one audience. Whoever reads, reads as a `Reader`: the audiences whose articles they may see. There is no
way to read the knowledge base without one, and the only one that sees all of it is the operator at the terminal.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NewType

from bot.circles import rules as circles
from bot.circles.rules import Name
from bot.errors import UserError

Audience = NewType("Audience", str)

EVERYONE = Audience("")  #: who may read what is for nobody in particular
CIRCLES = 20  #: an article can be for
GUESTS, OUTSIDERS = "articles.guests", "articles.outsiders"  #: settings: may they read what is for everyone?

_EVERYONE = frozenset({"everyone", "everybody", "all", "@everyone"})


@dataclass(frozen=True, kw_only=True)
class Reader:
    """For whose eyes. Two readers of the same audiences see the same."""

    #: Ascending; None for the operator, who sees all.
    audiences: tuple[Audience, ...] | None = ()

    def may_read(self, audience: Audience) -> bool:
        return self.audiences is None or audience in self.audiences


EVERYBODY = Reader(audiences=(EVERYONE,))  #: sees what is for everyone
NOBODY = Reader()
OPERATOR = Reader(audiences=None)


class Misnamed(UserError):
    """“{word}” is no reader. Readers are user groups (@hr), channels (#leads), or everyone."""


class Unnamed(UserError):
    """Its readers are empty. Please name user groups (@hr) or channels (#leads), or write everyone."""


class TooManyReaders(UserError):
    """An article can be for up to {limit} groups and channels. Make a user group of them."""


class NotForThisPlace(UserError):
    """Not everyone in this channel may read that, so I can't share it here."""


def reader(audiences: Iterable[Audience]) -> Reader:
    return Reader(audiences=tuple(sorted(set(audiences))))


def read(words: Iterable[str]) -> tuple[Name, ...]:
    """Read for whom something is: `@hr`, `#leads`, ids of Slack's; () for everyone. Raise what is to be told."""
    said = [word.strip() for word in words if word.strip()]
    if len(said) == 1 and said[0].casefold() in _EVERYONE:
        return ()
    found: dict[Name, None] = {}
    for word in said:
        name = None if word.casefold() in _EVERYONE else circles.name(word)
        if name is None:
            raise Misnamed(word=word[:80])
        found[name] = None
    if len(found) > CIRCLES:
        raise TooManyReaders(limit=CIRCLES)
    return tuple(sorted(found))


def named(words: Iterable[str]) -> tuple[Name, ...]:
    """Read for whom something is, as `read`; that it is for nobody named is refused."""
    said = [word for word in words if word.strip()]
    if not said:
        raise Unnamed
    return read(said)


def audience(names: Collection[Name]) -> Audience:
    """Return the audience of the articles that are for these circles; it says nothing of who they are."""
    if not names:
        return EVERYONE
    return Audience(hashlib.sha256("\n".join(sorted(set(names))).encode()).hexdigest()[:32])


def effective(
    chosen: tuple[Name, ...] | None, written: tuple[Name, ...] | None, usual: tuple[Name, ...]
) -> tuple[Name, ...]:
    """Return for whom an article is: what a curator chose, else what it says itself, else as its collection."""
    return chosen if chosen is not None else written if written is not None else usual
