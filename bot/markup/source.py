"""Is this text safe to read? Broken characters mended, templates taken out, endless texts cut into pieces."""

import re
from collections.abc import Iterator

#: A Markdown parser is not always linear; beyond this a text is read piece by piece, cut at empty lines.
PIECE = 50_000


def clean(text: str) -> str:
    """The text without NUL, lone surrogates and foreign line ends."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", " ")


#: Code as it stands; an address, or anything else, that a site generator fills in (Jekyll, Eleventy, Hugo).
_TEMPLATE = re.compile(
    r"(?P<code>^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)|(?P<tick>`+)[^`\n]+(?P=tick))"
    r"|(?P<address>\]\(\s*\{[{%][^{}\n]{0,300}[%}]\}[^()\n]{0,300}\))"
    r"|\{[{%][^{}\n]{0,300}[%}]\}",
    re.MULTILINE | re.DOTALL,
)


def without_templates(markdown: str) -> str:
    """The text as it stands where no site generator fills its templates in: a link keeps its label alone."""
    if "{%" not in markdown and "{{" not in markdown:
        return markdown
    return _TEMPLATE.sub(lambda found: found["code"] or ("](#)" if found["address"] else ""), markdown)


def pieces(text: str, size: int = PIECE) -> Iterator[str]:
    """The text in pieces of about `size` characters, cut between paragraphs where there are any."""
    start = 0
    while len(text) - start > size:
        end = text.rfind("\n\n", start + size // 2, start + size)
        if end < 0:
            end = text.rfind("\n", start + size // 2, start + size)
        if end < 0:
            end = text.rfind(" ", start + size // 2, start + size)
        if end < 0:
            end = start + size
        yield text[start:end]
        start = end
    yield text[start:]
