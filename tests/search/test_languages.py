"""Does every language find its own inflections, ignore its own small words, and live beside the others?"""

import pytest

from bot.search.gate import Decision
from bot.search.index import Article, Index
from bot.search.terms import fold

#: Title and text, a question in other forms of the same words, and one that holds only words of asking.
SPOKEN = {
    "en": (
        "Vacation",
        "Requests are approved by the lead within two weeks.",
        "requesting approval",
        "how do I get it?",
    ),
    "de": (
        "Urlaubsantrag",
        "Die Anträge müssen zwei Wochen vorher bei der Leitung gestellt werden.",
        "wie stelle ich einen Antrag für die Leitungen?",
        "wo kann ich das finden?",
    ),
    "fr": (
        "Congés",
        "Les demandes doivent être validées par le responsable deux semaines avant.",
        "comment faire valider une demande ?",
        "où est-ce que je peux le trouver ?",
    ),
    "es": (
        "Vacaciones",
        "Las solicitudes deben ser aprobadas por el responsable dos semanas antes.",
        "¿cómo se aprueba una solicitud?",
        "¿dónde puedo encontrar esto?",
    ),
    "pt": (
        "Férias",
        "Os pedidos devem ser aprovados pelo responsável duas semanas antes.",
        "como aprovar um pedido?",
        "onde posso encontrar isso?",
    ),
    "it": (
        "Ferie",
        "Le richieste devono essere approvate dal responsabile due settimane prima.",
        "come si approva una richiesta?",
        "dove posso trovare questo?",
    ),
    "nl": (
        "Vakantie",
        "De aanvragen moeten twee weken vooraf door de leiding worden goedgekeurd.",
        "hoe wordt een aanvraag goedgekeurd?",
        "waar kan ik dat vinden?",
    ),
}
OTHERS = [
    Article(id="laptop", title="Laptop", text="Ask the service desk for a new laptop and a charger."),
    Article(id="kantine", title="Kantine", text="Die Kantine ist von elf bis zwei Uhr geöffnet und nimmt nur Karten."),
]
MIXED = [*OTHERS, *(Article(id=code, title=title, text=text) for code, (title, text, _, _) in SPOKEN.items())]


@pytest.fixture(scope="module")
def mixed() -> Index:
    return Index.build(MIXED)


@pytest.mark.parametrize("code", SPOKEN)
def test_other_forms_of_a_word_are_found_among_many_languages(mixed: Index, code: str) -> None:
    found = mixed.search(SPOKEN[code][2])
    assert found.hits[0].article == code
    assert found.corrections == ()


@pytest.mark.parametrize("code", SPOKEN)
def test_words_of_asking_ask_for_nothing(code: str) -> None:
    title, text, _, asking = SPOKEN[code]
    base = [Article(id="here", title=title, text=f"{text} {asking}", language=code)]
    assert Index.build(base).search(asking).decision is Decision.NOTHING


@pytest.mark.parametrize("written", ["conges", "CONGÉS", "Conge\u0301s"], ids=["no accents", "capitals", "combining"])
def test_accents_and_case_make_no_difference(mixed: Index, written: str) -> None:
    assert mixed.search(written).hits[0].article == "fr"


def test_a_declared_language_is_followed() -> None:
    """The English stemmer leaves "Prüfungen" and "Prüfung" apart."""
    assert Index.build([Article(id="a", title="", text="Prüfungen", language="de-AT")]).search("Prüfung").hits
    english = Index.build([Article(id="a", title="", text="Prüfungen", language="en")]).search("Prüfung")
    assert english.terms == ()


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("fr", "validée", "valider"),
        ("fr", "validées", "validé"),
        ("pt", "aprovação", "aprovar"),
        ("pt", "aprovações", "aprovação"),
        ("pt", "reuniões", "reunião"),
        ("es", "aprobación", "aprobar"),
        ("de", "Geräte", "Gerät"),
    ],
)
def test_endings_are_known_without_their_accents(code: str, one: str, other: str) -> None:
    index = Index.build([Article(id="a", title="", text=one, language=code)])
    for asked in (other, fold(other)):
        found = index.search(asked)
        assert found.hits
        assert found.corrections == ()


DENSE = [
    Article(id="leave", title="休暇について", text="年次有給休暇の申請は二週間前までに人事部へ提出してください。"),
    Article(id="travel", title="出張旅費", text="出張の旅費は領収書を添付して精算システムで申請します。"),
    Article(id="zh", title="报销流程", text="员工需要在三十天内提交发票，经理批准后随工资发放。"),
    Article(id="ko", title="휴가 신청", text="휴가는 두 주 전에 신청해야 하며 팀장이 승인합니다."),
]


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("有給休暇はどうやって取りますか", "leave"),
        ("旅費の精算", "travel"),
        ("怎么提交发票", "zh"),
        ("휴가를 신청하고 싶어요", "ko"),
        ("ｋｕｂｅｃｔｌの休暇", "leave"),
    ],
)
def test_scripts_without_spaces_are_found_by_pairs_of_characters(question: str, article: str) -> None:
    for base in (DENSE, [*DENSE, *MIXED]):
        assert Index.build(base).search(question).hits[0].article == article
