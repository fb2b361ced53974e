"""How is a wish granted? Once, whole, in one transaction: checked, counted, written, announced.

The giver's turn is taken first, so that whatever else they do at the same moment waits; then the rest is plain reading
and writing.
"""

import dataclasses
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos import rules
from bot.kudos.rules import (
    Audience,
    Gesture,
    GestureId,
    Gift,
    Place,
    Source,
    budget,
    parsing,
    plan,
    policy,
    tags,
    visibility,
    wishes,
)
from bot.kudos.rules.budget import Count, Spent
from bot.kudos.rules.options import Options
from bot.kudos.rules.wishes import Outcome, Question, Refused, Why, Wish
from bot.kudos.service import options, places, posts
from bot.kudos.store import drafts, ledger, reading
from bot.people import service as people
from bot.people.rules import Person
from bot.slack import gate

#: Ways in that need no words: the message they are about says why.
WORDLESS = (Source.REACTION, Source.SECOND)


def give(session: Session, wish: Wish, *, now: datetime, is_sure: bool = False) -> Outcome:
    """Grant a wish, or say what is asked first. `is_sure`: its giver has seen the questions."""
    move = ledger.lock(session, wish.workspace, wish.giver)
    if wish.source is Source.REACTION:  # those who react to one message share its announcement
        ledger.lock(session, wish.workspace, f"message:{wish.channel}:{wish.ts}")
    chosen = options.of(session, wish.workspace)
    wish = parsing.complete(wish, known=chosen.values)
    before = reading.before(session, wish, now=now)
    if before.same is not None:
        return _again(session, wish, before.same, move=move, now=now)
    known = concerned(session, wish)
    if len(wish.reason) > rules.REASON_MOST:
        raise rules.TooLong(length=len(wish.reason), most=rules.REASON_MOST)
    named, refused = sort(wish, known, chosen)
    if not named.everybody:
        return Outcome(refused=refused, typed=wish.typed, known=known)
    questions = _questions(session, wish, named, before.twins, is_sure=is_sure)
    if questions:
        draft = drafts.keep(session, wish, questions=questions, now=now)
        return Outcome(draft=draft, refused=refused, typed=wish.typed, known=known)
    wish = _placed(session, wish, now=now)
    number = ledger.open_gesture(session, wish, now=now)
    gesture = wishes.opened(wish, number, now)
    if is_sure or wish.source in (Source.FORM, Source.SHORTCUT, Source.MENTION):
        drafts.drop(session, wish.workspace, wish.key)
    return write(
        session, gesture, named, known=known, chosen=chosen, refused=refused, move=move, now=now, spent=before.spent
    )


def answer(session: Session, wish: Wish, *, now: datetime) -> Outcome:
    """Grant a wish that was typed; one that names nobody comes to nothing, and says why."""
    if wish.people or wish.groups:
        return give(session, wish, now=now)
    return Outcome(refused=wish.refused, typed=wish.typed)


def second(session: Session, wish: Wish, *, now: datetime) -> Outcome:
    """Join a kudos: "+1", once a person, for whoever is thanked in public; it spends nothing."""
    assert wish.seconds is not None
    move = ledger.lock(session, wish.workspace, wish.giver)
    ledger.lock_kudos(session, wish.workspace, wish.seconds)
    root = reading.find_gesture(session, wish.workspace, wish.seconds)
    if root is None or not root.is_live or not visibility.is_visible_in(root, wish.channel):
        raise rules.Withdrawn  # what somebody cannot see is not there for them
    if root.giver == wish.giver:
        return Outcome(refused=(Refused(who=wish.giver, why=Why.GIVER),))
    earlier = reading.find_by_key(session, wish.workspace, wish.key)
    if earlier is not None and (earlier.is_live or earlier.is_hidden):
        return Outcome(gesture=earlier, is_repeat=True)
    chosen = options.of(session, wish.workspace)
    known = concerned(session, dataclasses.replace(wish, people=root.public))
    others = tuple(one for one in root.public if one != wish.giver)
    if not others:
        return Outcome(refused=(Refused(who=wish.giver, why=Why.SELF),))
    named = plan.Named(people=others, groups=(), values=root.values)
    gesture = earlier or wishes.opened(wish, ledger.open_gesture(session, wish, now=now), now)
    outcome = write(session, gesture, named, known=known, chosen=chosen, refused=(), move=move, now=now)
    posts.tell(session, root, options=chosen, now=now, opens=())
    return outcome


