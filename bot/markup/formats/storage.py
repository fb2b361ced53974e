"""What does a page say in the notation that Confluence keeps it in? XHTML with macros and links of its own, as HTML."""

import re
from collections.abc import Mapping
from html.entities import html5

from lxml import etree

AC, RI = "{urn:ac}", "{urn:ri}"
#: Macros whose words are set out, by what elements of HTML call them.
BOXES = {"info": "information", "note": "note", "tip": "tip", "warning": "warning", "panel": ""}
CODE = frozenset({"code", "noformat"})
#: Elements that stand around words.
_AROUND = {"task-list": "ul", "task": "li", "inline-comment-marker": "span", "link-body": "span"}
_SILENT = frozenset({"parameter", "placeholder", "task-id", "task-uuid", "task-status", "emoticon", "adf-attribute"})
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def as_html(body: str, addresses: Mapping[str, str]) -> str:
    """Write a body as HTML; `addresses`: of the other pages, by title."""
    known = _ENTITY.sub(lambda one: one[0] if one[1] in _XML else html5.get(one[1], ""), body)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(
        f'<div xmlns:ac="urn:ac" xmlns:ri="urn:ri">{known}</div>'.encode("utf-8", "replace"), parser
    )
    if root is None:
        return ""
    for one in list(root.iterdescendants()):
        if isinstance(one.tag, str) and one.getparent() is not None:
            _rewrite(one, addresses)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, method="html", encoding="unicode"))


def _rewrite(one: etree._Element, addresses: Mapping[str, str]) -> None:
    if one.tag == "time":
        one.text = one.get("datetime") or one.text
    if not one.tag.startswith((AC, RI)):
        return
    name = etree.QName(one).localname
    if name in ("structured-macro", "macro"):
        _macro(one)
    elif name == "link":
        _link(one, addresses)
    elif name == "image":
        _become(
            one, "img", alt=one.get(f"{AC}alt") or one.get(f"{AC}title") or "", src=_of(one, f"{RI}url", f"{RI}value")
        )
    elif name == "adf-extension" and (other := one.find(f"{AC}adf-fallback")) is not None:
        _become(one, "div", *other, text=other.text)
    elif name in _SILENT or one.tag.startswith(RI):
        _drop(one)
    else:
        one.tag = _AROUND.get(name, "div")
        one.attrib.clear()


def _macro(one: etree._Element) -> None:
    name = one.get(f"{AC}name") or ""
    said = {part.get(f"{AC}name") or "": "".join(part.itertext()) for part in one.findall(f"{AC}parameter")}
    words, body = one.find(f"{AC}plain-text-body"), one.find(f"{AC}rich-text-body")
    if words is not None and (name in CODE or words.text):
        _become(one, "pre", text="".join(words.itertext()), **{"class": f"language-{said.get('language', '')}"})
    elif body is not None:
        box = BOXES.get(name, "")
        marks = {"class": f"confluence-information-macro-{box}"} if box else {}
        titled = [_paragraph(said["title"])] if said.get("title", "").strip() else []
        _become(one, "div", *titled, *_around(body), **marks)
    elif name in ("status", "jira"):
        _become(one, "span", text=said.get("title") or said.get("key") or "")
    else:
        _drop(one)


def _link(one: etree._Element, addresses: Mapping[str, str]) -> None:
    title = _of(one, f"{RI}page", f"{RI}content-title") or _of(one, f"{RI}blog-post", f"{RI}content-title")
    body = one.find(f"{AC}link-body")
    plain = one.find(f"{AC}plain-text-link-body")
    words = "".join(plain.itertext()) if plain is not None else "" if body is not None else title
    words = words or ("" if body is not None else _of(one, f"{RI}attachment", f"{RI}filename"))
    href = {"href": addresses[title]} if title in addresses else {}
    _become(one, "a" if href else "span", *([] if body is None else _around(body)), text=words, **href)


def _around(body: etree._Element) -> list[etree._Element]:
    """What stands in an element, as elements."""
    lead = etree.Element("span")
    lead.text = body.text
    return [lead, *body] if (body.text or "").strip() else list(body)


def _paragraph(words: str) -> etree._Element:
    made, strong = etree.Element("p"), etree.Element("strong")
    strong.text = words
    made.append(strong)
    return made


def _of(one: etree._Element, child: str, name: str) -> str:
    found = one.find(child)
    return "" if found is None else found.get(name) or ""


def _become(one: etree._Element, tag: str, *inner: etree._Element, text: str | None = "", **said: str) -> None:
    """Make it another element; what stands behind it stays."""
    for child in list(one):
        one.remove(child)
    one.attrib.clear()
    one.tag, one.text = tag, text
    for name, value in said.items():
        one.set(name, value)
    one.extend(inner)


def _drop(one: etree._Element) -> None:
    """Take it out, but for what stands behind it."""
    _become(one, "span")
