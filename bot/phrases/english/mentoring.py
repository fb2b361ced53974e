"""What do people say in English who look for a mentor, offer to be one, or think again?"""

import re

from bot.phrases.forms import Mentoring, compiled

_WHO = (
    r"(?:some ?(?:one|body)|any ?(?:one|body)|a (?:colleague|person|teammate|human)|people|a buddy|an expert|a teacher)"
)
_MENTOR = r"(?:mentors?|mentorship|mentoring|coach(?:ing)?|tutor(?:ing)?)"
_ABOUT = (
    r"(?:(?:\s+-)?\s+(?:for (?:me|us|(?:my|our) (?:team|squad|group|department)) )?(?:for|in|on|about|with|regarding|around|"
    r"to learn|to teach me|to help me with|to help me|to help with|"
    r"(?:who|that) (?:can|could|would) (?:help|teach|guide|coach|support) (?:me|us)|who knows|to)\b|:)"
)
_HELP = r"(?:help|teach|mentor|coach|guide|tutor|show|train|support)"
_NEED = (
    r"(?:nee?e?d|nead|want|wnat|would like|'d like|'d love|would love|(?:would|'d) appreciate|could use|wish for|"
    r"need of|help (?:in |with )?finding|"
    r"(?:am |'m |are |'re )?(?:looking|searching|hoping|hunting) (?:for|to find|to have|to get)|seek(?:ing)?|"
    r"(?:am |'m )after)"
)
_SOME = (
    r"(?:(?:some )?help from )?"
    r"(?:to (?:find|have|get) )?(?:help (?:in |with )?(?:finding|to find) )?(?:an?|some|any|two|three)?\s?"
    r"(?:new |good |experienced |senior |internal |other |another )?"
)
#: What may follow "a mentor"; "a mentoring policy" is something else.
_END = (
    r"(?=\s*(?:[.,;:!?()–—-]|$)|\s+(?:here|please|pls|asap|who|that|because|since|as|so|to|for|in|on|about|with|"
    r"regarding|around|now|soon|this|next|and|but|at|from|when|if|i|thanks|today|again)\b)"
)
_ME_ON = r"(?:me|us)\s+(?:to\s+)?(?:learn|master|improve|get\s+(?:better|good|started))"
_TEACH = r"(?:teach|mentor|coach|tutor|train)\s+(?:me|us)\b(?P<topic>.*)"

