"""Which pages are in a space that Confluence exported as XML? Its `entities.xml`: a flat list of everything there is.

It is read as a stream, twice: first what pages there are, then what they say. A document type is refused: entities are
declared in one, and Confluence writes none.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from bot.markup.formats import html, storage
from bot.markup.formats.page import Page, Unfit

#: What has a text of its own that people read.
PAGES = frozenset({"Page", "BlogPost"})
STORAGE = "2"  #: the kind of body that is XHTML
_CHUNK = 2**18


@dataclass(kw_only=True)
class _Object:
    """One of the things in an export."""

    kind: str
    id: str = ""
    #: Its properties by name: what they say, or the id of the thing they name.
    says: dict[str, str] = field(default_factory=dict)


def read(data: bytes) -> list[Page]:
    """Read an export; raise `Unfit`."""
    pages: dict[str, _Object] = {}
    labels: dict[str, str] = {}
    labelled: dict[str, list[str]] = defaultdict(list)
    for one in _objects(data, PAGES | {"Label", "Labelling"}):
        if one.kind in PAGES and _is_current(one):
            pages[one.id] = one
        elif one.kind == "Label" and one.says.get("namespace", "global") == "global":
            labels[one.id] = one.says.get("name", "")
        elif one.kind == "Labelling":
            labelled[one.says.get("content", "")].append(one.says.get("label", ""))
    addresses = {one.says["title"]: f"entities.xml#{id}" for id, one in pages.items()}
    tags = {id: tuple(filter(None, map(labels.get, those))) for id, those in labelled.items()}
    return list(_written(data, pages, addresses, tags))


def _written(
    data: bytes, pages: Mapping[str, _Object], addresses: Mapping[str, str], tags: Mapping[str, tuple[str, ...]]
) -> Iterator[Page]:
    for one in _objects(data, frozenset({"BodyContent"})):
        page = pages.get(one.says.get("content", ""))
        if page is not None and one.says.get("bodyType", STORAGE) == STORAGE:
            body = one.says.get("body", "").replace("]] >", "]]>")  # so that it could stand in a CDATA of its own
            text = html.fragment(storage.as_html(body, addresses)) if body.strip() else ""
            yield Page(title=page.says["title"], text=text, part=page.id, tags=tags.get(page.id, ()))


def _is_current(page: _Object) -> bool:
    """Is it what people read: no earlier version, draft or deleted page?"""
    is_shown = page.says.get("contentStatus", "current") == "current" and not page.says.get("originalVersion")
    return is_shown and bool(page.id and page.says.get("title"))


def _objects(data: bytes, wanted: frozenset[str]) -> Iterator[_Object]:
    """Read the things of some kinds, one after the other."""
    reader = _Reader(wanted)
    for start in range(0, len(data), _CHUNK):
        reader.feed(data[start : start + _CHUNK], is_last=start + _CHUNK >= len(data))
        yield from reader.found
        reader.found.clear()
    if not reader.is_export:
        raise Unfit("it is not what Confluence exports")


class _Reader:
    """Goes along an export, and keeps what is wanted of it."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.CharacterDataHandler = self._said
        self.found: list[_Object] = []
        self.is_export = False
        self._level = 0
        self._one: _Object | None = None
        self._name = ""
        self._text: list[str] = []

    def feed(self, data: bytes, *, is_last: bool) -> None:
        try:
            self._parser.Parse(data, is_last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Unfit("it is damaged, or not what Confluence exports") from error

    def _refuse(self, *_declared: object) -> None:
        raise Unfit("it declares a document type, which no export of Confluence does")

    def _open(self, name: str, said: dict[str, str]) -> None:
        self._level += 1
        if self._level == 1:
            self.is_export = name == "hibernate-generic"
        elif self._level == 2 and name == "object" and said.get("class") in self._wanted:
            self._one = _Object(kind=said["class"])
        elif self._level == 3:
            self._name = said.get("name", "") if name in ("id", "property") else ""
        self._text = []

    def _close(self, name: str) -> None:
        one, text = self._one, "".join(self._text)
        if one is not None and self._level == 2:
            self.found.append(one)
            self._one = None
        elif one is not None and self._level == 3 and name == "id":
            one.id = text.strip()
        elif one is not None and self._name and (self._level == 3 or name == "id"):
            one.says.setdefault(self._name, text)
        self._level -= 1
        self._text = []

    def _said(self, text: str) -> None:
        if self._one is not None and self._level >= 3:
            self._text.append(text)
