"""What is a page that was something else before it became Markdown?"""

from dataclasses import dataclass, field

#: Columns of the questions that `pollen eval` asks a handbook.
LABELS = ("id", "question", "page", "answer")


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a converter makes of a file, or of one of its parts."""

    #: '' when it says none.
    title: str = ""
    #: Markdown, without front matter.
    text: str = field(repr=False)
    #: Which part of its file it is; '' for all of it.
    part: str = ""
    #: Where it was published.
    url: str = ""
    #: As the file says it, such as `de-AT`.
    language: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    owner: str = ""


class Unfit(Exception):
    """The file cannot be read; `reason` ends the sentence “It cannot be read (…)”."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotAnswers(Exception):
    """A table in which no questions and answers were recognised; `heads` are its columns."""

    def __init__(self, heads: tuple[str, ...]) -> None:
        super().__init__(", ".join(heads))
        self.heads = heads


class Labelled(Exception):
    """A table of questions and where their answers stand, which `pollen eval` reads; nobody wrote it to be read."""
