"""Can a question be put to a channel? Where who asks and the bot are in it: both have to see what is replied.

Slack is asked, outside any transaction. Which of the two is missing is not said: it would tell of private channels.
"""

from sqlalchemy.orm import Session

from bot.answers import rules, store
from bot.channels import service as channels
from bot.errors import UserError
from bot.ids import AnswerId, ChannelId, UserId, WorkspaceId
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

SECONDS = 1.0  #: for Slack to tell: a press is answered in three


def refusal(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, user: UserId) -> UserError | None:
    """Return why a question cannot be put to a channel; None where it can."""
    here = runtime.reading(lambda session: workspaces.workspace(session, workspace))
    if here is None:
        return None
    found = channels.members(runtime, workspace, channel, [user, here.bot_user], timeout=SECONDS)
    if False in found.values():
        return rules.NotBothThere()
    if found[user] is None:  # it may be too large to tell, private, or Slack is silent
        about = channels.look(runtime, workspace, [channel], timeout=SECONDS).get(channel)
        if about is None:
            return rules.SlackIsSilent()
        if not about.is_open:
            return rules.NotBothThere()
    return None


def of_answer(runtime: Runtime, workspace: WorkspaceId, answer: AnswerId, user: UserId) -> UserError | None:
    """Return why somebody cannot put a question to the channel where they asked it; None where they can."""

    def place(session: Session) -> ChannelId | None:
        found = store.find(session, workspace, answer)
        return None if found is None or found.asker != user else found.channel

    channel = runtime.reading(place)
    return None if channel is None else refusal(runtime, workspace, channel, user)
