"""What do the domains we have put into a digest? One small reader each, over the domain's service.

Visibility is decided here for each item: what everybody may read, or what the channel alone may.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import service as answers
from bot.answers.service import gaps
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.digests.rules.sections import Audience, Button, Item, Section, Window
from bot.digests.service import upcoming
from bot.digests.service.audience import reader_of
from bot.digests.service.days import once, through
from bot.digests.service.sources import Contributor
from bot.digests.views import thanks, wording
from bot.ids import UserId, WorkspaceId
from bot.kudos import service as kudos
from bot.kudos.rules import Gesture
from bot.kudos.rules.stories import Story
from bot.mentors import service as mentors
from bot.milestones import service as milestones
from bot.milestones.rules import Facts, Kind, Milestone, Place
from bot.milestones.views import wording as showing
from bot.people import service as people
from bot.slack import text
from bot.workspaces import service as workspaces

QUESTION = 250
MOST = 500  #: kudos of one edition, the newest
RECENT = 200  #: articles looked at for changes


def milestones_part(session: Session, workspace: WorkspaceId, audience: Audience, window: Window) -> tuple[Item, ...]:
    """What people reached, the same of several in one line; and who is new."""
    words = wording.of(audience.language)

    def reached(since: datetime, until: datetime) -> Iterable[Milestone]:
        return milestones.celebrated(session, workspace, since=since, until=until)[::-1]

    days = through(session, ("milestones", workspace), window, reached)[::-1]
    found = [one for one in days if one.celebrated_at and window.since <= one.celebrated_at < window.until]
    names = _names(session, workspace, {one.user for one in found})
    return tuple(
        Item(
            section=Section.NEWCOMERS if one.facts.kind is Kind.HELLO else Section.MILESTONES,
            key=f"milestone:{one.id}",
            mark=showing.mark(one.facts.kind),
            who=text.bold(names.get(one.user, "A colleague")),
            text=_did(one.facts, words),
            group=f"{one.facts.kind}:{' '.join(one.facts.title.casefold().split())}" if one.facts.title else "",
            weight=len(one.congratulated) + 2 * len(one.applauded) + bool(one.confirmed),
            people=(one.user,),
            only_in=None if one.place is Place.PUBLIC else one.channel,
        )
        for one in found
    )


def kudos_part(session: Session, workspace: WorkspaceId, audience: Audience, window: Window) -> tuple[Item, ...]:
    """Thanks, the telling ones first."""

    def given(since: datetime, until: datetime) -> Iterable[tuple[Gesture, Story]]:
        return kudos.given(session, workspace, since=since, until=until)

    where = audience.channel or None
    days = through(session, ("kudos", workspace), window, given)
    within = [one for one in days if window.since <= one[0].given_at < window.until]
    found = [story for gesture, story in within if kudos.is_for(gesture, where)][-MOST:]
    names = _names(session, workspace, thanks.involved(found))
    return tuple(thanks.item(one, names, audience) for one in found if one.reason)


def articles_part(session: Session, workspace: WorkspaceId, audience: Audience, window: Window) -> tuple[Item, ...]:
    """New and updated articles, and answers that were shared or helped in the channel."""
    found, reader = [], reader_of(session, workspace, audience)
    key = ("articles", workspace, reader)
    for one in once(session, key, lambda: articles.most_recent(session, workspace, reader, limit=RECENT)):
        if one.collection == articles_rules.STARTER or one.changed_at < window.since:
            continue
        number = _revision(session, workspace, one, window)
        if number is not None:
            found.append(_article(one, number, wording.of(audience.language)))
    return (*found, *_told(session, workspace, audience, window))


def questions_part(session: Session, workspace: WorkspaceId, audience: Audience, window: Window) -> tuple[Item, ...]:
    """What was asked aloud in the channel and nobody has answered: without a name."""
    if not audience.channel:
        return ()
    found = gaps.unanswered(session, workspace, channel=audience.channel, since=window.since, until=window.until)
    base = workspaces.url(session, workspace)
    words = wording.of(audience.language)
    return tuple(
        Item(
            section=Section.UNANSWERED,
            key=f"gap:{one.answer}",
            text=f"“{text.escape(text.clip(one.question, QUESTION))}”" + (f" · {one.times}×" if one.times > 1 else ""),
            weight=one.times,
            only_in=one.channel,
            button=Button(
                label=words.know,
                action=f"digests.open:{one.answer}",
                url=text.permalink(base, one.channel, one.thread) if one.thread else None,
            )
            if one.thread
            else None,
        )
        for one in found
    )


def mentors_part(session: Session, workspace: WorkspaceId, audience: Audience, window: Window) -> tuple[Item, ...]:
    """Topics nobody has taken yet: without a name."""
    words = wording.of(audience.language)
    return tuple(
        Item(
            section=Section.MENTORS,
            key=f"mentors:{one.key}",
            text=text.bold(one.label) + (f" · {one.waiting}×" if one.waiting > 1 else ""),
            weight=one.waiting,
            button=Button(label=words.help, action="mentors.help", value=one.key),
        )
        for one in once(session, ("topics", workspace), lambda: mentors.open_topics(session, workspace))
    )


def _revision(session: Session, workspace: WorkspaceId, article: articles_rules.Article, window: Window) -> int | None:
    """The number of its last revision made in a time; None when none was."""
    if article.changed_at < window.until:
        return article.revision
    revisions = once(session, ("revisions", article.id), lambda: articles.history(session, workspace, article.id))
    made = (one for one in revisions if one.made_at < window.until)
    last = next(made, None)
    return None if last is None or last.made_at < window.since else last.number


def _did(facts: Facts, words: wording.Words) -> str:
    """Say what somebody did, to be put after their name. A title is cut: a page of text is no headline."""
    title = text.bold(text.clip(" ".join(facts.title.split()), showing.SHOWN))
    return words.did[facts.kind].format(title=title).strip(" :")


def _article(article: articles_rules.Article, number: int, words: wording.Words) -> Item:
    title = text.link(article.facts.url, article.title) if article.facts.url else text.escape(article.title)
    return Item(
        section=Section.TAUGHT,
        key=f"article:{article.id}:{number}",
        mark="🆕" if number == 1 else "✏️",
        text=f"*{title}*",
        detail=", ".join(map(text.escape, article.facts.tags[:3])),
        weight=0.5 + 0.5 * (number == 1),
        people=() if article.owner_user is None else (article.owner_user,),
        button=Button(label=words.read, action=f"answers.article:{article.id}", value=str(article.id)),
    )


def _told(session: Session, workspace: WorkspaceId, audience: Audience, window: Window) -> Iterable[Item]:
    if not audience.channel:
        return
    told = gaps.told(session, workspace, channel=audience.channel, since=window.since, until=window.until)
    base, words = workspaces.url(session, workspace), wording.of(audience.language)
    reader = reader_of(session, workspace, audience)
    for one in told:
        said = f"“{text.escape(text.clip(one.question, QUESTION))}”"
        if one.article is not None:
            try:
                title = articles.article(session, workspace, one.article, reader).article.title
            except articles_rules.NoArticle:  # none for everybody here
                continue
            said += f" → {text.bold(title)}"
            value = f"{one.answer}|{one.rank}|{one.article}"  # read as an answer, it can be called helpful or wrong
            button = Button(label=words.read, action=f"answers.more:{one.answer}", value=value)
        else:
            url = text.permalink(base, audience.channel, one.thread) if one.thread else base
            said += f" → {words.answered}"
            button = Button(label=words.read, action=f"digests.open:{one.answer}", url=url)
        yield Item(
            section=Section.TAUGHT,
            key=f"told:{one.answer}",
            mark="💬",
            text=said,
            weight=0.8,
            only_in=audience.channel,
            button=button,
        )


def _names(session: Session, workspace: WorkspaceId, users: Collection[UserId]) -> dict[UserId, str]:
    return {user: one.name for user, one in people.people(session, workspace, users).items()}


def milestones_recall(session: Session, workspace: WorkspaceId, user: UserId, window: Window) -> tuple[str, ...]:
    found = [one for one in milestones.of(session, workspace, user) if window.since <= one.made_at < window.until]
    return tuple(showing.yours(showing.Scene(milestone=one, names={})) for one in reversed(found))


def kudos_recall(session: Session, workspace: WorkspaceId, user: UserId, window: Window) -> tuple[str, ...]:
    found = kudos.stories(session, workspace, audience=None, since=window.since, until=window.until, person=user)
    given = {receiver for one in found if one.giver == user for receiver in one.receivers}
    got = [one for one in found if user in one.receivers]
    names = _names(session, workspace, given | {one.giver for one in got})
    lines = []
    if given:
        lines.append(f"You thanked {', '.join(sorted(text.escape(names.get(one, 'a colleague')) for one in given))}.")
    lines += [
        f"{text.bold(names.get(one.giver, 'A colleague'))} thanked you: {thanks.cut(one.reason)}" for one in got[:10]
    ]
    return tuple(lines)


def questions_recall(session: Session, workspace: WorkspaceId, user: UserId, window: Window) -> tuple[str, ...]:
    latest = answers.latest(session, workspace, user, limit=500)
    asked = [one for one in latest if window.since <= one.asked_at < window.until]
    if not asked:
        return ()
    return (f"You asked {len(asked)} question{'s' if len(asked) != 1 else ''}. That's how learning starts.",)


def mentors_recall(session: Session, workspace: WorkspaceId, user: UserId, window: Window) -> tuple[str, ...]:
    helping = mentors.home(session, workspace, user, now=window.until).helping
    names = _names(session, workspace, {one.asker for one in helping})
    return tuple(
        f"You're mentoring {text.bold(names.get(one.asker, 'a colleague'))} in {text.bold(one.label)}."
        for one in helping
    )


#: Every domain's part, in no particular order; the sections say what comes first.
ALL = (
    Contributor(gather=milestones_part, recall=milestones_recall),
    Contributor(gather=kudos_part, recall=kudos_recall),
    Contributor(gather=articles_part),
    Contributor(gather=questions_part, recall=questions_recall),
    Contributor(gather=mentors_part, recall=mentors_recall),
    Contributor(gather=upcoming.sessions_part),
)
