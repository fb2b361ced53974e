"""What do people say in German?"""

import re

from bot.phrases.forms import Achieving, Gathering, Language, Mentoring, Thanking, compiled, kinds

_SOMEONE = r"(?:jemand(?:en|em)?|irgendwer|irgendjemand(?:en)?|eine?n? kolleg(?:e|in|en)|leute)"
_MENTOR = r"(?:mentor(?:in|en|innen)?|mentoring|coach(?:in)?|coaching|tutor(?:in)?)"
_NEED = (
    r"(?:brauch(?:e|en)?|bräuchten?|suchen?|such|möchten?|hätten? gern(?:e)?|wünschen? mir|wollen|will|gibt(?: e|')s|"
    r"habt ihr|haben wir|finde mir|such mir|vermittel mir|freue mich über|auf der suche nach)"
)
_SMALL = r"(?:\s+(?:hier|noch|dringend|vielleicht|bitte|gerade|mal|gern|gerne|auch|eigentlich|schon))*"
_HELPING = r"(?:helfen|beibringen|zeigen|coachen|unterstützen|erklären|begleiten|hilft|beibringt|coacht|unterstützt)"

_MENTORING = Mentoring(
    wishes=compiled(
        rf"\b{_NEED}{_SMALL}(?:\s+(?:noch\s+)?(?:eine?n?|irgendeine?n?))?(?:\s+(?:neue|gute|erfahrene|interne)n?)?\s+"
        rf"{_MENTOR}\b(?!-|vertrag)(?:\s+(?:für|in|zu[mr]?|im|beim?|über|rund um)\b(?P<topic>.*))?",
        rf"\b{_NEED}{_SMALL}\s+eine?n?\s+(?P<topic>[\w+#./ ]{{1,40}}?)[- ](?:mentor|coach|tutor)(?:in)?\b",
        rf"\b{_NEED}{_SMALL}\s+{_SOMEONE},?\s+(?:der|die|das)\s+(?:mir|mich|uns)\s+(?P<topic>.+?)\s+{_HELPING}\b",
        r"\b(?:kann|könnte|würde|mag)\s+(?:(?:mir|mich|uns)\s+)?(?:bitte\s+)?(?:hier\s+)?(?:jemand|irgendwer|wer)\s+"
        r"(?:von euch\s+)?(?:(?:mir|mich|uns)\s+)?(?:bitte\s+)?(?P<topic>.+?)\s+(?:beibringen|coachen|mentoren)\b",
        r"\bwer\s+(?:hier\s+|von euch\s+)?(?:kann|könnte|würde|mag)\s+(?:mir|mich|uns)\s+(?:bitte\s+)?"
        r"(?P<topic>.+?)\s+(?:beibringen|coachen|mentoren)\b",
        r"\b(?:möchte|will|würde gerne?)\s+(?P<topic>[^.,;!?]+?)\s+lernen\b[\s,.;-]+(?:und\s+)?"
        r"(?:wer|kann|könnte|gibt es)\b[^.!?]*\b(?:helf|hilft|beibring|zeig|coach|mentor)",
        rf"^{_MENTOR}\s+(?:für|in|zu[mr]?|im)\s+(?P<topic>.+?)\s+gesucht\b",
        rf"^{_MENTOR}\s+(?:gesucht\s+)?(?:für|in)\b(?P<topic>.*)",
        rf"^(?:eine?n?\s+)?{_MENTOR}(?:\s+(?:bitte|gesucht))?(?P<topic>)[.!?]*$",
    ),
    helps=compiled(
        r"\b(?:brauche?n?|bräuchten?|suche?n?)\s+(?:mal\s+|bitte\s+)?hilfe\s+(?:bei|mit|in)\s+(?P<topic>.+)"
    ),
    no_wish=re.compile(
        rf"\b(?:keine?n?|nicht|nie)\s+(?:mehr\s+)?{_MENTOR}\b|\bmeine?[mnr]?\s+{_MENTOR}\b|"
        r"^wie\s+(?:finde|bekomme|kriege|werde|wird|bereite)\b",
        re.IGNORECASE,
    ),
    again=re.compile(
        rf"\b(?:brauche|suche|will|möchte)\s+(?:doch\s+)?keine?n?\s+{_MENTOR}\b(?:[^.!?]*\bmehr\b)?|"
        r"\b(?:storniere|lösche|zieh\w*|was ist mit|wie steht es um|wo steht|stand)\b[^.!?]{0,20}\bmeine[rn]?\s+"
        r"(?:mentor\w*|coaching)?-?\s?anfrage\b|"
        r"\bich\s+(?:kann|will|möchte)\s+(?:nicht|keine?n?)\s+(?:mehr\s+|länger\s+)?[^.!?]{0,20}\b(?:mentor\w*|coach\w*)",
        re.IGNORECASE,
    ),
    learn=re.compile(r"\b(?:möchte|will)\s+(?P<topic>[^.,;!?]+?)\s+lernen\b", re.IGNORECASE),
    lead=re.compile(
        r"^[\s,:-]*(?:(?:für|in|im|zu|zum|zur|bei|beim|mit|über|ums?|das|die|der|den|dem|eine?n?|meine?[nmr]?|unsere?n?|"
        r"thema|bereich|etwas|ein bisschen|mehr|besser)(?=[\s,:]|$)[\s,:]*)+",
        re.IGNORECASE,
    ),
    tail=re.compile(
        r"(?:[.!?](?=\s|$)|\n|;|\s-\s|:\s|\s\(|,?\s+(?:weil|da\s+ich|denn|damit|um\s+\w+|bitte|danke|wenn|falls|aber|bis|"
        r"(?:der|die)\s+(?:mir|mich|uns)|und\s+(?:ich|möchte|brauche|wir)|ich|möglichst|am\s+liebsten|gesucht|wer|lg|vg|"
        r"helfen|als\s+mentor\w*)\b)",
        re.IGNORECASE,
    ),
    why=re.compile(r"^(?:weil|da|denn|damit)\s+(?=\S)", re.IGNORECASE),
    offers=compiled(
        r"\bich\s+(?:kann|könnte|würde|möchte|will)\s+(?:gerne?\s+|auch\s+)*(?:(?:andere[nr]?|leuten?|jemande[nm]|"
        r"kolleg\w+|euch|einsteiger\w*)\s+)?(?:mentor(?:in)?\s+(?:für|in)\s+(?P<topic>.+?)\s+(?:sein|werden))\b",
        r"\bich\s+(?:kann|könnte|würde|möchte|will)\s+(?:gerne?\s+|auch\s+)*(?:andere[nr]?|leuten?|jemande[nm]|kolleg\w+|"
        r"euch|einsteiger\w*)\s+(?P<topic>.+?)\s+(?:beibringen|coachen|mentoren|helfen|unterrichten)\b",
        r"\bich\s+(?:kann|könnte|würde|möchte|will)\s+(?:gerne?\s+|auch\s+)*mentor(?:in)?\s+(?:sein|werden)\b(?P<topic>.*)",
        r"\bich\s+biete\s+(?:mich\s+als\s+)?(?:mentor(?:in|ing)?|coaching)\b(?:\s+an)?(?P<topic>.*)",
        r"\btrag\s+mich\s+als\s+mentor(?:in)?\s+(?:für\s+(?P<topic>.+?)\s+)?ein\b",
        r"^ich\s+unterrichte\s+(?P<topic>.*)",
    ),
    no_offer=re.compile(r"\b(?:nicht|kein\w*|nie)\b|^\s*(?:wie|wo|was|wann|warum)\b", re.IGNORECASE),
    away=compiled(
        r"\bich\s+bin\s+(?:ab \w+ )?(?:(?:nicht da|weg|abwesend|im urlaub|unterwegs|offline)\s+)?bis\s+(?:zum\s+)?"
        r"(?P<until>[\w.\s]+?)\s*(?:nicht da|weg|abwesend|im urlaub|unterwegs|offline|nicht im büro)?[.!]*$",
    ),
)

