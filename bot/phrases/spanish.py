"""What do people say in Spanish?"""

import re

from bot.phrases.forms import Achieving, Gathering, Language, Mentoring, Thanking, compiled, kinds

_SOMEONE = r"(?:alguien|algún compañero|alguna compañera|una? compañer[oa]|una persona|gente)"
_MENTOR = r"(?:mentor(?:a|es|as)?|mentoría|coach|tutor(?:a)?)"
_NEED = (
    r"(?:necesit(?:o|amos)|busco|buscamos|quiero|quisiera|querría|me gustaría(?: tener| encontrar)?|hay|tenemos|"
    r"me vendría bien|ando buscando|estoy buscando|búscame|encuéntrame)"
)
_TEACH = r"(?:me|nos)\s+(?:pueda\s+|puede\s+)?(?:enseñ(?:e|ar|a)|ayud(?:e|ar|a)|guíe|guiar|forme|formar)\b"

_MENTORING = Mentoring(
    wishes=compiled(
        rf"\b{_NEED}\s+(?:a\s+)?(?:una?\s+|algún\s+|alguna\s+|otr[oa]\s+)?(?:buen[oa]?\s+)?{_MENTOR}\b"
        r"(?!\s+(?:acuerdo|contrato))(?:\s+(?:para|de|en|sobre|con)\b(?P<topic>.*))?",
        rf"\b{_NEED}\s+(?:a\s+)?{_SOMEONE}\s+(?:que|para que)\s+{_TEACH}(?P<topic>.*)",
        rf"\b{_SOMEONE}\s+(?:(?:aquí|que)\s+)?(?:me|nos)\s+(?:puede|podría|quiere)\s+(?:enseñar|formar|guiar|mentorizar)\b(?P<topic>.*)",
        rf"\b(?:puede|podría)\s+{_SOMEONE}\s+(?:enseñarme|formarme|guiarme|mentorizarme|ayudarme\s+a\s+aprender)\b(?P<topic>.*)",
        rf"\b{_SOMEONE}\s+(?:puede|podría|quiere)\s+(?:enseñarme|formarme|guiarme|mentorizarme|ayudarme\s+a\s+aprender)\b(?P<topic>.*)",
        r"^¿?quién\s+(?:me\s+)?(?:puede|podría|quiere)\s+(?:enseñar(?:me)?|ayudarme\s+a\s+aprender|formarme)\b(?P<topic>.*)",
        r"\b(?:quiero|quisiera|me gustaría)\s+aprender\s+(?P<topic>[^.,;!?]+?)\s*(?:con\s+alguien|[,.;-]+\s*¿?"
        r"(?:quién|alguien)\s+(?:me\s+)?(?:puede|podría|ayuda)\b)",
        rf"^{_MENTOR}\s+(?:para|de|en)\s+(?P<topic>.+)",
        rf"^(?:una?\s+)?{_MENTOR}(?:\s+(?:por favor|pls))?(?P<topic>)[.!?]*$",
    ),
    helps=compiled(r"\b(?:necesito|busco)\s+ayuda\s+(?:con|en|para)\s+(?P<topic>.+)"),
    no_wish=re.compile(
        rf"\bno\s+(?:necesito|quiero|busco|hay)\b|\b(?:mi|tu|su|nuestr[oa])\s+{_MENTOR}\b|^¿?cómo\b", re.IGNORECASE
    ),
    again=re.compile(
        rf"\bya\s+no\s+(?:necesito|quiero|busco|puedo)\s+(?:más\s+)?(?:ser\s+)?(?:una?\s+)?{_MENTOR}\b|"
        r"\b(?:cancel\w*|retir\w*|cómo va|en qué está)\b[^.!?]{0,15}\bmi\s+(?:petición|solicitud)\b|"
        r"\bno\s+(?:puedo|quiero)\s+(?:seguir\s+siendo|ser\s+más)\s+(?:mentor\w*|coach)",
        re.IGNORECASE,
    ),
    learn=re.compile(r"\baprender\s+(?P<topic>[^.,;!?]+)", re.IGNORECASE),
    lead=re.compile(
        r"^[\s,:-]*(?:(?:para|de|del|en|sobre|con|a|al|la|el|los|las|una?|mi|mis|nuestr\w+|aprender|mejorar|un poco|más|"
        r"tema|usar)(?=[\s,:]|$)[\s,:]*)+",
        re.IGNORECASE,
    ),
    tail=re.compile(
        r"(?:[.!?](?=\s|$)|\n|;|\s-\s|:\s|\s\(|,?\s+(?:porque|ya\s+que|para\s+(?:mi|mis|poder|preparar|que)|por\s+favor|"
        r"porfa|gracias|si|pero|antes|que|y\s+(?:yo|me|quiero|necesito)|quiero|este\s+año|preferiblemente|hay|¿)(?=\W|$))",
        re.IGNORECASE,
    ),
    why=re.compile(r"^(?:porque|ya\s+que)\s+(?=\S)", re.IGNORECASE),
    offers=compiled(
        r"\b(?:puedo|podría|quiero|quisiera|me gustaría)\s+(?:también\s+)?(?:ser|hacer\s+de)\s+(?:una?\s+)?"
        r"(?:mentora?|coach|tutora?)\b(?P<topic>.*)",
        r"\b(?:puedo|podría|quiero|me gustaría)\s+(?:también\s+)?(?:enseñar|ayudar|mentorizar|formar)\s+(?:a\s+)?"
        r"(?:otros|otras|otras personas|los demás|gente|alguien|compañeros|principiantes)\b(?P<topic>.*)",
        r"^(?:yo\s+)?(?:puedo|podría)\s+(?:enseñar|mentorizar)\s+(?P<topic>.*)",
        r"\bme\s+ofrezco\s+(?:como|de|para ser)\s+(?:mentora?|coach|tutora?)\b(?P<topic>.*)",
        r"\b(?:apúntame|inscríbeme|añádeme)\s+como\s+mentora?\b(?P<topic>.*)",
    ),
    no_offer=re.compile(r"\bno\b|\bnunca\b|^\s*¿?(?:cómo|dónde|qué|cuándo|por qué)\b|^¿", re.IGNORECASE),
    away=compiled(
        r"\b(?:estoy|estaré)\s+(?:fuera|de\s+vacaciones|ausente|de\s+baja)\s+hasta\s+(?:el\s+)?(?P<until>[\w.\s]+?)[.!]*$"
    ),
)

