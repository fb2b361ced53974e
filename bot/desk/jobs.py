"""What does the clock do with the desk? Tell who raised a flag, find and tell the misled, ask the curators in time."""

import logging
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot import errors
from bot.answers import service as answers
from bot.desk import rules
from bot.desk.rules.twins import pairs
from bot.desk.service import corrections, flags
from bot.desk.service import letters as service
from bot.desk.service import twins as twin_articles
from bot.desk.store import checks, keeping
from bot.desk.store import corrections as correction_rows
from bot.desk.store import flags as flag_rows
from bot.ids import UserId, WorkspaceId
from bot.milestones.service import letters as letters_of_leaders
from bot.people import service as people
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

log = logging.getLogger(__name__)

PATIENCE = 30.0  #: seconds; a job can wait for its turn to write
AT_ONCE = 50
_AROUND_MONDAY = frozenset({6, 0, 1, 2})  #: days in UTC on which it is Monday, or the day after, somewhere
_FIRST_DAYS = 3  #: of a month


def settled(runtime: Runtime) -> None:
    """Tell those whose flag was settled; they hear before everybody else."""
    for workspace in runtime.reading(flag_rows.workspaces_untold):
        with errors.apart(log, "settled flags not told"):
            runtime.in_batches(
                partial(flags.tell, workspace=workspace, now=runtime.now(), most=AT_ONCE), patience=PATIENCE
            )


def correct(runtime: Runtime) -> None:
    """Find who read what was corrected, and write to each of them once."""
    now = runtime.now()
    for workspace, correction in runtime.reading(correction_rows.unread):
        with errors.apart(log, "readers not found"):
            runtime.in_batches(
                partial(corrections.find, workspace=workspace, correction=correction, now=now), patience=PATIENCE
            )
    before = now - corrections.QUIET
    for workspace, user in runtime.reading(partial(correction_rows.waiting, before=before, most=AT_ONCE)):
        with errors.apart(log, "correction not told"):
            runtime.transaction(partial(corrections.tell, workspace=workspace, user=user, now=now), patience=PATIENCE)


def widen(runtime: Runtime) -> None:
    """Ask the curators about what whoever keeps the article has left alone."""
    now = runtime.now()

    def due(session: Session, workspace: WorkspaceId) -> tuple[rules.Place, ...]:
        return flag_rows.asked_before(session, workspace, now - rules.ASKED_ALONE)

    for workspace in runtime.reading(workspaces.workspaces):
        for place in runtime.reading(partial(due, workspace=workspace.id)):
            with errors.apart(log, "curators not asked"):
                runtime.transaction(
                    partial(flags.widen, workspace=workspace.id, place=place, now=now), patience=PATIENCE
                )


def forget(runtime: Runtime) -> None:
    """Forget what is settled and told, after the workspace's retention time."""
    now = runtime.now()
    for workspace in runtime.reading(workspaces.workspaces):
        kept = runtime.reading(partial(answers.kept, workspace=workspace.id))
        unit = partial(keeping.forget, workspace=workspace.id, before=now - kept)
        runtime.in_batches(unit, patience=PATIENCE)


def letters(runtime: Runtime) -> None:
    """Write the week's letters: Monday at nine, where somebody is, and each week's once."""
    now = runtime.now()
    if now.weekday() not in _AROUND_MONDAY:
        return
    for workspace in runtime.reading(workspaces.workspaces):
        for user, zone in runtime.reading(partial(_readers, workspace=workspace.id, now=now)):
            period = letters_of_leaders.due(now, zone)
            if period is None or user in runtime.reading(
                partial(checks.claimed, workspace=workspace.id, period=period)
            ):
                continue
            with errors.apart(log, "letter of the desk not written"):
                unit = partial(service.write, workspace=workspace.id, user=user, period=period, now=now)
                runtime.transaction(unit, patience=PATIENCE)


def thanks(runtime: Runtime) -> None:
    """Tell whoever keeps articles whom they helped last month; in its first days, once."""
    now = runtime.now()
    if now.day > _FIRST_DAYS:
        return
    for workspace in runtime.reading(workspaces.workspaces):
        for user, _ in runtime.reading(partial(_readers, workspace=workspace.id, now=now)):
            with errors.apart(log, "thanks not told"):
                unit = partial(service.thank, workspace=workspace.id, user=user, now=now)
                runtime.transaction(unit, patience=PATIENCE)


def twins(runtime: Runtime) -> None:
    """Look for articles that may say the same, once a week."""
    now = runtime.now()
    for workspace in runtime.reading(workspaces.workspaces):
        if runtime.reading(partial(twin_articles.is_due, workspace=workspace.id, now=now)):
            with errors.apart(log, "twins not found"):
                found = pairs(runtime.reading(partial(twin_articles.candidates, workspace=workspace.id)))
                unit = partial(twin_articles.note, workspace=workspace.id, found=found, now=now)
                runtime.transaction(unit, patience=PATIENCE)


def _readers(session: Session, workspace: WorkspaceId, now: datetime) -> list[tuple[UserId, ZoneInfo]]:
    users = service.due(session, workspace, now=now)
    known = people.people(session, workspace, users)
    return [(user, known[user].tz) for user in users]
