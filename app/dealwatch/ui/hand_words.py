"""What Dealwatch itself wrote into an entry by hand, in the language of the window. No Qt.

The store keeps these words in English (the case file and the command line read them, too). Must not contain: what a
person wrote, which stays as it is.
"""

from __future__ import annotations

from dealwatch.language import _, mark

SAID = "; said by: "
_WRITTEN = (mark("Taken back by the person who entered it."), mark("no formal step"))
"""Beside the labels of the statuses, which the catalogues know already."""


def hand_words(words: str) -> str:
    """`Cleared; no formal step; said by: …` part by part; a part that is not known is left alone."""
    head, said, who = words.partition(SAID)
    told = "; ".join(_(part) if part else "" for part in head.split("; "))
    source = _("said by: {who}").format(who=who)
    return f"{told}; {source}" if said else told