_ME = (
    r"^¡?(?:(?:yo\s+)?(?:he|hemos|acabo de|acabamos de|soy|estoy)\s+)?"
    r"(?:(?:por fin|hoy|ayer|ya|también|al fin|finalmente|por primera vez)\s+)*(?:(?:he|acabo de)\s+)?"
)
_ACHIEVING = Achieving(
    greeting=re.compile(
        r"^(?:(?:hola|hey|buenas|buenos días|yuju+|buenas noticias|genial|por fin)\b"
        r"(?:\s+(?:a todos|a todas|equipo|gente|pollen))?[\s,!.:;¡-]*)+",
        re.IGNORECASE,
    ),
    told=kinds(
        _ME,
        (
            ("hello", r"(?:nuev[oa]\s+(?:aquí|en (?:el equipo|la empresa)))\b(?P<title>.*)"),
            ("hello", r"(?:el nuevo|la nueva)\s+(?P<title>.+)"),
            ("hello", r"me\s+(?:acabo de unir|uní|he unido)\s+(?P<title>al equipo.*)"),
            (
                "onboarding",
                r"(?:terminado|terminé|completado|completé|acabado)\s+(?:mi\s+|el\s+)?(?P<title>onboarding\b.*)",
            ),
            (
                "certification",
                r"(?:aprobado|aprobé|aprobar|pasé|superado|superé|sacado|saqué|obtenido|obtuve|obtener)\s+(?!por\b|de largo\b)"
                r"(?P<title>.*\b(?:examen|certifica\w+|[A-Z]{2,}[\w-]*)\b.*)",
            ),
            ("certification", r"(?:aprobado|aprobé|aprobar)\s+(?P<title>.+)"),
            ("certification", r"(?:me\s+(?:certifiqué|he certificado)|certificad[oa])\s+(?:en\s+)?(?P<title>.+)"),
            (
                "course",
                r"(?:terminado|terminé|terminar|completado|completé|completar|acabado|acabé|acabar|finalizado|hecho|hice)\s+"
                r"(?P<title>.*\b(?:curso|formación|taller|bootcamp|módulo|máster)\b.*)",
            ),
            (
                "talk",
                r"(?:dado|di|dar|impartido|hecho|hice)\s+(?:una|mi)\s+(?:primera\s+)?(?:charla|presentación|ponencia|keynote)\b"
                r"(?P<title>.*)",
            ),
            (
                "led",
                r"(?:dirigido|dirigí|impartido|impartí|impartir|facilitado)\s+(?P<title>.*\b(?:taller|sesión|curso|clase)\b.*)",
            ),
            (
                "attended",
                r"(?:asistido|asistí|participado|participé|ido|fui)\s+(?:a|al|en)\s+(?P<title>.*\b(?:taller|conferencia|meetup|webinar|curso)\b.*)",
            ),
            (
                "article",
                r"(?:escrito|escribí|publicado|publiqué|publicar)\s+(?P<title>.*\b(?:artículo|guía|tutorial)\b.*)",
            ),
            ("skill", r"(?:aprendido|aprendí|aprender)\s+(?!que\b)(?:a\s+|cómo\s+)?(?P<title>.+)"),
        ),
    ),
    quietly=re.compile(
        r"[,;.(-]?\s*\b(?:(?:pero|y)\s+)?(?:por favor\s+)?(?:solo para mí|entre nosotros|no se lo digas a nadie|"
        r"no lo (?:publiques|compartas|digas)|en privado|confidencial)\b\)?",
        re.IGNORECASE,
    ),
    when=re.compile(r"(?:^|\s+)(?:hoy|ayer|esta semana|la semana pasada)$", re.IGNORECASE),
    asking=re.compile(r"[?¿]|^(?:cómo|dónde|quién|cuándo|por qué|qué)\b", re.IGNORECASE),
    article=re.compile(r"^(?:el|la|los|las|una?|mi|mis|sobre|de|en)\s+", re.IGNORECASE),
    tail=re.compile(r"^(?:el\s+|mi\s+|la\s+)?(?:examen|certificación|certificado)\s+(?:de\s+|del\s+)?", re.IGNORECASE),
)

