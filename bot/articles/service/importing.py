"""How does a folder come into the knowledge base? Read, compared, and swapped in one transaction."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot import audit
from bot.articles import rules, store
from bot.articles.rules import canvases, faults
from bot.articles.rules import readers as whose
from bot.articles.rules.known import Known
from bot.articles.rules.sources import Source
from bot.articles.service import comparing, linking, reading
from bot.articles.service.comparing import Fate, Step
from bot.articles.service.reading import Draft, Harvest, Progress, Remark
from bot.articles.service.reports import Report
from bot.articles.store import heads, origins, saving
from bot.articles.store import links as links_store
from bot.articles.store import readers as kept
from bot.circles.rules import Name
from bot.ids import ArticleId, WorkspaceId, fresh
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

PATIENCE = 600.0  #: seconds; an import can wait for its turn
#: Says which of an import's new pages may say what is said already.
Resembling = Callable[[Session, WorkspaceId, Sequence[Step]], tuple[Remark, ...]]

_AT_ONCE = 500  #: articles saved between two words of progress

#: An import would archive what is in them.
_TAKEN = frozenset({rules.STARTER, rules.SAVED.casefold(), canvases.COLLECTION.casefold()})
_COLLECTION = re.compile(r"(?![.\s])[\w .()&+-]{1,64}(?<!\s)(?<!\.)")


def import_folder(
    runtime: Runtime,
    workspace: WorkspaceId,
    path: Path,
    *,
    collection: str | None = None,
    columns: Sequence[str] = (),
    readers: Sequence[str] | None = None,
    is_dry_run: bool = False,
    resembling: Resembling | None = None,
    progress: Progress = reading.silence,
) -> Report:
    """Bring a collection to what a folder or a zip holds; raise a `UserError` if that makes no sense, changing nothing.

    `collection`: the folder's name when None. `columns`: the heads of question and answer in tables. `readers`: for
    whom those of its articles are that do not say so, from now on; as before when None. It calls
    `progress` from the transaction as well: what `progress` raises interrupts the import and leaves the old state.
    """
    name = _named(path, collection)
    names = None if readers is None else whose.named(readers)
    harvest = reading.harvest(path, columns=columns, progress=progress)
    if not harvest.drafts and not harvest.broken:
        raise faults.NothingThere(folder=path)
    report = bring(
        runtime,
        workspace,
        name,
        harvest,
        names=names,
        is_dry_run=is_dry_run,
        resembling=resembling,
        progress=progress,
    )
    source = Source(collection=name, path=str(path.resolve()), columns=tuple(columns))
    if not is_dry_run and source not in runtime.reading(lambda session: origins.known(session, workspace)):
        runtime.transaction(lambda session: origins.note(session, workspace, source), patience=PATIENCE)
    return report


def sync_starter(runtime: Runtime, workspace: WorkspaceId, folder: Path) -> Report:
    """Bring the articles that come with Pollen up to date, or archive them where a workspace does not want them."""
    choice = runtime.reading(lambda session: workspaces.choice(session, workspace, "articles.starter"))
    harvest = Harvest() if choice is False else reading.harvest(folder, leaving_out=frozenset({"README.md"}))
    return bring(runtime, workspace, rules.STARTER, harvest)


def bring(
    runtime: Runtime,
    workspace: WorkspaceId,
    collection: str,
    harvest: Harvest,
    *,
    names: tuple[Name, ...] | None = None,
    is_dry_run: bool = False,
    resembling: Resembling | None = None,
    progress: Progress = reading.silence,
) -> Report:
    """Bring a collection to what was read, in one transaction."""
    broken = [*(remark.path for remark in harvest.broken), *harvest.left]

    def plan(session: Session) -> tuple[Step, ...]:
        return comparing.compare(harvest.drafts, heads.shelf(session, workspace, collection), broken=broken)

    def report(steps: Sequence[Step], version: int) -> Report:
        return Report(
            collection=collection,
            is_dry_run=is_dry_run,
            fates={fate: tuple(step.path for step in steps if step.fate is fate) for fate in Fate},
            broken=harvest.broken,
            notes=harvest.notes,
            others=harvest.others,
            skipped=harvest.skipped,
            twins=tuple(twins),
            version=version,
        )

    def is_settled(session: Session, steps: Sequence[Step]) -> bool:
        return _is_unchanged(steps) and (names is None or names == kept.usual(session, workspace, collection))

    def links(session: Session, steps: Sequence[Step]) -> linking.Found:
        """What the links mean depends on who may read what; found out before the transaction that saves."""
        usual = kept.usual(session, workspace, collection) if names is None else names
        readers = {step.draft.key: _readers(step.draft, step.known, usual) for step in steps if step.draft is not None}
        if not meant or meant[-1][0] != readers:
            meant.append((readers, linking.find(linking.pages(harvest.drafts), readers)))
        return meant[-1][1]

    def look(session: Session) -> tuple[Sequence[Step], int, bool]:
        steps = plan(session)
        is_linked = not linking.differing(session, workspace, links(session, steps), steps)
        return steps, store.version(session, workspace), is_linked and is_settled(session, steps)

    meant: list[tuple[linking.Readers, linking.Found]] = []
    twins: list[Remark] = []
    steps, seen, is_done = runtime.reading(look)
    if resembling is not None and not is_done:
        twins += runtime.reading(lambda session: resembling(session, workspace, steps))
    if is_dry_run or is_done:
        return report(steps, seen)
    now = runtime.now()

    def save(session: Session) -> Report:
        before = saving.turn(session, workspace)
        steps = plan(session)  # another import may have been first
        if is_settled(session, steps):  # but for what its links mean
            links_store.replace(session, workspace, linking.differing(session, workspace, links(session, steps), steps))
            return report(steps, before)
        version = before + 1
        if names is not None:
            kept.set_usual(session, workspace, collection, names)
            audit.note(session, workspace, actor=audit.OPERATOR, what="knowledge import --readers", now=now)
        usual = kept.usual(session, workspace, collection)
        edits = [
            _edit(step.draft, step.known, collection, usual, now=now)
            for step in steps
            if step.draft is not None and step.is_revised
        ]
        saving.point(session, workspace, edits, version=version, now=now)
        for start in range(0, len(edits), _AT_ONCE):
            saving.fill(session, workspace, edits[start : start + _AT_ONCE])
            progress("Saving", min(start + _AT_ONCE, len(edits)), len(edits))
        for state, fate in ((rules.State.ARCHIVED, Fate.ARCHIVED), (rules.State.PUBLISHED, Fate.RESTORED)):
            settled = [step.known.id for step in steps if step.fate is fate and step.known and not step.is_revised]
            saving.settle(session, workspace, settled, state=state, version=version, now=now)
        ids = {edit.key: edit.article for edit in edits if edit.is_new}
        found = links(session, steps)
        links_store.replace(session, workspace, linking.differing(session, workspace, found, steps, new=ids))
        kept.keep(session, workspace, {edit.readers for edit in edits})
        others = kept.settle(session, workspace, version=version, collection=collection)
        audit.note_each(session, workspace, others, actor=audit.OPERATOR, what="knowledge import: readers", now=now)
        saving.advance(session, workspace, version)
        return report(steps, version)

    return runtime.transaction(save, patience=PATIENCE)


def _is_unchanged(steps: Iterable[Step]) -> bool:
    return all(step.fate is Fate.UNCHANGED for step in steps)


def _edit(draft: Draft, known: Known | None, collection: str, usual: tuple[Name, ...], *, now: datetime) -> saving.Edit:
    revision = rules.Revision(
        number=1 if known is None else known.revision + 1,
        made_at=now,
        made_by=None,
        origin=f"import {collection}",
        path=draft.path,
        source=draft.source,
        hash=draft.hash,
        starts_at=draft.starts_at,
        facts=draft.facts,
    )
    return saving.Edit(
        article=ArticleId(fresh()) if known is None else known.id,
        is_new=known is None,
        collection=collection,
        key=draft.key,
        revision=revision,
        sections=draft.sections,
        readers=_readers(draft, known, usual),
    )


def _readers(draft: Draft, known: Known | None, usual: tuple[Name, ...]) -> tuple[Name, ...]:
    return whose.effective(None if known is None else known.chosen, draft.facts.readers, usual)


def _named(path: Path, collection: str | None) -> str:
    """Return the collection's name; a folder's name is made to fit, a chosen one has to."""
    if collection is None:
        name = path.resolve().name if path.is_dir() else path.stem
        collection = re.sub(r"[^\w.()&+-]+", " ", name).strip(" .")[: rules.COLLECTION_LENGTH].strip(" .")
        collection = collection or "knowledge"
    if not _COLLECTION.fullmatch(collection):
        raise faults.BadName(name=collection, limit=rules.COLLECTION_LENGTH)
    if collection.casefold() in _TAKEN:
        raise faults.TakenName(name=collection)
    return collection
