"""What is a digest's frame called in each language? What people wrote stays as they wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.digests.sections import Section

LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}


@dataclass(frozen=True, kw_only=True)
class Words:
    title: str
    sections: Mapping[Section, str]
    #: `{count}` more in the thread
    more_in_thread: str
    one_more_in_thread: str
    #: `{count}` that did not fit
    and_more: str
    #: names, and `{count}` others
    others: str
    #: `{owner}` looks after it
    looked_after: str
    was_empty: str


_ENGLISH = Words(
    title="What we learned this week",
    sections={
        Section.MILESTONES: "🎓 Reached",
        Section.KUDOS: "🙌 Thanks worth reading",
        Section.TAUGHT: "📚 Taught and answered",
        Section.UNANSWERED: "❓ Nobody has answered yet",
        Section.MENTORS: "🤝 Somebody would like to learn",
        Section.SESSIONS: "🗓 Coming up",
        Section.NEWCOMERS: "👋 New here",
    },
    more_in_thread="{count} more in the thread",
    one_more_in_thread="One more in the thread",
    and_more="… and {count} more",
    others="{names} and {count} others",
    looked_after="{owner} looks after this digest",
    was_empty="Everything in this digest has been taken back since.",
)
_GERMAN = Words(
    title="Was wir diese Woche gelernt haben",
    sections={
        Section.MILESTONES: "🎓 Erreicht",
        Section.KUDOS: "🙌 Dank, der sich lohnt zu lesen",
        Section.TAUGHT: "📚 Erklärt und beantwortet",
        Section.UNANSWERED: "❓ Noch ohne Antwort",
        Section.MENTORS: "🤝 Jemand möchte lernen",
        Section.SESSIONS: "🗓 Demnächst",
        Section.NEWCOMERS: "👋 Neu dabei",
    },
    more_in_thread="{count} weitere im Thread",
    one_more_in_thread="Eins mehr im Thread",
    and_more="… und {count} weitere",
    others="{names} und {count} andere",
    looked_after="{owner} kümmert sich um diese Übersicht",
    was_empty="Alles in dieser Übersicht wurde inzwischen zurückgenommen.",
)
_FRENCH = Words(
    title="Ce que nous avons appris cette semaine",
    sections={
        Section.MILESTONES: "🎓 Étapes franchies",
        Section.KUDOS: "🙌 Des mercis à lire",
        Section.TAUGHT: "📚 Expliqué et répondu",
        Section.UNANSWERED: "❓ Encore sans réponse",
        Section.MENTORS: "🤝 Quelqu’un aimerait apprendre",
        Section.SESSIONS: "🗓 À venir",
        Section.NEWCOMERS: "👋 Bienvenue",
    },
    more_in_thread="{count} autres dans le fil",
    one_more_in_thread="Encore un dans le fil",
    and_more="… et {count} autres",
    others="{names} et {count} autres",
    looked_after="{owner} s’occupe de ce récapitulatif",
    was_empty="Tout ce que contenait ce récapitulatif a été retiré depuis.",
)
_SPANISH = Words(
    title="Lo que aprendimos esta semana",
    sections={
        Section.MILESTONES: "🎓 Conseguido",
        Section.KUDOS: "🙌 Gracias que vale la pena leer",
        Section.TAUGHT: "📚 Explicado y respondido",
        Section.UNANSWERED: "❓ Todavía sin respuesta",
        Section.MENTORS: "🤝 Alguien quiere aprender",
        Section.SESSIONS: "🗓 Próximamente",
        Section.NEWCOMERS: "👋 Caras nuevas",
    },
    more_in_thread="{count} más en el hilo",
    one_more_in_thread="Uno más en el hilo",
    and_more="… y {count} más",
    others="{names} y {count} más",
    looked_after="{owner} cuida de este resumen",
    was_empty="Todo lo que había en este resumen se ha retirado desde entonces.",
)
_ALL = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}


def of(language: str) -> Words:
    """Return the words of a language, English for one we do not have."""
    return _ALL.get(language, _ENGLISH)


def known(locale: str) -> str:
    """Return the language of a locale that we have words for.

    >>> known("de-AT"), known("ja-JP")
    ('de', 'en')
    """
    language = locale[:2].casefold()
    return language if language in _ALL else "en"
