"""Why a step was proposed, in the language of the window. No Qt.

The reader writes its reason in English, part by part (`reading.judge`), and the store and the command line keep it so.
Must not contain: judgement; a part that is not known is shown as it stands.
"""

from __future__ import annotations

import re

from dealwatch.language import _, mark

TIES = (
    mark("named in the sentence"),
    mark("named in part in the sentence"),
    mark("named before it"),
    mark("taken from the text as a whole"),
)
LOWERED = (
    mark("hypothetical"),
    mark("a question"),
    mark("an aim"),
    mark("only expected"),
    mark("still needed"),
    mark("conditional"),
    mark("hearsay"),
    mark("told as an earlier step"),
    mark("an earlier date"),
    mark("said in passing"),
    mark("not what the text is about"),
)
_TIED = re.compile(rf"(parties|authority) (.+) ({'|'.join(TIES)})")
_WORDS = re.compile(r"step words (“.*”)( \(weak\))?")
_PARTS = re.compile(r"; (?=authority |step words “|lowered: )")
_LOWERED = "lowered: "


def reason_words(reason: str) -> str:
    """`parties A / B named in the sentence; authority EC …; step words “…”; lowered: …` as it is said now."""
    return "; ".join(_part(part) for part in _PARTS.split(reason))


def _part(part: str) -> str:
    tied = _TIED.fullmatch(part)
    if tied is not None:
        told = _("parties {names}: {how}") if tied[1] == "parties" else _("authority {names}: {how}")
        return told.format(names=tied[2], how=_(tied[3]))
    words = _WORDS.fullmatch(part)
    if words is not None:
        told = _("step words {words} (weak)") if words[2] else _("step words {words}")
        return told.format(words=words[1])
    if part.startswith(_LOWERED):
        causes = part.removeprefix(_LOWERED).split(", ")
        return _("lowered: {causes}").format(
            causes=", ".join(_(cause) if cause in LOWERED else cause for cause in causes)
        )
    return part