_SESION = r"(?:sesión|sesion|taller|charla|formación|grupo de estudio|presentación|demo)"
_GATHERING = Gathering(
    offers=compiled(
        rf"\b(?:puedo|podría|podríamos|quiero|quisiera|me gustaría)(?: también)? (?:dar|hacer|organizar|impartir|ofrecer) "
        rf"una? {_SESION} (?:sobre|de|para) (?P<topic>.+)",
    ),
    wishes=compiled(
        rf"\b(?:puede|podría|podríamos|podemos)(?: (?:alguien|alguno))? (?:dar|hacer|organizar|impartir|tener)(?:nos|me)? "
        rf"una? {_SESION} (?:sobre|de|para) (?P<topic>.+)",
        rf"\balguien (?:puede|podría) (?:dar|hacer|organizar|impartir)(?:nos|me)? una? {_SESION} (?:sobre|de|para) (?P<topic>.+)",
        rf"\b(?:quiero|quisiera|querría|me gustaría|necesitamos|necesito)(?: (?:tener|asistir a))? una? {_SESION} "
        rf"(?:sobre|de|para) (?P<topic>.+)",
    ),
    neither=re.compile(r"\bno\b|^¿?(?:cómo|cuándo|dónde|por qué|quién)\b", re.IGNORECASE),
    tail=re.compile(
        r"(?:[.!?;](?=\s|$)|\n|,?\s+(?:por favor|porfa|gracias|si|porque)(?=\W|$)).*", re.IGNORECASE | re.DOTALL
    ),
)

SPANISH = Language(
    code="es",
    around="a todos todas equipo gente",
    courtesies={
        "thanks": """
            gracias | muchas gracias | mil gracias | muchísimas gracias | gracias por todo | gracias por la ayuda
            gracias por tu ayuda | te lo agradezco | gracias a todos
            """,
        "greeting": """
            hola | buenos días | buenas tardes | buenas noches | buenas | qué tal | cómo estás | cómo va | hola a todos
            hola qué tal
            """,
        "agreement": """
            vale | de acuerdo | perfecto | sí | si | no | claro | entendido | genial | bien | muy bien | ok gracias | listo
            sin problema | no pasa nada | exacto
            """,
        "farewell": """
            adiós | hasta luego | hasta mañana | hasta pronto | chao | chau | nos vemos | buen fin de semana
            que tengas un buen día
            """,
        "copy": "para tu información | para info",
        "who": "quién eres | qué eres | eres un bot | eres un robot | estás ahí",
    },
    mentoring=_MENTORING,
    achieving=_ACHIEVING,
    gathering=_GATHERING,
    thanking=Thanking(
        before=r"hola|un|una|gran|enorme|muchas|muchísimas|mil",
        words=("gracias", "bravo", "kudos", "felicidades", "enhorabuena"),
        much=r"de verdad|de corazón|a|al|otra vez|también|infinitas|por todo",
        because=r"por|porque",
        joined=r"y|e",
        towards=r"a|al",
        nobody=r"a|todos|todas|por|de|al|equipo|dios|la|el|los",
    ),
)
