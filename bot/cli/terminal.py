"""How does an answer read in a terminal? The same findings and passages as in Slack, as plain text or JSON."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot.answers.service.library import Library
from bot.answers.service.meanings import Meanings
from bot.answers.service.saved import Saved
from bot.answers.views.passages import steps
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.rules.readers import EVERYBODY
from bot.articles.service import reading
from bot.errors import Refusal
from bot.ids import WorkspaceId
from bot.markup.sections import Section
from bot.meaning.base import Base
from bot.meaning.models import Model
from bot.runtime import Runtime
from bot.search.article import Article
from bot.search.explain import explain
from bot.search.findings import Findings, Hit
from bot.search.focus import neighbours, places
from bot.search.gate import Decision, is_likely
from bot.search.index import Index
from bot.search.snippets import Place, excerpt, likely, passage, plain
from bot.search.weights import Weights
from bot.slack.message import Message

#: Reads the articles of a folder, which is called so, by their meaning, if it can.
Reader = Callable[[str, Sequence[Article]], Base | None]

SHOWN = 5
CHOICES = 3
#: Of what nobody has checked nothing is said: that warns of most of a new base, and tells no reader anything.
FRESHNESS = {
    articles_rules.Freshness.VERIFIED.value: "verified",
    articles_rules.Freshness.DUE.value: "verified; review due",
    articles_rules.Freshness.OVERDUE.value: "verified; review overdue",
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One passage as the terminal shows it."""

    article: str
    title: str
    path: tuple[str, ...]
    text: str
    #: The line that made it a candidate.
    excerpt: str
    link: str
    freshness: str
    score: float


@dataclass(frozen=True, kw_only=True)
class Answer:
    findings: Findings
    passages: tuple[Shown, ...]

    def words(self) -> str:
        if not self.passages or self.findings.decision is Decision.NOTHING:
            near = "".join(f"\n  near: {_name(one)}" for one in self.passages[:3])
            return f"No article answers this yet.{near}"
        notes = [f"Showing results for “{used}”, not “{typed}”." for typed, used in self.findings.corrections]
        if self.findings.decision is Decision.SURE:
            return "\n".join([*notes, *_whole(self.passages[0])])
        if is_likely(self.findings.confidence):
            others = _candidates("Or did you mean one of these?", self.passages[1:CHOICES])
            set_in = (f"  {line}".rstrip() for line in "\n".join(_whole(self.passages[0])).split("\n"))
            return "\n".join([*notes, "I'm not sure. This may be it:", "", *set_in, *others])
        return "\n".join(
            [*notes, *_candidates("I'm not sure. Did you mean one of these?", self.passages[:CHOICES])[1:]]
        )

    def explained(self) -> str:
        return f"{self.words()}\n\n{explain(self.findings, {one.article: one.title for one in self.passages})}"

    def as_json(self) -> dict[str, object]:
        return {
            "question": self.findings.question,
            "decision": self.findings.decision.value,
            "confidence": round(self.findings.confidence, 4),
            "terms": list(self.findings.terms),
            "corrections": [list(pair) for pair in self.findings.corrections],
            "synonyms": [list(pair) for pair in self.findings.synonyms],
            "passages": [
                {
                    "title": one.title,
                    "path": list(one.path),
                    "text": one.text,
                    "excerpt": one.excerpt,
                    "link": one.link,
                    "freshness": one.freshness,
                    "score": round(one.score, 4),
                }
                for one in self.passages
            ],
        }


