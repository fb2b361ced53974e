"""Who may see a kudos, and where is it in Slack?"""

from bot.ids import ChannelId
from bot.kudos.rules import Gesture, Place


def feed_for(gesture: Gesture, feed: ChannelId | None) -> ChannelId | None:
    """Return the workspace's kudos channel if a copy belongs there: never from a place not known to be public."""
    if feed is None or feed == gesture.channel or gesture.place not in (Place.PUBLIC, Place.DIRECT):
        return None
    return feed


def is_visible_in(gesture: Gesture, audience: ChannelId | None) -> bool:
    """May everybody in a channel (None: in the workspace) hear of this gesture?"""
    is_open = gesture.place in (Place.PUBLIC, Place.DIRECT)
    return bool(gesture.public) and (is_open or (audience is not None and gesture.channel == audience))
