"""A process that gives a kudos and is killed: before the commit, after it, or in the middle of posting.

python -m tests.kudos.dying before|after|posting DATABASE SLACK TOKEN WORKSPACE GIVER RECEIVER CHANNEL NOW
"""

import os
import signal
import sys
from datetime import datetime

from slack_sdk import WebClient
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.kudos.rules import Place, Source
from bot.kudos.rules.wishes import Wish
from bot.kudos.service import giving
from bot.outbox import jobs as outbox
from bot.runtime import Runtime


def main() -> None:
    where, url, slack, token, workspace, giver, receiver, channel, now = sys.argv[1:]
    moment = datetime.fromisoformat(now)
    database = Database(make_url(url))
    wish = Wish(
        workspace=WorkspaceId(workspace),
        giver=UserId(giver),
        source=Source.MENTION,
        key=f"message:{channel}:1.1",
        channel=ChannelId(channel),
        place=Place.PUBLIC,
        reason="holding the release together",
        people=(UserId(receiver),),
    )

    def unit(session: Session) -> None:
        giving.give(session, wish, now=moment, is_sure=True)
        if where == "before":
            die()

    database.transaction(unit)
    if where == "after":
        die()
    runtime = Runtime(
        database=database,
        now=lambda: moment,
        client=lambda _workspace, _timeout: WebClient(token=token, base_url=slack, retry_handlers=[]),
    )
    outbox.deliver(runtime, {})


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