def ask(runtime: Runtime, workspace: WorkspaceId, question: str, *, cache: Path, model: Model | None = None) -> Answer:
    """Ask a workspace's knowledge base for what is for everyone in it; nothing is recorded."""
    library = Library(Saved(folder=cache), Meanings(model, cache) if model else None)
    findings = library.search(runtime, workspace, question, EVERYBODY, limit=SHOWN)
    scores = {articles_rules.place(hit): hit.score for hit in findings.hits}
    now = runtime.now()

    def read(session: Session) -> Mapping[articles_rules.Place, articles_rules.Passage]:
        return articles.passages(session, workspace, list(scores), EVERYBODY, words=findings.words.keys())

    shown = (
        Shown(
            article=str(place.article),
            title=one.article.title,
            path=one.section.path,
            text=_text(one.page, one.places, findings),
            excerpt=excerpt(one.places[0], findings.words),
            link=one.link,
            freshness=one.article.freshness(now).value,
            score=scores[place],
        )
        for place, one in runtime.reading(read).items()
    )
    return Answer(findings=findings, passages=tuple(shown))


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A folder of Markdown that is asked directly, without a database."""

    drafts: Mapping[str, reading.Draft]
    index: Index
    #: What its articles mean, where there is a model.
    base: Base | None = None

    @classmethod
    def read(
        cls, folder: Path, *, is_bundled: bool = False, weights: Weights | None = None, reader: Reader | None = None
    ) -> "Folder":
        """Read a folder; `is_bundled`: it is the one that comes with Pollen; `reader`: by their meaning as well."""
        drafts = {draft.path: draft for draft in reading.harvest(folder, leaving_out=frozenset({"README.md"})).drafts}
        articles = [
            Article(
                id=path,
                title=draft.facts.title,
                cut=draft.sections,
                tags=draft.facts.tags,
                aliases=draft.facts.aliases,
                is_bundled=is_bundled,
                language=draft.facts.language or None,
            )
            for path, draft in drafts.items()
        ]
        base = reader(folder.resolve().name, articles) if reader else None
        return cls(drafts=drafts, index=Index.build(articles, weights=weights), base=base)

    def ask(self, question: str) -> Answer:
        """Ask a question."""
        findings = self.index.search(question, limit=SHOWN, near=self.base.near() if self.base else None)
        return Answer(findings=findings, passages=tuple(self._shown(hit, findings) for hit in findings.hits))

    def _shown(self, hit: Hit, findings: Findings) -> Shown:
        words = findings.words
        draft = self.drafts[hit.article]
        page = draft.sections
        found = places(neighbours(page), hit.spots, words.keys())
        return Shown(
            article=hit.article,
            title=draft.facts.title,
            path=found[0].section.path,
            text=_text(page, found, findings),
            excerpt=excerpt(found[0], words),
            link=draft.facts.url,
            freshness="",
            score=hit.score,
        )


def spoken(said: Message) -> str:
    """Return what a message says, a line a part, without what can be pressed."""
    return "\n".join(line for block in said.blocks if block["type"] != "actions" for line in _texts(block)) or said.text


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        own = part.get("text")
        if isinstance(own, str):
            yield own
        for name, value in part.items():
            if name != "accessory" and not isinstance(value, str):
                yield from _texts(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _texts(one)


@contextmanager
def progress(*, every: float = 0.2) -> Iterator[Callable[[str, int, int], None]]:
    """Show what is being done, and how far, on one line, where somebody is looking."""
    last = 0.0
    is_shown = sys.stderr.isatty()

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        if is_shown and (done == total or time.monotonic() - last > every):
            last = time.monotonic()
            print(f"\r\x1b[K{what}: {done} of {total}", end="", file=sys.stderr, flush=True)

    yield tell
    if is_shown:
        print(file=sys.stderr)


def no_slack(_workspace: WorkspaceId, _timeout: float) -> WebClient:
    """Stand for Slack in commands that never speak to it."""
    raise Refusal("This command doesn't talk to Slack.")


def _text(page: Sequence[Section], found: Sequence[Place], findings: Findings) -> str:
    """A passage as in Slack: shorter when it is no more than likely."""
    is_unsure = findings.decision is Decision.MAYBE and is_likely(findings.confidence)
    return plain((likely if is_unsure else passage)(page, found, findings.words))


def _whole(one: Shown) -> list[str]:
    last = " · ".join(part for part in (FRESHNESS.get(one.freshness, ""), one.link) if part)
    return [_name(one), "", one.text, "", last]


def _candidates(line: str, passages: Sequence[Shown]) -> list[str]:
    """Further passages, each with the line that made it a candidate."""
    told = ["", line] if passages else []
    for one in passages:
        told += [f"  {_name(one)}", f"    {one.excerpt}"]
    return told


def _name(one: Shown) -> str:
    return " › ".join((one.title, *steps(one.title, one.path)))
