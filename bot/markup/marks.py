"""Which marks within a line are no words? Templates, attribute lists, icons, block ids; and links of wikis.

Rules of the parser: they meet a line from left to right, so that code and what is escaped is never touched.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from bot.markup import hidden, signs, tags, templates

#: Characters of a template that are looked through for its end.
_LONGEST = 2_000

_ATTRIBUTES = re.compile(
    r"\{:(?![:/])[^{}\n]{0,300}\}|\{:?/?[ \t]*[.#][^\W\d][^{}\n]{0,300}\}|\{[ \t]*[\w-]+=[^{}\n]{1,300}\}|\{:/?\w*/?\}"
    r"|\{::[^{}\n]{0,300}\}"
)
#: A list of attributes that is the whole line.
_QUOTED = re.compile(r"""\{[ \t]*(?:[\w-]+=(?:"[^"]*"|'[^']*')[ \t]*|[.#][\w-]+[ \t]*)+\}""")
_VALUE = re.compile(
    r"\{\s*(?:(?:props|frontMatter|siteConfig|process|import|site|page|theme)(?:\??[.\[][\w.\[\]?'\"]*)+"
    r"|(?:useBaseUrl|require)\([^{}\n]{0,300}\)[.\w]*)\s*\}"
)
_LITERAL = re.compile(r"""\{\s*(["'`])([^"'`{}\n]*)\1\s*\}""")
_WIKI = re.compile(r"\[\[([^\[\]\n]{1,500})\]\](?![(\[])")
_EMBED = re.compile(r"!\[\[([^\[\]\n]{1,500})\]\]")
_CONTENTS = re.compile(r"\[\[?_?toc_?\]\]?(?=\s*\Z)|\$\{toc\}", re.IGNORECASE)
_INCLUDED = re.compile(r"\[!(?:INCLUDE|VIDEO|CODE)\b(?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)*\](?:\([^()\n]*\))?")
_UNRESOLVED = re.compile(r"\[([^\[\]]{1,300})\]\[([^\[\]]{0,300})\]")
_TEMPLATE_ADDRESS = re.compile(
    r"\(\s*<?[^()\s{}<>]{0,300}\{[{%](?:(?![%}]\}).){0,500}[%}]\}[^()\n]{0,300}\)", re.DOTALL
)
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple|mdi|fa[brs]?|lucide|bootstrap)-[a-z0-9/-]+:")
_MEDIA = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif|pdf|mp3|mp4|m4a|wav|ogg|flac|mov|webm|mkv|3gp|canvas|excalidraw)\b",
    re.IGNORECASE,
)
#: What tools leave of their own formats.
_FOREIGN = re.compile(r"</?(?:ac|ri|at|o|w|v|m|st1):[\w-]+(?:\s[^<>]*)?/?>")
_BAR = "\\|"
#: A place that no text has, in the parser's memory of a line.
_HAS_TAGS = -1
_CODES = ("code", "kbd", "samp", "tt", "pre")
_ATTACHED = frozenset(")]*_`:>~")