_ME = (
    r"^(?:(?:ich|wir)\s+(?:habe|haben|hab|bin)\s+)?"
    r"(?:(?:heute|gestern|gerade|eben|endlich|jetzt|nun|auch|soeben|erfolgreich|diese woche|letzte woche|mich)\s+)*"
)
_ACHIEVING = Achieving(
    greeting=re.compile(
        r"^(?:(?:hey|hi|hallo|moin|juhu+|yeah|hurra|gute neuigkeiten|gute nachrichten|endlich)\b"
        r"(?:\s+(?:alle|zusammen|team|leute|pollen|ihr lieben))?[\s,!.:;-]*)+",
        re.IGNORECASE,
    ),
    told=kinds(
        _ME,
        (
            ("hello", r"(?:neu\s+(?:hier|im team|in der firma|dabei))\b(?P<title>.*)"),
            ("hello", r"(?:[^.!?,]{1,40}?\s+und\s+)?(?:ich\s+bin\s+)?(?:der|die)\s+neue\s+(?P<title>.+)"),
            ("onboarding", r"(?:mein|das)\s+(?P<title>onboarding)\s+(?:abgeschlossen|beendet|geschafft|fertig)\b.*"),
            ("certification", r"(?!.*\b(?:nicht|fast|kein\w*)\b)(?P<title>\S.*?)\s+(?:bestanden|geschafft)[.!]*$"),
            ("certification", r"(?:jetzt\s+)?(?:für|in|als)?\s*(?P<title>\S.*?)[\s-]zertifiziert[.!]*$"),
            ("certification", r"(?:das|mein|den|meinen)\s+(?P<title>\S.*?zertifikat\S*)\s+(?:bekommen|erhalten)[.!]*$"),
            (
                "course",
                r"(?P<title>\S*.*?(?:kurs|schulung|training|seminar|ausbildung|weiterbildung|lehrgang|bootcamp)\b.*?)\s+"
                r"(?:abgeschlossen|beendet|fertig|absolviert|gemacht)\b.*",
            ),
            (
                "talk",
                r"(?:eine?n?|meine?n?)\s+(?:ersten?\s+)?(?:vortrag|präsentation|talk|keynote)\b(?P<title>.*?)\s+gehalten\b.*",
            ),
            (
                "led",
                r"(?P<title>.*?\b\S*(?:workshop|session|kurs|schulung)\b.*?)\s+(?:geleitet|gegeben|gehalten|moderiert)\b.*",
            ),
            (
                "attended",
                r"(?:an|bei)\s+(?P<title>.*?\b\S*(?:workshop|konferenz|meetup|webinar|schulung|kurs)\b.*?)\s+"
                r"(?:teilgenommen|dabei)\b.*",
            ),
            (
                "article",
                r"(?P<title>.*?\b(?:artikel|anleitung|beitrag|leitfaden)\b.*?)\s+(?:geschrieben|veröffentlicht)\b.*",
            ),
            ("skill", r"(?!.*\bdass\b)(?P<title>.+?)\s+gelernt[.!]*$"),
        ),
    ),
    quietly=re.compile(
        r"[,;.(-]?\s*\b(?:(?:aber|und)\s+)?(?:bitte\s+)?(?:nur für mich|nicht (?:weitersagen|teilen|posten|verraten)|"
        r"bleibt unter uns|unter uns|vertraulich|behalt(?:e)? (?:es|das) für dich)\b\)?",
        re.IGNORECASE,
    ),
    when=re.compile(r"(?:^|\s+)(?:heute|gestern|gerade|diese woche|letzte woche)$", re.IGNORECASE),
    asking=re.compile(r"\?|^(?:wie|wo|wer|was|wann|warum|kann|hat|hast|habe ich|muss)\b", re.IGNORECASE),
    article=re.compile(r"^(?:de[rnms]|die|das|eine?[nmrs]?|meine?[nmrs]?|über|zum?|zur|am)\s+", re.IGNORECASE),
    tail=re.compile(r"[\s-]+(?:prüfung|zertifizierung|zertifikat|examen|test)$", re.IGNORECASE),
)

