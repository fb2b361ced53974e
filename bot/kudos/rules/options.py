"""How does a workspace like its kudos? Its own names among the workspace's settings, with our defaults."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ids import ChannelId, UserId
from bot.kudos.rules import tags
from bot.kudos.rules.budget import Limits

DEFAULTS = Limits()


@dataclass(frozen=True, kw_only=True)
class Options:
    limits: Limits = DEFAULTS
    values: tuple[str, ...] = tuple(tags.STARTER)
    #: the channel that gets a copy of every public kudos
    feed: ChannelId | None = None
    emoji: str = "raised_hands"
    #: is it shown how many different people somebody thanked?
    shows_breadth: bool = True
    welcomes_outsiders: bool = False
    #: the workspace's address in the browser
    url: str = "https://slack.com"
    bot_user: UserId | None = None


def parse(settings: Mapping[str, object], *, bot_user: UserId | None = None) -> Options:
    """Read the settings; what is not there or not understood has its default."""
    feed = settings.get("kudos.channel")
    emoji = str(settings.get("kudos.emoji") or "").strip(" :").partition("::")[0]  # in whatever skin tone
    return Options(
        limits=Limits(
            allowance=_number(settings.get("kudos.allowance"), DEFAULTS.allowance),
            per_person=_number(settings.get("kudos.per_person"), DEFAULTS.per_person),
        ),
        values=tags.known(settings.get("kudos.values")),
        feed=ChannelId(str(feed)) if feed else None,
        emoji=emoji or "raised_hands",
        shows_breadth=settings.get("kudos.breadth") is not False,
        welcomes_outsiders=settings.get("kudos.outsiders") is True,
        url=str(settings.get("slack.url") or "https://slack.com"),
        bot_user=bot_user,
    )


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else default
