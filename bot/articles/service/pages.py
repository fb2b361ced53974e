"""What does an article say, section by section? Read once, and remembered for as long as it stays the same.

An article's id is unique everywhere and `changed_in` grows with every change, so the two name one text for ever. What
may change without them, whether it is published and who has verified it, is asked of the database each time.
"""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bot.articles import rules, store
from bot.articles.rules.readers import Reader
from bot.articles.store import cuts, standing
from bot.ids import ArticleId, WorkspaceId
from bot.markup import notation
from bot.markup.sections import Section
from bot.search.findings import Spot
from bot.search.focus import neighbours, places
from bot.search.snippets import Place

REMEMBERED = 2000  #: articles

_remembered: dict[tuple[ArticleId, int], "Text"] = {}


@dataclass(frozen=True, kw_only=True)
class Text:
    """A published article with its sections, in order."""

    article: rules.Article
    sections: tuple[Section, ...]
    #: The same, in the groups that are searched as one.
    groups: tuple[tuple[Section, ...], ...]
    #: Does it link to other articles, as far as its text says?
    has_leads: bool

    def passage(self, place: rules.Place, words: Set[str]) -> rules.Passage | None:
        """Return what stands at a place."""
        if place.anchor is None:
            spots = [
                Spot(section=one.section, start=one.start, end=one.end, is_exact=one.is_exact)
                for one in (place, *place.others)
            ]
            found = places(self.groups, spots, words)
        else:
            found = tuple(here for one in (place, *place.others) if (here := self._marked(one)) is not None)
        is_there = found and (place.anchor is None or found[0].section.anchor == place.anchor)
        return rules.Passage(article=self.article, places=found, page=self.sections) if is_there else None

    def _marked(self, place: rules.Place) -> Place | None:
        """Of several sections with one anchor the one nearest to its old number."""
        named = (one for one in self.sections if one.anchor == place.anchor)
        section = min(named, key=lambda one: abs(one.ordinal - place.section), default=None)
        return None if section is None else Place(section=section, start=place.start, end=place.end)


def texts(
    session: Session, workspace: WorkspaceId, ids: Collection[ArticleId], reader: Reader
) -> Mapping[ArticleId, Text]:
    """Return the published ones of these articles that somebody may read, as they are now."""
    current = standing.standing(session, workspace, ids, reader)
    known = {id: text for id, (version, _) in current.items() if (text := _remembered.get((id, version))) is not None}
    unknown = [id for id in current if id not in known]
    cut = cuts.sections(session, workspace, unknown) if unknown else {}
    for article in store.published(session, workspace, reader, ids=unknown) if unknown else ():
        sections = cut.get(article.id, ())
        known[article.id] = Text(
            article=article,
            sections=sections,
            groups=neighbours(sections),
            has_leads=any(notation.leads(section.said) for section in sections),
        )
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        _remembered[article.id, article.changed_in] = known[article.id]
    return {id: _verified(text, current[id][1]) for id, text in known.items()}


def _verified(text: Text, recorded: rules.Verification | None) -> Text:
    verification = rules.newest(text.article.facts.verified_on, recorded)
    return replace(text, article=replace(text.article, verification=verification))
