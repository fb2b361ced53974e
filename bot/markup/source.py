"""Is this text safe to read? Broken characters mended, endless texts cut into pieces."""

from collections.abc import Iterator

#: A Markdown parser is not always linear; beyond this a text is read piece by piece, cut at empty lines.
PIECE = 50_000
#: The parser takes its time for every line; what is behind so many is read as words alone.
LINES = 40_000


def clean(text: str) -> str:
    """The text without NUL, lone surrogates and foreign line ends."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", " ")


def beginning(text: str) -> tuple[str, str]:
    """The lines of a text that are parsed, and the rest, if it has more than anybody writes."""
    if text.count("\n") <= LINES:
        return text, ""
    end = 0
    for _ in range(LINES):
        end = text.index("\n", end) + 1
    return text[:end], text[end:]


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
