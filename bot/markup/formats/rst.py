"""What does a file of reStructuredText say? Docutils reads it; what only Sphinx knows is reduced to its words."""

import re

from docutils.core import publish_parts
from docutils.parsers.rst import directives
from docutils.utils import SystemMessage

from bot.markup.formats import html
from bot.markup.formats.page import Page, Unfit

LIMIT_MIB = 1

_ROLE = re.compile(r":([A-Za-z][\w+:.-]{0,60}):`([^`]{1,500})`")
_TARGET = re.compile(r"\s*<([^<>]*)>\Z")
_DIRECTIVE = re.compile(r"^([ \t]*)\.\. ([\w:-]{1,60})::[ \t]*(.*)$", re.MULTILINE)
#: Of Sphinx: what stands in them is no text.
_SILENT = (
    "toctree",
    "index",
    "only",
    "auto",
    "currentmodule",
    "module",
    "tabularcolumns",
    "include",
    "raw",
    "highlight",
)
_SAFE = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "syntax_highlight": "none",
    "doctitle_xform": True,
    "sectsubtitle_xform": False,
    "initial_header_level": 2,
    "embed_stylesheet": False,
    "stylesheet_path": "",
    "math_output": "LaTeX",
    "toc_backlinks": False,
    "section_self_link": False,
}


def read(text: str) -> list[Page]:
    """Read a text; raise `Unfit`."""
    if len(text) > LIMIT_MIB * 2**20:
        raise Unfit(f"it is more than {LIMIT_MIB} MiB; please split it")
    prepared = _DIRECTIVE.sub(_known, _ROLE.sub(_words, text.removeprefix("\ufeff").expandtabs(8)))
    try:
        parts = publish_parts(prepared, writer="html5", settings_overrides=_SAFE)
    except (SystemMessage, RecursionError, ValueError, IndexError, AssertionError) as error:
        raise Unfit("it is nested or built in a way that is not understood") from error
    return html.read(f"<html><body>{parts['html_body']}</body></html>")


def _words(role: re.Match[str]) -> str:
    """The words of a role, without what it points to; of a link to another page the link."""
    said = _TARGET.sub("", role.group(2)) or role.group(2)
    if role.group(1) == "doc":
        pointed = _TARGET.search(role.group(2))
        page = (pointed.group(1) if pointed else role.group(2)).strip()
        name = said if pointed else re.sub(r"[-_]+", " ", page.rpartition("/")[2])
        return f"`{name} <{page}>`__"
    return said.lstrip("~!").replace("*", "\\*").replace("|", "\\|")


def _known(directive: re.Match[str]) -> str:
    """A directive that docutils has; of another the body stays, or is a comment."""
    indent, name, rest = directive.groups()
    if name.startswith(_SILENT):
        return f"{indent}.. left out"
    if name in ("versionadded", "versionchanged", "deprecated", "seealso", "glossary", "tabs", "tab", "centered"):
        return f"{indent}.. container:: said\n\n{indent}   {rest}" if rest else f"{indent}.. container:: said\n"
    if name in directives._directive_registry:
        return directive.group()
    return f"{indent}.. container:: said\n"