_SITZUNG = r"(?:Session|Sitzung|Workshop|Lerngruppe|Schulung|Vortrag|Kurzvortrag|Lunch (?:and|&) Learn|Einführung|Training|Runde)"
_GATHERING = Gathering(
    offers=compiled(
        rf"\b(?:ich|wir) (?:kann|können|könnte|könnten|würde|würden|möchte|möchten|mache|halte|gebe)(?: (?:gern|gerne|auch|mal|euch))* "
        rf"eine?n? {_SITZUNG} (?:zu|über|zum Thema|zum|zur) (?P<topic>.+)",
    ),
    wishes=compiled(
        rf"\b(?:kann|könnte|könnten|mag|möchte|würde)(?: bitte)? (?:jemand|wir|einer)(?: (?:bitte|mal|uns|mir|vielleicht))* "
        rf"eine?n? {_SITZUNG} (?:zu|über|zum Thema|zum|zur) (?P<topic>.+)",
        rf"\b(?:ich|wir) (?:hätte|hätten|wünsche|wünschen|möchte|möchten|brauche|brauchen)(?: (?:gern|gerne|mir|uns|auch))* "
        rf"eine?n? {_SITZUNG} (?:zu|über|zum Thema|zum|zur) (?P<topic>.+)",
    ),
    neither=re.compile(r"\bkeine?n?\b|^(?:wie|was|wann|wo|warum|wer)\b", re.IGNORECASE),
    tail=re.compile(
        r"(?:[.!?;](?=\s|$)|\n|,?\s+(?:bitte|danke|halten|machen|geben|anbieten|organisieren|leiten|haben|veranstalten|"
        r"wenn|weil|damit)(?=\W|$)).*",
        re.IGNORECASE | re.DOTALL,
    ),
)

