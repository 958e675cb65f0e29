"""Finding and adding: search hits, what a text was taken for, what the user decided.

Must not contain: storage, Qt, words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    title: str
    snippet: str
    target: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be watched. `key` is opaque and goes back into `add`.

    `confirmed` is False while nobody has seen a real payload of its source; `page` is the address of a web page of
    which a part can be chosen.
    """

    key: str
    title: str
    about: str
    every: str
    official: bool = True
    chosen: bool = True
    news: bool = False
    confirmed: bool = True
    page: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a text in the Add field was taken for. `sentence` is empty while nothing was recognised."""

    sentence: str
    candidates: tuple[Candidate, ...] = ()
    deal_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What the user decided in the Add dialog."""

    text: str
    candidates: tuple[str, ...]
    deal_name: str
    list_name: str
