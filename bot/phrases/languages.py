"""Which languages are understood? English first: a sentence belongs to the first that reads it."""

from bot.phrases.english import ENGLISH
from bot.phrases.forms import Language
from bot.phrases.french import FRENCH
from bot.phrases.german import GERMAN
from bot.phrases.others import OTHERS
from bot.phrases.portuguese import PORTUGUESE
from bot.phrases.spanish import SPANISH

LANGUAGES: tuple[Language, ...] = (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, OTHERS)
