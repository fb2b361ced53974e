"""Which words of working life mean nearly the same? People say "vacation" and their handbook says "annual leave".

A weak hint, and only where the word itself has not decided: what a company means by its words it says in its synonyms.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from bot.search import terms
from bot.search.languages import stemmers

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
