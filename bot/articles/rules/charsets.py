"""Was a text that is not UTF-8 written in Western Europe? Read as what it is not, it is letters, and no words."""

import re

_RUN = re.compile(r"[^\x00-\x7f\s‘’“”„‚‹›«»–—…•€™°·]+")
FEW = 12  #: letters beyond ASCII, of which nothing can be told


def is_western(text: str) -> bool:
    """Do letters beyond ASCII stand alone between others, as accents do, and not side by side?

    >>> is_western("Fußweg zum Büro: über die Brücke, dann geradeaus, für fünf Züge; Öffnungszeiten außen, schön groß.")
    True
    >>> is_western("Каждый сотрудник получает отпуск".encode("cp1251").decode("cp1252"))
    False
    """
    runs = [len(run) for run in _RUN.findall(text)]
    return sum(runs) < FEW or sum(one for one in runs if one > 1) < sum(runs) / 2