GERMAN = Language(
    code="de",
    around="sehr vielmals nochmal allerseits zusammen leute alle an",
    courtesies={
        "thanks": """
            danke | danke dir | danke euch | danke schön | danke sehr | dankeschön | vielen dank | herzlichen dank
            besten dank | tausend dank | lieben dank | danke für die hilfe | danke für deine hilfe | das hat geholfen
            """,
        "greeting": """
            hallo | moin | servus | guten morgen | guten tag | guten abend | grüß dich | grüezi | na | wie gehts
            wie geht s | wie geht es dir | hallöchen
            """,
        "agreement": """
            alles klar | passt | gut | super | prima | verstanden | ja | nein | genau | klar | in ordnung | okay danke
            toll | perfekt | stimmt | aha | ach so | kein problem | erledigt | egal
            """,
        "farewell": """
            tschüss | tschüß | ciao | bis bald | bis später | bis dann | bis morgen | auf wiedersehen | gute nacht
            schönes wochenende | schönen tag | schönen feierabend
            """,
        "copy": "zur info | z k | zur kenntnis",
        "who": "wer bist du | was bist du | bist du ein bot | bist du ein mensch | bist du da",
    },
    mentoring=_MENTORING,
    achieving=_ACHIEVING,
    gathering=_GATHERING,
    thanking=Thanking(
        before=r"hallo|bitte|ein|eine|großes|riesiges|herzliches|ganz",
        words=(r"danke(?:schön)?", r"(?:vielen|herzlichen|besten|tausend|lieben)\s+dank", r"lob", r"hut ab"),
        much=r"dir|euch|sehr|vielmals|nochmals?|schön|auch|von herzen|an|geht an",
        because=r"für|weil|dafür, dass",
        joined=r"und|sowie",
        towards=r"an",
        nobody=r"allen?|alle|an|dem|der|den|die|das|euch|dir|für|im|gott|ihr",
    ),
)
