"""Reads an answer of the FTC's interface to early-termination notices (JSON:API 1.0). Pure.

The interface calls itself "v0, under active development" and changed its shape once under the same address: numbers
may be texts or numbers, the acquired entities a list or one text. Must not contain: the key, paging.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, SourceProblem, SourceState
from dealwatch.sources.ftc_hsr_notice import NUMBER, SITE, Field, Notice, notice_facts
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_json import read_json, text, texts
from dealwatch.sources.troubles import Hint, Trouble, told

PROVIDER = "api"
PRECEDENCE = 10
KIND = "early_termination_notice"

_HOME = "https://www.ftc.gov/legal-library/browse/early-termination-notices"


class _Answer(msgspec.Struct):
    data: list[Any] | None = None
    errors: Any = None
    error: Any = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The notices of one answer in its order.

    `size` counts its records, the unreadable too; `stamps` are the times of entry as printed, where there is one.
    """

    size: int
    cases: tuple[CaseFacts, ...]
    stamps: tuple[str, ...]
    warnings: tuple[str, ...]


def read_listing(document: Document) -> Listing:
    """SourceProblem for an answer of another shape and for one of which not one notice can be read."""
    answer = read_json(document.body, _Answer, SITE)
    if answer.data is None:
        raise _refusal(answer)
    cases: dict[str, CaseFacts] = {}
    stamps: list[str] = []
    warnings: list[str] = []
    for place, record in enumerate(answer.data):
        try:
            attributes = _attributes(record)
            facts = notice_facts(
                _notice(attributes, f"/data/{place}"),
                provider=PROVIDER,
                precedence=PRECEDENCE,
                url=f"{_HOME}/{text(attributes['transaction-number'])}",
                seen_at=document.fetched_at,
            )
        except SourceProblem as problem:
            warnings.append(f"notice {place + 1}: {problem.detail}")
            continue
        cases.setdefault(facts.number, facts)
        stamps.append(text(attributes.get("created")))
    if answer.data and not cases:
        raise layout_changed(SITE, warnings[0])
    return Listing(len(answer.data), tuple(cases.values()), tuple(filter(None, stamps)), tuple(warnings))


def _refusal(answer: _Answer) -> SourceProblem:
    """What an answer without data means: the key, or a shape nobody knows."""
    error = answer.error if isinstance(answer.error, dict) else {}
    code = text(error.get("code"))
    if code.startswith("API_KEY"):
        return SourceProblem(
            SourceState.BLOCKED,
            told(Trouble.KEY_REFUSED, site=SITE),
            Hint.ENTER_KEY,
            detail=code,
        )
    if code == "OVER_RATE_LIMIT":
        return SourceProblem(
            SourceState.RATE_LIMITED,
            told(Trouble.ASKED_PAUSE, site=SITE),
            Hint.LATER,
            detail=code,
        )
    return layout_changed(SITE, f"no data: {answer.errors or answer.error or 'nothing else either'}"[:200])


def _attributes(record: Any) -> Mapping[str, Any]:
    attributes = record.get("attributes") if isinstance(record, dict) else None
    if not isinstance(attributes, dict):
        raise layout_changed(SITE, "a record without attributes")
    kind = text(record.get("type"))
    if kind != KIND:
        raise layout_changed(SITE, f"a record of type {kind or 'nothing'}")
    return attributes


def _notice(attributes: Mapping[str, Any], place: str) -> Notice:
    def field(name: str) -> Field | None:
        words = text(attributes.get(name))
        return Field(words, f"{place}/attributes/{name}") if words else None

    number, acquirer, target = field("transaction-number"), field("acquiring-party"), field("acquired-party")
    if number is None or NUMBER.fullmatch(number.words) is None:
        raise layout_changed(SITE, f"transaction number is {number.words if number else 'missing'!r}")
    if acquirer is None or target is None:
        raise layout_changed(SITE, f"{number.words} does not name both parties")
    entities: Sequence[str] = texts(attributes.get("acquired-entities"))
    return Notice(
        number=number,
        acquirer=acquirer,
        target=target,
        day=field("date"),
        entities=tuple(entities),
        entities_locator=f"{place}/attributes/acquired-entities",
        grant=Field(KIND, f"{place}/type"),
    )
