"""Which sources are known? One a collection, the last that was imported."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import db
from bot.articles.rules.sources import Source
from bot.articles.store.tables import SourceRow
from bot.ids import WorkspaceId


def known(session: Session, workspace: WorkspaceId) -> tuple[Source, ...]:
    """Return every source, by collection."""
    rows = session.scalars(select(SourceRow).where(SourceRow.workspace == workspace).order_by(SourceRow.collection))
    return tuple(
        Source(collection=row.collection, path=row.path, columns=tuple(row.options.get("columns", ()))) for row in rows
    )


def note(session: Session, workspace: WorkspaceId, source: Source) -> None:
    """Keep a source in the place of the one its collection had."""
    said = {"path": source.path, "options": {"columns": list(source.columns)}}
    row = db.insert(session, SourceRow).values(workspace=workspace, collection=source.collection, **said)
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "collection"], set_=said))


def forget(session: Session, workspace: WorkspaceId, collection: str) -> bool:
    """Forget a source; False when none is known."""
    those = (SourceRow.workspace == workspace, SourceRow.collection == collection)
    return bool(session.execute(delete(SourceRow).where(*those).returning(SourceRow.collection)).first())