def write(
    session: Session,
    gesture: Gesture,
    named: plan.Named,
    *,
    known: Mapping[UserId, Person],
    chosen: Options,
    refused: tuple[Refused, ...],
    move: int,
    now: datetime,
    before: Gesture | None = None,
    spent: tuple[Spent, ...] | None = None,
) -> Outcome:
    """Add the gifts a gesture lacks, and announce. Whoever keeps their charge keeps the group it was for.

    `before`: the gesture as it was before something was reversed. `spent`: the giver's, where it is known already.
    """
    is_first = before is None and not gesture.causes and not gesture.gifts
    is_free = gesture.source is Source.SECOND
    pairs, earlier = plan.missing(gesture, named), (before or gesture).gifts
    if spent is None:
        spent = () if is_free else reading.spent(session, gesture.workspace, gesture.giver, now=now)
    charges = plan.charges(
        named,
        tuple(dict.fromkeys(receiver for receiver, _ in pairs)),
        gifts=earlier,
        spent=spent,
        limits=chosen.limits,
        is_free=is_free,
        now=now,
    )
    group_of = named.group_of | {gift.receiver: gift.group for gift in earlier}
    entries = [
        ledger.Entry(
            receiver=receiver,
            value=value,
            group=group_of.get(receiver, ""),
            charge=charges[receiver].number,
            charged_at=charges[receiver].at,
            count=charges[receiver].count,
            audience=Audience.PUBLIC if is_free else policy.likes(known.get(receiver)),
        )
        for receiver, value in pairs
    ]
    gifts = ledger.add_gifts(
        session,
        (gesture.workspace, gesture.id, gesture.giver),
        entries,
        turns={} if is_first else reading.turns(session, gesture.workspace, gesture.id),
        move=move,
        limits=chosen.limits,
        now=now,
    )
    whole = dataclasses.replace(gesture, gifts=(*gesture.gifts, *gifts))
    if not is_free:
        newcomers = {gift.receiver for gift in gifts} - set(before.receivers if before else whole.receivers)
        posts.tell(session, whole, options=chosen, now=now, newcomers=newcomers, is_first=is_first, known=known)
    spent = (*spent, *_counted(gifts))
    uncounted = [gift.receiver for gift in gifts if gift.count is Count.BEYOND]
    return Outcome(
        gesture=whole,
        refused=refused,
        budget=budget.budget(spent, limits=chosen.limits, now=now),
        resumes_at=budget.resumes(spent, uncounted, limits=chosen.limits, now=now) if uncounted else None,
        suggested=() if whole.values else tags.suggest(whole.reason, chosen.values),
        known=known,
        feed=chosen.feed,
        is_first=is_first,
    )


def sort(wish: Wish, known: Mapping[UserId, Person], chosen: Options) -> tuple[plan.Named, tuple[Refused, ...]]:
    """Part those a wish names into whom to thank and whom not."""
    thanked, refused = policy.sort_people(
        wish.people,
        giver=wish.giver,
        known=known,
        bot_user=chosen.bot_user,
        welcomes_outsiders=chosen.welcomes_outsiders,
    )
    groups, empty = policy.sort_groups(wish.groups, giver=wish.giver, known=known, without=wish.people)
    values = tuple(tag for tag in wish.values if tag in chosen.values)
    return plan.Named(people=thanked, groups=groups, values=values), (*refused, *empty, *wish.refused)


def concerned(session: Session, wish: Wish) -> Mapping[UserId, Person]:
    """Return the giver and those named, as far as they are known; raise `NotAmongUs` when they may not give."""
    named = {*wish.people, *(one for group in wish.groups for one in group.members)}
    known = people.people(session, wish.workspace, {wish.giver, *named})
    giver = known.get(wish.giver)
    if giver is not None and giver.standing not in gate.COLLEAGUES:
        raise rules.NotAmongUs
    return known


def _placed(session: Session, wish: Wish, *, now: datetime) -> Wish:
    """Say where it happens, if that is known by now."""
    if wish.place is not Place.UNKNOWN or wish.channel is None:
        return wish
    return dataclasses.replace(wish, place=places.known(session, wish.workspace, wish.channel, now=now))


def _again(session: Session, wish: Wish, same: GestureId, *, move: int, now: datetime) -> Outcome:
    """What comes twice happens once; only a reaction put back is given again."""
    gesture = reading.find_gesture(session, wish.workspace, same)
    assert gesture is not None
    if wish.source is not Source.REACTION or gesture.is_live or gesture.is_hidden or gesture.giver != wish.giver:
        return Outcome(gesture=gesture, is_repeat=True)
    chosen = options.of(session, wish.workspace)
    known = concerned(session, wish)
    named, refused = sort(wish, known, chosen)
    if not named.everybody:
        return Outcome(refused=refused)
    return write(session, gesture, named, known=known, chosen=chosen, refused=refused, move=move, now=now)


def _questions(
    session: Session, wish: Wish, named: plan.Named, twins: Collection[GestureId], *, is_sure: bool
) -> tuple[Question, ...]:
    if wish.source in WORDLESS:
        return ()
    asked = [Question.NAME] if wish.guessed and not is_sure else []
    if not wish.reason:
        return (*asked, Question.WHY)
    if is_sure:
        return ()
    if wish.source is not Source.FORM and wish.source is not Source.SHORTCUT and parsing.is_short(wish.reason):
        asked.append(Question.SHORT)
    if len(named.everybody) > rules.CROWD:
        asked.append(Question.CROWD)
    if twins and _is_twin(session, wish.workspace, named, twins):
        asked.append(Question.AGAIN)
    return tuple(asked)


def _is_twin(session: Session, workspace: WorkspaceId, named: plan.Named, twins: Collection[GestureId]) -> bool:
    found = [reading.find_gesture(session, workspace, one) for one in twins]
    return any(one is not None and one.is_live and set(one.receivers) == set(named.everybody) for one in found)


def _counted(gifts: Collection[Gift]) -> tuple[Spent, ...]:
    return tuple(
        Spent(charge=gift.charge, receiver=gift.receiver, at=gift.charged_at)
        for gift in gifts
        if gift.count is Count.COUNTED
    )
