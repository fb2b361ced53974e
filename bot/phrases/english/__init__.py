"""What do people say in English? The longest of the languages: a file for each of what they may mean."""

from bot.phrases.english.achieving import ACHIEVING
from bot.phrases.english.gathering import GATHERING
from bot.phrases.english.kindness import AROUND, COURTESIES, THANKING
from bot.phrases.english.mentoring import MENTORING
from bot.phrases.forms import Language

ENGLISH = Language(
    code="en",
    around=AROUND,
    courtesies=COURTESIES,
    mentoring=MENTORING,
    achieving=ACHIEVING,
    thanking=THANKING,
    gathering=GATHERING,
)
