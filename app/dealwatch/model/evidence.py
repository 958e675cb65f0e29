"""What a fact rests on: stored bytes, where in them, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """Pointer to the proof of one fact.

    `snapshot` is the SHA-256 (hex) of the stored bytes, empty for a fact that only a person entered; `url` the
    original address, never a mirror's; `locator` a CSS selector, JSON pointer or page number; `quote` the exact words.
    """

    snapshot: str
    url: str
    fetched_at: datetime
    locator: str = ""
    quote: str = ""
