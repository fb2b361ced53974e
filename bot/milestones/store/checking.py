"""Do milestones hold together? One that is celebrated has its channel and its post, and a voice has its milestone."""

from sqlalchemy import and_, or_

from bot.damage import Rule, missing
from bot.milestones.rules import Kind
from bot.milestones.store.tables import MilestoneRow, VoiceRow

RULES = (
    Rule(
        table=MilestoneRow,
        when=and_(
            MilestoneRow.celebrated_at.is_not(None), or_(MilestoneRow.post.is_(None), MilestoneRow.channel.is_(None))
        ),
        what="it is celebrated, and nobody knows where.",
        remedy="Clear its celebrated_at: its person can celebrate it again.",
    ),
    Rule(
        table=MilestoneRow,
        when=MilestoneRow.kind.not_in(list(Kind)),
        what="its kind is none that there is.",
        remedy="Set it to 'skill'.",
    ),
    Rule(
        table=VoiceRow,
        when=missing(MilestoneRow, MilestoneRow.workspace == VoiceRow.workspace, MilestoneRow.id == VoiceRow.milestone),
        what="it is a voice about no milestone.",
        remedy="Delete the row.",
    ),
)
