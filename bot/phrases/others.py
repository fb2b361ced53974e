"""What kind words do people say in the languages nobody has written more of yet?"""

from bot.phrases.forms import Language

OTHERS = Language(
    code="",
    courtesies={
        "thanks": """
            grazie | grazie mille | bedankt | dank je | dank je wel | tack | tack så mycket | takk | kiitos | dziękuję
            dzięki | děkuji | спасибо | дякую | teşekkürler | teşekkür ederim | ありがとう | ありがとうございます | 谢谢
            感谢 | 감사합니다
            """,
        "greeting": "ciao | buongiorno | hej | hei | cześć | ahoj | привет | merhaba | こんにちは | 你好 | 안녕하세요",
        "agreement": "bene | va bene | certo | goed | tak | da | да | evet | はい | 好的",
        "farewell": "arrivederci | doei | tot ziens | do widzenia | пока",
    },
)
