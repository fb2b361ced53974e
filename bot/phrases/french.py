"""What do people say in French?"""

import re

from bot.phrases.forms import Achieving, Gathering, Language, Mentoring, Thanking, compiled, kinds

_SOMEONE = r"(?:quelqu'un|une? coll[eè]gue|une personne|des gens|qqun|qqn)"
_MENTOR = r"(?:mentore?s?|mentorat|coachs?|coaching|tuteur|tutrice|parrain|marraine)"
_NEED = (
    r"(?:(?:ai |avons |aurais )?besoin d'|(?:re)?cherch(?:e|ons|er) |voudrais |voudrions |aimerais (?:bien )?(?:avoir |trouver )?|"
    r"y a[- ]t[- ]il |il y a |est-ce qu'il y a |a[- ]t[- ]on |on a |trouve[zr]?[- ]moi |souhaite(?:rais)? (?:avoir |trouver )?|veux )"
)
_A = r"(?:une?\s+|de\s+|des\s+|d'une?\s+|du\s+)?(?:bone?\s+|nouve(?:au|lle)\s+)?"
_TEACH = r"(?:m'|nous |me )(?:apprendre|enseigner|former|coacher|accompagner|guider|mentorer|aider)"

_MENTORING = Mentoring(
    wishes=compiled(
        rf"\b{_NEED}{_A}{_MENTOR}\b(?!\s+(?:agr|polic))(?:\s+(?:pour|en|sur|de|dans|à propos de|au sujet de)\b(?P<topic>.*))?",
        rf"\b{_NEED}{_SOMEONE}\s+(?:pour|qui (?:peut|pourrait|puisse|saurait))\s+{_TEACH}(?P<topic>.*)",
        rf"\b(?:est-ce que\s+)?{_SOMEONE}\s+(?:ici\s+)?(?:peut|pourrait|voudrait|saurait)(?:-il|-elle)?\s+"
        r"(?:m'|nous |me )(?:apprendre|enseigner|former|coacher|mentorer)(?P<topic>.*)",
        r"^qui\s+(?:ici\s+)?(?:peut|pourrait|voudrait)\s+(?:m'|nous |me )(?:apprendre|enseigner|former|coacher|mentorer)"
        r"(?P<topic>.*)",
        r"\b(?:voudrais|aimerais|veux|souhaite)\s+apprendre\s+(?P<topic>[^.,;!?]+?)\s*(?:avec\s+quelqu'un|[,.;-]+\s*"
        r"(?:qui|quelqu'un)\s+(?:peut|pourrait)\b)",
        rf"^{_MENTOR}\s+(?:pour|en)\s+(?P<topic>.+)",
        rf"^(?:une?\s+)?{_MENTOR}(?:\s+(?:svp|s'il (?:te|vous) plaît|recherchée?))?(?P<topic>)[.!?]*$",
    ),
    helps=compiled(r"\bbesoin\s+d'(?:un peu d')?aide\s+(?:en|avec|pour|sur)\s+(?P<topic>.+)"),
    no_wish=re.compile(
        rf"\b(?:pas|plus)\s+(?:besoin\s+)?(?:de|d'une?|une?)\s*{_MENTOR}\b|\b(?:mon|ma|notre|votre|ton)\s+{_MENTOR}\b|^comment\b",
        re.IGNORECASE,
    ),
    again=re.compile(
        rf"\b(?:n'ai|ne veux|ne cherche)\s+plus\s+(?:besoin\s+)?(?:de|d'une?)\s*{_MENTOR}\b|"
        r"\b(?:annule[rz]?|retire[rz]?|où en est|des nouvelles de)\b[^.!?]{0,15}\bma\s+demande\b|"
        r"\bje\s+ne\s+(?:peux|veux)\s+plus\s+(?:être\s+)?(?:mentor\w*|coach\w*)",
        re.IGNORECASE,
    ),
    learn=re.compile(r"\bapprendre\s+(?P<topic>[^.,;!?]+)", re.IGNORECASE),
    lead=re.compile(
        r"^[\s,:-]*(?:(?:pour|en|sur|avec|dans|à|au|aux|de|du|des|la|le|les|une?|mon|ma|mes|notre|apprendre|m'améliorer|"
        r"mieux|progresser|me|m'aider|un peu)(?=[\s,:]|$)[\s,:]*|(?:l'|d'))+",
        re.IGNORECASE,
    ),
    tail=re.compile(
        r"(?:\s*[.!?](?=\s|$)|\n|;|\s-\s|\s*:\s|\s\(|,?\s+(?:parce\s+qu\w*|car|afin|pour\s+(?:mon|ma|mes|préparer|passer)|"
        r"s'il|svp|stp|merci|si|mais|avant|qui|et\s+(?:je|j'|nous)|je|j'\w+|de\s+préférence|idéalement|cette\s+année|"
        r"y\s+a)\b)",
        re.IGNORECASE,
    ),
    why=re.compile(r"^(?:parce\s+que?|car)\s+(?=\S)", re.IGNORECASE),
    offers=compiled(
        r"\bje\s+(?:peux|pourrais|voudrais|veux|souhaite)\s+(?:bien\s+|aussi\s+)?(?:être|devenir)\s+(?:une?\s+)?"
        r"(?:mentore?|coach|tut\w+)\b(?P<topic>.*)",
        r"\bje\s+(?:peux|pourrais|voudrais|veux)\s+(?:bien\s+|aussi\s+)?(?:mentorer|coacher|former|enseigner|aider)\s+"
        r"(?:(?:les|des|d')\s*)?(?:gens|autres|collègues|quelqu'un|personnes|débutants|nouveaux)\b(?P<topic>.*)",
        r"\bje\s+(?:peux|pourrais)\s+(?:mentorer|enseigner|coacher)\s+(?P<topic>.*)",
        r"\bje\s+(?:me\s+propose|suis\s+(?:dispo\w*|partante?|volontaire))\s+(?:comme|pour\s+(?:être|devenir))\s+"
        r"(?:mentore?|coach|tut\w+)\b(?P<topic>.*)",
        r"\b(?:ajoute[rz]?|inscri\w+)[- ]moi\s+comme\s+mentore?\b(?P<topic>.*)",
    ),
    no_offer=re.compile(r"\b(?:pas|plus|jamais)\b|^\s*(?:comment|où|quand|pourquoi|est-ce)\b", re.IGNORECASE),
    away=compiled(
        r"\bje\s+(?:suis|serai)\s+(?:absente?|en\s+(?:vacances|congés?)|pas\s+l[àa])\s+jusqu'(?:au?|à)\s+(?P<until>[\w.\s]+?)[.!]*$"
    ),
)

