"""What has somebody asked for that takes a while: to see their data, a copy, an erasure? Noted here, done by the clock.

A wish is a row until it is fulfilled. An erasure goes on where it was: which part comes next, and the tombstone that
stands for the person in all of them, are in the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ColumnElement, String, UniqueConstraint, delete, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot import erasure, ids
from bot.db import Base, UtcDateTime, insert
from bot.erasure import Erasure
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.people import store


class Kind(StrEnum):
    LOOK = "look"
    COPY = "copy"
    ERASE = "erase"


class WishRow(Base):
    __tablename__ = "people_wishes"
    __table_args__ = (UniqueConstraint("workspace", "user", "kind"),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: whether they are written to when it is done
    is_told: Mapped[bool]
    #: of an erasure: what others called them, who stands for them now, and the part that comes next
    name: Mapped[str] = mapped_column(String(255))
    full_name: Mapped[str] = mapped_column(String(255), default="", server_default=text("''"))
    tombstone: Mapped[str] = mapped_column(String(32))
    part: Mapped[int]
    #: the last word to them, once it is promised
    told: Mapped[int | None] = mapped_column(BigInteger)


@dataclass(frozen=True, kw_only=True)
class Wish:
    workspace: WorkspaceId
    id: int
    user: UserId
    kind: Kind
    is_told: bool
    name: str
    full_name: str
    tombstone: UserId
    part: int
    told: PromiseId | None

    def erasure(self, now: datetime) -> Erasure:
        return Erasure(
            workspace=self.workspace,
            user=self.user,
            name=self.name,
            full_name=self.full_name,
            now=now,
            tombstone=self.tombstone,
        )


def note(
    session: Session, workspace: WorkspaceId, user: UserId, kind: Kind, *, now: datetime, is_told: bool = True
) -> None:
    """Note a wish; one that waits already stays as it is."""
    person = store.find(session, workspace, [user]).get(user)
    row = insert(session, WishRow).values(
        workspace=workspace,
        id=ids.fresh(),
        user=user,
        kind=kind,
        asked_at=now,
        is_told=is_told,
        name=person.name if person and kind is Kind.ERASE else "",
        full_name=person.full_name if person and kind is Kind.ERASE else "",
        tombstone=erasure.tombstone(),
        part=0,
    )
    session.execute(row.on_conflict_do_nothing())


def waiting(session: Session) -> Sequence[Wish]:
    """Return what is to be done, in every workspace, in the order of asking."""
    return tuple(map(_value, session.scalars(select(WishRow).order_by(WishRow.id))))


def take(session: Session, wish: Wish) -> Wish | None:
    """Return a wish as it is now, locked; None when it is fulfilled, or another process is at it."""
    asked = select(WishRow).where(*_one(wish)).with_for_update(skip_locked=True)
    row = session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _value(row)


def go_on(session: Session, wish: Wish) -> None:
    """Note that a part of an erasure is done."""
    session.execute(update(WishRow).where(*_one(wish)).values(part=wish.part + 1))


def tell(session: Session, wish: Wish, promise: PromiseId) -> None:
    session.execute(update(WishRow).where(*_one(wish)).values(told=promise))


def fulfil(session: Session, wish: Wish) -> None:
    """Forget a wish."""
    session.execute(delete(WishRow).where(*_one(wish)))


def _one(wish: Wish) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return WishRow.workspace == wish.workspace, WishRow.id == wish.id


def _value(row: WishRow) -> Wish:
    return Wish(
        workspace=WorkspaceId(row.workspace),
        id=row.id,
        user=UserId(row.user),
        kind=Kind(row.kind),
        is_told=row.is_told,
        name=row.name,
        full_name=row.full_name,
        tombstone=UserId(row.tombstone),
        part=row.part,
        told=None if row.told is None else PromiseId(row.told),
    )
