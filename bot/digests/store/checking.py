"""Do the digests hold together? A digest that is on wakes up, and an edition that is out has a post."""

from sqlalchemy import and_

from bot.damage import Rule, missing
from bot.digests.rules import Standing, State
from bot.digests.store.tables import EditionRow, SubscriptionRow

RULES = (
    Rule(
        table=SubscriptionRow,
        when=SubscriptionRow.standing.not_in(list(Standing)),
        what="its standing is none that there is.",
        remedy="Set it to 'paused', and have its owner resume it.",
    ),
    Rule(
        table=SubscriptionRow,
        when=and_(SubscriptionRow.standing == Standing.ON, SubscriptionRow.wakes_at.is_(None)),
        what="it is on, and will never come.",
        remedy="Pause and resume it: `/pollen digest pause`, then `resume`.",
    ),
    Rule(
        table=EditionRow,
        when=missing(
            SubscriptionRow,
            SubscriptionRow.workspace == EditionRow.workspace,
            SubscriptionRow.channel == EditionRow.channel,
        ),
        what="it is the edition of no digest.",
        remedy="Delete the row.",
    ),
    Rule(
        table=EditionRow,
        when=and_(EditionRow.state == State.POSTED, EditionRow.post.is_(None)),
        what="it is out, and nobody knows which post it is, so it cannot be kept true.",
    ),
    Rule(
        table=EditionRow,
        when=EditionRow.state.not_in(list(State)),
        what="its state is none that there is.",
        remedy="Set it to 'skipped'.",
    ),
)