_ME = (
    r"^(?:(?:j'ai|on a|nous avons|je suis|je viens (?:de|d'))\s*)?"
    r"(?:(?:enfin|aujourd'hui|hier|juste|aussi|bien|tout juste|officiellement|récemment)\s+)*"
)
_ACHIEVING = Achieving(
    greeting=re.compile(
        r"^(?:(?:hey|salut|bonjour|coucou|youpi|hourra|bonne nouvelle|super|ça y est)\b"
        r"(?:\s+(?:à tous|tout le monde|l'équipe|les amis|pollen))?[\s,!.:;-]*)+",
        re.IGNORECASE,
    ),
    told=kinds(
        _ME,
        (
            ("hello", r"(?:nouve(?:au|lle)\s+(?:ici|dans l'(?:équipe|entreprise)))\b(?P<title>.*)"),
            ("hello", r"(?:le nouveau|la nouvelle)\s+(?P<title>.+)"),
            ("hello", r"rejoin(?:t|dre)\s+(?P<title>l'équipe.*)"),
            ("onboarding", r"(?:fini|terminé|terminer)\s+(?:mon\s+)?(?P<title>(?:onboarding|intégration)\b.*)"),
            ("certification", r"(?:réussi|réussir|obtenu|obtenir|décroché|passé avec succès)\s+(?P<title>.+)"),
            ("certification", r"(?:certifiée?)\s+(?:en\s+)?(?P<title>.+)"),
            (
                "course",
                r"(?:fini|terminé|terminer|finir|suivi|achevé|complété)\s+(?P<title>.*\b(?:cours|formation|stage|mooc|module|tutoriel)\b.*)",
            ),
            (
                "talk",
                r"(?:donné|donner|fait|faire|tenu)\s+(?:une?|ma|mon)\s+(?:premi[eè]re?\s+)?"
                r"(?:conférence|présentation|talk|exposé|keynote)\b(?P<title>.*)",
            ),
            (
                "led",
                r"(?:animé|animer|dirigé|organisé)\s+(?P<title>.*\b(?:atelier|session|cours|formation|workshop)\b.*)",
            ),
            (
                "attended",
                r"(?:participé|assisté|assister|participer)\s+(?:à|au|aux)\s+(?P<title>.*\b(?:atelier|conférence|meetup|webinaire|formation)\b.*)",
            ),
            ("article", r"(?:écrit|écrire|publié|publier|rédigé)\s+(?P<title>.*\b(?:article|guide|tutoriel)\b.*)"),
            ("skill", r"(?:appris|apprendre)\s+(?!que\b|qu')(?:à\s+)?(?P<title>.+)"),
        ),
    ),
    quietly=re.compile(
        r"[,;.(-]?\s*\b(?:(?:mais|et)\s+)?(?:juste pour moi|entre nous|ne (?:le )?(?:dis|dites|partage) (?:à personne|pas)|"
        r"en privé|confidentiel)\b\)?",
        re.IGNORECASE,
    ),
    when=re.compile(r"(?:^|\s+)(?:aujourd'hui|hier|cette semaine|la semaine dernière)$", re.IGNORECASE),
    asking=re.compile(r"\?|^(?:comment|où|qui|quand|pourquoi|est-ce|quel\w*)\b", re.IGNORECASE),
    article=re.compile(r"^(?:le|la|les|l'|une?|mon|ma|mes|sur|à propos de|en)\s*(?<=[\s'])", re.IGNORECASE),
    tail=re.compile(
        r"^(?:l'|mon\s+|ma\s+|la\s+)?(?:examen|certification|certificat)\s+(?:de\s+|du\s+|d')?", re.IGNORECASE
    ),
)

