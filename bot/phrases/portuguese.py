"""What do people say in Portuguese, on either side of the ocean?"""

import re

from bot.phrases.forms import Achieving, Gathering, Language, Mentoring, Thanking, compiled, kinds

_SOMEONE = r"(?:alguém|algum colega|alguma colega|uma? colega|uma pessoa|gente)"
_MENTOR = r"(?:mentor(?:a|es|as)?|mentoria|coach|tutor(?:a)?)"
_NEED = (
    r"(?:precis(?:o|amos|ava)(?: de)?|procur(?:o|amos)|estou (?:à procura|procurando|em busca)(?: de)?|quero|queria|"
    r"gostaria de(?: ter| encontrar)?|gostava de(?: ter| encontrar)?|há|tem|temos|existe|busco|arranja-me|encontra-me)"
)
_TEACH = r"(?:me|nos)\s+(?:possa\s+|pode\s+)?(?:ensin(?:e|ar|a)|ajud(?:e|ar|a)|oriente|orientar)\b"

_MENTORING = Mentoring(
    wishes=compiled(
        rf"\b{_NEED}\s+(?:uma?\s+|algum\s+|alguma\s+|outr[oa]\s+)?(?:bo[am]\s+)?{_MENTOR}\b"
        r"(?:\s+(?:para|de|em|sobre|com|pra)\b(?P<topic>.*))?",
        rf"\b{_NEED}\s+{_SOMEONE}\s+(?:que|para)\s+(?:{_TEACH}|(?:ensinar|ajudar|orientar)(?:-me)?\b)(?P<topic>.*)",
        rf"\b{_SOMEONE}\s+(?:aqui\s+)?(?:me\s+)?(?:pode|poderia|podia|quer)\s+(?:me\s+)?(?:ensinar(?:-me)?|orientar(?:-me)?|mentorar(?:-me)?|"
        r"ajudar(?:-me)?\s+a\s+aprender)\b(?P<topic>.*)",
        r"^quem\s+(?:aqui\s+)?(?:me\s+)?(?:pode|poderia|podia|quer)\s+(?:me\s+)?(?:ensinar(?:-me)?|ajudar(?:-me)?\s+a\s+aprender|mentorar(?:-me)?)\b(?P<topic>.*)",
        r"\b(?:quero|queria|gostaria de|gostava de)\s+aprender\s+(?P<topic>[^.,;!?]+?)\s*(?:com\s+alguém|[,.;-]+\s*"
        r"(?:quem|alguém)\s+(?:me\s+)?(?:pode|poderia|podia|ajuda)\b)",
        rf"^{_MENTOR}\s+(?:para|de|em)\s+(?P<topic>.+)",
        rf"^(?:uma?\s+)?{_MENTOR}(?:\s+(?:por favor|pf|pls))?(?P<topic>)[.!?]*$",
    ),
    helps=compiled(r"\b(?:preciso|precisava)\s+(?:de\s+)?(?:uma\s+)?ajuda\s+(?:com|em|para)\s+(?P<topic>.+)"),
    no_wish=re.compile(
        rf"\bnão\s+(?:preciso|quero|procuro|há|tem)\b|\b(?:o\s+)?(?:meu|minha|seu|sua|teu|nosso)\s+{_MENTOR}\b|^como\b",
        re.IGNORECASE,
    ),
    again=re.compile(
        rf"\b(?:já\s+)?não\s+(?:preciso|quero|procuro|posso)\s+(?:mais\s+)?(?:de\s+)?(?:ser\s+)?(?:uma?\s+)?{_MENTOR}\b|"
        r"\b(?:cancel\w*|retir\w*|como está|como vai)\b[^.!?]{0,15}\b(?:meu|minha)\s+(?:pedido|solicitação)\b",
        re.IGNORECASE,
    ),
    learn=re.compile(r"\baprender\s+(?P<topic>[^.,;!?]+)", re.IGNORECASE),
    lead=re.compile(
        r"^[\s,:-]*(?:(?:para|pra|de|do|da|em|no|na|sobre|com|a|ao|o|os|as|uma?|meu|minha|aprender|melhorar|um pouco|mais|"
        r"tema|usar)(?=[\s,:]|$)[\s,:]*)+",
        re.IGNORECASE,
    ),
    tail=re.compile(
        r"(?:[.!?](?=\s|$)|\n|;|\s-\s|:\s|\s\(|,?\s+(?:porque|pois|para\s+(?:o\s+meu|a\s+minha|poder|preparar)|por\s+favor|"
        r"pf|obrigad[oa]|se|mas|antes|que|e\s+(?:eu|quero|preciso)|quero|este\s+ano|de\s+preferência)(?=\W|$))",
        re.IGNORECASE,
    ),
    why=re.compile(r"^(?:porque|pois)\s+(?=\S)", re.IGNORECASE),
    offers=compiled(
        r"\b(?:posso|poderia|podia|quero|queria|gostaria de|gostava de)\s+(?:também\s+)?ser\s+(?:uma?\s+)?"
        r"(?:mentora?|coach|tutora?)\b(?P<topic>.*)",
        r"\b(?:posso|poderia|podia|quero|gostaria de)\s+(?:também\s+)?(?:ensinar|ajudar|mentorar|orientar)\s+(?:a\s+)?"
        r"(?:outros|outras|outras pessoas|pessoas|alguém|colegas|iniciantes|quem)\b(?P<topic>.*)",
        r"^(?:eu\s+)?(?:posso|poderia)\s+(?:ensinar|mentorar)\s+(?P<topic>.*)",
        r"\b(?:me\s+ofereço|ofereço-me)\s+(?:como|para ser)\s+(?:mentora?|coach|tutora?)\b(?P<topic>.*)",
        r"\b(?:inscreve-me|me\s+inscreva|adiciona-me)\s+como\s+mentora?\b(?P<topic>.*)",
    ),
    no_offer=re.compile(r"\bnão\b|\bnunca\b|^\s*(?:como|onde|o que|quando|por que)\b", re.IGNORECASE),
    away=compiled(
        r"\b(?:estou|estarei)\s+(?:fora|de\s+férias|ausente)\s+até\s+(?:(?:a|à|o|ao)\s+)?(?P<until>[\w.\s-]+?)[.!]*$"
    ),
)

