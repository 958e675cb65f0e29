"""A language that is none: accented, a third longer, in brackets. What is not accented was never translated; what
misses a bracket was cut off. Fields in braces and mark-up stay as they are.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

_ACCENTED = str.maketrans("AEIOUYaceinouyz", "ÀÉÎÕÛÝáçéíñóúýž")
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;)")


def pseudo(text: str) -> str:
    parts = _KEPT.split(text)
    said = "".join(part if at % 2 else part.translate(_ACCENTED) for at, part in enumerate(parts))
    return f"[{said}{'~' * (len(text) // 3)}]"


class PseudoTranslations(NullTranslations):
    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)