_WISHES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # I need a mentor for …, looking for a coach in …, find me a mentor
        rf"\b(?:{_NEED}|find(?: me)?|get me|is there|are there|any|give me|request(?:ing)?|match me with|wanted:?|"
        rf"do (?:we|you) have|(?:can|could|may) (?:i|we) (?:please )?(?:get|have|find))\s{_SOME}"
        rf"{_MENTOR}\b{_END}(?:\s+here)?(?:{_ABOUT}(?P<topic>.*))?",
        # I need a Kubernetes mentor
        rf"\b(?:{_NEED}|find me|get me|is there)\s(?:an?|another|some|any)\s"
        rf"(?P<topic>(?!help\b)(?:(?!my\b|your\b)(?:[^.!?,;]|\.(?=\w))){{1,50}}?)\s(?:mentor|coach|tutor)\b{_END}",
        # looking for somebody to help me with …, is there anyone who can teach me …
        rf"\b(?:{_NEED}|find(?: me)?|is there|are there)\s(?:to find )?{_WHO}"
        rf"(?:\s+(?:here|around|else|in the company))?"
        rf"\s+(?:to|who can|who could|that can|who would|who will|willing to|able to|can)\s+{_HELP}\s+(?:me|us)\b"
        rf"(?P<topic>.*)",
        # can anyone teach me …, who can teach me …
        rf"\b(?:can|could|would|will)\s+{_WHO}(?:\s+(?:here|please))?\s+(?:please\s+)?{_TEACH}",
        # can somebody help me learn …
        rf"\b(?:can|could|would|will)\s+{_WHO}\s+(?:please\s+)?help\s+{_ME_ON}\b(?P<topic>.*)",
        # anyone up for mentoring me in …, would someone be willing to teach me …
        rf"\b{_WHO}(?:\s+(?:here|who is|who's|be|being))*\s+(?:up for|willing to|happy to|open to|interested in|"
        r"free to|keen to|able to)\s+(?:(?:teach|mentor|coach|tutor|train)(?:ing)?\s+(?:me|us)|"
        rf"help(?:ing)?\s+{_ME_ON})\b(?P<topic>.*)",
        # is there anybody who knows … and could teach me
        rf"\b{_WHO}\s+(?:who|here)?\s*knows?\s+(?P<topic>.+?)\s+and\s+(?:can|could|would)\s+{_HELP}\s+(?:me|us)\b",
        # looking for a buddy to learn … with
        rf"\b{_NEED}\s+{_WHO}\s+to\s+(?:learn|study|practi[cs]e)\s+(?P<topic>[^.,;!?]+?)\s+(?:with|together)\b",
        # I want to learn … from somebody; I want to learn …, who can help?
        rf"\b{_NEED}\s+(?:to\s+)?learn\s+(?:about\s+)?(?P<topic>[^.,;!?]+?)\s+(?:from|with)\s+{_WHO}\b",
        rf"\b{_NEED}\s+(?:to\s+)?learn\s+(?:about\s+)?(?P<topic>[^.,;!?]+?)\s*[,.;–—-]+\s*(?:(?:so|and)\s+)?"
        rf"(?:who|(?:can|could|would)\s+{_WHO})\s+(?:(?:can|could|would)\s+)?(?:help|teach|mentor|coach|show)\b",
        # can someone be my mentor for …
        rf"\b(?:can|could|would|will)\s+{_WHO}\s+(?:please\s+)?be\s+my\s+{_MENTOR}\b{_END}(?:{_ABOUT}(?P<topic>.*))?",
        # who can help me learn …
        rf"^who\s+(?:here\s+)?(?:can|could|would|will)\s+help\s+{_ME_ON}\b(?P<topic>.*)",
        # Kubernetes mentor please
        r"^(?P<topic>[\w+#./-]+(?: [\w+#./-]+)?)\s+mentor(?:\s+(?:please|pls|wanted|needed))[.!?]*$",
        # who are the mentors for …?
        r"^who\s+(?:is|are)\s+(?:a\s+|the\s+|our\s+)?mentors?\s+(?:for|in|on)\s+(?P<topic>[^.,;!?]{1,60}?)\?*$",
        # who teaches … here?
        r"^who\s+(?:here\s+)?(?:teaches|mentors|coaches)\s+(?!.*\babout\b)(?P<topic>[^.,;!?]{1,60}?)(?:\s+here)?\?*$",
        rf"\bwho\s+(?:here\s+)?(?:can|could|would|will|wants to)\s+{_TEACH}",
        # I would like to be mentored in …
        rf"\b{_NEED}\s+(?:to be )?(?:mentored|coached)\b(?:\s+by\s+[^.,;!?]{{1,40}}?(?=\s(?:in|on|about)\s))?"
        r"(?P<topic>.*)",
        # how do I find a mentor for …; without a topic it is a question about mentoring
        rf"\bhow (?:do|can|could) (?:i|we) (?:find|get)\s{_SOME}{_MENTOR}\b{_ABOUT}(?P<topic>.*)",
        # need mentor kubernetes
        rf"^(?:i\s+|we\s+)?{_NEED}\s+mentor\s+(?P<topic>[\w+#./-]+(?: [\w+#./-]+){{0,2}})[.!?]*$",
        # mentor me in …; mentor for …; mentor please
        r"^(?:please\s+)?mentor\s+me\b(?P<topic>.*)",
        r"^(?:a |new )?mentor\s+(?:for|wanted(?: for)?:?|needed(?: for)?:?|request:?)(?P<topic>.*)",
        r"^(?:(?:a |new )?mentor(?:ing)?(?: please| wanted| needed)?)(?P<topic>)[.!?]*$",
    )
)
#: A topic said elsewhere: "I want to learn Kubernetes, is there a mentor?"
_LEARN = re.compile(
    r"\b(?:learn(?:ing)?(?: about)?|get(?:ting)? (?:better|good) at|improve my|"
    r"struggl(?:e|ing) with|new to|help with)\s+(?P<topic>.+)",
    re.IGNORECASE,
)
_NO_WISH = re.compile(
    r"\b(?:don't|do not|no longer|not|never|didn't|doesn't|stop)\s+(?:really\s+)?(?:need|want|look(?:ing)?)\b"
    r"(?=[^.,;!?]{0,25}\b(?:mentor|coach|tutor|some|any|help))|"
    r"\b(?:my|our|your|his|her|their)\s+mentor\s+(?:is|was|said|says|told|has)\b|"
    r"^\W*how\s+(?:do|does|can|could|should)\s+\w+\s+(?:find|get|choose)\s+(?:a|my|the)\s+(?:good\s+|new\s+)?mentor\W*$",
    re.IGNORECASE,
)
#: What was asked or offered before, and how it stands or ends.
_AGAIN = re.compile(
    r"\bi(?:'m|\s+am)?\s+(?:don't|do not|no longer|can't|can not|cannot|won't|will not)\s+(?:really\s+)?"
    r"(?:(?:need|want|wish|have time)\s+|available\s+(?:as|for)\s+)?"
    r"(?:to\s+)?(?:be\s+)?(?:a\s+|any\s+|my\s+)?(?:mentor|coach|mentoring|coaching)\b|"
    r"\b(?:cancel|withdraw|where|news|status|how)\b[^.!?]{0,30}\bmy\s+(?:open\s+)?"
    r"(?:mentor(?:ing|ship)?\s+requests?|requests?\s+for\b)|"
    r"\bi(?:\s+(?:want|would like)|'d\s+like)\s+to\s+stop\s+(?:mentoring|coaching)\b|"
    r"\bpause\s+me\s+as\s+a\s+mentor\b|"
    r"\b(?:take|remove)\s+me\s+(?:off|from)\s+(?:the\s+)?(?:list\s+of\s+(?:the\s+)?mentors|mentors?(?:'s?)?\s+list|mentors)\b|"
    r"\bstop\s+asking\s+me\s+to\s+(?:mentor|coach)\b",
    re.IGNORECASE,
)
#: Small words between the wish and the topic: "help me *with*", "teach me *some*".
_LEAD = re.compile(
    r"^[\s,:–—-]*(?:(?:both|either|also|to|with|in|on|about|for|at|of|the|a|an|some|how|help(?:ing)?|get|getting|better|become|becoming|good|learn(?:ing)?|"
    r"understand(?:ing)?|improve|improving|master(?:ing)?|using|use|do|doing|started|up|speed|into|grow|growing|my|our|"
    r"more|bit|little|things|like|prepare|preparing|pass|passing|as|me|us)(?=[\s,:]|$)[\s,:]*)+",
    re.IGNORECASE,
)
#: Where the topic ends and the rest of the sentence begins.
_TAIL = re.compile(
    r"(?:[.!?](?=\s|$)|\n|;|\s[–—-]\s|:\s|\s\(|,?\s+(?:because|since|as\s+(?:i|we)\b|so\s+(?:that|i|we)\b|in order to|"
    r"if\b|but\b|when\b|while\b|which\b|who\b|whom\b|that\s+(?:i|we)\b|where\b|"
    r"to\s+(?:get|become|be|prepare|pass|help|move|grow|build|take|lead|switch|improve)\b|"
    r"before\b|ideally\b|preferably\b|until\b|by\s+(?:next|tomorrow|the\s+end|(?:mon|tues|wednes|thurs|fri)day)\b|(?:and|,)\s+(?:i|we|it|maybe|possibly|perhaps|want|need|would)(?:'m|'d|\b)|"
    r"(?:is|are)\s+there\b|can\s+any|any\s+mentors?|i(?:'m| am| have| want| need| would)\b|for\s+(?:my|our|the|a)\b|"
    r"at\s+work\b|(?:next|this)\s+(?:week|month|quarter|year)|from\s+(?:you|somebody|someone)|these days|"
    r"as\s+soon|asap|please|pls|thanks|thank\s+you|thx|cheers|any(?:one|body)\b|some(?:one|body)\b))",
    re.IGNORECASE,
)
_TO = r"(?:mentor|teach|coach|tutor)"
_PEOPLE = r"(?:people|others?|somebody|someone|anyone|anybody|folks|colleagues|newcomers|juniors|beginners)"
_FEW = r"(?:some|our|new|(?:(?:up to|at most)\s+)?(?:a|an|one|two|three|four|five|\d+))"
_WHOM = rf"(?:\s+(?:{_FEW}\s+)?(?:{_PEOPLE}|person|you))?\b(?P<topic>.*)"
_READY = r"(?:happy|glad|able|willing|available|open) to"
_WILL = rf"(?:can|could|would|will|want to|am {_READY}|would like to|would love to)"
_SHORT = rf"i(?:'d|'ll|'m)\s+(?:like to|love to|(?:be )?{_READY})?"
_BECOME = r"(?:be|become)\s+an?\s+(?:mentor|coach|tutor)\b(?P<topic>.*)"
_OFFERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:i|we)\s+{_WILL}\s+(?:also\s+|happily\s+|gladly\s+)?{_TO}{_WHOM}",
        rf"\b{_SHORT}\s*(?:also\s+)?{_TO}{_WHOM}",
        rf"\bhappy to\s+{_TO}{_WHOM}",
        rf"^happy to\s+help\s+{_PEOPLE}\s+(?:with|in|on|to learn|learn)\b(?P<topic>.*)",
        rf"\bi\s+{_WILL}\s+{_BECOME}",
        rf"\b{_SHORT}\s*{_BECOME}",
        rf"\b(?:i|we)\s+{_WILL}\s+help\s+{_PEOPLE}\s+(?:with|in|on|to learn|learn)\b(?P<topic>.*)",
        rf"\b{_SHORT}\s*help(?:ing)?\s+{_PEOPLE}\s+(?:with|in|on|to learn|learn)\b(?P<topic>.*)",
        r"^i\s+(?:also\s+)?teach\s+(?P<topic>.*)",
        r"\b(?:offer(?:ing)?|volunteer(?:ing)?)\s+(?:to mentor|mentoring|to be a mentor|as a mentor)\b(?P<topic>.*)",
        r"\b(?:list|add|sign|register|put)\s+me\s+(?:up\s+|down\s+)?as\s+a\s+mentor\b(?P<topic>.*)",
    )
)
_HELPS = compiled(
    r"\b(?:need|want|could use|like|looking for|get|seeking|after|give me)\s+(?:some\s+|a (?:bit|little)(?: of)?\s+|any\s+|"
    r"more\s+)?help\s+(?:with|in|on|learning|understanding|getting (?:better|good) (?:at|with)|getting started with)\b"
    r"(?P<topic>.+)",
    r"^(?:(?:please|hey|hi)\s+)?(?:(?:can|could|would) you\s+)?(?:please\s+)?teach\s+(?:me|us)\s+(?P<topic>.+)",
    r"^help\s+(?:me\s+)?(?:with|learn|to learn)\s+(?P<topic>.+)",
    r"\b(?:anyone|anybody|someone|who(?:'s| is)?)\s+(?:here\s+)?(?:is\s+)?(?:really\s+)?(?:good|great|fluent|experienced)\s+(?:at|in|with)\s+"
    r"(?P<topic>[^.,;!?]+?)\s+(?:who|that|and|to)\s+(?:can|could|would|show|teach|help)\b",
    r"\bwant to\s+(?:learn|get into|get better at|pick up)\s+(?P<topic>[^.,;!?]+?)[\s,.;!-]+(?:any\s+mentors?|(?:any|some)(?:one|body)\b|mentor)",
)
_AWAY = compiled(
    r"\bi(?:'m| am|'ll be| will be)\s+(?:away|off|out|out of office|out of the office|ooo|on (?:vacation|holiday|leave|pto)|"
    r"travell?ing|unavailable|not available|not here|not around)\s+(?:until|till|til|'til|through)\s+"
    r"(?P<until>[\w.,\s-]+?)[.!]*$",
    r"^(?:away|out of office|ooo|on (?:vacation|holiday|leave|pto))\s+(?:until|till|til)\s+(?P<until>[\w.,\s-]+?)[.!]*$",
)
_NO_OFFER = re.compile(
    r"\b(?:can't|cannot|can not|won't|wouldn't|not|never)\b|^\s*(?:how|where|what|when|why)\b", re.IGNORECASE
)
#: What a reason begins with; what is left says the goal by itself.
_WHY = re.compile(r"^(?:because|since|so\s+that)\s+(?=\S)", re.IGNORECASE)

MENTORING = Mentoring(
    wishes=_WISHES,
    no_wish=_NO_WISH,
    again=_AGAIN,
    learn=_LEARN,
    lead=_LEAD,
    tail=_TAIL,
    why=_WHY,
    helps=_HELPS,
    offers=_OFFERS,
    no_offer=_NO_OFFER,
    away=_AWAY,
)
