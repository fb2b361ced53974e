"""How does a conversation become knowledge? *Save to knowledge*, its messages ticked, and a form sent."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers.handlers import forms, looks
from bot.answers.handlers.looks import Looked
from bot.answers.handlers.places import Captured
from bot.answers.rules import captures as rules
from bot.answers.rules.captures import Kept, Line, Thread
from bot.answers.rules.proposals import Words
from bot.answers.service import adding, captures, pointing, publication
from bot.answers.service.library import Library
from bot.answers.views import captures as views
from bot.answers.views import proposals
from bot.answers.views.captures import Draft
from bot.ids import ArticleId, Ts, UserId, WorkspaceId
from bot.people import service as people
from bot.slack import message, text
from bot.slack.answer import Answer, Errors, Open, Show
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Actor, Shortcut, Submission
from bot.slack.values import number
from bot.slack.views import View

SAVE = "answers.save"


def register(on: Listeners, library: Library) -> None:
    on.shortcut(SAVE, save, before=partial(looks.at_thread, library))
    on.press(views.ADD, add_too, before=looks.again)
    on.submit(views.TICKED, ticked, before=partial(looks.at_ticked, library))
    on.submit(views.SAVED, saved, before=partial(looks.near_title, library))
    on.press(proposals.UNNAME, unname)


def save(session: Session, shortcut: Shortcut, now: datetime, looked: Looked) -> Answer:
    """*Save to knowledge*: the messages of a thread to tick, or a form with the words of the only one."""
    workspace, user = shortcut.actor.workspace, shortcut.actor.user
    thread, near = looked
    before = publication.of_message(session, workspace, shortcut.channel, shortcut.ts)
    if thread is not None:
        kept = captures.kept(session, workspace, thread.channel, thread.root, user)
        left = captures.left(session, workspace, thread)
        if left and len(thread.lines) > 1 and (before is None or kept is not None):
            return Open(_ticks(session, workspace, thread, left, kept, pressed=shortcut.ts, user=user))
    if before is not None:
        return proposals.already(before)
    if shortcut.author is None or text.is_blank(shortcut.text):
        return message.message("There's nothing here that a person wrote, so there's nothing to save.")
    line = Line(ts=shortcut.ts, author=shortcut.author, text=shortcut.text)
    root = shortcut.thread or shortcut.ts
    captured = Captured(channel=shortcut.channel, root=root, lines=((line.ts, line.author, False),))
    is_alone = shortcut.thread is not None and thread is None
    draft = _draft(session, workspace, captured, [line], (), is_first=root == line.ts, now=now)
    return Open(_form(session, shortcut.actor, captured, draft, near, is_alone=is_alone))


def add_too(session: Session, pressed: Action, now: datetime, thread: Thread | None) -> Answer:
    """*Add this too*: what came later in a conversation, into the same article."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    kept = captures.own(session, workspace, number(pressed.value), user)
    if thread is None:
        raise rules.NotToSee
    left = captures.left(session, workspace, thread)
    if not left:
        return message.message("Everything in that conversation is saved already.")
    return Open(_ticks(session, workspace, thread, left, kept, pressed=left[-1].ts, user=user))


def ticked(session: Session, form: Submission, now: datetime, looked: Looked) -> Answer:
    """The article that the ticked messages make: the question first, the answers in order."""
    thread, near = looked
    place = Captured.read(form.metadata)
    if thread is None:
        raise rules.NotToSee
    lines = rules.arranged(thread.ticked(_chosen(form)))
    if not lines:
        return Errors({f"{views.LINES}0": "Please tick at least one message."})
    workspace = form.actor.workspace
    saved = tuple((one.ts, one.author, one.is_asked) for one in lines)
    captured = Captured(channel=place.channel, root=place.root, lines=saved, into=place.into)
    draft = _draft(session, workspace, captured, lines, thread.lines[:1], is_first=place.into is None, now=now)
    return Show(_form(session, form.actor, captured, draft, near))


