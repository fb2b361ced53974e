"""Where does a collection come from?"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Source:
    """A folder or a zip, as it was named when it was last imported."""

    collection: str
    #: Absolute.
    path: str
    #: The heads of question and answer in tables.
    columns: tuple[str, ...] = ()
