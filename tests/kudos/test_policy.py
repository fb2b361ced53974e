"""Who may thank whom? The whole matrix."""

import pytest

from bot.ids import UserId
from bot.kudos import rules
from bot.kudos.rules.wishes import Why
from tests.kudos.company import ANA, BO, BOT, HERE, Company

PROFILES: dict[str, dict[str, object]] = {
    "member": {},
    "guest": {"is_restricted": True},
    "single-channel guest": {"is_ultra_restricted": True},
    "outsider": {"team_id": "T9"},
    "Slack Connect stranger": {"is_stranger": True},
    "bot": {"is_bot": True},
    "gone": {"deleted": True},
    "enterprise colleague": {"team_id": "E1", "enterprise_user": {"teams": [HERE]}},
}
GIVERS = ("member", "guest", "single-channel guest", "enterprise colleague", "unknown")
RECEIVERS: dict[str, Why | None] = {
    "member": None,
    "guest": None,
    "single-channel guest": None,
    "enterprise colleague": None,
    "outsider": Why.OUTSIDER,
    "Slack Connect stranger": Why.OUTSIDER,
    "bot": Why.BOT,
    "gone": Why.GONE,
    "unknown": Why.UNKNOWN,
}


def meet(company: Company, user: UserId, kind: str) -> None:
    if kind != "unknown":
        company.person(user, kind, **PROFILES[kind])


def test_the_whole_matrix(company: Company) -> None:
    for kind in (*PROFILES, "unknown"):
        meet(company, UserId(f"UG{kind.replace(' ', '').upper()}"), kind)
        meet(company, UserId(f"UR{kind.replace(' ', '').upper()}"), kind)
    for giver in (*PROFILES, "unknown"):
        for receiver, why in RECEIVERS.items():
            g, r = (UserId(f"U{side}{kind.replace(' ', '').upper()}") for side, kind in (("G", giver), ("R", receiver)))
            if giver not in GIVERS:
                with pytest.raises(rules.NotAmongUs):
                    company.give(g, r)
                continue
            outcome = company.give(g, r)
            found = outcome.refused[0].why if outcome.refused else None
            assert (found, outcome.gesture is None) == (why, why is not None), f"{giver} thanks {receiver}"


def test_oneself_and_pollen(company: Company) -> None:
    assert company.give(BO, BO).refused[0].why is Why.SELF
    assert company.give(BO, BOT).refused[0].why is Why.POLLEN


def test_a_workspace_may_welcome_people_of_other_companies(company: Company) -> None:
    company.person(UserId("UOUT"), "Olga", team_id="T9")
    company.choose(outsiders=True)
    assert company.give(BO, UserId("UOUT")).gesture is not None


def test_a_group_is_never_oneself_a_bot_or_somebody_gone(company: Company) -> None:
    company.person(UserId("UB"), "Botty", is_bot=True)
    company.person(UserId("UX"), "Xaver", deleted=True)
    gesture = company.given(BO, groups={"all": (BO, UserId("UB"), UserId("UX"), ANA, UserId("UNEW"))})
    assert gesture.receivers == (ANA, "UNEW")
    assert company.give(BO, groups={"us": (BO,)}).refused[0].why is Why.EMPTY


def test_a_rename_changes_nothing_in_the_ledger(company: Company) -> None:
    gesture = company.given(BO, ANA)
    company.person(ANA, "Bo")
    company.person(BO, "Ana")
    assert company.gesture(gesture.id).giver == BO
    assert company.gesture(gesture.id).receivers == (ANA,)


def test_one_who_left_keeps_what_was_given(company: Company) -> None:
    gesture = company.given(BO, ANA)
    company.person(ANA, "Ana", deleted=True)
    assert company.gesture(gesture.id).is_live
