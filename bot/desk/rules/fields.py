"""How does a passage fit into the fields of a form, and out of them again? Cut between paragraphs, joined there."""

from bot.desk.rules import TooLong

FIELD = 2900  #: characters; Slack's input takes 3,000
FIELDS = 5


def split(body: str) -> tuple[str, ...]:
    """Cut a passage into what fields hold; raise `TooLong`."""
    found = [""]
    for paragraph in body.strip().split("\n\n"):
        joined = f"{found[-1]}\n\n{paragraph}" if found[-1] else paragraph
        if len(joined) <= FIELD:
            found[-1] = joined
        else:
            found.append(paragraph)
    if len(found) > FIELDS or any(len(one) > FIELD for one in found):
        raise TooLong
    return tuple(found)


def joined(fields: tuple[str, ...]) -> str:
    return "\n\n".join(one for one in fields if one.strip())
