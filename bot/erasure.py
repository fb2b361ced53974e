"""How is somebody taken out of what is kept? Their id becomes a tombstone, their name "someone", their words nothing.

A tombstone is made anew for each erasure and leads nowhere: the rows of a ledger keep standing for one and the same
person, so that everybody else's sums stay right, and nobody can say who it was.
"""

import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.ids import UserId, WorkspaceId

SOMEBODY = "someone"
_MARK = "GONE-"

#: The same record as a sentence to the person, in mrkdwn; when it was (`at`) is put before it.
SAID = "said"

#: What one domain keeps of a person, for them to read: a title, and a record a line, the newest first.
Kept = dict[str, list[dict[str, Any]]]


def tombstone() -> UserId:
    return UserId(f"{_MARK}{secrets.token_hex(8)}")


def is_tombstone(user: str) -> bool:
    return user.startswith(_MARK)


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """Who is erased, and when."""

    workspace: WorkspaceId
    user: UserId
    #: what others call them; '' when that is not known
    name: str
    now: datetime
    #: their whole name, where Slack shows another one
    full_name: str = ""
    tombstone: UserId = field(default_factory=tombstone)

    def out_of(self, text: str, *, is_about: bool = False) -> str:
        """Return a text of somebody else's without this person.

        `is_about`: the text concerns them. Elsewhere a name of one word stays unless it stands for a mention, `@will`:
        it may be another's, or a word.
        """
        without = re.sub(rf"<@{self.user}(\|[^>]*)?>|@?\b{self.user}\b", SOMEBODY, text)
        for name in self.called:
            is_full = " " in name
            mark = r"@?(?<!\w)" if is_about or is_full else r"(?<!\w)@"
            flags = re.IGNORECASE if is_full else 0
            without = re.sub(rf"{mark}{re.escape(name)}(?!\w)", SOMEBODY, without, flags=flags)
        return without

    def is_in(self, value: object, *, is_about: bool = False) -> bool:
        """Is this person named anywhere in a value as it is kept?"""
        text = json.dumps(value, ensure_ascii=False, default=str)
        return self.out_of(text, is_about=is_about) != text

    def redacted(self, value: Any, *, is_about: bool = False) -> Any:
        """Return a value without this person, however deep they are in it."""
        if isinstance(value, str):
            return self.out_of(value, is_about=is_about)
        if isinstance(value, dict):
            return {key: self.redacted(one, is_about=is_about) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.redacted(one, is_about=is_about) for one in value]
        return value

    def replace(self, session: Session, *columns: InstrumentedAttribute[Any]) -> None:
        """Put the tombstone into the columns that hold an id."""
        for column in columns:
            row = column.class_
            session.execute(
                update(row).where(row.workspace == self.workspace, column == self.user).values({column: self.tombstone})
            )

    def replace_in(self, session: Session, *columns: InstrumentedAttribute[str]) -> None:
        """Put the tombstone into the columns of which an id is a part, such as the key of an effect."""
        for column in columns:
            for text in self._texts(session, column):
                self._change(session, column, text, text.replace(self.user, self.tombstone))

    def sweep(self, session: Session, *columns: InstrumentedAttribute[Any]) -> None:
        """Take this person out of what others wrote into these columns."""
        for column in columns:
            for text in self._texts(session, column):
                self._change(session, column, text, self.out_of(text))

    def names(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Return the condition that a text of others names this person."""
        by_name = [
            column.icontains(name, autoescape=True) if " " in name else column.contains(f"@{name}", autoescape=True)
            for name in self.called
        ]
        return or_(column.contains(self.user, autoescape=True), *by_name)

    @property
    def called(self) -> tuple[str, ...]:
        """What others call them, the longest first: the whole name before a part of it."""
        return tuple(sorted({self.name, self.full_name} - {""}, key=lambda name: (-len(name), name)))

    def _texts(self, session: Session, column: InstrumentedAttribute[Any]) -> list[str]:
        found = select(column).where(column.class_.workspace == self.workspace, self.names(column)).distinct()
        return list(session.scalars(found))

    def _change(self, session: Session, column: InstrumentedAttribute[Any], before: str, after: str) -> None:
        row = column.class_
        if after != before:
            session.execute(
                update(row).where(row.workspace == self.workspace, column == before).values({column: after})
            )
