"""What happens when a form about digests is opened or sent: a channel's digest, one edition, another channel?"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.digests import service, views
from bot.digests.handlers.buttons import edition
from bot.digests.rules import is_period, refusals
from bot.digests.service import audience, editions, subscriptions
from bot.digests.service.sources import Contributor
from bot.digests.views import forms
from bot.ids import ChannelId
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import values
from bot.slack.answer import Answer, Errors, Open
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Actor, Submission


def register(on: Listeners, contributors: Sequence[Contributor]) -> None:
    on.press(views.SET_UP, set_up)
    on.press(views.EDIT, partial(edit, contributors=contributors))
    on.press(views.ELSEWHERE, elsewhere)
    on.submit(forms.SET_UP, submitted, before=look_there)
    on.submit(forms.ADJUST, partial(adjust, contributors=contributors))
    on.submit(forms.RELOCATE, relocate, before=look_there)


def blank(session: Session, actor: Actor, *, here: ChannelId | None) -> Open:
    """The form for a channel; filled in when it has a digest and it is theirs to change."""
    now = None if here is None else service.subscription(session, actor.workspace, here)
    if now is not None:
        subscriptions.mine(session, actor.workspace, now.channel, actor.user)
    person = people.person(session, actor.workspace, actor.user)
    return Open(forms.set_up(here=here, now=now, zone=person.zone if person is not None else "UTC"))


def set_up(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Set up a digest*, *Change it*."""
    return blank(session, pressed.actor, here=values.channel(pressed.value) if pressed.value else None)


def look_there(runtime: Runtime, form: Submission) -> None:
    """Refuse a channel where no digest of theirs can go."""
    channel = ChannelId(form.text("channel"))
    if channel.startswith(("C", "G")):
        audience.must_reach(runtime, form.actor.workspace, channel, form.actor.user)


def submitted(session: Session, form: Submission, now: datetime, _there: None) -> Answer:
    """The form of a channel's digest, filled in."""
    wanted = forms.wanted(form)
    if not isinstance(wanted, forms.Wanted):
        return Errors(wanted)
    workspace, user = form.actor.workspace, form.actor.user
    found, is_new = subscriptions.start(session, workspace, wanted.channel, user, wanted.choices, now=now)
    due_at = editions.upcoming(session, found, now=now).due_at
    return views.settings(found, due_at, is_new=is_new, is_seen=not is_new)


def edit(session: Session, pressed: Action, now: datetime, *, contributors: Sequence[Contributor]) -> Answer:
    """*Hide things, add a line*."""
    found = edition(session, pressed, now=now)
    kept, items = service.holds(session, found, contributors, viewer=pressed.actor.user, now=now)
    return Open(forms.adjust(kept, items))


def adjust(session: Session, form: Submission, now: datetime, *, contributors: Sequence[Contributor]) -> Answer:
    """The form of one edition, filled in: the preview shows it."""
    channel, period = forms.place(form.metadata)
    if not is_period(period):
        raise refusals.NoDigest
    found = service.edition(session, form.actor.workspace, channel, period, form.actor.user, now=now)
    hidden = frozenset(key for name in forms.HIDDEN for key in form.chosen(name))
    service.adjust(session, found, hidden=hidden, line=form.text("line"), contributors=contributors, now=now)
    return None


def elsewhere(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Another channel*."""
    found = subscriptions.mine(session, pressed.actor.workspace, values.channel(pressed.value), pressed.actor.user)
    return Open(forms.relocate(found.channel))


def relocate(session: Session, form: Submission, now: datetime, _there: None) -> Answer:
    """A digest goes to another channel."""
    channel, _ = forms.place(form.metadata)
    to = ChannelId(form.text("channel"))
    if not to.startswith(("C", "G")):
        raise refusals.NotAChannel
    found = subscriptions.relocate(session, form.actor.workspace, channel, to, form.actor.user, now=now)
    due_at = editions.upcoming(session, found, now=now).due_at
    return views.settings(found, due_at, is_new=False, is_seen=False)
