"""How does the knowledge base go back into files? The source of every article, as it came in or as it became."""

from pathlib import Path, PurePosixPath

from bot.articles import store
from bot.articles.rules import faults
from bot.articles.service.folder import is_markdown
from bot.ids import WorkspaceId
from bot.runtime import Runtime


def export(runtime: Runtime, workspace: WorkspaceId, folder: Path, *, collection: str | None = None) -> int:
    """Write the published articles into a new folder, in UTF-8, and return how many.

    A chosen collection is written as it was imported; all of them, each in a folder of its name.
    """
    found = runtime.reading(lambda session: store.sources(session, workspace, collection))
    if collection is not None and not found:
        raise faults.NoCollection(name=collection)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise faults.NotEmpty(folder=folder)
        for name, path, source in found:
            if not is_markdown(path):
                path += ".md"  # what it became
            within = PurePosixPath(path) if collection is not None else PurePosixPath(name, path)
            if within.is_absolute() or ".." in within.parts:
                raise faults.CannotWrite(folder=folder, reason=f"{within} leads outside")
            file = folder / within
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(source.encode())
    except OSError as error:
        raise faults.CannotWrite(folder=folder, reason=error.strerror) from error
    return len(found)