_ME = (
    r"^(?:(?:eu\s+)?(?:acabei de|acabámos de|sou|estou|tenho)\s+)?"
    r"(?:(?:eu|finalmente|hoje|ontem|já|também|enfim|até que enfim)\s+)*(?:acabei de\s+)?"
)
_ACHIEVING = Achieving(
    greeting=re.compile(
        r"^(?:(?:olá|oi|hey|bom dia|boas|boa tarde|uhu+l?|boas notícias|boa notícia|finalmente)\b"
        r"(?:\s+(?:a todos|pessoal|equipa|time|gente|pollen))?[\s,!.:;-]*)+",
        re.IGNORECASE,
    ),
    told=kinds(
        _ME,
        (
            ("hello", r"(?:nov[oa]\s+(?:aqui|n[ao] (?:equipa|equipe|time|empresa)))\b(?P<title>.*)"),
            ("hello", r"(?:o novo|a nova)\s+(?P<title>.+)"),
            ("hello", r"(?:entrei|entrar)\s+(?P<title>(?:n[ao]|para a) (?:equipa|equipe|time)\b.*)"),
            (
                "onboarding",
                r"(?:terminei|terminar|concluí|concluir|acabei)\s+(?:o\s+|o\s+meu\s+)?(?P<title>onboarding\b.*)",
            ),
            (
                "certification",
                r"(?:passei|passar)\s+(?:n[ao]|em)\s+(?P<title>.*\b(?:exame|prova|certifica\w+|[A-Z]{2,}[\w-]*)\b.*)",
            ),
            (
                "certification",
                r"(?:tirei|obtive|obter|conquistei|consegui)\s+(?P<title>.*\b(?:certifica\w+|[A-Z]{2,}[\w-]*)\b.*)",
            ),
            ("certification", r"(?:me\s+certifiquei|certifiquei-me|certificad[oa])\s+(?:em\s+)?(?P<title>.+)"),
            (
                "course",
                r"(?:terminei|terminar|concluí|concluir|completei|completar|acabei|finalizei|fiz)\s+"
                r"(?P<title>.*\b(?:curso|formação|treinamento|bootcamp|módulo|workshop)\b.*)",
            ),
            (
                "talk",
                r"(?:dei|dar|fiz|fazer|apresentei)\s+(?:uma|a minha|minha)\s+(?:primeira\s+)?(?:palestra|apresentação|talk|keynote)\b"
                r"(?P<title>.*)",
            ),
            (
                "led",
                r"(?:liderei|conduzi|dei|facilitei|ministrei)\s+(?P<title>.*\b(?:workshop|sessão|curso|aula|oficina)\b.*)",
            ),
            (
                "attended",
                r"(?:participei|fui|assisti)\s+(?:a|ao|à|n[ao]|em|d[ao]|de)\s+(?P<title>.*\b(?:workshop|conferência|meetup|webinar|curso|oficina)\b.*)",
            ),
            ("article", r"(?:escrevi|escrever|publiquei|publicar)\s+(?P<title>.*\b(?:artigo|guia|tutorial)\b.*)"),
            ("skill", r"(?:aprendi|aprender)\s+(?!que\b)(?:a\s+|como\s+)?(?P<title>.+)"),
        ),
    ),
    quietly=re.compile(
        r"[,;.(-]?\s*\b(?:(?:mas|e)\s+)?(?:por favor\s+)?(?:só para mim|só entre nós|entre nós|não (?:conte|contes) a ninguém|"
        r"não (?:publique|publiques|partilhes|compartilhe)|em privado|confidencial)\b\)?",
        re.IGNORECASE,
    ),
    when=re.compile(r"(?:^|\s+)(?:hoje|ontem|esta semana|na semana passada)$", re.IGNORECASE),
    asking=re.compile(r"\?|^(?:como|onde|quem|quando|por que|o que)\b", re.IGNORECASE),
    article=re.compile(r"^(?:os?|as?|uma?|meu|minha|sobre|de|do|da|em|no|na)\s+", re.IGNORECASE),
    tail=re.compile(
        r"^(?:o\s+|a\s+)?(?:meu\s+|minha\s+)?(?:exame|prova|certificação|certificado)\s+(?:de\s+|do\s+|da\s+)?",
        re.IGNORECASE,
    ),
)

