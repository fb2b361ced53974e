"""What are the words of a Markdown source, without its marks?

Quick and rough, for the index; people read `markdown`.
"""

import html
import re

_RULES = (
    (re.compile(r"<!--.{0,4000}?-->", re.DOTALL), " "),
    (re.compile(r"\{[{%][^{}]{0,200}[%}]\}"), " "),
    (re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+.*$", re.MULTILINE), " "),
    (re.compile(r"\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"), "] "),
    (re.compile(r"\]\[[^\]\n]{0,200}\]"), "] "),
    (re.compile(r"</?[a-zA-Z][^<>]{0,1000}>"), " "),
    (re.compile(r"https?://[^\s<>)\]|]+"), " "),
)


def bare(source: str) -> str:
    """The text with links' addresses, tags, comments and templates taken out."""
    if "<" in source or "](" in source or "://" in source or "{" in source or "][" in source or "]:" in source:
        for rule, instead in _RULES:
            source = rule.sub(instead, source)
    return html.unescape(source) if "&" in source else source
