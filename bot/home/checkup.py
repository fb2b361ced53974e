"""Is everything in place? What an admin should know, told in App Home, by `/pollen doctor` and in a terminal."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.rules.readers import Reader
from bot.doors.mcp import door
from bot.doors.rules import ASSISTANTS
from bot.home.rules import Finding, Setup
from bot.ids import WorkspaceId
from bot.meaning import models
from bot.outbox import held
from bot.outbox import service as outbox
from bot.outbox.rules import Backlog, Silence
from bot.people import service as people
from bot.slack import scopes, text
from bot.workspaces import service as workspaces

_LATE = timedelta(minutes=5)


def findings(session: Session, workspace: WorkspaceId, reader: Reader, *, now: datetime) -> tuple[Finding, ...]:
    """Return what there is to say, what is wrong first; `reader`: whoever is told."""
    found = workspaces.workspace(session, workspace)
    settings = {} if found is None else found.settings
    setup = Setup.of(settings)
    said = [
        *_token(outbox.silence(session, workspace=workspace)),
        *_access(settings.get("slack.scopes")),
        *_guests(settings.get("slack.scopes")),
        *_knowledge(articles.sizes(session, workspace, reader)),
        *_roles(session, workspace, setup),
        *_programs(setup),
        *_channels(setup, settings.get("kudos.channel")),
        *_messages(len(held.every(session, workspace))),
        *_backlog(outbox.backlog(session, workspace=workspace, now=now), now=now),
    ]
    return tuple(sorted(said, key=lambda one: one.is_well))


def meaning(folder: Path | None) -> tuple[Finding, ...]:
    """Return how I search, with the sentence model in a folder if it can be used."""
    if folder is None:
        return (search(None),)
    try:
        model = models.opened(folder)
    except models.Unusable as reason:
        return (_wrong(f"The model in {folder} {reason}. I search by words alone."),)
    return (search(model.name),)


def search(model: str | None) -> Finding:
    """Say whether questions are understood by their meaning as well. `model`: what understands them."""
    if model is None:
        return _well("I search by words. A sentence model (`POLLEN_MODEL`) would let me search by meaning as well.")
    return _well(f"I search by meaning as well as by words, with the model {text.escape(model)}.")


def _programs(setup: Setup) -> Iterator[Finding]:
    if ASSISTANTS in setup.programs and not door.is_installed():
        yield _wrong(
            "Assistants may ask me, but I'm installed without that part: install `pollen[mcp]` and restart me."
        )


def _token(silence: Silence | None) -> Iterator[Finding]:
    if silence is not None:
        yield _wrong(
            f"Slack has refused my token since {text.hour(silence.since)} ({text.escape(silence.why)}), so I can't "
            "post here. My messages are kept and go out within a minute of getting a valid one. Please copy the _Bot "
            "User OAuth Token_ again from _OAuth & Permissions_, and restart me with it."
        )


def _access(granted: object) -> Iterator[Finding]:
    if not isinstance(granted, list):
        return
    missing = scopes.missing(granted)
    if missing:
        yield _wrong(
            f"I'm missing {'a permission' if len(missing) == 1 else 'permissions'} in Slack: {', '.join(missing)}. "
            "Paste the newest manifest.yml into the app's _App Manifest_ page, reinstall the app, and restart me."
        )
    else:
        yield _well("All permissions granted.")


def _guests(granted: object) -> Iterator[Finding]:
    if not isinstance(granted, list):
        return
    if scopes.AGENTS in granted:
        yield _well(
            "Slack's Agents feature is on: I suggest questions in my Messages tab, and Slack doesn't let guests use me."
        )
    else:
        yield _well("Guests can use me: Slack's Agents feature is off.")


def _knowledge(sizes: dict[str, int]) -> Iterator[Finding]:
    own = sum(size for collection, size in sizes.items() if collection != articles_rules.STARTER)
    if own:
        yield _well(f"The knowledge base has {_number(own, 'article')} of your own.")
    else:
        yield _wrong(
            "The knowledge base only has the articles that come with me. "
            "Add your own Markdown with `pollen knowledge import handbook/`."
        )


def _roles(session: Session, workspace: WorkspaceId, setup: Setup) -> Iterator[Finding]:
    owner = people.owner(session, workspace)
    one = None if owner is None else people.person(session, workspace, owner)
    if owner is None:
        yield _wrong("There's no programme owner yet, so requests that find no mentor have no one to go to.")
    elif one is not None and not one.is_here:
        yield _wrong(f"{text.escape(one.name)}, the programme owner, has left. Please choose someone else.")
    else:
        name = text.user(owner) if one is None else text.escape(one.name)
        yield _well(f"{name} is the programme owner" + ("." if setup.owner else " (automatic: the first admin seen)."))
    if setup.curators:
        yield _well(f"{_number(len(setup.curators), 'curator')} as well as the admins.")
    else:
        yield _well("Admins curate the knowledge base; you can add curators to help them.")


def _channels(setup: Setup, kudos: object) -> Iterator[Finding]:
    if setup.mentors_channel:
        yield _well(f"Requests no mentor takes go to {text.channel(setup.mentors_channel)}.")
    else:
        yield _wrong("There's no mentors' channel, so requests no mentor takes go straight to the programme owner.")
    if setup.milestones_channel is None and kudos is None:
        yield _wrong("There's no channel for milestones, so private milestones are shared only where their owner says.")


def _messages(count: int) -> Iterator[Finding]:
    if count:
        yield _wrong(
            f"{_number(count, 'message')} may not have been delivered. "
            "`pollen outbox list` shows what needs your decision."
        )


def _backlog(backlog: Backlog, *, now: datetime) -> Iterator[Finding]:
    if backlog.since is not None and now - backlog.since > _LATE:
        waiting = f"{_number(backlog.count, 'message')} {'is' if backlog.count == 1 else 'are'} still to be posted"
        yield _wrong(
            f"{waiting}, the oldest since {text.hour(backlog.since)}. "
            "Slack takes about one a second in each channel; I go on until all are out."
        )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _well(sentence: str) -> Finding:
    return Finding(is_well=True, sentence=sentence)


def _wrong(sentence: str) -> Finding:
    return Finding(is_well=False, sentence=sentence)
