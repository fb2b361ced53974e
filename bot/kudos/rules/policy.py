"""Who may be thanked? Who may give is decided where requests come in (`slack/gate.py`), whichever way they come.

    standing     may be thanked
    member       yes
    guest        yes
    outsider     no, unless the workspace allows it   (people of other companies, by Slack Connect)
    bot          no                                   (workflows too; and Pollen itself is touched)
    gone         no
    unknown      no: Slack could not say who it is

Nobody thanks themselves. One who cannot be thanked is dropped and named; the others still are thanked.
"""

from collections.abc import Collection, Mapping

from bot.ids import UserId
from bot.kudos.rules import Audience
from bot.kudos.rules.wishes import Group, Refused, Why
from bot.people.rules import Person, Standing

RECEIVERS: Mapping[Standing | None, Why | None] = {
    Standing.MEMBER: None,
    Standing.GUEST: None,
    Standing.OUTSIDER: Why.OUTSIDER,
    Standing.BOT: Why.BOT,
    Standing.GONE: Why.GONE,
    None: Why.UNKNOWN,
}


def likes(receiver: Person | None) -> Audience:
    """Return how somebody likes to be thanked."""
    chosen = receiver.preferences.get("kudos.visibility") if receiver else None
    return next((one for one in Audience if one == chosen), Audience.PUBLIC)


def sort_people(
    named: Collection[UserId],
    *,
    giver: UserId,
    known: Mapping[UserId, Person],
    bot_user: UserId | None,
    welcomes_outsiders: bool,
) -> tuple[tuple[UserId, ...], tuple[Refused, ...]]:
    """Part those named into whom to thank and whom not."""
    thanked, refused = [], []
    for user in dict.fromkeys(named):
        why = _why_not(user, giver=giver, person=known.get(user), bot_user=bot_user)
        if why is Why.OUTSIDER and welcomes_outsiders:
            why = None
        if why is None:
            thanked.append(user)
        else:
            refused.append(Refused(who=user, why=why))
    return tuple(thanked), tuple(refused)


def sort_groups(
    groups: Collection[Group], *, giver: UserId, known: Mapping[UserId, Person], without: Collection[UserId]
) -> tuple[tuple[Group, ...], tuple[Refused, ...]]:
    """Keep of each group whom it adds: nobody twice, and not the giver. Slack vouches for members not met yet."""
    seen = {giver, *without}
    kept, refused = [], []
    for group in groups:
        able = [one for one in group.members if one not in known or RECEIVERS[known[one].standing] is None]
        fresh = tuple(one for one in dict.fromkeys(able) if one not in seen)
        seen.update(fresh)
        if fresh:
            kept.append(Group(id=group.id, handle=group.handle, members=fresh))
        elif not set(able) & set(without) and not any(set(able) & set(one.members) for one in kept):
            refused.append(Refused(who=group.called, why=Why.EMPTY))
    return tuple(kept), tuple(refused)


def _why_not(user: UserId, *, giver: UserId, person: Person | None, bot_user: UserId | None) -> Why | None:
    if user == giver:
        return Why.SELF
    if user == bot_user:
        return Why.POLLEN
    return RECEIVERS[person.standing if person else None]
