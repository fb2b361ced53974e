"""Who may come in? Every request passes here before any listener, and no listener can be registered around it.

workspace    the authorised identity's, never what the body says; a request for another workspace is refused
standing     as `people` knows it, else as Slack says of whoever did it; nobody is taken for one of us unasked

what they may do             colleague  guest  other company  deactivated  bot
anything                        yes      yes        no            no        no
ask a question aloud            yes      yes        no            no        yes     (WITH_BOTS: a workflow asks)
see and erase their own data    yes      yes        yes           no        no      (EVERYBODY)
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.errors import Forbidden, UserError
from bot.ids import WorkspaceId

Body = Mapping[str, Any]


class Standing(StrEnum):
    MEMBER = "member"
    GUEST = "guest"
    OUTSIDER = "outsider"  #: of another company, in a shared channel
    BOT = "bot"
    GONE = "gone"  #: deactivated


COLLEAGUES = frozenset({Standing.MEMBER, Standing.GUEST})
WITH_BOTS = COLLEAGUES | {Standing.BOT}
EVERYBODY = COLLEAGUES | {Standing.OUTSIDER}
#: What Slack tells of somebody by itself: they do nothing, and it may be that they have left.
TOLD_OF = frozenset(Standing)


class Stranger(Forbidden):
    """I only answer people in this workspace. Someone here can ask for you and share the answer."""


class Deactivated(Forbidden):
    """Your account in this workspace is deactivated, so I can't do that for you."""


class Automatic(Forbidden):
    """Bots and workflows can ask me questions; for anything else I need a person."""


class Unrecognised(UserError):
    """Slack is slow to tell me who you are. Please try again in a moment."""


class Elsewhere(UserError):
    """Pollen isn't installed in this workspace. Please ask one of its admins to install it."""


class OrganisationWide(UserError):
    """Pollen works in one workspace at a time and can't be installed for a whole organisation. Please ask an admin to \
install it to this workspace."""


def must_admit(standing: Standing | None, admits: frozenset[Standing], *, stranger: type[UserError]) -> None:
    """Raise what a person reads who may not do this. `standing`: None when nobody could say."""
    if standing in admits:
        return
    match standing:
        case None:
            raise Unrecognised
        case Standing.GONE:
            raise Deactivated
        case Standing.BOT:
            raise Automatic
        case _:
            raise stranger


def must_be_here(body: Body, here: WorkspaceId) -> None:
    """Raise for a request that is not for the workspace whose identity was authorised."""
    there = _addressed(body)
    if there is None:
        raise OrganisationWide
    if there != here:
        raise Elsewhere


def _addressed(body: Body) -> str | None:
    """Return the workspace a request is for; None for an installation of a whole organisation.

    In a channel shared with another company an event's outer team may be theirs, and so may a form's: the installation
    is named beside it. https://docs.slack.dev/apis/events-api, https://docs.slack.dev/reference/interaction-payloads
    """
    installed = body.get("authorizations")
    if isinstance(installed, list) and installed and isinstance(installed[0], Mapping):
        return _text(installed[0].get("team_id"))
    view = body.get("view")
    if isinstance(view, Mapping) and view.get("app_installed_team_id"):
        return _text(view["app_installed_team_id"])
    if body.get("is_enterprise_install") in (True, "true") and not body.get("team"):
        return None
    team = body.get("team")
    return _text(body.get("team_id")) or _text(team.get("id") if isinstance(team, Mapping) else None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