def install(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    parser.inline.ruler.before("link", "marks", _marks)
    parser.inline.ruler.after("image", "unresolved", _unresolved)


def wiki(target: str) -> str:
    """The words of a wiki's link: its own name for the page, or else the page and the heading in it."""
    page, bar, alias = target.replace(_BAR, "|").partition("|")
    if bar and alias.strip():
        return alias.strip()
    steps = [step.strip() for step in page.split("#") if not step.startswith("^")]
    steps[:1] = [re.sub(r"\.md\Z", "", step) for step in steps[:1]]
    return " › ".join(step for step in steps if step)


def _marks(state: StateInline, silent: bool) -> bool:
    rule = _RULES.get(state.src[state.pos])
    return rule is not None and not _is_code(state) and rule(state, silent)


def _is_code(state: StateInline) -> bool:
    """Is it between the tags of code, where a mark is what it looks like?"""
    if (has_tags := state.cache.get(_HAS_TAGS)) is None:
        has_tags = state.cache[_HAS_TAGS] = int("</" in state.src)
    if not has_tags:
        return False
    start, pos = max(0, state.pos - _LONGEST), state.pos
    return any(state.src.rfind(f"<{name}", start, pos) > state.src.rfind(f"</{name}", start, pos) for name in _CODES)


def _skip(state: StateInline, end: int) -> bool:
    state.pos = end
    return True


def _write(state: StateInline, silent: bool, text: str, end: int) -> bool:
    if not silent:
        state.append_pending(text)
    return _skip(state, end)


def _lead(state: StateInline, silent: bool, target: str, end: int) -> bool:
    """Write a wiki's link: its address says that it is a name, not a path."""
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": f"[[{target.replace(_BAR, '|').partition('|')[0].strip()}]]"}
        state.push("text", "", 0).content = wiki(target)
        state.push("link_close", "a", -1)
    return _skip(state, end)


def _brace(state: StateInline, silent: bool) -> bool:
    src, pos, stop = state.src, state.pos, state.posMax
    if (end := hidden.over(src, pos, stop)) >= 0:
        return _skip(state, end)
    if signs.edited(state, silent):
        return True
    if raw := templates.literal(src, pos, stop):
        return _write(state, silent, raw.group(1), raw.end())
    if src.startswith(("{{", "{%"), pos):
        end = templates.over(src, pos, stop)
        if end < 0:
            return False
        if not silent:
            if src.startswith("$", pos - 1):
                state.pending = state.pending.removesuffix("$")
            state.push("text", "", 0)  # so that the stars before and after it are a pair, and no line of stars
        return _skip(state, end)
    attributes = _ATTRIBUTES.match(src, pos, stop)
    if attributes and _is_list(state, attributes):
        return _skip(state, attributes.end())
    if literal := _LITERAL.match(src, pos, stop):
        return "mdx" in state.env and _write(state, silent, literal.group(2), literal.end())
    if value := _VALUE.match(src, pos, stop):
        return _skip(state, value.end())
    if "mdx" in state.env:
        end = tags.braces(src, pos, stop)
        return end >= 0 and _skip(state, end)
    return False


def _is_list(state: StateInline, found: re.Match[str]) -> bool:
    """Is it an attribute list: at the end of a line, or tied to what stands before it?"""
    if found.group().startswith("{:"):
        return True
    rest = state.src[found.end() :].split("\n", 1)[0]
    if _QUOTED.fullmatch(found.group()) and not rest.strip() and not state.src[: state.pos].rpartition("\n")[2].strip():
        return True
    return signs.before(state) in _ATTACHED or (not rest.strip() and "=" not in found.group().partition(" ")[0])


def _bracket(state: StateInline, silent: bool) -> bool:
    src, pos, stop = state.src, state.pos, state.posMax
    if contents := _CONTENTS.match(src, pos, stop):
        return _skip(state, contents.end())
    if src.startswith("[!", pos) and (included := _INCLUDED.match(src, pos, stop)):
        return _skip(state, included.end())
    link = _WIKI.match(src, pos, stop)
    if link and not link.group(1)[0].isspace() and not link.group(1).isdigit():
        return _lead(state, silent, link.group(1), link.end())
    if not _has_templates(src):
        return False
    close = state.md.helpers.parseLinkLabel(state, pos, True)
    address = _TEMPLATE_ADDRESS.match(src, close + 1, stop) if close >= 0 else None
    return address is not None and _label(state, silent, (pos + 1, close), address.end())


@lru_cache(maxsize=16)
def _has_templates(src: str) -> bool:
    """Can an address in it be a template? Asked at each bracket of a text, and answered once."""
    return "](" in src and ("{%" in src or "{{" in src)


def _picture(state: StateInline, silent: bool) -> bool:
    src, pos, stop = state.src, state.pos, state.posMax
    if embed := _EMBED.match(src, pos, stop):
        target = embed.group(1)
        if _MEDIA.search(target):
            return _skip(state, embed.end())
        return _lead(state, silent, target, embed.end())
    if not src.startswith("![", pos) or not _has_templates(src):
        return False
    close = state.md.helpers.parseLinkLabel(state, pos + 1, False)
    address = _TEMPLATE_ADDRESS.match(src, close + 1, stop) if close >= 0 else None
    return address is not None and _write(state, silent, src[pos + 2 : close], address.end())


def _unresolved(state: StateInline, silent: bool) -> bool:
    """A link whose address is nowhere in the file keeps its words."""
    if state.src[state.pos] != "[" or signs.before(state).isalnum():
        return False
    found = _UNRESOLVED.match(state.src, state.pos, state.posMax)
    if found is None or found.group(1).startswith("^") or found.group(2).startswith("^"):
        return False
    return _label(state, silent, found.span(1), found.end())


def _label(state: StateInline, silent: bool, words: tuple[int, int], end: int) -> bool:
    """Read what stands between brackets, and go on after the address."""
    if not silent:
        stop = state.posMax
        state.pos, state.posMax = words
        state.md.inline.tokenize(state)
        state.posMax = stop
    return _skip(state, end)


def _colon(state: StateInline, silent: bool) -> bool:
    icon = _ICON.match(state.src, state.pos, state.posMax)
    return icon is not None and _skip(state, icon.end())


def _percent(state: StateInline, silent: bool) -> bool:
    end = hidden.over(state.src, state.pos, state.posMax)
    return end >= 0 and _skip(state, end)


def _dollar(state: StateInline, silent: bool) -> bool:
    contents = _CONTENTS.match(state.src, state.pos, state.posMax)
    return contents is not None and _skip(state, contents.end())


def _angle(state: StateInline, silent: bool) -> bool:
    """A tag of JSX, whose values may hold what no tag of HTML may; or one of another XML."""
    if foreign := _FOREIGN.match(state.src, state.pos, state.posMax):
        return _write(state, silent, " ", foreign.end())
    if not tags.name(state.src, state.pos) or "{" not in state.src:
        return False
    end = tags.end(state.src, state.pos, state.posMax)
    return end >= 0 and _write(state, silent, tags.alt(state.src[state.pos : end]), end)


_RULES: dict[str, Callable[[StateInline, bool], bool]] = {
    "{": _brace,
    "[": _bracket,
    "!": _picture,
    "=": signs.equals,
    ":": _colon,
    "^": signs.caret,
    "~": signs.tilde,
    "+": signs.plus,
    "%": _percent,
    "$": _dollar,
    "<": _angle,
}
