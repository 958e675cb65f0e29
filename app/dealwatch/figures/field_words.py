"""Names of facts in words: `phase_2_opened` is "Phase 2 opened", in the language spoken. A name that no catalogue has
is said as the source's own field is called.
"""

from __future__ import annotations

import re

from dealwatch.language import _, mark, spoken

NAMES = (
    mark("Applied"),
    mark("Case"),
    mark("Clock"),
    mark("Closed"),
    mark("Comments from"),
    mark("Comments until"),
    mark("Decision"),
    mark("Determination"),
    mark("Final report"),
    mark("In depth"),
    mark("Interim report"),
    mark("Invitation to comment"),
    mark("Notice"),
    mark("Notified"),
    mark("Objections"),
    mark("Opened"),
    mark("Outcome"),
    mark("Overlay"),
    mark("Phase 1"),
    mark("Phase 1 decision"),
    mark("Phase 2"),
    mark("Phase 2 decision"),
    mark("Pre notification"),
    mark("Prenotification opened"),
    mark("Procedure"),
    mark("Provisional findings"),
    mark("Referred"),
    mark("Registered"),
    mark("Renotified"),
    mark("Stage"),
    mark("Status"),
    mark("Undertakings"),
)
"""The usual ones, for the catalogues."""


def field_words(name: str) -> str:
    """As a title."""
    words = re.sub(r"[_\s:]+", " ", name).strip()
    return _(words[:1].upper() + words[1:])


def lowered(text: str) -> str:
    """A title or label as it stands inside a sentence: small, but for German, whose nouns keep their capitals."""
    return text if spoken() == "de" else text[:1].lower() + text[1:]
