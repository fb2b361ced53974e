"""Which articles do the links in a folder's pages mean? Found out for all of it, since any page may have moved."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from bot.articles.rules.leads import ADDRESS_LENGTH, Chart, Named
from bot.articles.service.comparing import Step
from bot.articles.service.reading import Draft
from bot.articles.store import links as store
from bot.articles.store.links import Links
from bot.ids import ArticleId, WorkspaceId
from bot.markup.sections import slug

#: By the key of a page, and by what is written there: the key of the page that is meant, and the heading.
Found = Mapping[str, Mapping[str, tuple[str, str]]]


def chart(drafts: Iterable[Draft]) -> Chart:
    """The pages by everything they can be linked by."""
    return Chart.of(Named(path=one.path, title=one.facts.title, aliases=one.facts.aliases) for one in drafts)


def anchors(drafts: Iterable[Draft]) -> Mapping[str, frozenset[str]]:
    """The headings of each page, as they are linked to."""
    return {
        draft.path: frozenset(name for section in draft.sections for name in (section.anchor, *map(slug, section.path)))
        for draft in drafts
    }


def find(drafts: Sequence[Draft]) -> Found:
    """Find the page that each link means."""
    known, keys = chart(drafts), {draft.path: draft.key for draft in drafts}
    there = anchors(drafts)
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for draft in drafts:
        meant = {
            address: target
            for address in draft.targets
            if not address.startswith("#")
            and len(address) <= ADDRESS_LENGTH
            and (target := known.find(address, within=draft.path)) is not None
        }
        found[draft.key] = {
            address: (keys[target.path], target.anchor if target.anchor in there[target.path] else "")
            for address, target in meant.items()
        }
    return found


def differing(
    session: Session,
    workspace: WorkspaceId,
    found: Found,
    steps: Iterable[Step],
    *,
    new: Mapping[str, ArticleId] | None = None,
) -> Links:
    """The links, as ids, of those pages that have others than are written down; `new`: the ids of new pages by key."""
    ids = {step.draft.key: step.known.id for step in steps if step.draft and step.known} | dict(new or {})
    wanted = {
        ids[key]: {address: (ids[target], anchor) for address, (target, anchor) in links.items() if target in ids}
        for key, links in found.items()
        if key in ids
    }
    kept = store.kept(session, workspace, list(wanted))
    return {id: links for id, links in wanted.items() if kept.get(id, {}) != links}
