"""What has to be known before a conversation is saved? What stands in it, and which articles come near."""

from bot.answers.handlers import forms
from bot.answers.handlers.asking import find
from bot.answers.handlers.inquiries import NEAR
from bot.answers.handlers.places import Captured
from bot.answers.rules import captures as rules
from bot.answers.rules.captures import Thread
from bot.answers.service import captures
from bot.answers.service.library import Library
from bot.articles import rules as articles_rules
from bot.ids import ArticleId
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack.payloads import Action, Actor, Shortcut, Submission
from bot.slack.values import Odd

#: What stands in the thread (None: Slack does not say), and which articles come near.
Looked = tuple[Thread | None, tuple[ArticleId, ...]]


def at_thread(library: Library, runtime: Runtime, shortcut: Shortcut) -> Looked:
    channel, root = shortcut.channel, shortcut.thread
    if shortcut.author is not None:  # whose words it is hears what becomes of them
        people.meet(runtime, shortcut.actor.workspace, [shortcut.author])
    if root is None or not channel.startswith(("C", "G")):
        return None, near(library, runtime, shortcut.actor, rules.question(shortcut.text))
    thread = captures.read(runtime, shortcut.actor.workspace, channel, root)
    if thread is not None:
        people.meet(runtime, shortcut.actor.workspace, {one.author for one in thread.lines[: rules.MOST]})
    return thread, near(library, runtime, shortcut.actor, rules.question(shortcut.text))


def again(runtime: Runtime, pressed: Action) -> Thread | None:
    value = pressed.value
    if not value.isascii() or not value.isdecimal() or len(value) > 18:
        return None
    return captures.again(runtime, pressed.actor.workspace, int(value), pressed.actor.user)


def at_ticked(library: Library, runtime: Runtime, form: Submission) -> Looked:
    try:
        place = Captured.read(form.metadata)
    except Odd:  # said to who may do this at all
        return None, ()
    workspace, user = form.actor.workspace, form.actor.user
    if not captures.can_read(runtime, workspace, place.channel, user):
        return None, ()
    thread = captures.read(runtime, workspace, place.channel, place.root)
    if thread is None or not thread.lines:
        return None, ()
    return thread, near(library, runtime, form.actor, rules.question(thread.lines[0].text))


def near_title(library: Library, runtime: Runtime, form: Submission) -> tuple[ArticleId, ...]:
    return near(library, runtime, form.actor, forms.title(form))


def near(library: Library, runtime: Runtime, actor: Actor, words: str) -> tuple[ArticleId, ...]:
    found = find(library, runtime, actor, words, limit=NEAR)
    return () if found is None else tuple(articles_rules.place(hit).article for hit in found.hits)
