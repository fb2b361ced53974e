"""Was an article cut by other code than this? Then it is cut again from its source, which is kept as it came in."""

from collections.abc import Mapping, Sequence
from functools import partial

from sqlalchemy.orm import Session

from bot.articles.store import cuts as store
from bot.articles.store import saving
from bot.articles.store.cuts import Uncut
from bot.ids import ArticleId, WorkspaceId
from bot.markup.sections import Section
from bot.markup.sections import sections as cut
from bot.runtime import Runtime

AT_ONCE = 200  #: articles in one transaction


def recut(runtime: Runtime) -> int:
    """Bring every article's sections to what this code makes of it, some at a time; return how many have changed."""
    changed = 0
    while found := runtime.reading(lambda session: store.uncut(session, limit=AT_ONCE)):
        cuts = {one.id: cut(one.text) for one in found}  # before the transaction, which others wait for
        for workspace in sorted({one.workspace for one in found}):
            changed += runtime.transaction(partial(_save, workspace=workspace, found=found, cuts=cuts))
    return changed


def _save(
    session: Session, *, workspace: WorkspaceId, found: Sequence[Uncut], cuts: Mapping[ArticleId, tuple[Section, ...]]
) -> int:
    version = saving.turn(session, workspace) + 1
    here = [one for one in found if one.workspace == workspace]
    newest = store.revisions(session, workspace, [one.id for one in here])
    current = [one for one in here if newest.get(one.id) == one.revision]  # another edit may have been first
    before = store.sections(session, workspace, [one.id for one in current])
    others = [one.id for one in current if before.get(one.id, ()) != cuts[one.id]]
    store.recut(session, workspace, {id: cuts[id] for id in others}, version=version)
    store.mark_cut(session, workspace, [one.id for one in current])
    if others:
        saving.advance(session, workspace, version)
    return len(others)
