"""Turns a case as read (`EcCase`) into facts, named and written the same whichever file it came from.

Must not contain: reading of fields (`ec_case`), judgement on the status (`ec_status`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DATE, DEADLINE, STATUS, TEXT, CaseFacts, Fact
from dealwatch.sources.ec_case import Dated, Decided, EcCase
from dealwatch.sources.ec_codes import Codes
from dealwatch.sources.ec_papers import Paper
from dealwatch.sources.ec_status import Axis, Standing, standing
from dealwatch.sources.ec_values import ZONE, Printed
from dealwatch.sources.printed import clean

AUTHORITY = "EC"
PROCEDURE, OLD_PROCEDURE = "EU_MERGER", "EU_MERGER_4064"
_NEW_LAW = date(2004, 5, 1)
"""From this day of notification on Regulation 139/2004 governs a case (Art. 26(2)), before it Regulation 4064/89."""
PAGE = "https://competition-cases.ec.europa.eu/cases/"

COMPLETE = frozenset({DEADLINE, DATE, TEXT})
"""Both files give every day and text they have, so that a deadline missing from one has been taken away. Documents are
left out: a file may be older than the decision the other one shows. So is the status, of which a record may tell a
part; one that tells nothing at all of it (a number and a title) has said all there is."""

PARTLY = "_open_question"
"""Added to the provider's name where the record shows a decision of unknown effect. What it cannot tell (outcome,
overlay) then stays as the provider's last full statement or the other file has it, instead of being renewed unseen."""


def _nothing_more(_case: EcCase) -> Iterator[Fact]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Law:
    """What differs between the Commission's instruments, mergers being one of them.

    `standing` judges a record on a day; `parties` states the names in it; `more` states facts that only this instrument
    has. `complete` are the namespaces for which a record is exhaustive, `opened` is what the
    day of initiation is called. `settled`: a record that tells nothing of the
    status has said all there is, even where it shows a decision of unknown effect.
    """

    procedure: str
    standing: Callable[[EcCase, Codes, date], Standing]
    parties: Callable[[EcCase], Fact | None]
    more: Callable[[EcCase], Iterator[Fact]] = _nothing_more
    complete: frozenset[str] = COMPLETE
    settled: bool = True
    opened: str = "date:prenotification_opened"
    page: str = PAGE

    def procedure_of(self, case: EcCase) -> str:
        """The procedure's key; a merger notified before May 2004 was under the older regulation."""
        old = self.procedure == PROCEDURE and case.notified is not None and case.notified.day < _NEW_LAW
        return OLD_PROCEDURE if old else self.procedure


_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
_JOINT_VENTURE = re.compile(r"JVs?\Z")


def case_facts(
    case: EcCase,
    codes: Codes,
    provider: str,
    as_of: datetime,
    record: bytes | None = None,
    place: str = "",
    law: Law | None = None,
) -> CaseFacts:
    """The facts of one case, a merger unless `law` says otherwise.

    `as_of` is how fresh the record is; `record` its own bytes in a bulk file, at `place`.
    """
    law = law or MERGERS
    where = law.standing(case, codes, as_of.astimezone(ZoneInfo(ZONE)).date())
    silent = not where.told and not case.doubtful and (law.settled or not where.open_question)
    found: dict[str, Fact] = {}
    for fact in _all(case, codes, where, law):
        found.setdefault(fact.name, fact)  # two references of the register are known to repeat
    return CaseFacts(
        authority=AUTHORITY,
        number=case.number,
        provider=provider + PARTLY if where.open_question else provider,
        facts=tuple(found.values()),
        url=law.page + case.number,
        procedure=law.procedure_of(case),
        complete=(law.complete | {STATUS} if silent else law.complete) - case.doubtful,
        as_of=as_of,
        record=record,
        record_locator=place,
        warnings=tuple(f"{case.number}: {remark}" for remark in (*case.remarks, *_unmapped(case, codes))),
    )


def _all(case: EcCase, codes: Codes, where: Standing, law: Law) -> Iterator[Fact]:
    for name, axis in (
        ("stage", where.stage),
        ("outcome", where.outcome),
        ("clock", where.clock),
        ("overlay", where.overlay),
        ("date:phase_2", where.phase_2),
    ):
        if axis is not None:
            yield _axis(name, axis)
    title = clean(case.title.text)
    yield Fact("title", title, case.title.text, case.title.locator, case.title.text)
    yield from _days(case, law)
    yield from _texts(case, codes)
    yield from law.more(case)
    if (parties := law.parties(case)) is not None:
        yield parties
    for decision in case.decisions:
        yield _decision(decision)
        yield from map(_paper, decision.papers)
    yield from _chronology(case)
    yield from map(_paper, case.papers)


