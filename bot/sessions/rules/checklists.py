"""What does a host have to think of? The list that an article of the starter set has for sessions of this form."""

import re

from bot.sessions.rules import Form

#: By form: the title of the article, and the heading its list stands under. Who writes their own keeps both.
ARTICLES = {
    Form.TALK: ("Give your first talk", "Rehearse and practise the talk"),
    Form.WORKSHOP: ("Run a group learning session", "Prepare the group session"),
    Form.STUDY_GROUP: ("Start a study group", "A weekly meeting that works"),
    Form.LUNCH: ("Organise a lunch talk or a show and tell", "Start a series of lunch talks"),
    Form.SHOW: ("Organise a lunch talk or a show and tell", "Run a show and tell or a demo afternoon"),
}

_ITEM = re.compile(r"(?:\d+[.)]|[-*+])\s+(.+)")
_MARKS = re.compile(r"\*\*|__|`")


def items(section: str) -> tuple[str, ...]:
    """Return the items of the first list in a section's Markdown, as plain text.

    >>> items("Before it:\\n\\n1. Write **one** sentence.\\n2. Try it\\n   on a colleague.")
    ('Write one sentence.', 'Try it on a colleague.')
    """
    found: list[str] = []
    for line in section.splitlines():
        item = _ITEM.match(line)
        if item is not None:
            found.append(item[1])
        elif found and line[:1] in (" ", "\t") and line.strip():
            found[-1] += f" {line.strip()}"
        elif found and line.strip():
            break
    return tuple(_MARKS.sub("", one).strip() for one in found)