def saved(session: Session, form: Submission, now: datetime, near: tuple[ArticleId, ...]) -> Answer:
    """Published at once by who may, proposed to a curator by everybody else; what says it already is shown first."""
    captured, wrong = Captured.read(form.metadata), forms.problems(form)
    if wrong:
        return Errors(wrong)
    workspace, user = form.actor.workspace, form.actor.user
    into = _into(form)
    draft = Draft(
        title=forms.title(form),
        words=forms.words(form),
        tags=", ".join(forms.tags(form)),
        into=into,
        is_named=form.chosen(views.NAMES) != (views.UNNAMED,),
    )
    if into is None and not captured.shown:
        alike = captures.alike(session, workspace, draft.title, near, user)
        if alike:
            return Show(_form(session, form.actor, captured, draft, near))
    elif into is not None:
        pointing.page(session, workspace, into, by=user, to=user)
    publication.save(
        session,
        workspace,
        [Line(ts=ts, author=author, text="", is_asked=is_asked) for ts, author, is_asked in captured.lines],
        by=user,
        place=(captured.channel, captured.root),
        words=Words(title=draft.title, text=draft.words, tags=tuple(forms.tags(form))),
        into=into,
        is_named=draft.is_named,
        now=now,
    )
    return None


def unname(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Don't name me*, by whose words they are."""
    captures.unname(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user)
    return views.unnamed()


def _ticks(
    session: Session,
    workspace: WorkspaceId,
    thread: Thread,
    left: Sequence[Line],
    kept: Kept | None,
    *,
    pressed: Ts,
    user: UserId,
) -> View:
    known = people.people(session, workspace, {one.author for one in left})
    page = None if kept is None else pointing.there(session, workspace, kept.article, user)
    article = None if page is None else page.article
    place = Captured(channel=thread.channel, root=thread.root, into=None if article is None else article.id)
    return views.ticks(
        thread,
        captures.named(session, workspace, left),
        names={one: person.name for one, person in known.items()},
        ticked=rules.usual(left, pressed) if kept is None else {pressed},
        into=article,
        metadata=place.written(),
    )


def _draft(
    session: Session,
    workspace: WorkspaceId,
    captured: Captured,
    lines: Sequence[Line],
    first: Sequence[Line],
    *,
    is_first: bool,
    now: datetime,
) -> Draft:
    """Fill the form in. `first`: the thread's first message, which may ask what the others answer."""
    said = captures.named(session, workspace, lines)
    asked = publication.question(session, workspace, captured.channel, captured.root, now=now)
    title = "" if asked is None or (not is_first and captured.into) else asked.text
    if not title and captured.into is None:
        (*above,) = captures.named(session, workspace, first)
        title = next((found for one in above if (found := rules.question(one.text))), "")
    heading, words = rules.composed(said, title)
    return Draft(title=heading, words=words, into=captured.into)


def _form(
    session: Session,
    actor: Actor,
    captured: Captured,
    draft: Draft,
    near: Sequence[ArticleId],
    *,
    is_alone: bool = False,
) -> View:
    workspace, user = actor.workspace, actor.user
    alike = captures.alike(session, workspace, draft.title, near, user) if draft.title and draft.into is None else ()
    may_publish = people.is_curator(session, workspace, user) or adding.may_add(session, workspace, draft.into, user)
    first = () if draft.into is None else (draft.into,)
    return views.form(
        draft,
        notes=proposals.notes(
            list(dict.fromkeys(author for _, author, is_asked in captured.lines if not is_asked)),
            captured.channel,
            is_curator=may_publish,
            is_cut=len(draft.words) > proposals.WORDS_LENGTH,
            is_alone=is_alone,
        ),
        alike=alike,
        choices=pointing.choices(session, workspace, (*first, *near), user),
        submit="Publish" if may_publish else "Suggest",
        metadata=captured.showing([one.id for one in alike]).written(),
    )


def _chosen(form: Submission) -> frozenset[str]:
    groups = range(-(-rules.MOST // views.GROUP))
    return frozenset(one for group in groups for one in form.chosen(f"{views.LINES}{group}"))


def _into(form: Submission) -> ArticleId | None:
    chosen = form.chosen(views.INTO)
    return ArticleId(number(chosen[0])) if chosen else None
