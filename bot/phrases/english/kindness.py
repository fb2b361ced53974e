"""What do people say in English who only mean to be kind, and who thank somebody?"""

from collections.abc import Mapping

from bot.phrases.forms import Thanking

AROUND = """
    so much very a lot again all everyone everybody team folks guys pollen bot mate buddy friend man dude dear
    oh ah and well just then now too for everything though really
"""

COURTESIES: Mapping[str, str] = {
    "thanks": """
        thanks | thank you | thank u | thankyou | thx | thnx | tnx | ty | tysm | tyvm | cheers | ta | much appreciated
        appreciate it | i appreciate it | appreciated | many thanks | great thanks | perfect thanks | ok thanks
        okay thanks | cool thanks | awesome thanks | got it thanks | no thanks | no thank you | thanks for that
        thanks for the help | thanks for your help | thanks for helping | thank you for your help | thanks in advance
        thank you for the help | thanks for explaining | thank you for explaining | thanks for the info
        thanks for the quick answer | thanks for the answer | thanks for answering
        that helped | that helps | that was helpful | that worked | it worked | works now | it works now
        very helpful | super helpful | so helpful | you are the best | you re the best | youre the best | you rock
        good bot | nice one | well done | great job | good job | love it | i love you | lifesaver | you are a lifesaver
        you saved me | you saved my day
        """,
    "greeting": """
        hi | hello | hey | heya | hiya | yo | howdy | hi there | hello there | hey there | good morning
        good afternoon | good evening | good day | morning | how are you | how are you doing | how is it going
        hows it going | how s it going | whats up | what s up | sup | wassup | nice to meet you | welcome | hey hey
        happy monday | happy friday | gm | greetings
        """,
    "agreement": """
        ok | okay | k | kk | okey | oki | okie | alright | all right | got it | gotcha | i see | understood | sure
        yes | yep | yeah | yup | no | nope | fine | great | perfect | cool | nice | awesome | excellent | good | lol
        haha | hehe | wow | will do | sounds good | makes sense | no worries | no problem | np | never mind | nevermind
        nvm | forget it | done | right | exactly | agreed | +1 | 1 | same | interesting | true | noted | oh | ah | hm
        hmm | oops | sorry | my bad | sorry wrong channel | good to know | lgtm | amazing | brilliant | of course | rofl
        lmao | omg | ack | roger | same here | me too | indeed | fair enough | all good | on it | i will
        """,
    "farewell": """
        bye | bye bye | goodbye | good bye | see you | see ya | see you later | see you tomorrow | later | cya | ttyl
        good night | night | have a nice day | have a good day | have a great day | have a nice weekend | have a good one
        have a great weekend | have a good weekend | have a good evening | brb | gn | take care | talk to you later
        """,
    "copy": """
        cc | cc d | ccd | in cc | fyi | for your information | ping | test | testing | pour info | heads up | bump
        """,
    "who": """
        who are you | what are you | who is this | whos this | who s this | are you a bot | are you human | are you real
        are you there | you there | anybody there | anyone there | are you an ai | what is pollen | who is pollen
        """,
}

THANKING = Thanking(
    before=r"hey|hi|hello|please|pls|ok|okay|give|giving|send|sending|a|some|big|huge|massive|many|so|much|mad|just|wanted|to|say|"
    r"i'd|i|would|like|and|another|well[- ]deserved|public|very|well|props|hats",
    words=(
        "kudos",
        "props",
        r"shout-?\s?outs?",
        r"thanks?(?:\s+(?:you|u))?",
        "thankyou",
        "thx",
        "thnx",
        "tysm",
        "ty",
        "cheers",
        "hats off",
        "big up",
        r"\+\+",
        "appreciation",
    ),
    much=r"so much|a lot|very much|a million|a ton|a bunch|a mil|loads|tons|heaps|again|goes|out|go",
    because=r"for|because(?: of)?",
    praise=(
        r"(?:you|has|have|just|really|totally|is|are|'s|'re|you're|ur)[\s,]+"
        r"(?:(?:just|really|totally|absolutely|literally|a|an|the|my|such|total|absolute|real|so)\s+)*"
        r"(?:saved|rocks?|legend|hero|star|lifesaver|life saver|best|amazing|awesome|goat|superstar|made my (?:day|week))"
    ),
    joined=r"and|also|both|plus",
    towards=r"to",
    nobody=r"all|everyone|everybody|team|folks|guys|you|u|for|god|and|man|mate|bot|pollen|a|the|so|in|very|much|that|this|your",
)
