"""Which day is meant by "Monday", "tomorrow", "1 April", "nächste Woche"? Seen from a day, never before it."""

import re
from datetime import date, timedelta

_WEEKDAYS = (
    "monday mon montag lundi lunes segunda segunda-feira",
    "tuesday tue tues dienstag mardi martes terça terça-feira",
    "wednesday wed mittwoch mercredi miércoles miercoles quarta quarta-feira",
    "thursday thu thurs donnerstag jeudi jueves quinta quinta-feira",
    "friday fri freitag vendredi viernes sexta sexta-feira",
    "saturday sat samstag sonnabend samedi sábado sabado",
    "sunday sun sonntag dimanche domingo",
)
_MONTHS = (
    "january jan januar jänner janvier enero janeiro",
    "february feb februar février fevrier febrero fevereiro",
    "march mar märz mars marzo março",
    "april apr avril abril",
    "may mai mayo maio",
    "june jun juni juin junio junho",
    "july jul juli juillet julio julho",
    "august aug août aout agosto",
    "september sep sept septembre septiembre setembro",
    "october oct oktober okt octobre octubre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre diciembre dezembro",
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_TOMORROW = frozenset({"tomorrow", "morgen", "demain", "mañana", "amanhã"})
_NEXT_WEEK = re.compile(
    r"next week|nächste[rn]? woche|la semaine prochaine|semaine prochaine|la próxima semana|próxima semana|semana que vem"
)
_NEXT_MONTH = re.compile(
    r"next month|nächsten monat|le mois prochain|próximo mes|el próximo mes|próximo mês|o próximo mês"
)
_DAY_MONTH = re.compile(
    r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:of\s+|de\s+)?([^\W\d]+)\.?(?:\s+(?:de\s+)?(\d{4}))?"
)
_MONTH_DAY = re.compile(r"([^\W\d]+)\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_NUMBERS = re.compile(r"(\d{1,2})\.(\d{1,2})\.?(\d{4}|\d{2})?")


def read(said: str, today: date) -> date | None:
    """Return the day that is meant; None for what is no day.

    >>> read("Monday", date(2026, 5, 13))
    datetime.date(2026, 5, 18)
    """
    words = re.sub(
        r"^(?:next|nächste[nr]?|on|am|le|el|a|à|the)\s+(?=\S+$)", "", " ".join(said.casefold().split())
    ).strip(" .,!")
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    if words in _WEEKDAY:
        return today + timedelta(days=(_WEEKDAY[words] - today.weekday() - 1) % 7 + 1)
    if words in _TOMORROW:
        return today + timedelta(days=1)
    if _NEXT_WEEK.fullmatch(said.casefold().strip(" .,!")):
        return today + timedelta(days=7 - today.weekday())
    if _NEXT_MONTH.fullmatch(said.casefold().strip(" .,!")):
        return _date(today.year + today.month // 12, today.month % 12 + 1, 1)
    if (found := _DAY_MONTH.fullmatch(words)) and found[2] in _MONTH:
        return _coming(today, _MONTH[found[2]], int(found[1]), found[3])
    if (found := _MONTH_DAY.fullmatch(words)) and found[1] in _MONTH:
        return _coming(today, _MONTH[found[1]], int(found[2]), found[3])
    if found := _NUMBERS.fullmatch(said.strip(" ,!")):
        return _coming(today, int(found[2]), int(found[1]), found[3])
    return None


def _coming(today: date, month: int, day: int, year: str | None) -> date | None:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = _date(today.year, month, day)
    return this if this is None or this >= today else _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
