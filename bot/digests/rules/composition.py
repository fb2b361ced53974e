"""What goes into an edition, in what order, and does it make one?

At most five highlights, one of each section in turn; the rest goes into the thread. Within a section the most telling
comes first, and people who were not featured lately before those who were. What was told before is not told again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.digests import rules
from bot.digests.rules.sections import STANDING, Audience, Button, Item, Section
from bot.ids import ChannelId, UserId

EARLIER = 5  #: editions that are remembered: what they told is not told again
SECTION_MOST = 40  #: lines of one section in the thread; the others are counted

#: Items that are told together.
Line = tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What an edition holds."""

    highlights: tuple[Item, ...] = ()
    rest: tuple[Item, ...] = ()
    #: how many lines of a section did not fit
    uncounted: Mapping[Section, int]
    #: how many are news; sixty people with one milestone are sixty
    fresh: int = 0

    @property
    def items(self) -> tuple[Item, ...]:
        return (*self.highlights, *self.rest)

    @property
    def is_enough(self) -> bool:
        return self.fresh >= rules.FEWEST


def compose(
    items: Iterable[Item],
    *,
    audience: Audience,
    sections: Collection[Section],
    hidden: Collection[str] = (),
    earlier: Collection[str] = (),
    lately: Mapping[UserId, int] | None = None,
) -> Page:
    """Choose and order. `earlier`: keys told in the last editions; `lately`: how often people were in them."""
    seen = lately or {}
    found: list[Item] = []
    keys = set(hidden)
    for item in items:
        is_news = item.key not in earlier or item.section in STANDING
        if item.key not in keys and is_news and item.section in sections and item.is_for(audience):
            keys.add(item.key)
            found.append(item)
    found = _spread(found, seen)
    by_section = {section: lines([one for one in found if one.section is section]) for section in Section}
    fresh = sum(one.key not in earlier for one in found)
    highlights = _highlights(by_section)
    rest = {section: [line for line in told if line not in highlights] for section, told in by_section.items()}
    return Page(
        highlights=_items(highlights),
        rest=_items(line for told in rest.values() for line in told[:SECTION_MOST]),
        uncounted={section: len(told) - SECTION_MOST for section, told in rest.items() if len(told) > SECTION_MOST},
        fresh=fresh,
    )


def _spread(items: Iterable[Item], seen: Mapping[UserId, int]) -> list[Item]:
    """Order by what they tell, but a person's second thing after everybody's first, and those seen lately last."""
    told: Counter[tuple[Section, UserId]] = Counter()
    ranked: list[tuple[int, int, int, Item]] = []
    for item in sorted(items, key=lambda one: (-one.weight, one.key)):
        again = max((told[item.section, user] for user in item.people), default=0)
        told.update((item.section, user) for user in item.people)
        ranked.append((sum(seen.get(user, 0) for user in item.people), again, len(ranked), item))
    return [item for *_, item in sorted(ranked, key=lambda rank: rank[:3])]


def lines(items: Iterable[Item]) -> list[Line]:
    """Put what is told in one line together, in the order of the first of each."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(f"group:{item.group}" if item.group else f"key:{item.key}", []).append(item)
    return [tuple(line) for line in found.values()]


def lately(kept: Iterable[Mapping[str, Any]]) -> Counter[UserId]:
    """Count how often people were in what was kept of the last editions."""
    return Counter(UserId(user) for one in kept for user in one["people"])


def kept(page: Page) -> list[dict[str, Any]]:
    """Write a page down."""
    written: list[dict[str, Any]] = [_kept(one, is_highlight=True) for one in page.highlights]
    written += [_kept(one, is_highlight=False) for one in page.rest]
    return written + [
        {"more": section.value, "count": count, "people": []} for section, count in page.uncounted.items()
    ]


def read(written: Sequence[Mapping[str, Any]]) -> Page:
    """Read a page that was written down."""
    items = [line for line in written if "key" in line]
    return Page(
        highlights=tuple(_read(line) for line in items if line["is_highlight"]),
        rest=tuple(_read(line) for line in items if not line["is_highlight"]),
        uncounted={Section(line["more"]): line["count"] for line in written if "more" in line},
        fresh=len(items),
    )


def repaired(page: Page, now: Iterable[Item]) -> Page:
    """Return a page as it stands: what is gone is gone, what was changed is changed, the order stays."""
    there = {one.key: one for one in now}
    return Page(
        highlights=tuple(there[one.key] for one in page.highlights if one.key in there),
        rest=tuple(there[one.key] for one in page.rest if one.key in there),
        uncounted=page.uncounted,
        fresh=page.fresh,
    )


def _highlights(by_section: Mapping[Section, Sequence[Line]]) -> list[Line]:
    """Take the first of each section in turn, then the second of each …"""
    chosen: list[Line] = []
    for turn in range(rules.HIGHLIGHTS):
        for told in by_section.values():
            if turn < len(told) and len(chosen) < rules.HIGHLIGHTS:
                chosen.append(told[turn])
    order = list(Section)
    return sorted(chosen, key=lambda line: order.index(line[0].section))


def _items(told: Iterable[Line]) -> tuple[Item, ...]:
    return tuple(one for line in told for one in line)


def _kept(item: Item, *, is_highlight: bool) -> dict[str, Any]:
    button = item.button
    return {
        "key": item.key,
        "section": item.section.value,
        "text": item.text,
        "group": item.group,
        "mark": item.mark,
        "who": item.who,
        "detail": item.detail,
        "people": list(item.people),
        "only_in": item.only_in,
        "button": None if button is None else [button.label, button.action, button.value, button.url],
        "is_highlight": is_highlight,
    }


def _read(line: Mapping[str, Any]) -> Item:
    button = line["button"]
    return Item(
        section=Section(line["section"]),
        key=line["key"],
        text=line["text"],
        group=line["group"],
        mark=line["mark"],
        who=line["who"],
        detail=line["detail"],
        people=tuple(map(UserId, line["people"])),
        only_in=None if line["only_in"] is None else ChannelId(line["only_in"]),
        button=None if button is None else Button(label=button[0], action=button[1], value=button[2], url=button[3]),
    )
