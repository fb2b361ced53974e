"""Where is an index kept between two starts? In a file beside the data; anything doubtful about it is made anew."""

import logging
import os
from pathlib import Path

from bot.ids import WorkspaceId
from bot.search.index import Index
from bot.search.saved import Stale

log = logging.getLogger(__name__)


class Keeper:
    """Keeps the newest index of each workspace in a folder, under the name of what it was made of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[WorkspaceId, str] = {}

    def keep(self, workspace: WorkspaceId, name: str, index: Index) -> None:
        """Write an index down unless it is there already; a disk that is full or read-only costs only time later."""
        if self._kept.get(workspace) == name:
            return
        path = self._path(workspace)
        fresh = path.with_suffix(f".{os.getpid()}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(name.encode() + b"\n" + index.save())
            fresh.replace(path)
        except OSError as error:
            log.warning("an index could not be kept", extra={"reason": error.strerror})
            fresh.unlink(missing_ok=True)
            return
        self._kept[workspace] = name

    def find(self, workspace: WorkspaceId, name: str) -> Index | None:
        """Return the kept index if it was made of exactly this."""
        try:
            head, _, blob = self._path(workspace).read_bytes().partition(b"\n")
            if head != name.encode():
                return None
            index = Index.load(blob)
        except (OSError, Stale):
            return None
        self._kept[workspace] = name
        return index

    def _path(self, workspace: WorkspaceId) -> Path:
        return self._folder / f"{workspace}.index"
