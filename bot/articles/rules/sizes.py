"""How much may stand in one page? More takes a hundred times its size in memory to read, and no reader wants it."""

from bot.articles.rules.faults import TooBusy

_MOST = (
    ("\n#", "headings", 20_000),
    ("\n|", "rows of tables", 100_000),
    ("](", "links", 50_000),
    ("\\", "backslashes", 200_000),
)


def must_be_a_page(text: str) -> None:
    """Raise `TooBusy`."""
    for mark, what, limit in _MOST:
        if text.count(mark) > limit:
            raise TooBusy(what=what, limit=limit)
