"""How does the bot hear of groups and channels? Only of those that an article is for."""

from collections.abc import Mapping

from tests.listeners import Act, Scene
from tests.office import Office

PAY = "---\nreaders: ['@hr', '#steering']\n---\n# Pay bands\n\nA senior engineer is in band four.\n"


def kept(office: Office) -> None:
    """Let an article be for a group and a channel, and Slack be asked who they are."""
    office.slack.add_group("hr", "ana")
    office.slack.add_channel("steering", "pollen", "ana")
    office.knows({"hr/pay.md": PAY})
    office.works()


def joins(office: Office) -> Act:
    kept(office)
    return lambda: office.slack.person("ben").joins("#steering")


def leaves(office: Office) -> Act:
    kept(office)
    return lambda: office.slack.person("ana").leaves("#steering")


def regroups(office: Office) -> Act:
    kept(office)
    return lambda: office.slack.regroups("hr", "ben")


def disbands(office: Office) -> Act:
    kept(office)
    return lambda: office.slack.disbands("hr")


SCENES: Mapping[str, Scene] = {
    "event:member_joined_channel": joins,
    "event:member_left_channel": leaves,
    "event:subteam_members_changed": regroups,
    "event:subteam_updated": disbands,
}
