"""What became of each article since the last import? Drafts on one side, the known on the other."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.articles import rules
from bot.articles.rules.known import Known
from bot.articles.service.reading import Draft


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"  #: the same text at another path
    RESTORED = "restored"  #: it was archived and its file is back, changed or not
    ARCHIVED = "archived"  #: its file has vanished
    UNCHANGED = "unchanged"


@dataclass(frozen=True, kw_only=True)
class Step:
    """What becomes of one article. Only a new one is not known, only an archived one has no draft."""

    fate: Fate
    known: Known | None = None
    draft: Draft | None = None

    @property
    def path(self) -> str:
        one = self.draft or self.known
        return one.path if one else ""

    @property
    def is_revised(self) -> bool:
        """Does it need a new revision?"""
        return self.draft is not None and (self.known is None or _differs(self.known, self.draft))


def compare(drafts: Iterable[Draft], known: Iterable[Known], *, broken: Collection[str]) -> tuple[Step, ...]:
    """Find every article's fate. `broken`: paths that could not be read, whose articles stay; folders end with a slash.

    An article is found again by its key; else at its path, when an id was put into its front matter or taken out; else
    by its text, when it vanished from one path and came up at another.
    """
    by_key = {one.key: one for one in known}
    steps: list[Step] = []
    unmatched: list[Draft] = []
    for draft in drafts:
        if (one := by_key.pop(draft.key, None)) is None:
            unmatched.append(draft)
        else:
            steps.append(_step(one, draft))
    stays = _Stays(broken)
    vanished = {
        one.path: one for one in by_key.values() if one.state is rules.State.PUBLISHED and not stays.covers(one.path)
    }
    newcomers: list[Draft] = []
    for draft in unmatched:
        before = vanished.get(draft.path)
        if before is not None and (before.path == before.key or draft.path == draft.key):
            steps.append(_step(vanished.pop(draft.path), draft))
        else:
            newcomers.append(draft)
    by_text: dict[str, deque[Known]] = defaultdict(deque)
    for path in sorted(vanished):
        by_text[vanished[path].hash].append(vanished[path])
    for draft in newcomers:
        same = by_text.get(draft.hash)
        if same and draft.text.strip():
            before = same.popleft()
            del vanished[before.path]
            steps.append(_step(before, draft))
        else:
            steps.append(Step(fate=Fate.NEW, draft=draft))
    steps += (Step(fate=Fate.ARCHIVED, known=one) for one in vanished.values())
    return tuple(sorted(steps, key=lambda step: step.path))


class _Stays:
    """The paths whose articles stay as they are."""

    def __init__(self, broken: Collection[str]) -> None:
        self._paths = frozenset(broken)
        folders = tuple(path for path in broken if path.endswith("/"))
        self._is_all = "/" in folders
        #: What a file of several pages, or an archive, holds stays with it.
        self._within = (*folders, *(path + mark for path in self._paths - {*folders} for mark in "#/"))

    def covers(self, path: str) -> bool:
        return path in self._paths or self._is_all or path.startswith(self._within)


def _step(known: Known, draft: Draft) -> Step:
    if known.state is rules.State.RETIRED:
        fate = Fate.RESTORED if _differs(known, draft) else Fate.UNCHANGED
    elif known.state is rules.State.ARCHIVED:
        fate = Fate.RESTORED
    elif not _differs(known, draft):
        fate = Fate.UNCHANGED
    elif known.hash == draft.hash and known.path != draft.path:
        fate = Fate.MOVED
    else:
        fate = Fate.CHANGED
    return Step(fate=fate, known=known, draft=draft)


def _differs(known: Known, draft: Draft) -> bool:
    return (known.key, known.path, known.hash, known.starts_at, known.facts) != (
        draft.key,
        draft.path,
        draft.hash,
        draft.starts_at,
        draft.facts,
    )
