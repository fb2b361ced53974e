"""Which articles do the links in a collection's pages mean? Found out for all of it, since any page may have moved.

What a link means must not give away a page that its reader may not read: a name that two pages have means the one that
they may. So it is looked for among what all readers of the page may read, and only where nothing is found there, among
what some of them may: of several such pages everybody is led to the first that is for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.articles.rules.leads import ADDRESS_LENGTH, Chart, Named
from bot.articles.service.comparing import Step
from bot.articles.service.reading import Draft
from bot.articles.store import charts
from bot.articles.store import links as store
from bot.articles.store.links import Links
from bot.circles.rules import Name
from bot.ids import ArticleId, WorkspaceId
from bot.markup.sections import slug

#: By the key of a page, and by what is written there: the keys of the pages that may be meant, and the headings.
Found = Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]
#: By the key of a page: for whom it is, () for everyone. A page that is not named is for everyone.
Readers = Mapping[str, tuple[Name, ...]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page, as links see it."""

    key: str
    path: str
    title: str
    aliases: Sequence[str]
    #: The headings above each section, and its anchor.
    headings: Sequence[tuple[Sequence[str], str]]
    #: What its links to other pages name.
    targets: Sequence[str]


def pages(drafts: Iterable[Draft]) -> tuple[Page, ...]:
    """Return what is about to come in, as links see it."""
    return tuple(
        Page(
            key=draft.key,
            path=draft.path,
            title=draft.facts.title,
            aliases=draft.facts.aliases,
            headings=tuple((section.path, section.anchor) for section in draft.sections),
            targets=draft.targets,
        )
        for draft in drafts
    )


def chart(pages: Iterable[Page]) -> Chart:
    """The pages by everything they can be linked by."""
    return Chart.of(Named(path=one.path, title=one.title, aliases=one.aliases) for one in pages)


def anchors(pages: Iterable[Page]) -> Mapping[str, frozenset[str]]:
    """The headings of each page, as they are linked to."""
    return {
        page.path: frozenset(name for path, anchor in page.headings for name in (anchor, *map(slug, path)))
        for page in pages
    }


def find(pages: Sequence[Page], readers: Readers) -> Found:
    """Find the pages that each link means."""
    audiences = dict.fromkeys(sorted({readers.get(page.key, ()) for page in pages}))
    own = {one: chart(page for page in pages if readers.get(page.key, ()) == one) for one in audiences}
    keys, there = {page.path: page.key for page in pages}, anchors(pages)

    def meant(page: Page, address: str) -> tuple[tuple[str, str], ...]:
        whose = readers.get(page.key, ())
        known = own[whose].over(own[()]) if whose and () in own else own[whose]
        first = known.find(address, within=page.path)
        others = (one.find(address, within=page.path) for one in own.values()) if first is None else (first,)
        found = dict.fromkeys(target for target in others if target is not None)
        return tuple((keys[one.path], one.anchor if one.anchor in there[one.path] else "") for one in found)

    return {
        page.key: {
            address: targets
            for address in page.targets
            if not address.startswith("#") and len(address) <= ADDRESS_LENGTH and (targets := meant(page, address))
        }
        for page in pages
    }


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
    return _differing(session, workspace, found, ids)


def outdated(session: Session) -> tuple[tuple[WorkspaceId, str], ...]:
    """Return the collections in which somebody has said in Slack who may read what."""
    return charts.outdated(session)


def settle(session: Session, workspace: WorkspaceId, collection: str) -> None:
    """Find out anew what the links of a collection mean, for those who may read its articles now.

    A link that leads nowhere is not kept, and leads nowhere still: who may read a page makes no other pages.
    """
    charts.update_done(session, workspace, collection)
    known = tuple(charts.of(session, workspace, collection))
    kept = store.kept(session, workspace, [one.id for one in known])
    listed = [
        Page(
            key=one.key,
            path=one.path,
            title=one.title,
            aliases=one.aliases,
            headings=one.headings,
            targets=tuple(kept.get(one.id, ())),
        )
        for one in known
    ]
    found = find(listed, {one.key: one.readers for one in known})
    store.replace(session, workspace, _differing(session, workspace, found, {one.key: one.id for one in known}))


def _differing(session: Session, workspace: WorkspaceId, found: Found, ids: Mapping[str, ArticleId]) -> Links:
    wanted = {
        ids[key]: {
            address: leads
            for address, targets in links.items()
            if (leads := tuple((ids[target], anchor) for target, anchor in targets if target in ids))
        }
        for key, links in found.items()
        if key in ids
    }
    kept = store.kept(session, workspace, list(wanted))
    return {id: links for id, links in wanted.items() if kept.get(id, {}) != links}
