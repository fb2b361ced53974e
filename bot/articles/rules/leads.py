"""Which page does a link mean? A path as files have it or as a site makes it, or the name that a wiki gives a page."""

import posixpath
import re
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from bot.ids import ArticleId
from bot.markup.sections import slug

LINK_LENGTH = 3000  #: of a button's url, https://docs.slack.dev/reference/block-kit/block-elements/button-element
ADDRESS_LENGTH = 500  #: of a link that is followed
ANCHOR_LENGTH = 500

#: The page of a folder.
_INDEX = re.compile(r"(?:\A|/)_?(?:index|readme)\Z")
_ENDING = re.compile(r"\.[a-z]{2,8}\Z")
_WIKI = re.compile(r"\[\[(.*)\]\]\Z")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A page, and what it may be called in a link."""

    path: str
    title: str
    aliases: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Target:
    """Another page, and the heading there; '' for its beginning."""

    path: str
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Where a link in an article leads: to another one that can be read."""

    article: ArticleId
    title: str
    #: Its own address, at the heading meant; '' when it has none.
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The pages of a folder by everything they can be linked by."""

    paths: MutableMapping[str, str] = field(default_factory=dict)
    #: By name alone, as wikis do: those of one name in the order of their paths.
    names: MutableMapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Iterable[Named]) -> "Chart":
        paths: dict[str, str] = {}
        names: dict[str, list[str]] = defaultdict(list)
        listed = sorted(pages, key=lambda page: page.path)
        for page in listed:
            paths.setdefault(page.path.casefold(), page.path)
        for page in listed:
            bare = _bare(page.path)
            for one in (bare, _INDEX.sub("", bare)):
                paths.setdefault(one, page.path)
            for name in dict.fromkeys(
                (posixpath.basename(bare), page.title.casefold(), *map(str.casefold, page.aliases))
            ):
                names[name].append(page.path)
        return cls(paths=paths, names={name: tuple(found) for name, found in names.items()})

    def over(self, other: "Chart") -> "Chart":
        """The pages of both; what is called the same is this one's."""
        return Chart(paths=ChainMap(self.paths, other.paths), names=ChainMap(self.names, other.names))

    def find(self, address: str, *, within: str) -> Target | None:
        """The page that a link in the page `within` means; None for one that leads elsewhere, or nowhere."""
        if wiki := _WIKI.match(address):
            page, _, heading = wiki.group(1).partition("#")
            heading = heading.rpartition("#")[2]
            return self._target(self._called(page.strip(), within), "" if heading.startswith("^") else slug(heading))
        parts = _parts(address)
        if parts is None:
            return None
        name, anchor = parts
        if anchor and (part := next(filter(None, map(self.paths.get, _readings(f"{name}#{anchor}", within))), None)):
            return Target(path=part)  # a page that is a part of its file
        return self._target(next(filter(None, map(self.paths.get, _readings(name, within))), None), anchor)

    def _called(self, name: str, within: str) -> str | None:
        if not name:
            return within
        folded = name.casefold().strip("/")
        by_path = (posixpath.normpath(posixpath.join(posixpath.dirname(within), name)).casefold(), folded)
        if found := next(filter(None, (self.paths.get(one) or self.paths.get(_bare(one)) for one in by_path)), None):
            return found
        known = self.names.get(folded, ()) or self.names.get(posixpath.basename(_bare(folded)), ())
        beside = f"{posixpath.dirname(within)}/".lstrip("/")
        return next((one for one in known if one.startswith(beside)), known[0] if known else None)

    @staticmethod
    def _target(path: str | None, anchor: str) -> Target | None:
        return Target(path=path, anchor=anchor[:ANCHOR_LENGTH]) if path else None


def deep(url: str, anchor: str) -> str:
    """An article's address at one of its headings; '' when it has none."""
    if not url or not anchor or "#" in url:
        return url
    at_heading = f"{url}#{anchor}"
    return at_heading if len(at_heading) <= LINK_LENGTH else url


def file(address: str, *, within: str) -> str | None:
    """The file of the same folder that a link names; None when it names none, or a place only its site knows."""
    if wiki := _WIKI.match(address):
        return wiki.group(1).partition("#")[0]
    name, _ = _parts(address) or ("/", "")
    if name.startswith("/"):
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(within), name))
    return None if target.startswith("..") else target


def _bare(path: str) -> str:
    """A path without its ending, in lower case."""
    return _ENDING.sub("", path.casefold())


def _parts(address: str) -> tuple[str, str] | None:
    """The path and the anchor of a link within a folder; None when it leads out of it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    name = unquote(parts.path)
    if parts.scheme or parts.netloc or "{" in name or "\0" in name:
        return None
    return name, unquote(parts.fragment)


def _readings(name: str, within: str) -> Iterator[str]:
    """The paths that a link may mean, the likeliest first."""
    if not name:
        yield within.casefold()
        return
    if name.startswith("/"):  # of a site, whose root may be anywhere above
        steps = name.strip("/").split("/")
        places = ["/".join(steps[start:]) for start in range(min(3, len(steps)))]
    else:
        # A site makes a folder of every page, and writers count its steps.
        folders = (posixpath.dirname(within), re.sub(r"\.\w+\Z", "", within))
        places = [posixpath.normpath(posixpath.join(folder, name)) for folder in folders]
    for place in places:
        if not place.startswith(".."):
            folded = "" if place == "." else place.casefold().rstrip("/")
            yield folded
            yield _bare(folded)
