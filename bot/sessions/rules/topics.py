"""Is a session about what somebody asks?"""

from bot.answers.rules import likeness

#: What titles of sessions are full of, and what says nothing of what one learns there.
_FORMAL = likeness.stems(
    "basics introduction intro beginners beginner advanced essentials session sessions workshop talk course class "
    "training group study lunch learn learning everyone everybody part show tell hands first steps crash deep dive "
    "getting started questions answers tips tricks"
)
_ENOUGH = 2 / 3  #: of the words of a title


def is_on(title: str, asked: str) -> bool:
    """Does a question name what a session is about?

    >>> is_on("SQL basics", "how do I join two tables in SQL?"), is_on("Giving feedback", "How do I give notice?")
    (True, False)
    """
    telling = [word for word in likeness.telling(title) if word.isdisjoint(_FORMAL)]
    named = likeness.stems(asked)
    return bool(telling) and sum(not word.isdisjoint(named) for word in telling) / len(telling) >= _ENOUGH
