"""Who used a right, or was refused one? A row without words: who, what, on what, when, and how it ended.

Kept for a year, shown to admins, exported by `pollen export audit`. What asks for a right says so (`privileged`), and
the door notes it in the deed's own transaction; a refusal is noted once the deed's transaction is gone.
"""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, Index, String, delete, insert, select, tuple_, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot import ids, spreadsheet
from bot.db import MANY, Base, UtcDateTime
from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId

KEPT = timedelta(days=366)
OPERATOR = UserId("operator")  #: somebody at the terminal
_PRIVILEGED = "privileged"
#: An id of ours or of Slack's; whatever else a button carries may be somebody's words.
_ID = re.compile(r"[A-Z0-9.|:\-]{1,64}", re.ASCII)


class Outcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"


class AuditRow(Base):
    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_at", "at"),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(32))
    #: What they did: a listener of ours, or a command of the terminal.
    what: Mapped[str] = mapped_column(String(100))
    #: The id of what it was done to, '' for none.
    target: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(16))
    #: Why it was refused: the name of the rule.
    rule: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, kw_only=True)
class Entry:
    at: datetime
    actor: UserId
    what: str
    target: str
    outcome: Outcome
    rule: str


def privileged(session: Session) -> None:
    """Say that this transaction uses a right that not everybody has."""
    session.info[_PRIVILEGED] = True


def is_privileged(session: Session) -> bool:
    return _PRIVILEGED in session.info


def note(
    session: Session,
    workspace: WorkspaceId,
    *,
    actor: UserId,
    what: str,
    target: str = "",
    outcome: Outcome = Outcome.DONE,
    rule: str = "",
    now: datetime,
) -> None:
    """Note a deed or a refusal. `target` is kept if it is an id, and nothing that somebody may have written."""
    session.add(
        AuditRow(
            workspace=workspace,
            id=ids.fresh(),
            at=now,
            actor=actor,
            what=what[:100],
            target=target if _ID.fullmatch(target) else "",
            outcome=outcome,
            rule=rule,
        )
    )
    session.flush()


def note_each(
    session: Session, workspace: WorkspaceId, targets: Sequence[int], *, actor: UserId, what: str, now: datetime
) -> None:
    """Note the same deed on many things, by their ids."""
    facts = {"workspace": workspace, "at": now, "actor": actor, "what": what[:100], "outcome": Outcome.DONE, "rule": ""}
    if rows := [{**facts, "id": ids.fresh(), "target": str(target)} for target in targets]:
        session.execute(insert(AuditRow), rows)


def entries(session: Session, workspace: WorkspaceId, *, most: int | None = None) -> tuple[Entry, ...]:
    """Return what was noted, the newest first."""
    rows = select(AuditRow).where(AuditRow.workspace == workspace).order_by(AuditRow.id.desc()).limit(most)
    return tuple(
        Entry(
            at=row.at,
            actor=UserId(row.actor),
            what=row.what,
            target=row.target,
            outcome=Outcome(row.outcome),
            rule=row.rule,
        )
        for row in session.scalars(rows)
    )


def as_csv(found: Sequence[Entry]) -> str:
    written = io.StringIO()
    lines = csv.DictWriter(written, fieldnames=[one.name for one in fields(Entry)], lineterminator="\n")
    lines.writeheader()
    lines.writerows({name: spreadsheet.cell(value) for name, value in _line(one).items()} for one in found)
    return written.getvalue()


def as_json(found: Sequence[Entry]) -> str:
    return json.dumps([_line(one) for one in found], indent=2) + "\n"


def _line(one: Entry) -> dict[str, str]:
    return asdict(one) | {"at": one.at.isoformat()}


def forget(session: Session, *, now: datetime) -> int:
    """Remove some of what is older than a year; returns how many rows went."""
    old = select(AuditRow.workspace, AuditRow.id).where(AuditRow.at < now - KEPT).limit(MANY)
    some = [tuple(found) for found in session.execute(old.with_for_update(skip_locked=True))]
    if some:
        session.execute(delete(AuditRow).where(tuple_(AuditRow.workspace, AuditRow.id).in_(some)))
    return len(some)


def forget_person(session: Session, erasure: Erasure) -> None:
    """Erase a person from what was noted; that it happened stays."""
    here = AuditRow.workspace == erasure.workspace
    session.execute(update(AuditRow).where(here, AuditRow.actor == erasure.user).values(actor=erasure.tombstone))
    session.execute(update(AuditRow).where(here, AuditRow.target == erasure.user).values(target=erasure.tombstone))
    erasure.replace_in(session, AuditRow.target)
