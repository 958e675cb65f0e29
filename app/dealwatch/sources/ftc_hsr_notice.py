"""One early-termination notice, whichever document it comes from, and what it says about the case. Pure.

A grant ends the waiting period of the HSR Act (15 U.S.C. 18a(b)(2)). It is no approval: the agencies may still sue.
Must not contain: where a document has its fields (`ftc_hsr_api`, `ftc_hsr_feed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from dealwatch.language import mark
from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DATE, PARTY, STATUS, TEXT, TITLE, CaseFacts, Fact
from dealwatch.model.status import Clock, Outcome, Stage
from dealwatch.sources.american_days import read_day

AUTHORITY = "FTC"
PROCEDURE = "US_HSR"
SITE = mark("the FTC's list of early terminations")
NUMBER = re.compile(r"(?:19|20)\d{6}")
"""Fiscal year and running number: `20110718`."""

_GRANTED = re.compile(r"g(?:ranted)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A value as printed, and where it stands."""

    words: str
    locator: str


@dataclass(frozen=True, slots=True)
class Notice:
    """`granting` is the notice's own word for the grant; the API has none, there the kind of record says it."""

    number: Field
    acquirer: Field
    target: Field
    day: Field | None
    entities: tuple[str, ...]
    entities_locator: str
    grant: Field
    granting: Field | None = None


def notice_facts(notice: Notice, *, provider: str, precedence: int, url: str, seen_at: datetime) -> CaseFacts:
    """The facts of a notice; its warnings say what of it could not be read."""
    day = read_day(notice.day.words) if notice.day is not None else None
    warnings = []
    complete = {STATUS, DATE, PARTY, TITLE, TEXT}
    if day is None:
        complete.discard(DATE)
        printed = notice.day.words if notice.day is not None else "missing"
        warnings.append(f"{notice.number.words}: the day cannot be read: {printed}")
    granted = notice.granting is None or _GRANTED.fullmatch(notice.granting.words) is not None
    if not granted:
        complete.discard(STATUS)
        assert notice.granting is not None
        warnings.append(f"{notice.number.words}: granting status not mapped: {notice.granting.words}")
    facts = (*(_status(notice, day) if granted else ()), *_rest(notice, day if granted else None))
    return CaseFacts(
        authority=AUTHORITY,
        number=notice.number.words,
        provider=provider,
        facts=facts,
        url=url,
        procedure=PROCEDURE,
        complete=frozenset(complete),
        precedence=precedence,
        as_of=seen_at,
        warnings=tuple(warnings),
    )


def _status(notice: Notice, day: date | None) -> Iterator[Fact]:
    grant = notice.granting or notice.grant
    on = PartialDate.of(day) if day is not None else None
    words = "Early termination granted (the waiting period is over; no approval: the agencies may still sue)"
    for axis, value in (("stage", Stage.DECISION), ("outcome", Outcome.EXPIRED_NO_ACTION), ("clock", Clock.EXPIRED)):
        yield Fact(axis, value.value, words, grant.locator, grant.words, on)


def _rest(notice: Notice, day: date | None) -> Iterator[Fact]:
    title = f"{notice.acquirer.words} / {notice.target.words}"
    yield Fact(TITLE, title, title, notice.acquirer.locator, notice.acquirer.words)
    if notice.day is not None:
        words, locator = notice.day.words, notice.day.locator
        if day is not None:
            yield Fact(f"{DATE}:early_termination", day.isoformat(), words, locator, words, PartialDate.of(day))
        else:
            yield Fact(f"{TEXT}:date", words, words, locator, words)
    for role, party in (("acquirer", notice.acquirer), ("target", notice.target)):
        yield Fact(f"{PARTY}:{role}", party.words, party.words, party.locator, party.words)
    if notice.entities:
        joined = "\n".join(notice.entities)
        quote = "; ".join(notice.entities)
        yield Fact(f"{PARTY}:acquired_entities", joined, quote, notice.entities_locator, quote)
    if notice.granting is not None:
        granting = notice.granting
        yield Fact(f"{TEXT}:granting_status", granting.words, granting.words, granting.locator, granting.words)