_SESSAO = r"(?:sessão|oficina|workshop|palestra|formação|treinamento|grupo de estudo|apresentação|demo)"
_GATHERING = Gathering(
    offers=compiled(
        rf"\b(?:posso|poderia|podia|quero|queria|gostaria de|gostava de)(?: também)? "
        rf"(?:dar|fazer|organizar|conduzir|oferecer) uma? {_SESSAO} (?:sobre|de|para) (?P<topic>.+)",
    ),
    wishes=compiled(
        rf"\b(?:alguém|a gente|nós) (?:pode|poderia|podia|podemos|poderíamos) (?:dar|fazer|organizar|conduzir|ter) uma? {_SESSAO} "
        rf"(?:sobre|de|para) (?P<topic>.+)",
        rf"\b(?:pode|poderia|podia) alguém (?:dar|fazer|organizar|conduzir) uma? {_SESSAO} (?:sobre|de|para) (?P<topic>.+)",
        rf"\b(?:quero|queria|gostaria de|gostava de|precisamos de|preciso de)(?: (?:ter|uma))? ?uma? {_SESSAO} "
        rf"(?:sobre|de|para) (?P<topic>.+)",
    ),
    neither=re.compile(r"\bnão\b|^(?:como|quando|onde|por que|quem)\b", re.IGNORECASE),
    tail=re.compile(
        r"(?:[.!?;](?=\s|$)|\n|,?\s+(?:por favor|pf|obrigad[oa]|se|porque)(?=\W|$)).*", re.IGNORECASE | re.DOTALL
    ),
)

PORTUGUESE = Language(
    code="pt",
    around="a todos todas pessoal equipa gente",
    courtesies={
        "thanks": """
            obrigado | obrigada | muito obrigado | muito obrigada | valeu | obrigadão | obrigado pela ajuda
            obrigada pela ajuda | agradeço | brigado | brigada
            """,
        "greeting": "olá | oi | bom dia | boa tarde | boa noite | tudo bem | tudo bom | e aí | como vai | oi pessoal",
        "agreement": """
            certo | perfeito | sim | tudo certo | não | beleza | combinado | entendi | ótimo | fixe | claro | está bem | tá
            pode ser | sem problema
            """,
        "farewell": """
            tchau | até logo | até amanhã | adeus | até já | até mais | bom fim de semana | bom trabalho | abraço
            """,
        "copy": "para informação | para info",
        "who": "quem é você | quem és tu | quem és | você é um bot | és um bot",
    },
    mentoring=_MENTORING,
    achieving=_ACHIEVING,
    gathering=_GATHERING,
    thanking=Thanking(
        before=r"olá|oi|um|uma|grande|muito|mil",
        words=("obrigad[oa]", "obrigadão", "valeu", "parabéns"),
        much=r"mesmo|de verdade|de coração|a|ao|à|outra vez|também|por tudo",
        because=r"por|pela|pelo|pelas|pelos|porque",
        joined=r"e",
        towards=r"a|ao|à",
        nobody=r"a|ao|à|todos|todas|por|pela|pelo|de|deus|pessoal|equipa|o|os",
    ),
)
