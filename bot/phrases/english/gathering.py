"""What do people say in English who would run a session for others, or would like one?"""

import re

from bot.phrases.forms import Gathering, compiled

_SESSION = (
    r"(?:(?:group|training|learning|study|hands-on|short|small|quick|weekly|internal|intro(?:ductory)?|little) ){0,2}"
    r"(?:sessions?|workshops?|study groups?|reading groups?|lunch (?:and|&|n|'n') learns?|show (?:and|&) tells?|"
    r"brown ?bags?|tech talks?|talks?|trainings?|demos?)"
)
_RUN = r"(?:run|host|give|do|hold|lead|organi[sz]e|offer|facilitate|teach|set up|start|put together)"
_ON = r"(?:on|about|for|in|to learn|how to)"
_WHO = r"(?:some ?(?:one|body)|any ?(?:one|body)|one of you|we|you|a colleague|people|the team)"

GATHERING = Gathering(
    offers=compiled(
        rf"\b(?:i|we)(?: (?:can|could|would|will|might|may)|'d|'ll)? (?:(?:also|like to|love to|be happy to|be glad to|be up for|"
        rf"happily|gladly|like) )*{_RUN}(?:ning|ing)? (?:an?|another|some|the) {_SESSION} {_ON} (?P<topic>.+)",
        rf"\b(?:i'm|i am|we're|we are) (?:happy|glad|willing|ready|up|keen|able) (?:to|for) {_RUN}(?:ning|ing)? "
        rf"(?:an?|another|some) {_SESSION} {_ON} (?P<topic>.+)",
        rf"\blet me {_RUN} (?:an?|another) {_SESSION} {_ON} (?P<topic>.+)",
    ),
    wishes=compiled(
        rf"\b(?:can|could|would|will|should|may) {_WHO}(?: (?:here|please|maybe|perhaps|also))* "
        rf"(?:{_RUN}|have|get|arrange|be up for (?:running|hosting|giving)) (?:me |us )?(?:an?|another|some) {_SESSION} "
        rf"{_ON} (?P<topic>.+)",
        rf"\b(?:i|we)(?:'d| would)? (?:(?:really|also|all) )?(?:like|love|want|need|wish for|appreciate|could use)"
        rf"(?: to (?:have|see|attend|join))? (?:an?|another|some) {_SESSION} {_ON} (?P<topic>.+)",
        rf"\b(?:i'd|i would|we'd|we would) (?:go|come) to (?:an?) {_SESSION} {_ON} (?P<topic>.+)",
        rf"^(?:an?|another) {_SESSION} {_ON} (?P<topic>[^?]+?) (?:please|would be (?:great|nice|good|lovely|useful|helpful))\b",
        rf"^(?:please )?(?:suggest|propose|plan|organi[sz]e) (?:an?|another) {_SESSION} {_ON} (?P<topic>.+)",
    ),
    neither=re.compile(
        r"\b(?:don't|do not|didn't|never|not) (?:need|want|like|have to)\b|^(?:how|what|when|where|why|who|which)\b|"
        r"\b(?:yesterday|last (?:week|month|year))\b",
        re.IGNORECASE,
    ),
    tail=re.compile(
        r"(?:[.!?;](?=\s|$)|\n|,?\s+(?:please|pls|thanks|thank you|some ?time|one day|soon|next (?:week|month)|this (?:week|month)|"
        r"if|because|since|so that|with me|for (?:us|me|the team|everyone|others|people)|would be)(?=\W|$)).*",
        re.IGNORECASE | re.DOTALL,
    ),
)
