"""How does what somebody wrote become knowledge? *Save to knowledge* on a message, and a curator's word."""

import json
import re
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers.service import publication
from bot.answers.store import proposals
from bot.answers.store.proposals import Proposal
from bot.answers.views import proposals as proposal_views
from bot.ids import ChannelId, Ts, UserId
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import message, payloads, text, views

Body = dict[str, Any]

_LINK = re.compile(r"<(https?://[^|>]+)\|([^>]+)>")


def register(app: App) -> None:
    app.shortcut("answers.save")(save)
    app.view(proposal_views.SAVED)(saved)
    app.view(proposal_views.REVISED)(revised)
    app.action(proposal_views.PUBLISH)(publish)
    app.action(proposal_views.REVISE)(revise)
    app.action(proposal_views.DECLINE)(decline)
    app.action(proposal_views.TAKE_OUT)(take_out)


def save(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Save to knowledge* on somebody's message: a form with their words, under the question they answer."""
    shortcut = payloads.shortcut(body)
    people.welcome(shortcut.actor)
    workspace, user = shortcut.actor.workspace, shortcut.actor.user
    people.meet(runtime, workspace, [user])

    def look(session: Session) -> tuple[Proposal | None, bool, str]:
        before = proposals.of_message(session, workspace, shortcut.channel, shortcut.ts)
        thread = shortcut.thread or shortcut.ts
        asked = publication.question(session, workspace, shortcut.channel, thread, now=runtime.now())
        return before, people.is_curator(session, workspace, user), asked[1] if asked else ""

    before, is_curator, question = runtime.reading(look)
    if before is not None:
        view = views.modal("Save to knowledge", [message.section(proposal_views.already(before).text)])
    elif shortcut.author is None or text.is_blank(shortcut.text):
        view = views.modal("Save to knowledge", [message.section("There are no words of a person here to save.")])
    else:
        view = proposal_views.form(
            title=text.clip(question, proposal_views.TITLE_LENGTH),
            words=_markdown(shortcut.text),
            notes=proposal_views.notes(
                shortcut.author,
                shortcut.channel,
                is_curator=is_curator,
                is_cut=len(_markdown(shortcut.text)) > proposal_views.WORDS_LENGTH,
            ),
            callback=proposal_views.SAVED,
            submit="Publish" if is_curator else "Propose",
            metadata=json.dumps([shortcut.channel, shortcut.ts, shortcut.thread, shortcut.author]),
        )
    runtime.slack(workspace, timeout=2).views_open(trigger_id=shortcut.trigger, view=view)
    ack()


def saved(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The form was sent: published at once by a curator, proposed to one by everybody else."""
    form = payloads.submission(body)
    people.welcome(form.actor)
    workspace, user = form.actor.workspace, form.actor.user
    problems = _problems(form)
    if problems:
        ack(views.errors(problems))
        return
    channel, ts, thread, author = json.loads(form.metadata)
    people.meet(runtime, workspace, {user, UserId(author)})

    def unit(session: Session) -> None:
        now = runtime.now()
        proposal = proposals.add(
            session,
            workspace,
            author=UserId(author),
            proposer=user,
            place=(ChannelId(channel), Ts(ts), Ts(thread) if thread else None),
            title=_title(form),
            words=form.text(proposal_views.WORDS),
            tags=_tags(form),
            now=now,
        )
        if proposal is None:
            publication.tell_it_is_there(session, workspace, user, ChannelId(channel), Ts(ts), now=now)
        elif people.is_curator(session, workspace, user):
            publication.publish(session, workspace, proposal.id, by=user, now=now)
        else:
            publication.propose(session, workspace, proposal, now=now)

    runtime.transaction(unit)
    ack()


def publish(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Publish*, on a curator's card."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    people.meet(runtime, workspace, [user])
    number, now = _number(pressed), runtime.now()
    runtime.transaction(lambda session: publication.publish(session, workspace, number, by=user, now=now))
    ack()


def revise(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Edit and publish*: the form once more, for the curator."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    people.meet(runtime, workspace, [user])
    proposal = runtime.transaction(lambda session: publication.to_decide(session, workspace, _number(pressed), by=user))
    view = proposal_views.form(
        title=proposal.title,
        words=proposal.text,
        tags=", ".join(proposal.tags),
        notes=proposal_views.notes(proposal.author, proposal.channel, is_curator=True),
        callback=proposal_views.REVISED,
        submit="Publish",
        metadata=str(proposal.id),
    )
    runtime.slack(workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=view)
    ack()


def revised(ack: Ack, body: Body, runtime: Runtime) -> None:
    """A curator has changed the words and publishes them."""
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    people.meet(runtime, workspace, [user])
    problems = _problems(form)
    if problems:
        ack(views.errors(problems))
        return

    def unit(session: Session) -> None:
        title, words = _title(form), form.text(proposal_views.WORDS)
        proposals.reword(session, workspace, int(form.metadata), title=title, words=words, tags=_tags(form))
        publication.publish(session, workspace, int(form.metadata), by=user, now=runtime.now())

    runtime.transaction(unit)
    ack()


def decline(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Leave it*."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    people.meet(runtime, workspace, [user])
    number, now = _number(pressed), runtime.now()
    runtime.transaction(lambda session: publication.decline(session, workspace, number, by=user, now=now))
    ack()


def take_out(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Take it out*, by whose words they are."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    number, now = _number(pressed), runtime.now()
    runtime.transaction(lambda session: publication.take_out(session, workspace, number, by=user, now=now))
    ack()


def _problems(form: payloads.Submission) -> dict[str, str]:
    problems = {}
    if text.is_blank(form.text(proposal_views.TITLE)):
        problems[proposal_views.TITLE] = "A title, please: as people would ask for it."
    if text.is_blank(form.text(proposal_views.WORDS)):
        problems[proposal_views.WORDS] = "What shall it say?"
    return problems


def _title(form: payloads.Submission) -> str:
    return text.clip(" ".join(text.clean(form.text(proposal_views.TITLE)).split()), proposal_views.TITLE_LENGTH)


def _tags(form: payloads.Submission) -> list[str]:
    found = (" ".join(one.split()) for one in text.clean(form.text(proposal_views.TOPICS)).split(","))
    return list(dict.fromkeys(one[:40] for one in found if one))[:8]


def _markdown(written: str) -> str:
    """What somebody wrote in Slack, as Markdown: links stay links."""
    return text.written(_LINK.sub(lambda found: f"[{found[2]}]({found[1]})", written))


def _number(pressed: payloads.Action) -> int:
    if not (pressed.value.isascii() and pressed.value.isdecimal() and len(pressed.value) < 20):
        raise proposals.Decided
    return int(pressed.value)
