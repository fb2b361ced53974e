"""How do curators teach the search their company's words? A line each, in a form: PTO = vacation, days off."""

from collections.abc import Mapping

from bot.slack import message, views
from bot.slack.message import Block

EDIT = "answers.synonyms"
SUBMIT = "answers.teach"
FIELD = "synonyms"

_HINT = "One per line, the word and what it means: PTO = vacation, days off"


def form(known: Mapping[str, tuple[str, ...]]) -> views.View:
    lines = "\n".join(f"{word} = {', '.join(meanings)}" for word, meanings in sorted(known.items()))
    field = views.text_field(initial=lines, is_long=True)
    question = views.question("Your company's words", field, name=FIELD, hint=_HINT, is_optional=True)
    return views.modal("Synonyms", [question], callback=SUBMIT, submit="Save", close="Cancel")


def home() -> list[Block]:
    """The curators' part of App Home."""
    line = "*Synonyms*\nTeach me your company's words, such as “PTO” for vacation."
    return [message.section(line, accessory=message.button("Edit", action=EDIT))]
