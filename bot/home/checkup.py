"""Is everything in place? What an admin should know, told in App Home, by `/pollen doctor` and in a terminal."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.home.rules import Finding, Setup
from bot.ids import WorkspaceId
from bot.outbox import held
from bot.outbox import service as outbox
from bot.outbox.rules import Silence
from bot.people import service as people
from bot.slack import scopes, text
from bot.workspaces import service as workspaces


def findings(session: Session, workspace: WorkspaceId) -> tuple[Finding, ...]:
    """Return what there is to say, what is wrong first."""
    found = workspaces.workspace(session, workspace)
    settings = {} if found is None else found.settings
    setup = Setup.of(settings)
    said = [
        *_token(outbox.silence(session, workspace=workspace)),
        *_access(settings.get("slack.scopes")),
        *_knowledge(articles.sizes(session, workspace)),
        *_roles(session, workspace, setup),
        *_channels(setup, settings.get("kudos.channel")),
        *_messages(len(held.every(session, workspace))),
    ]
    return tuple(sorted(said, key=lambda one: one.is_well))


def _token(silence: Silence | None) -> Iterator[Finding]:
    if silence is not None:
        yield _wrong(
            f"Slack has not accepted my token since {text.hour(silence.since)} ({text.escape(silence.why)}), so I can "
            "say nothing here. What I owe is kept, and said within a minute of a good one. Please copy the _Bot User "
            "OAuth Token_ again from _OAuth & Permissions_, and start me with it."
        )


def _access(granted: object) -> Iterator[Finding]:
    if not isinstance(granted, list):
        return
    missing = scopes.missing(granted)
    if missing:
        yield _wrong(
            f"Slack does not let me do everything: {', '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} missing. Paste the newest manifest.yml into the app's "
            "_App Manifest_ page, install the app again, and start me again."
        )
    else:
        yield _well("Slack lets me do all I need.")


def _knowledge(sizes: dict[str, int]) -> Iterator[Finding]:
    own = sum(size for collection, size in sizes.items() if collection != articles_rules.STARTER)
    if own:
        yield _well(f"{_number(own, 'article')} of your own in the knowledge base.")
    else:
        yield _wrong(
            "The knowledge base has only the articles I came with. "
            "`pollen knowledge import handbook/` brings a folder of Markdown of yours."
        )


def _roles(session: Session, workspace: WorkspaceId, setup: Setup) -> Iterator[Finding]:
    owner = people.owner(session, workspace)
    one = None if owner is None else people.person(session, workspace, owner)
    if owner is None:
        yield _wrong("Nobody owns the programme: requests that find no mentor have nobody to go to.")
    elif one is not None and not one.is_here:
        yield _wrong(f"{text.escape(one.name)}, who owns the programme, has left. Please name somebody else.")
    else:
        name = text.user(owner) if one is None else text.escape(one.name)
        yield _well(f"{name} owns the programme" + ("." if setup.owner else ", as the first admin I met."))
    if setup.curators:
        yield _well(f"{_number(len(setup.curators), 'curator')} besides the admins.")
    else:
        yield _well("Admins curate the knowledge base; you can name curators besides them.")


def _channels(setup: Setup, kudos: object) -> Iterator[Finding]:
    if setup.mentors_channel:
        yield _well(f"Requests that no mentor takes go to {text.channel(setup.mentors_channel)}.")
    else:
        yield _wrong("There is no mentors' channel: requests that no mentor takes go straight to the programme owner.")
    if setup.milestones_channel is None and kudos is None:
        yield _wrong(
            "There is no channel for milestones: what people tell me privately is celebrated only where they say."
        )


def _messages(count: int) -> Iterator[Finding]:
    if count:
        yield _wrong(
            f"Of {_number(count, 'message')} I cannot tell whether Slack has {'it' if count == 1 else 'them'}: "
            "`pollen outbox list` shows what waits for your decision."
        )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _well(sentence: str) -> Finding:
    return Finding(is_well=True, sentence=sentence)


def _wrong(sentence: str) -> Finding:
    return Finding(is_well=False, sentence=sentence)
