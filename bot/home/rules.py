"""What may an admin set for everybody, and what should an admin know?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bot.answers import rules as answers_rules
from bot.articles.rules import readers
from bot.doors.rules import ASSISTANTS, SCRIPTS
from bot.ids import ChannelId, UserId

#: For how many days questions are kept with who asked them.
RETENTION = (30, 90, 180, 365)

#: Other programs that may be let in, and what they are called.
PROGRAMS = {ASSISTANTS: "Assistants (MCP)", SCRIPTS: "Scripts (HTTP)"}


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What a workspace has chosen; how it likes its kudos has a form of its own."""

    owner: UserId | None = None
    admins: tuple[UserId, ...] = ()
    curators: tuple[UserId, ...] = ()
    mentors_channel: ChannelId | None = None
    milestones_channel: ChannelId | None = None
    retention_days: int = answers_rules.RETENTION.days
    #: Which other programs may ask, by the names of the settings.
    programs: tuple[str, ...] = ()
    #: May guests, and people of other companies, read what is for everyone?
    guests: bool = True
    outsiders: bool = False

    @classmethod
    def of(cls, settings: Mapping[str, object]) -> Self:
        """Read it from a workspace's settings."""
        days = settings.get("answers.retention_days")
        return cls(
            owner=next(iter(_people(settings, "roles.owner")), None),
            admins=_people(settings, "roles.admins"),
            curators=_people(settings, "roles.curators"),
            mentors_channel=_channel(settings, "mentors.channel"),
            milestones_channel=_channel(settings, "milestones.channel"),
            retention_days=days if isinstance(days, int) else cls.retention_days,
            programs=tuple(name for name in PROGRAMS if settings.get(name) is True),
            guests=settings.get(readers.GUESTS) is not False,
            outsiders=settings.get(readers.OUTSIDERS) is True,
        )

    def settings(self) -> dict[str, object]:
        """The same as settings."""
        return {
            "roles.owner": self.owner,
            "roles.admins": list(self.admins),
            "roles.curators": list(self.curators),
            "mentors.channel": self.mentors_channel,
            "milestones.channel": self.milestones_channel,
            "answers.retention_days": self.retention_days,
            **{name: name in self.programs for name in PROGRAMS},
            readers.GUESTS: self.guests,
            readers.OUTSIDERS: self.outsiders,
        }


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing an admin should know."""

    is_well: bool
    #: mrkdwn, already escaped
    sentence: str


def _people(settings: Mapping[str, object], name: str) -> tuple[UserId, ...]:
    chosen = settings.get(name)
    named = chosen if isinstance(chosen, list) else [chosen]
    return tuple(UserId(one) for one in named if isinstance(one, str))


def _channel(settings: Mapping[str, object], name: str) -> ChannelId | None:
    chosen = settings.get(name)
    return ChannelId(chosen) if isinstance(chosen, str) else None
