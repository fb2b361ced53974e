"""Which articles do the links in a folder's pages mean? Found out for all of it, since any page may have moved.

What a link means must not give away a page that its reader may not read: a name that two pages have means the one that
they may. So it is looked for among what all readers of the page may read, and only where nothing is found there, among
what some of them may: of several such pages everybody is led to the first that is for them.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from bot.articles.rules.leads import ADDRESS_LENGTH, Chart, Named
from bot.articles.service.comparing import Step
from bot.articles.service.reading import Draft
from bot.articles.store import links as store
from bot.articles.store.links import Links
from bot.circles.rules import Name
from bot.ids import ArticleId, WorkspaceId
from bot.markup.sections import slug

#: By the key of a page, and by what is written there: the keys of the pages that may be meant, and the headings.
Found = Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]
#: By the key of a page: for whom it is, () for everyone. A page that is not named is for everyone.
Readers = Mapping[str, tuple[Name, ...]]


def chart(drafts: Iterable[Draft]) -> Chart:
    """The pages by everything they can be linked by."""
    return Chart.of(Named(path=one.path, title=one.facts.title, aliases=one.facts.aliases) for one in drafts)


def anchors(drafts: Iterable[Draft]) -> Mapping[str, frozenset[str]]:
    """The headings of each page, as they are linked to."""
    return {
        draft.path: frozenset(name for section in draft.sections for name in (section.anchor, *map(slug, section.path)))
        for draft in drafts
    }


def find(drafts: Sequence[Draft], readers: Readers) -> Found:
    """Find the pages that each link means."""
    audiences = dict.fromkeys(sorted({readers.get(draft.key, ()) for draft in drafts}))
    own = {one: chart(draft for draft in drafts if readers.get(draft.key, ()) == one) for one in audiences}
    keys, there = {draft.path: draft.key for draft in drafts}, anchors(drafts)

    def meant(draft: Draft, address: str) -> tuple[tuple[str, str], ...]:
        whose = readers.get(draft.key, ())
        known = own[whose].over(own[()]) if whose and () in own else own[whose]
        first = known.find(address, within=draft.path)
        others = (one.find(address, within=draft.path) for one in own.values()) if first is None else (first,)
        found = dict.fromkeys(target for target in others if target is not None)
        return tuple((keys[one.path], one.anchor if one.anchor in there[one.path] else "") for one in found)

    return {
        draft.key: {
            address: targets
            for address in draft.targets
            if not address.startswith("#") and len(address) <= ADDRESS_LENGTH and (targets := meant(draft, address))
        }
        for draft in drafts
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
