"""What may stand in a cell of a file that somebody opens in a spreadsheet? Never a formula.

A text that would begin one gets an apostrophe in front (OWASP ASVS 1.2.10); spreadsheets trim what comes before it.
"""

#: What a spreadsheet takes for the start of a formula, also written wide.
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
#: What ends a cell or a line before it has begun.
_ENDS = frozenset("\t\r\n")


def cell(value: str | int | float | None) -> str:
    """Return a value as a spreadsheet may read it.

    >>> cell(" =1+1")
    "' =1+1"
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = value.replace("\0", "")
    begun = text.lstrip()
    blank = text.removesuffix(begun)
    return f"'{text}" if begun.startswith(_SIGNS) or not _ENDS.isdisjoint(blank) else text
