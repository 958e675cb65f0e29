"""One merger case as the Commission's record states it, the same whether read from the open data or from the search.

Reads fields into typed values with their places. Must not contain: judgement on the status (`ec_status`), facts
(`ec_facts`), files and streams (`ec_bulk`, `ec_search`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dealwatch.model.facts import DATE, DEADLINE
from dealwatch.sources.ec_codes import Codes, DecisionKind, EventKind
from dealwatch.sources.ec_papers import Paper, attached, press_releases, publications
from dealwatch.sources.ec_values import Coded, Metadata, Printed, coded, day, first, printed, rows, texts
from dealwatch.sources.printed import clean

_PRIOR = "Prior publication in the Official Journal"
_OWN_ACT = "Official Journal publication"
_DAYS = re.compile(r"(\d+) working days?")
_SECTOR = re.compile(r"Nace(?:V\d+)?Sectors?_?([A-U](?:_[\d._]+)?)\Z")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day in Brussels and the value it was read from."""

    day: date
    source: Printed


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the Commission's chronology. `kind` is None for an unknown code, `day` where it cannot be read."""

    kind: EventKind | None
    code: str
    title: str
    words: str
    day: date | None
    source: Printed


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision. `types` are its coded types, each with its meaning where that is known."""

    reference: str
    title: str
    adopted: Dated | None
    types: tuple[tuple[Coded, DecisionKind | None, Printed], ...]
    source: Printed
    celex: str
    papers: tuple[Paper, ...]

    @property
    def known(self) -> bool:
        """Whether it is typed and every type has a known meaning."""
        return bool(self.types) and all(kind is not None for _, kind, _ in self.types)

    @property
    def words(self) -> str:
        """Its types as printed: labels, or codes where the record has no label for one that is not known."""
        labels = (value.label or (kind.label if kind else value.code) for value, kind, _ in self.types)
        return clean(", ".join(labels))


@dataclass(frozen=True, slots=True)
class EcCase:
    """A case. `doubtful` holds the fact namespaces of fields that hold something unreadable, `remarks` what it was."""

    number: str
    title: Printed
    procedure: Printed | None
    phase: tuple[Coded, Printed] | None
    initiated: Dated | None
    notified: Dated | None
    renotified: Dated | None
    deadline: Dated | None
    last_decision: Dated | None
    steps: tuple[Step, ...]
    papers: tuple[Paper, ...]
    decisions: tuple[Decided, ...]
    sectors: tuple[str, ...]
    related: tuple[str, ...]
    courts: tuple[str, ...]
    companies: tuple[str, ...]
    named: tuple[Printed, ...] = ()
    legal_basis: tuple[Printed, ...] = ()
    kind: Printed | None = None
    doubtful: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()

    @property
    def additional(self) -> bool:
        """A procedure beside a merger (`M.12345.AP`: false information, interim measures), never notified."""
        return self.number.endswith(".AP")


def read_case(
    metadata: Metadata,
    decisions: Iterable[tuple[Metadata, Any, str]],
    codes: Codes,
    latest: date,
    pointer: str,
    attachments: Any = None,
) -> EcCase:
    """Read one record. `decisions` are (metadata, attachments, pointer) each; days after `latest` are unreadable."""
    days = _Days(metadata, pointer, latest)
    phase = next(iter(printed(metadata, "caseInvestigationPhase", pointer)), None)
    own = [_decision(entry, files, codes, latest, place) for entry, files, place in decisions]
    papers = [paper for _, found in own for paper in found]
    papers += publications(metadata, "caseOfficialJournalPublications", pointer, latest, codes, _OWN_ACT)
    papers += press_releases(metadata, "casePressReleases", pointer, latest)
    papers += attached(attachments, pointer.removesuffix("/metadata") + "/caseAttachments", latest, "Case file")
    found_days = {
        name: days.read(name, space)
        for name, space in (
            ("caseInitiationDate", DATE),
            ("caseNotificationDate", DATE),
            ("caseRenotificationDate", DATE),
            ("caseDeadlineDate", DEADLINE),
            ("caseLastDecisionDate", DATE),
        )
    }
    number = first(metadata, "caseNumber")
    titles = printed(metadata, "caseTitle", pointer)
    return EcCase(
        number=number,
        title=titles[0] if titles else Printed(number, f"{pointer}/caseNumber/0"),
        procedure=next(iter(printed(metadata, "caseSimplified", pointer)), None),
        phase=_coded(phase) if phase else None,
        initiated=found_days["caseInitiationDate"],
        notified=found_days["caseNotificationDate"],
        renotified=found_days["caseRenotificationDate"],
        deadline=found_days["caseDeadlineDate"],
        last_decision=found_days["caseLastDecisionDate"],
        steps=tuple(_steps(metadata, codes, latest, pointer)),
        papers=tuple(papers),
        decisions=tuple(decision for decision, _ in own if decision is not None),
        sectors=tuple(sorted({_sector(coded(text).code) for text in texts(metadata, "caseSectors")})),
        related=tuple(sorted(set(texts(metadata, "caseLinks")))),
        courts=tuple(texts(metadata, "caseCourtCases")),
        companies=tuple(texts(metadata, "caseCompanies")),
        named=tuple(printed(metadata, "caseCompanies", pointer)),
        legal_basis=tuple(
            Printed(label, source.locator)
            for source in printed(metadata, "caseLegalBasis", pointer)
            if (label := coded(source.text).label)
        ),
        kind=next(iter(printed(metadata, "caseCartel", pointer)), None),
        doubtful=frozenset(days.doubtful),
        remarks=tuple(days.remarks),
    )


class _Days:
    """Reads days of one record and notes what it could not read."""

    def __init__(self, metadata: Metadata, pointer: str, latest: date) -> None:
        self._metadata, self._pointer, self._latest = metadata, pointer, latest
        self.doubtful: set[str] = set()
        self.remarks: list[str] = []

    def read(self, name: str, space: str) -> Dated | None:
        source = next(iter(printed(self._metadata, name, self._pointer)), None)
        if source is None:
            return None
        found = day(source.text, self._latest)
        if found is None:
            self.doubtful.add(space)
            self.remarks.append(f"{name} holds {source.text!r}, which is no day that can be.")
            return None
        return Dated(found, source)


def _decision(
    metadata: Metadata, files: Any, codes: Codes, latest: date, pointer: str
) -> tuple[Decided | None, list[Paper]]:
    """The decision, and papers that are the case's own.

    Old records show the notice of the notification as a decision with a negative number and no type: a publication.
    """
    number, prior = first(metadata, "decisionNumber"), first(metadata, "decisionOjPriorPublication")
    is_notice = number.startswith("-") or prior.casefold() == "true"
    title = _PRIOR if is_notice else "Publication of the decision in the Official Journal"
    papers = [
        *publications(metadata, "decisionOfficialJournalPublications", pointer, latest, codes, title),
        *press_releases(metadata, "decisionPressReleases", pointer, latest),
    ]
    if is_notice:
        return None, papers
    types = tuple(
        (value, codes.decision(value.code, value.label), source)
        for value, source in map(_coded, printed(metadata, "decisionTypes", pointer))
    )
    adopted = next(iter(printed(metadata, "decisionAdoptionDate", pointer)), None)
    adopted_on = day(adopted.text, latest) if adopted else None
    reference, title = first(metadata, "metadataReference") or number, _title(types, codes)
    decision = Decided(
        reference=reference,
        title=title,
        adopted=Dated(adopted_on, adopted) if adopted and adopted_on else None,
        types=types,
        source=types[0][2] if types else Printed(reference, f"{pointer}/metadataReference/0"),
        celex=first(metadata, "decisionCelexReference"),
        papers=tuple(attached(files, pointer.removesuffix("/metadata") + "/decisionAttachments", latest, title)),
    )
    return decision, papers


def _coded(source: Printed) -> tuple[Coded, Printed]:
    value = coded(source.text)
    return value, Printed(value.label or value.code, source.locator)


def _title(types: Iterable[tuple[Coded, DecisionKind | None, Printed]], codes: Codes) -> str:
    """The labels of a decision's types, a code where its meaning is not known: the same words from either file."""
    names = [kind.label if kind else codes.names.get(value.code) or f"type {value.code}" for value, kind, _ in types]
    return f"Decision: {' and '.join(names)}" if names else "Decision"


def _steps(metadata: Metadata, codes: Codes, latest: date, pointer: str) -> Iterator[Step]:
    for name in ("caseEvents", "caseTimelineEvents"):
        for row, source in rows(metadata, name, pointer):
            code = row.get("type", "")
            kind = codes.events.get(code)
            text = row.get("description") or row.get("name") or row.get("label") or code
            words = clean(text)
            title = kind.title if kind else words
            extra = _DAYS.search(words)
            if kind is not None and extra is not None:
                title = f"{title} by {extra[0]}"
            if title:
                place = Printed(text, source.locator)
                yield Step(kind, code, title, words, day(row.get("date", ""), latest), place)


def _sector(code: str) -> str:
    """`M.68.2` out of `NaceV2Sector_M_68.2`, `G.46` out of `NaceSectorsG_46`; anything else as it is."""
    match = _SECTOR.match(code)
    return match[1].replace("_", ".") if match else code
