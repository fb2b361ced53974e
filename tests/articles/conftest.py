"""A curator with a folder, on both databases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.articles import rules, service
from bot.articles.rules.readers import EVERYBODY
from bot.articles.service import importing, reading
from bot.articles.service.reports import Report
from bot.db import Database
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

WORKSPACE = WorkspaceId("T1")


def nobody(workspace: WorkspaceId, timeout: float) -> WebClient:
    raise AssertionError("the knowledge base has nothing to say to Slack")


def runtime_of(database: Database, now: datetime) -> Runtime:
    runtime = Runtime(database=database, now=lambda: now, client=nobody)
    runtime.transaction(
        lambda session: workspaces.install(
            session, WORKSPACE, name="Acme", bot_user=UserId("UPOLLEN"), bot_id="B1", now=now
        )
    )
    return runtime


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Make a folder hold exactly these files."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


@dataclass(frozen=True, kw_only=True)
class Curator:
    runtime: Runtime
    folder: Path

    def has(self, files: Mapping[str, str | bytes]) -> None:
        write(self.folder, files)

    def imports(
        self,
        files: Mapping[str, str | bytes] | None = None,
        *,
        collection: str | None = None,
        is_dry_run: bool = False,
        progress: reading.Progress = reading.silence,
    ) -> Report:
        if files is not None:
            self.has(files)
        return importing.import_folder(
            self.runtime, WORKSPACE, self.folder, collection=collection, is_dry_run=is_dry_run, progress=progress
        )

    def version(self) -> int:
        return self.runtime.reading(lambda session: service.version(session, WORKSPACE))

    def texts(self) -> dict[str, str]:
        """What can be searched: title to text."""
        found = self.runtime.reading(lambda session: service.snapshot(session, WORKSPACE))
        return {one.title: "\n".join(section.text for section in one.sections) for one in found.articles}

    def id(self, title: str) -> ArticleId:
        found = self.runtime.reading(lambda session: service.snapshot(session, WORKSPACE))
        return next(ArticleId(int(article.id)) for article in found.articles if article.title == title)

    def page(self, id: ArticleId) -> rules.Page:
        return self.runtime.reading(lambda session: service.article(session, WORKSPACE, id, EVERYBODY))

    def history(self, id: ArticleId) -> tuple[rules.Revision, ...]:
        return self.runtime.reading(lambda session: service.history(session, WORKSPACE, id))


@pytest.fixture
def curator(database: Database, now: datetime, tmp_path: Path) -> Curator:
    folder = tmp_path / "handbook"
    folder.mkdir()
    return Curator(runtime=runtime_of(database, now), folder=folder)
