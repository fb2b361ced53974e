"""One of several processes that all say yes at once: `python -m tests.mentors.racing URL REQUEST USERS…`."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy.engine import make_url

from bot.db import Database
from bot.errors import UserError
from bot.ids import UserId
from bot.mentors.service import claims
from tests.mentors.town import WORKSPACE


def claim(database: Database, request: int, user: str, now: datetime) -> str:
    """Say yes; return the name of the refusal, or '' for the winner."""
    try:
        database.transaction(
            lambda session: claims.claim(session, workspace=WORKSPACE, actor=UserId(user), request=request, now=now),
            patience=60,
        )
    except UserError as error:
        return type(error).__name__
    return ""


def main(url: str, now: str, *pairs: str) -> None:
    """Claim each `request:user` in a thread of its own; a line of results."""
    database = Database(make_url(url))
    work = [pair.split(":") for pair in pairs]
    with ThreadPoolExecutor(len(work)) as pool:
        results = pool.map(lambda one: claim(database, int(one[0]), one[1], datetime.fromisoformat(now)), work)
    print(",".join(result or "won" for result in results))
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
