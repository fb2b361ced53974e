"""What does the programme owner read about odd patterns? Facts, and a reminder that they may be innocent."""

from collections.abc import Mapping, Sequence

from bot.ids import UserId
from bot.kudos.rules.patterns import Pattern, Shape
from bot.kudos.views import announcement
from bot.slack import message
from bot.slack.message import Message

_SHAPES: Mapping[Shape, str] = {
    Shape.PAIR: "{who} mostly thank each other",
    Shape.RING: "{who} mostly thank one another in a circle",
    Shape.FAN: "{who}: the first mostly thanks the second",
}
_MOST = 20


def odd(patterns: Sequence[Pattern], names: Mapping[UserId, str]) -> Message:
    lead = "Some kudos of the last four weeks look one-sided."
    lines = [
        f"• {_SHAPES[one.shape].format(who=announcement.people(one.people, names))} ({one.kudos} kudos)"
        for one in patterns[:_MOST]
    ]
    closing = "Close teams look like this too. Nothing was changed and no one else was told; it's up to you."
    return message.message(lead, [message.section(lead), message.section("\n".join(lines)), message.context(closing)])
