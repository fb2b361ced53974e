"""What is a group session, which states does it have, and what may become of it?

    wished → hosted → voting → planned → over          what was learned is written up
       ↖_______↙________↙__________↙                   its host has stepped back: somebody else is looked for
    cancelled                                          from any of them but the last

People answer it at any time before it is over: they would come, they come, perhaps, or they wait for a place.
"""

from datetime import timedelta
from enum import StrEnum

TITLE = 120  #: characters of what it is about
OUTCOME = 500  #: of what people will be able to do after it
AGENDA = 2000
LINK = 1000
PLACES = 500  #: the most that can be given a number
ASKED = 3  #: people who know the topic are asked to host it, one after the other
QUESTION = 300  #: characters of one that is asked in advance
QUESTIONS = 25  #: asked in advance of one session; as many as one message holds
LESSON = 1500  #: of what somebody has learned
TICKED = 100  #: people who can be ticked in one form
BATCH = 50  #: people written to in one transaction

ANSWERED = timedelta(days=2)  #: how long somebody who is asked to host it may think
WISHED = timedelta(days=28)  #: how long a host is looked for
UNPLANNED = timedelta(days=28)  #: how long a host may take to find a time
NUDGED = timedelta(days=3)  #: when a host without a time is reminded
EVE = timedelta(days=1)  #: before the beginning
SOONEST = timedelta(minutes=10)  #: from now to the beginning of one
LATEST = timedelta(days=366)


class State(StrEnum):
    WISHED = "wished"  #: somebody would like it; nobody hosts it yet
    HOSTED = "hosted"  #: it has a host and no time
    VOTING = "voting"  #: people choose among three times
    PLANNED = "planned"
    OVER = "over"
    CANCELLED = "cancelled"


#: Something will still come of it.
OPEN = frozenset({State.WISHED, State.HOSTED, State.VOTING, State.PLANNED})


class Form(StrEnum):
    TALK = "talk"
    WORKSHOP = "workshop"
    STUDY_GROUP = "study_group"
    LUNCH = "lunch"
    SHOW = "show"


FORMS = {
    Form.TALK: "Talk",
    Form.WORKSHOP: "Workshop",
    Form.STUDY_GROUP: "Study group",
    Form.LUNCH: "Lunch & learn",
    Form.SHOW: "Show & tell",
}


class Repeat(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"  #: on the same weekday of the month: its second Thursday


REPEATS = {
    Repeat.ONCE: "Just once",
    Repeat.WEEKLY: "Every week",
    Repeat.FORTNIGHTLY: "Every second week",
    Repeat.MONTHLY: "Every month, on the same weekday",
}


class Reply(StrEnum):
    """What somebody has said about coming."""

    INTERESTED = "interested"  #: would come, whenever it is
    GOING = "going"
    WAITING = "waiting"  #: for a place
    MAYBE = "maybe"
    LEFT = "left"


#: Who hears what becomes of it.
CONCERNED = frozenset({Reply.INTERESTED, Reply.GOING, Reply.WAITING, Reply.MAYBE})
#: Who is reminded of it.
COMING = frozenset({Reply.GOING, Reply.MAYBE})
