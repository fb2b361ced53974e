"""What does a page of HTML say? A saved site, or what Confluence and SharePoint export; scripts and menus stay out."""

import re
from urllib.parse import urlsplit

from lxml import etree

from bot.markup.formats.elements import Writer, says
from bot.markup.formats.page import Page, Unfit

_CONTENT = (
    "//*[@id='main-content']",
    "//*[@data-automation-id='contentScrollRegion' or @data-automation-id='CanvasSection']/..",
    "//main",
    "//*[@role='main']",
    "//article",
)
#: The heading of what Confluence puts before a space: a list of its pages.
_CONTENTS = "string(//h2[@class='pageSectionTitle'][starts-with(normalize-space(.), 'Available Pages')])"
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(https?://[^\s<>]+) -->")
#: Between the names of a page and of its site.
_SITE = re.compile(r"\s+[|–—-]\s+")
_SPACE = re.compile(r"[^:]{1,80} : (?=\S)")

MOST = 100_000  #: tags: a tree of more takes more memory than an import may


def read(text: str) -> list[Page]:
    """Read a page; raise `Unfit`."""
    root = _parsed(text)
    if _first(root, _CONTENTS):
        return []
    content = _content(root)
    written = [*Writer(is_whole=content.tag == "body").blocks(content, 0)]
    saved = _SAVED.search(text[:2000])
    url = _first(root, "//link[@rel='canonical']/@href") or _first(root, "//meta[@property='og:url']/@content")
    return [
        Page(
            title=_title(root, content),
            text="\n\n".join(written) + "\n" if written else "",
            url=_public(url) or (saved.group(1) if saved else ""),
            language=str(root.get("lang") or ""),
        )
    ]


def fragment(text: str) -> str:
    """A piece of HTML as Markdown."""
    return read(f"<html><body>{text}</body></html>")[0].text


def _parsed(text: str) -> etree._Element:
    if text.count("<") > MOST:
        raise Unfit(f"it has more than {MOST:,} tags; please split it")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.replace("\0", " ").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unfit("there is no HTML in it") from error
    if root is None:
        raise Unfit("there is no HTML in it")
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise Unfit("its tags are nested too deeply")
    return root


def _content(root: etree._Element) -> etree._Element:
    """The part of a page that is its text; all of it where no tool says."""
    for path in _CONTENT:
        found = root.xpath(path)
        if len(found) == 1 and says(found[0]):
            return found[0]
    body = root.find("body")
    return root if body is None else body


def _title(root: etree._Element, content: etree._Element) -> str:
    """Confluence's own; else the only heading of the first level; else what the tab says."""
    if named := " ".join(_first(root, "string(//*[@id='title-text'])").split()):
        return _SPACE.sub("", named, count=1)
    headings = [" ".join("".join(one.itertext()).split()) for one in content.iter("h1")]
    if len(headings) == 1 and headings[0].strip("¶# "):
        return headings[0].strip("¶# ")
    told = " ".join((_first(root, "//meta[@property='og:title']/@content") or _first(root, "string(//title)")).split())
    below = {" ".join("".join(one.itertext()).split()) for one in content.iter("h2", "h3")}
    return next((part for part in _SITE.split(told) if part in below), told)


def _first(root: etree._Element, path: str) -> str:
    found = root.xpath(path)
    return str(found if isinstance(found, str) else found[0] if found else "")


def _public(url: str) -> str:
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