_SEANCE = r"(?:session|séance|atelier|formation|groupe d'étude|présentation|conférence|démo)"
_GATHERING = Gathering(
    offers=compiled(
        rf"\b(?:je|nous|on) (?:peux|pourrais|pouvons|pourrions|peut|pourrait|veux|voudrais|aimerais)(?: (?:bien|aussi|volontiers))* "
        rf"(?:animer|faire|organiser|donner|proposer) une? {_SEANCE} (?:sur|à propos de|pour) (?P<topic>.+)",
    ),
    wishes=compiled(
        rf"\b(?:quelqu'un|on) (?:peut|pourrait|voudrait)(?:[- ](?:il|elle|on))?(?: (?:nous|me|bien))* "
        rf"(?:animer|faire|organiser|donner|avoir) une? {_SEANCE} (?:sur|à propos de|pour) (?P<topic>.+)",
        rf"\b(?:je|j'|nous) ?(?:voudrais|aimerais|aimerions|voudrions)(?: (?:bien|avoir|suivre))* une? {_SEANCE} "
        rf"(?:sur|à propos de|pour) (?P<topic>.+)",
    ),
    neither=re.compile(r"\bne\b.*\bpas\b|^(?:comment|quand|où|pourquoi|qui)\b", re.IGNORECASE),
    tail=re.compile(
        r"(?:[.!?;](?=\s|$)|\n|,?\s+(?:s'il (?:te|vous) plaît|svp|stp|merci|si|parce que|\?)(?=\W|$)).*",
        re.IGNORECASE | re.DOTALL,
    ),
)

FRENCH = Language(
    code="fr",
    around="à tous toutes tout le monde équipe",
    courtesies={
        "thanks": """
            merci | merci bien | merci beaucoup | mille mercis | un grand merci | merci à toi | merci à tous
            merci pour ton aide | merci pour l aide | merci infiniment | mci
            """,
        "greeting": "bonjour | salut | bonsoir | coucou | ça va | comment ça va | bjr | slt | comment vas tu",
        "agreement": """
            d accord | daccord | très bien | parfait | oui | non | ok merci | ça marche | entendu | compris | super
            génial | bien sûr | exact | pas de souci | pas de problème | top | nickel
            """,
        "farewell": """
            au revoir | à bientôt | à demain | à plus | à plus tard | bonne journée | bonne nuit | bonne soirée
            bon week end | bon weekend
            """,
        "copy": "pour info | pour information",
        "who": "qui es tu | tu es qui | t es qui | es tu un robot | es tu un bot | tu es là",
    },
    mentoring=_MENTORING,
    achieving=_ACHIEVING,
    gathering=_GATHERING,
    thanking=Thanking(
        before=r"un|une|grand|gros|énorme|salut|mille",
        words=("mercis?", "bravo", "chapeau", "félicitations"),
        much=r"beaucoup|infiniment|bien|à|mille fois|encore|vraiment|tellement",
        because=r"pour|parce que|d'avoir",
        joined=r"et",
        towards=r"à",
        nobody=r"à|tous|toutes|tout|de|du|le|la|les|pour|vous|toi|dieu|d",
    ),
)
