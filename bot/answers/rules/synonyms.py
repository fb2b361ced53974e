"""What do the company's words mean? A line each: PTO = vacation, days off."""

LINES = 500

Meanings = dict[str, tuple[str, ...]]


class NotUnderstoodError(ValueError):
    """A line that is not “word = meaning”."""


def read(typed: str) -> Meanings:
    """Read the form; raise `NotUnderstoodError` with a sentence that names the line.

    >>> read("PTO = vacation, days off")
    {'PTO': ('vacation', 'days off')}
    """
    found: Meanings = {}
    lines = [line for line in typed.splitlines() if line.strip()]
    if len(lines) > LINES:
        raise NotUnderstoodError(f"There are {len(lines)} lines; {LINES} is the most I can keep.")
    for number, line in enumerate(lines, 1):
        word, equals, rest = line.partition("=")
        meanings = tuple(meaning.strip() for meaning in rest.split(",") if meaning.strip())
        if not (word.strip() and equals and meanings):
            raise NotUnderstoodError(f"Line {number} (“{line.strip()[:60]}”) is not of the form: PTO = vacation")
        found[word.strip()] = (*found.get(word.strip(), ()), *meanings)
    return found
