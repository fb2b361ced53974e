"""How does an article come from Slack? Somebody's words, published by a curator, in a collection of their own."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime

import yaml
from sqlalchemy.orm import Session

from bot.articles import rules
from bot.articles.rules import frontmatter
from bot.articles.rules.readers import OPERATOR
from bot.articles.store import readers, saving, standing
from bot.ids import ArticleId, UserId, WorkspaceId, fresh
from bot.markup.sections import sections as cut


def publish(
    session: Session,
    workspace: WorkspaceId,
    *,
    title: str,
    text: str,
    tags: Sequence[str] = (),
    author: UserId,
    url: str = "",
    now: datetime,
) -> ArticleId:
    """Put an article into the knowledge base; who may is checked by the caller. `text`: Markdown."""
    facts = {"title": title, "tags": list(tags), "owner": author, "url": url}
    front = yaml.safe_dump({name: value for name, value in facts.items() if value}, allow_unicode=True, sort_keys=False)
    source = f"---\n{front}---\n\n{text.strip()}\n"
    read = frontmatter.read(source)
    article = ArticleId(fresh())
    path = f"{_slug(title)}-{article}.md"
    revision = rules.Revision(
        number=1,
        made_at=now,
        made_by=author,
        origin=rules.SAVED,
        path=path,
        source=source,
        hash=hashlib.sha256(source.encode()).hexdigest(),
        starts_at=read.starts_at,
        facts=read.facts,
    )
    edit = saving.Edit(
        article=article,
        is_new=True,
        collection=rules.SAVED,
        key=path,
        revision=revision,
        sections=cut(source[read.starts_at :]),
        readers=readers.usual(session, workspace, rules.SAVED),
    )
    version = saving.turn(session, workspace) + 1
    readers.keep(session, workspace, [edit.readers])
    saving.point(session, workspace, [edit], version=version, now=now)
    saving.fill(session, workspace, [edit])
    saving.advance(session, workspace, version)
    return article


def withdraw(session: Session, workspace: WorkspaceId, article: ArticleId, *, now: datetime) -> bool:
    """Take an article out, its history kept; False when it is out already."""
    version = saving.turn(session, workspace) + 1
    if article not in standing.standing(session, workspace, [article], OPERATOR):  # who may is the caller's to check
        return False
    saving.settle(session, workspace, [article], state=rules.State.ARCHIVED, version=version, now=now)
    saving.advance(session, workspace, version)
    return True


def _slug(title: str) -> str:
    return re.sub(r"\W+", "-", title.casefold()).strip("-")[:60].strip("-") or "answer"
