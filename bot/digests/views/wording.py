"""How does a digest speak in each language? What people wrote stays as they wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.digests.rules.sections import Section
from bot.milestones.rules import Kind

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
    #: what somebody did, after their name, with its `{title}`
    did: Mapping[Kind, str]
    know: str
    help: str
    read: str
    answered: str
    #: about a `{topic}`
    join: str


_ENGLISH = Words(
    title="What we learned this week",
    sections={
        Section.MILESTONES: "🎓 Milestones",
        Section.KUDOS: "🙌 Kudos worth reading",
        Section.TAUGHT: "📚 Answers and new articles",
        Section.UNANSWERED: "❓ Open questions",
        Section.MENTORS: "🤝 Looking for a mentor",
        Section.SESSIONS: "🗓 Coming up",
        Section.NEWCOMERS: "👋 New here",
    },
    more_in_thread="{count} more in the thread",
    one_more_in_thread="One more in the thread",
    and_more="… and {count} more",
    others="{names} and {count} others",
    looked_after="{owner} looks after this digest",
    was_empty="Everything in this digest has been withdrawn since.",
    did={
        Kind.CERTIFICATION: "passed {title}",
        Kind.COURSE: "finished {title}",
        Kind.SKILL: "has learned {title}",
        Kind.TALK: "gave a talk: {title}",
        Kind.LED: "led {title}",
        Kind.ATTENDED: "took part in {title}",
        Kind.ARTICLE: "wrote {title}",
        Kind.MENTORSHIP: "completed a mentorship: {title}",
        Kind.ONBOARDING: "took an onboarding step: {title}",
        Kind.HELLO: "is new here: {title}",
    },
    know="I know this",
    help="I can help",
    read="Read it",
    answered="a colleague answered",
    join="Join",
)
_GERMAN = Words(
    title="Was wir diese Woche gelernt haben",
    sections={
        Section.MILESTONES: "🎓 Erreicht",
        Section.KUDOS: "🙌 Lesenswerter Dank",
        Section.TAUGHT: "📚 Antworten und neue Artikel",
        Section.UNANSWERED: "❓ Offene Fragen",
        Section.MENTORS: "🤝 Auf der Suche nach Mentoren",
        Section.SESSIONS: "🗓 Demnächst",
        Section.NEWCOMERS: "👋 Neu dabei",
    },
    more_in_thread="{count} weitere im Thread",
    one_more_in_thread="Noch eins im Thread",
    and_more="… und {count} weitere",
    others="{names} und {count} andere",
    looked_after="{owner} kümmert sich um diese Übersicht",
    was_empty="Alles in dieser Übersicht wurde inzwischen zurückgenommen.",
    did={
        Kind.CERTIFICATION: "hat {title} bestanden",
        Kind.COURSE: "hat {title} abgeschlossen",
        Kind.SKILL: "hat {title} gelernt",
        Kind.TALK: "hat einen Vortrag gehalten: {title}",
        Kind.LED: "hat {title} geleitet",
        Kind.ATTENDED: "war dabei: {title}",
        Kind.ARTICLE: "hat {title} geschrieben",
        Kind.MENTORSHIP: "hat ein Mentoring abgeschlossen: {title}",
        Kind.ONBOARDING: "hat einen Schritt der Einarbeitung geschafft: {title}",
        Kind.HELLO: "ist neu hier: {title}",
    },
    know="Das weiß ich",
    help="Ich kann helfen",
    read="Lesen",
    answered="jemand hat geantwortet",
    join="Mitmachen",
)
_FRENCH = Words(
    title="Ce que nous avons appris cette semaine",
    sections={
        Section.MILESTONES: "🎓 Réussites",
        Section.KUDOS: "🙌 Des remerciements à lire",
        Section.TAUGHT: "📚 Réponses et nouveaux articles",
        Section.UNANSWERED: "❓ Questions ouvertes",
        Section.MENTORS: "🤝 Cherchent un mentor",
        Section.SESSIONS: "🗓 À venir",
        Section.NEWCOMERS: "👋 Bienvenue",
    },
    more_in_thread="{count} autres dans le fil",
    one_more_in_thread="Encore un dans le fil",
    and_more="… et {count} autres",
    others="{names} et {count} autres",
    looked_after="{owner} s’occupe de ce récapitulatif",
    was_empty="Tout ce que contenait ce récapitulatif a été retiré depuis.",
    did={
        Kind.CERTIFICATION: "a obtenu {title}",
        Kind.COURSE: "a terminé {title}",
        Kind.SKILL: "a appris {title}",
        Kind.TALK: "a donné une conférence : {title}",
        Kind.LED: "a animé {title}",
        Kind.ATTENDED: "a participé : {title}",
        Kind.ARTICLE: "a écrit {title}",
        Kind.MENTORSHIP: "a mené un mentorat à bien : {title}",
        Kind.ONBOARDING: "avance dans son intégration : {title}",
        Kind.HELLO: "vient d’arriver : {title}",
    },
    know="Je sais",
    help="Je peux aider",
    read="Lire",
    answered="quelqu’un a répondu",
    join="Participer",
)
_SPANISH = Words(
    title="Lo que aprendimos esta semana",
    sections={
        Section.MILESTONES: "🎓 Logros",
        Section.KUDOS: "🙌 Agradecimientos que vale la pena leer",
        Section.TAUGHT: "📚 Respuestas y artículos nuevos",
        Section.UNANSWERED: "❓ Preguntas abiertas",
        Section.MENTORS: "🤝 Buscan mentor",
        Section.SESSIONS: "🗓 Próximamente",
        Section.NEWCOMERS: "👋 Caras nuevas",
    },
    more_in_thread="{count} más en el hilo",
    one_more_in_thread="Uno más en el hilo",
    and_more="… y {count} más",
    others="{names} y {count} más",
    looked_after="{owner} cuida de este resumen",
    was_empty="Todo lo que había en este resumen se ha retirado desde entonces.",
    did={
        Kind.CERTIFICATION: "ha aprobado {title}",
        Kind.COURSE: "ha terminado {title}",
        Kind.SKILL: "ha aprendido {title}",
        Kind.TALK: "ha dado una charla: {title}",
        Kind.LED: "ha dirigido {title}",
        Kind.ATTENDED: "ha participado: {title}",
        Kind.ARTICLE: "ha escrito {title}",
        Kind.MENTORSHIP: "ha completado una mentoría: {title}",
        Kind.ONBOARDING: "avanza en su incorporación: {title}",
        Kind.HELLO: "acaba de llegar: {title}",
    },
    know="Lo sé",
    help="Puedo ayudar",
    read="Leer",
    answered="alguien ha respondido",
    join="Apuntarme",
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
