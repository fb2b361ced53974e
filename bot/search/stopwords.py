"""Which words hold a sentence together, or only ask, and say nothing about its subject? Folded: no accents, no case."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words("""
a an the this that these those some any each every either neither both all no not none nor such same other another
and or but if then else than so because as while until unless although though whether
of at by for with about against between into through during before after above below to from up down in out on off over
under again further once upon within without toward towards via per among across along around behind beside besides
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves one ones someone somebody anyone anybody everyone everybody something
anything everything nothing
am is are was were be been being do does did doing done have has had having can could will would shall should may might
must ought cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt hasnt havent hadnt im ive
id ill youre youve youd youll hes shes its were weve theyre theyve theres thats whats wheres whos hows lets
what which who whom whose where when why how there here now just only too very also ever even still yet already
much many more most few less least lot lots
please thanks thank hi hello hey ok okay
find get know tell want need like wish able trying try way ways possible possibly exactly actually really anyway
s t d ll m o re ve y e g eg ie etc vs
""")

_GERMAN = _words("""
der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner dieser diese dieses diesen
diesem jener jene jeder jede jedes jeden alle allen alles andere anderen anderer
und oder aber wenn dann als weil dass ob damit denn sondern obwohl wahrend bevor nachdem bis sowie
in im an am auf aus bei beim mit nach von vom vor zu zum zur uber unter durch fur gegen ohne um zwischen hinter neben
seit ab
ich mich mir mein meine meinen meinem meiner wir uns unser unsere unseren du dich dir dein deine er ihn ihm sein seine
seinen seinem seiner sie ihr ihre ihren ihrem ihrer es ihnen man sich jemand etwas nichts
bin bist ist sind seid war waren wird werden wurde wurden worden werde habe hast hat haben hatte hatten kann kannst
konnen konnte konnten muss musst mussen soll sollen sollte sollten will wollen wollte darf durfen mag mochte mochten
was wer wen wem wessen wo woher wohin wann warum wieso weshalb wie welche welcher welches welchen wieviel
nicht noch nur auch schon sehr so hier da dort jetzt mal immer wieder mehr viel viele bitte danke hallo gibt finde
finden bekomme
""")

_FRENCH = _words("""
le la les l un une des du de d ce cet cette ces c mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
tout toute tous toutes autre autres aucun aucune chaque quelque quelques
et ou mais si donc car ni que qu quand lorsque puisque parce comme afin
a au aux en dans par pour sur sous avec sans entre vers chez contre depuis pendant avant apres jusque
je j me m moi tu te t toi il elle on nous vous ils elles se s lui eux y ceci cela ca quelqu quelquun rien
suis es est sommes etes sont etait etaient etre ete sera seront ai as avons avez ont avait avaient avoir peux peut
pouvons pouvez peuvent pouvoir dois doit devons devez doivent faut fait faire fais faites veux veut voudrais
qui quoi dont ou quel quelle quels quelles comment pourquoi combien
ne n pas plus moins tres trop aussi encore deja ici la merci bonjour svp trouver trouve savoir
estce questce cest nest
""")

_SPANISH = _words("""
el la los las un una unos unas lo al del este esta estos estas ese esa esos esas aquel aquella eso esto mi mis tu tus
su sus nuestro nuestra nuestros nuestras todo toda todos todas otro otra otros otras cada ningun ninguna algun alguna
algunos algunas
y e o u pero si sino porque aunque cuando mientras como que pues
a ante bajo con contra de desde durante en entre hacia hasta para por segun sin sobre tras
yo me mi tu te ti el ella ello nosotros usted ustedes ellos ellas se le les nos alguien algo nada
soy eres es somos son era eran fue fueron ser sido sera estoy esta estamos estan estar estaba he has ha hemos han haber
hay habia tengo tiene tienen tener puedo puede podemos pueden poder debo debe deben deber hago hace hacer quiero quiere
quisiera
quien quienes cual cuales donde cuando cuanto cuanta cuantos cuantas
no ni mas menos muy tambien ya aun aqui alli ahora gracias hola favor encontrar encuentro saber
""")

_PORTUGUESE = _words("""
o a os as um uma uns umas ao aos do da dos das no na nos nas num numa pelo pela pelos pelas este esta estes estas esse
essa esses essas isto isso aquele aquela aquilo meu minha meus minhas seu sua seus suas nosso nossa nossos nossas todo
toda todos todas outro outra outros outras cada nenhum nenhuma algum alguma alguns algumas
e ou mas se porque embora quando enquanto como que pois
ante com contra de desde durante em entre ate para por sem sobre sob apos
eu me mim tu te voce voces ele ela eles elas nos se lhe lhes alguem algo nada
sou es e somos sao era eram foi foram ser sido sera estou esta estamos estao estar estava ter tem temos tenho tinha
havia ha posso pode podemos podem poder devo deve devem dever faco faz fazer quero quer gostaria preciso
quem qual quais onde quanto quanta quantos quantas
nao nem mais menos muito tambem ja ainda aqui ali agora obrigado obrigada ola favor encontrar encontro saber
""")

_ITALIAN = _words("""
il lo la i gli le l un uno una dei degli delle del dello della dell al allo alla ai agli alle all dal dallo dalla dai
dalle nel nello nella nei negli nelle nell sul sullo sulla sui sulle questo questa questi queste quello quella quelli
quelle mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri nostre vostro vostra loro tutto tutta tutti tutte
altro altra altri altre ogni nessuno nessuna qualche alcuni alcune
e ed o oppure ma se perche anche quando mentre come che quindi
a ad con contro da di in per tra fra su senza sotto sopra verso durante fino
io me mi tu te ti lui lei noi voi essi si ci vi ne qualcuno qualcosa niente
sono sei e siamo siete era erano fu essere stato stata sara ho hai ha abbiamo avete hanno avere aveva posso puoi puo
possiamo possono potere devo deve devono dovere faccio fa fare voglio vuole vorrei c
chi cosa quale quali dove quanto quanta quanti quante
non ne piu meno molto gia ancora qui qua ora adesso grazie ciao trovare trovo sapere
""")

_DUTCH = _words("""
de het een t deze dit die dat geen elk elke ieder iedere alle alles andere ander
en of maar als dan want omdat terwijl hoewel dus zodat toen
van in op aan bij met naar uit voor door over onder tussen tegen zonder om tot te ten ter sinds na tijdens binnen
ik me mij mijn we wij ons onze je jij jou jouw jullie uw u hij hem zijn haar zij ze hun hen het zich men iemand iets
niets
ben bent is zijn was waren wordt worden word werd werden geworden heb hebt heeft hebben had hadden kan kun kunt kunnen
kon konden moet moeten moest mag mogen mocht zal zult zullen zou zouden wil willen wilt wilde doe doet doen
wat wie waar wanneer waarom hoe welke welk hoeveel waarheen
niet nog ook al zeer erg zo hier daar nu er meer veel wel graag bedankt hallo vind vinden krijg weten
""")

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "pt": _PORTUGUESE,
    "it": _ITALIAN,
    "nl": _DUTCH,
}
