"""What can be set: how one likes to be thanked, how a workspace likes its kudos, and what an admin hides?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.kudos.rules import Audience, GestureId, parsing, policy, tags
from bot.kudos.service import hiding, options, receipts
from bot.kudos.views import announcement, forms
from bot.kudos.views import receipts as views
from bot.people import service as people
from bot.slack.answer import Answer, Errors, Open
from bot.slack.door import Request
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number
from bot.workspaces import service as workspaces


def register(on: Listeners) -> None:
    on.press("kudos.preferences", preferences)
    on.submit(forms.PREFER, preferred)
    on.press("kudos.settings", settings)
    on.submit(forms.SET, set_)
    on.press("kudos.hide", hide)
    on.submit(forms.HIDE, hidden)
    on.press("kudos.show", show)


def preferences(session: Session, request: Request, now: datetime) -> Answer:
    """`/kudos preferences`, and *Preferences* wherever it stands."""
    known = people.person(session, request.actor.workspace, request.actor.user)
    is_listed = known is None or known.preferences.get("kudos.breadth") is not False
    return Open(forms.preferences(likes=policy.likes(known), is_listed=is_listed))


def preferred(session: Session, form: Submission, now: datetime) -> Answer:
    likes = next((one for one in Audience if one in form.chosen(forms.VISIBILITY)), Audience.PUBLIC)
    choices = {"kudos.visibility": likes.value, "kudos.breadth": bool(form.chosen(forms.BREADTH))}
    people.prefer(session, form.actor.workspace, form.actor.user, choices)
    return None


def settings(session: Session, request: Request, now: datetime) -> Answer:
    """`/kudos settings`, and *Kudos settings* in App Home."""
    people.must_be_admin(session, request.actor.workspace, request.actor.user)
    return Open(forms.settings(options.of(session, request.actor.workspace)))


def set_(session: Session, form: Submission, now: datetime) -> Answer:
    people.must_be_admin(session, form.actor.workspace, form.actor.user)
    typed = {name: form.text(name) for name in (forms.ALLOWANCE, forms.PER_PERSON)}
    wrong = {name: "Please give a number from 0 to 999." for name, one in typed.items() if not _is_number(one)}
    if wrong:
        return Errors(wrong)
    ticked = form.chosen(forms.OUTSIDERS)
    choices: dict[str, object] = {
        "kudos.channel": next(iter(form.chosen(forms.CHANNEL)), None),
        "kudos.allowance": int(typed[forms.ALLOWANCE]),
        "kudos.per_person": int(typed[forms.PER_PERSON]),
        "kudos.values": list(tags.known(form.text(forms.TAGS).splitlines())),
        "kudos.emoji": form.text(forms.EMOJI).strip(" :"),
        "kudos.breadth": "breadth" in ticked,
        "kudos.outsiders": "outsiders" in ticked,
    }
    workspaces.choose(session, form.actor.workspace, choices)
    return None


def hide(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Hide…* on the wall."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    gesture = hiding.shown(session, workspace, GestureId(number(pressed.value)), by=user)
    names = receipts.names(session, workspace, parsing.mentioned(gesture.reason))
    shown = announcement.quote(announcement.silent(gesture.reason, names))
    return Open(forms.hide(metadata=str(gesture.id), shown=shown))


def hidden(session: Session, form: Submission, now: datetime) -> Answer:
    workspace, user = form.actor.workspace, form.actor.user
    note = form.text(forms.NOTE)
    if not note:
        return Errors({forms.NOTE: "Please say why: the giver and those thanked will read it."})
    gesture = hiding.hide(session, workspace, GestureId(number(form.metadata)), by=user, note=note, now=now)
    told = views.hidden(gesture, note, receipts.names(session, workspace, [gesture.giver]))
    hiding.inform(session, gesture, told, what="hidden", now=now)
    return None


def show(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Show again* on the wall."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    gesture = hiding.show(session, workspace, GestureId(number(pressed.value)), by=user, now=now)
    if gesture is None:
        return views.simply("It isn't hidden any more.")
    told = views.shown(gesture, receipts.names(session, workspace, [gesture.giver]))
    hiding.inform(session, gesture, told, what="shown", now=now)
    return views.simply("It's shown again; the giver and those thanked have been told.")


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= 3