def _axis(name: str, axis: Axis) -> Fact:
    source = axis.source or Printed("", "")
    return Fact(name, str(axis.value), clean(axis.words), source.locator, source.text, _partial(axis.day))


def _days(case: EcCase, law: Law) -> Iterator[Fact]:
    named: list[tuple[str, Dated | None]] = [
        ("deadline:decision", case.deadline),
        ("date:notified", case.notified),
        ("date:renotified", case.renotified),
        ("date:decision", case.last_decision),
    ]
    # In old records the initiation is the notification; in new ones it is the start of the pre-notification talks,
    # weeks or months earlier, and never starts a clock.
    if case.initiated and (case.notified is None or case.initiated.day < case.notified.day):
        named.append((law.opened, case.initiated))
    for name, dated in named:
        if dated is not None:
            # The words are the day too: the search prints an instant, which would read like the day before.
            value = dated.day.isoformat()
            yield Fact(name, value, value, dated.source.locator, dated.source.text)


def _texts(case: EcCase, codes: Codes) -> Iterator[Fact]:
    if case.phase is not None:
        value, source = case.phase
        known = codes.phases.get(value.code)
        status = known.title if known else value.code
        yield Fact("text:status", status, value.label or status, source.locator, source.text)
    if case.procedure is not None:
        printed = case.procedure.text
        procedure = codes.procedures.get(printed)
        title = procedure.title if procedure else printed
        yield Fact("text:procedure", title, title, case.procedure.locator, printed)
    # Companies are only worth keeping where they say more than the title does.
    companies = [name for name in map(clean, case.companies) if name != clean(case.title.text)]
    for name, values in (
        ("text:sectors", case.sectors),
        ("text:related_cases", case.related),
        ("text:court_cases", case.courts),
        ("text:companies", companies),
    ):
        if values:
            yield Fact(name, "\n".join(values), ", ".join(values))


def _decision(decision: Decided) -> Fact:
    adopted = _partial(decision.adopted.day) if decision.adopted else None
    english = [paper for paper in decision.papers if paper.title.endswith("(EN)")]
    link = next((paper.link for paper in (*english, *decision.papers) if paper.link), "")
    if not link and decision.celex:
        link = f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{decision.celex}"
    return Fact(
        f"document:{decision.reference}",
        decision.title,
        decision.words,
        decision.source.locator,
        decision.source.text,
        adopted,
        link,
    )


def _paper(paper: Paper) -> Fact:
    return Fact(
        f"document:{paper.key}",
        paper.title,
        paper.words,
        paper.source.locator,
        paper.source.text,
        _partial(paper.day),
        paper.link,
    )


def _chronology(case: EcCase) -> Iterator[Fact]:
    """Rows of the chronology. The register's two lists repeat each other: one row per kind and day is kept."""
    for step in case.steps:
        kind = step.kind.kind if step.kind else step.code or step.title
        key = f"event:{kind}:{step.day.isoformat() if step.day else 'undated'}"
        yield Fact(f"document:{key}", step.title, step.words, step.source.locator, step.source.text, _partial(step.day))


def _unmapped(case: EcCase, codes: Codes) -> Iterator[str]:
    for decision in case.decisions:
        for value, kind, _ in decision.types:
            if kind is None:
                yield f"decision type {value.code} {value.label}".strip() + " is not mapped; it is shown as printed."
    for step in case.steps:
        if step.kind is None:
            yield f"event {step.code or step.title} is not mapped; it is shown as printed."
    if case.phase is not None and case.phase[0].code not in codes.phases:
        yield f"phase {case.phase[0].code} is not mapped; it is shown as printed."
    if case.procedure is not None and case.procedure.text not in codes.procedures:
        yield f"procedure {case.procedure.text} is not mapped; it is shown as printed."


def parties_of(title: str) -> list[str]:
    """Names out of `ADOBE / FIGMA`, remarks in brackets and the words for a joint venture left out."""
    names = (clean(name) for name in re.split(r"\s+/\s*|\s*/\s+", _BRACKETS.sub(" ", title)))
    return list(dict.fromkeys(name for name in names if name and not _JOINT_VENTURE.match(name)))


def parties_by_title(case: EcCase) -> Fact | None:
    """The parties as the title names them: not every record lists its companies, and those that do differ."""
    title = clean(case.title.text)
    names = parties_of(title)
    return Fact("party:parties", "\n".join(names), title, case.title.locator, case.title.text) if names else None


MERGERS = Law(PROCEDURE, standing, parties_by_title)


def _partial(found: date | None) -> PartialDate | None:
    return PartialDate.of(found) if found is not None else None
