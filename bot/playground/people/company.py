"""Who is in a local Slack when nobody says otherwise?"""

from bot.playground.state import ChannelKind
from bot.playground.workspace import Workspace


def settle(workspace: Workspace) -> None:
    """Put a small company in: four colleagues in three time zones, a guest, and somebody from another company."""
    add, bot = workspace.add_member, workspace.bot.name
    add("ana", real_name="Ana Ruiz", tz="Europe/Madrid")
    add("ben", real_name="Ben Okafor", tz="America/New_York")
    add("chika", real_name="Chika Mori", tz="Asia/Tokyo")
    add("ida", real_name="Ida Holm", tz="Europe/Copenhagen", is_admin=True)
    add("gus", real_name="Gus Bauer", is_restricted=True)
    add("olga", real_name="Olga Lind", company="Brook")
    everyone = ("ana", "ben", "chika", "ida")
    workspace.add_channel("general", *everyone, bot)
    workspace.add_channel("learning", *everyone, "gus", bot)
    workspace.add_channel("random", *everyone)
    workspace.add_channel("partners", "ana", "ida", "olga", bot)
    workspace.add_channel("leads", "ana", "ida", kind=ChannelKind.PRIVATE)
