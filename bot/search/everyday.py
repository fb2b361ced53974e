"""Which words of working life mean nearly the same? People say "vacation" and their handbook says "annual leave".

A weak hint, and only where the word itself has not decided: what a company means by its words it says in its synonyms.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from bot.search import languages, terms
from bot.search.columns import Flags, Ints
from bot.search.languages import stemmers
from bot.search.postings import Postings

#: The words of a phrase, in order: the terms that each is in a base.
Phrase = tuple[tuple[int, ...], ...]
#: What stands in more passages than these, and in a larger share of all, tells nothing about a question that does not
#: even say it.
FEW, COMMON = 10, 0.1

#: The language of the words below.
LANGUAGE = "en"

#: A line of words and phrases that stand for each other.
_GROUPS = """
vacation | holiday | annual leave | paid time off | pto | time off | leave | days off
public holiday | bank holiday | federal holiday
sick | ill | illness | sickness | unwell
sick day | sick leave
bereavement | death | funeral | died | dies | passed away | lost a relative
maternity | paternity | parental | birth | newborn | baby
child | kid | dependent
mother | father | mom | dad | parent | family member
coworker | colleague | teammate
boss | manager | supervisor
salary | pay | compensation | wage | paycheck | payroll
raise | pay increase | promotion
bonus | award | incentive
fired | terminated | dismissed | laid off | termination
quit | resign | resignation | leaving | offboarding
hire | recruit
interview | candidate
new hire | newcomer | new employee | onboarding | new joiner | starter
job title | role | position | level
employee | staff | personnel
contractor | freelancer | consultant
human resources | hr | people team | people ops | people operations
it support | help desk | helpdesk | service desk
laptop | computer | macbook | notebook | machine
phone | mobile | cell | smartphone | telephone
equipment | hardware | gear | device
screen | monitor | display
password | credentials | passphrase
log in | login | sign in
locked out | reset
two factor | 2fa | mfa | multi factor authentication
badge | access card | id card | key card
hacked | compromised | breach | incident | phishing
lost | stolen | missing
broken | damaged | repair
wifi | wireless
dm | direct message | private message
retro | retrospective
one on one | 1:1
all hands | town hall | company meeting
video call | videoconference
work from home | wfh | remote | telework | home office
part time | reduced hours
overtime | extra hours
working hours | office hours | core hours | work hours
out of office | ooo | away
expense | reimbursement | refund
receipt | invoice
company card | credit card | corporate card
trip | travel | journey
plane | flight | fly | airfare
fare | ticket
hotel | lodging | accommodation
train | rail
taxi | cab | rideshare
meal | food | per diem | lunch | dinner
buy | purchase | order | procurement
vendor | supplier
budget | stipend | allowance
training | course | class
gym | fitness | wellness
health insurance | medical insurance | health plan | healthcare
doctor | medical
dentist | dental
glasses | vision
pension | retirement | 401k
stock | equity | shares
move | relocate | relocation
moonlighting | side job | second job | outside employment
appraisal | evaluation | assessment | performance review
goal | objective | okr
harassment | discrimination | bullying | misconduct
complain | complaint | grievance
allowed | permitted | permission | approval
deadline | due date
maximum | max | limit | cap
minimum | min
how long | duration
delete | remove | erase
get rid | remove | delete | archive
change | update | edit
fix | repair | resolve
set up | configure | install
public | external
private | confidential
customer | client
bug | issue | defect
outage | downtime | incident
deploy | release | rollout
repo | repository
pr | pull request | merge request | code review
docs | documentation
db | database
prod | production
staging | test environment
on call | pager | paged
volunteer | charity
donate | give
parking | car park
address | location
bike | bicycle
visa | immigration | work permit
lawyer | legal
contract | agreement
disability | accessibility
deaf | hard of hearing | sign language
"""

Key = tuple[str, ...]


@cache
def _meanings() -> dict[Key, tuple[Key, ...]]:
    found: dict[Key, list[Key]] = {}
    for line in _GROUPS.strip().splitlines():
        group = [tuple(terms.words(said)) for said in line.split("|")]
        for said in group:
            others = found.setdefault(_stems(said), [])
            others += [other for other in group if other != said and other not in others]
    return {key: tuple(others) for key, others in found.items()}


def meanings(typed: Sequence[str]) -> Iterator[tuple[int, int, Key]]:
    """Where in some folded words something stands that is said in other words too: from, to, and each of those."""
    known = _meanings()
    longest = max(map(len, known))
    stems = _stems(typed)
    for start in range(len(stems)):
        for end in range(start + 1, min(len(stems), start + longest) + 1):
            for other in known.get(stems[start:end], ()):
                yield start, end, other


def _stems(words: Sequence[str]) -> Key:
    mine = stemmers()
    return tuple(mine.stem(word, LANGUAGE) for word in words)


@dataclass(frozen=True, kw_only=True)
class Hint:
    """A word that others would use for what a question says."""

    word: str
    #: The terms of the base that it is.
    ids: tuple[int, ...]
    #: Which concept of the question it says.
    concept: int
    #: Which phrase it belongs to; -1 for none.
    phrase: int


def hints(
    typed: Sequence[tuple[str, int]], passages: Postings, have: set[int], known: Callable[[str], tuple[int, ...]]
) -> tuple[list[Hint], tuple[Phrase, ...]]:
    """What the words of a question, each with its concept or -1, are called elsewhere, without terms they `have`."""
    have = set(have)
    most = max(FEW, passages.size * COMMON)
    found: list[Hint] = []
    phrases: list[Phrase] = []
    for start, end, other in meanings([word for word, _ in typed]):
        concept = next((concept for _, concept in typed[start:end] if concept >= 0), -1)
        words = [known(form) for form in other] if concept >= 0 else []
        if not words or not all(words):
            continue
        phrase = len(phrases) if len(other) > 1 else -1
        for form, ids in zip(other, words, strict=True):
            new = tuple(id for id in ids if id not in have and passages.count(id) <= most)
            if new and not languages.is_stop(form, LANGUAGE):
                found.append(Hint(word=form, ids=new, concept=concept, phrase=phrase))
                have.update(new)
        if phrase >= 0:
            phrases.append(tuple(words))
    return found, tuple(phrases)


def stand(terms: Ints, at: Ints, phrase: Ints, phrases: Sequence[Phrase]) -> Flags:
    """Which occurrences `at` places of these terms count: those of no `phrase`, or of one that stands there whole."""
    counts: Flags = phrase < 0
    for number, words in enumerate(phrases):
        mine = (phrase == number).nonzero()[0]
        for before in range(len(words)):
            begins = at[mine] - before
            fits = (begins >= 0) & (begins + len(words) <= len(terms))
            begins, here = begins[fits], mine[fits]
            whole = np.ones(len(here), np.bool_)
            for step, ids in enumerate(words):
                whole &= np.isin(terms[begins + step], ids)
            counts[here[whole]] = True
    return counts
