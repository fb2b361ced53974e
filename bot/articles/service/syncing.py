"""How does knowledge stay up to date by itself? Every source that was once imported is imported again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.articles.rules import faults, wording
from bot.articles.rules.sources import Source
from bot.articles.service import importing, reading, reports
from bot.articles.service.comparing import Fate
from bot.articles.service.importing import Resembling
from bot.articles.service.reading import Progress
from bot.articles.service.reports import Report
from bot.articles.store import origins
from bot.errors import UserError
from bot.ids import WorkspaceId
from bot.runtime import Runtime

NAMED = 5  #: pages of each kind; the rest is counted


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one source."""

    source: Source
    #: None when it could not be brought in; `fault` says why.
    report: Report | None = None
    fault: UserError | None = None

    @property
    def is_whole(self) -> bool:
        """Did all of it come in?"""
        return self.report is not None and not self.report.broken


def sync(
    runtime: Runtime,
    workspace: WorkspaceId,
    *,
    resembling: Resembling | None = None,
    progress: Progress = reading.silence,
) -> tuple[Outcome, ...]:
    """Import every known source again; what is not there, or cannot be read, changes nothing of its collection."""
    known = runtime.reading(lambda session: origins.known(session, workspace))
    if not known:
        raise faults.NoSource
    return tuple(_again(runtime, workspace, source, resembling, progress) for source in known)


def forget(runtime: Runtime, workspace: WorkspaceId, collection: str) -> None:
    """Leave a source alone from now on; its articles stay."""
    if not runtime.transaction(partial(origins.forget, workspace=workspace, collection=collection)):
        raise faults.UnknownSource(name=collection)


def lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Say it for a terminal, in one screen."""
    for one in outcomes:
        name, report = one.source.collection, one.report
        if report is None:
            yield f"{name}: not read, and nothing was changed. {one.fault.sentence if one.fault else ''}".rstrip()
            continue
        if report.is_unchanged:
            yield f"{name}: nothing changed ({report.count(Fate.UNCHANGED):,} articles)"
        else:
            counted = ((fate, report.count(fate)) for fate in Fate)
            yield f"{name}: {', '.join(f'{count:,} {fate}' for fate, count in counted if count)}"
        for fate in Fate:
            if fate is not Fate.UNCHANGED:
                yield from _some(fate, [reports.shown(path) for path in report.fates.get(fate, ())])
        twins = [f"{reports.place(remark)}: {wording.one_line(remark.sentence)}" for remark in report.twins]
        yield from _some("twin", twins)
        said = [f"{reports.place(remark)}: {wording.one_line(remark.sentence)}" for remark in report.broken]
        yield from _some("broken", said)


def _again(
    runtime: Runtime, workspace: WorkspaceId, source: Source, resembling: Resembling | None, progress: Progress
) -> Outcome:
    try:
        path = Path(source.path)
        if not path.exists():
            raise faults.NoFolder(folder=path)
        report = importing.import_folder(
            runtime,
            workspace,
            path,
            collection=source.collection,
            columns=source.columns,
            resembling=resembling,
            progress=progress,
        )
    except UserError as fault:
        return Outcome(source=source, fault=fault)
    return Outcome(source=source, report=report)


def _some(what: str, said: list[str]) -> Iterator[str]:
    yield from (f"  {what:<9} {one}" for one in said[:NAMED])
    if len(said) > NAMED:
        yield f"  {what:<9} and {len(said) - NAMED:,} more"
