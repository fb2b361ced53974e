"""How far can an article be trusted? Whose it is, who checked it and when, and what use has shown."""

from datetime import UTC, datetime, time

from bot.answers.rules import Found
from bot.articles.rules import SAVED, STARTER, Article, Passage
from bot.ids import UserId
from bot.slack import text

_NAME = 60  #: characters of a name
_CREDITED = 3  #: people named beside an article


def line(found: Found, passage: Passage) -> str:
    """Say it in a line of mrkdwn: “Checked by Ana on 12 May · helped 14 people since · written by Ben”."""
    article = passage.article
    checked = _checked(found, article)
    helped = found.helped.get(article.id, 0)
    used = f"helped {helped:,} {'person' if helped == 1 else 'people'}{' since' if checked else ''}" if helped else ""
    said = " · ".join(filter(None, (checked, used, _whose(found, article))))
    return said[:1].upper() + said[1:]


def _checked(found: Found, article: Article) -> str:
    checked = article.verification
    if checked is None or article.collection == STARTER:
        return ""
    name = _named(found, checked.by)
    on = text.day(datetime.combine(checked.on, time(12), UTC))
    return f"checked by {name} on {on}" if name else f"checked on {on}"


def _whose(found: Found, article: Article) -> str:
    """Whose it is, or where it comes from; when nobody has checked it, of which day it is."""
    if article.collection == STARTER:
        return "comes with Pollen"
    owner = _named(found, article.owner_user) or ("" if article.owner_user else _clipped(article.facts.owner))
    if article.collection == SAVED:
        said = f"written by {_credited(found, article) or owner or 'a colleague'}"
        return said if article.verification else f"{said} on {text.day(article.changed_at)}"
    return f"looked after by {owner}" if owner else f"from “{_clipped(article.collection)}”"


def _credited(found: Found, article: Article) -> str:
    """The people of a conversation, as they wish; '' where it was none."""
    users = found.credited.get(article.id)
    if users is None:
        return ""
    names = [name for user in users[:_CREDITED] if (name := _named(found, user))]
    more = "others" if len(users) > _CREDITED else ""
    listed = [one for one in (*names, more) if one]
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed) or "a colleague"


def _named(found: Found, user: UserId | None) -> str:
    return _clipped(found.names.get(user, "")) if user else ""


def _clipped(name: str) -> str:
    return text.escape(text.clip(name, _NAME))
