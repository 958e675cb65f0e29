"""How the facts of a case are written into a column: JSON that states what is the same only once.

A register has ten thousand cases, and all facts of one reading rest on the same bytes, so the proof (snapshot, address,
time) stands once and facts refer to it by its place. `$.<name>.value` and `$.<name>.occurred_on` are read by SQL. Must
not contain: meaning of facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from dealwatch.model.dates import PartialDate
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact

_PROOFS = ""
"""The entry that holds the proofs: no fact has an empty name."""
_UNPROVEN = -1


class _Stored(msgspec.Struct, omit_defaults=True):
    """A fact. None means: as said before (`words` as `value`, `quote` as `words`, the evidence's as the fact's own)."""

    value: str
    words: str | None = None
    locator: str = ""
    quote: str | None = None
    occurred_on: PartialDate | None = None
    link: str = ""
    proof: int = 0
    proof_locator: str | None = None
    proof_quote: str | None = None
    proofs: tuple[tuple[str, str, datetime], ...] = ()


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, _Stored]).decode


def facts_text(facts: Mapping[str, ProvenFact]) -> str:
    """The text of a column."""
    proofs: dict[tuple[str, str, datetime], int] = {}
    stored = {name: _stored(fact, proofs) for name, fact in facts.items()}
    if proofs:
        stored[_PROOFS] = _Stored("", proofs=tuple(proofs))
    return _encode(stored).decode()


def facts_from(text: str) -> dict[str, ProvenFact]:
    """The facts of a column's text, in the order in which they were written."""
    stored = _decode(text)
    entry = stored.pop(_PROOFS, None)
    proofs = entry.proofs if entry is not None else ()
    return {name: _fact(name, fact, proofs) for name, fact in stored.items()}


def _stored(fact: ProvenFact, proofs: dict[tuple[str, str, datetime], int]) -> _Stored:
    evidence = fact.evidence
    found = _Stored(
        fact.value,
        None if fact.words == fact.value else fact.words,
        fact.locator,
        None if fact.quote == fact.words else fact.quote,
        fact.occurred_on,
        fact.link,
        _UNPROVEN,
    )
    if evidence is not None:
        found.proof = proofs.setdefault((evidence.snapshot, evidence.url, evidence.fetched_at), len(proofs))
        if evidence.locator != fact.locator:
            found.proof_locator = evidence.locator
        if evidence.quote != fact.quote:
            found.proof_quote = evidence.quote
    return found


def _fact(name: str, stored: _Stored, proofs: tuple[tuple[str, str, datetime], ...]) -> ProvenFact:
    words = stored.value if stored.words is None else stored.words
    quote = words if stored.quote is None else stored.quote
    evidence = None
    if stored.proof != _UNPROVEN:
        evidence = Evidence(
            *proofs[stored.proof],
            stored.locator if stored.proof_locator is None else stored.proof_locator,
            quote if stored.proof_quote is None else stored.proof_quote,
        )
    return ProvenFact(name, stored.value, words, stored.locator, quote, stored.occurred_on, stored.link, evidence)
