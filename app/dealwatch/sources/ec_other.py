"""The Commission's cases beside mergers: antitrust, state aid, foreign subsidies, the Digital Markets Act.

The same file format and the same search as for mergers (`ec`), with another law each. Must not contain: reading of
records (`ec_bulk`, `ec_search`), judgement on a status (`ec_other_status`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from dealwatch.language import mark
from dealwatch.model.facts import DATE, DEADLINE, Fact
from dealwatch.model.source import Document, Known, Parsed, SourceInfo
from dealwatch.sources import ec_other_status, ec_requests
from dealwatch.sources.ec import Ec, Subject
from dealwatch.sources.ec_bulk import read_bulk
from dealwatch.sources.ec_case import EcCase
from dealwatch.sources.ec_codes import read_codes
from dealwatch.sources.ec_facts import Law, parties_by_title
from dealwatch.sources.ec_search import read_search
from dealwatch.sources.ec_values import ZONE
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.printed import clean

_FILES = "https://compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com/"
_TERMS = mark("Commission documents may be reused with attribution (Decision 2011/833/EU).")
_PARTLY = frozenset({DEADLINE, DATE})
"""Texts are left out: the search prints a bare code where the open-data file has words."""
_LABEL = re.compile(rb'\\"code\\":\s*\\"(DecisionType\w+)\\",\s*\\"label\\":\s*\\"([^"\\]*)\\"')
_LABELS = "labels"
_OPENED = "date:opened"
_KINDS = frozenset({"antitrust", "cartel"})


class EcOther(Ec):
    """`model.source.Source` for one instrument.

    The search prints bare codes of decisions; what they are called is learnt from the open-data file.
    """

    def parse(self, document: Document, known: Known) -> Parsed:
        """SourceProblem as for mergers, and for a file or answer that is about another instrument."""
        if document.request.role == "bulk":
            labels = _labels(document.body)
            count = known.memory.get("bulk_cases")
            codes = self._codes.labelled(labels)
            parsed = read_bulk(document, codes, count if isinstance(count, int) else 0, self._subject.law)
            self._check(parsed.listed or ())
            return replace(parsed, memory={**parsed.memory, _LABELS: labels})
        if document.request.role == "search":
            learnt = known.memory.get(_LABELS)
            codes = self._codes.labelled(learnt if isinstance(learnt, dict) else {})
            parsed = read_search(document, known, codes, self._subject.law)
            cases = list(parsed.cases)
            self._check(case.number for case in cases)
            return replace(parsed, cases=[case for case in cases if self._is_ours(case.number)])
        return super().parse(document, known)

    def _check(self, numbers: Iterable[str]) -> None:
        shown = list(numbers)
        if shown and not any(map(self._is_ours, shown)):
            raise layout_changed(mark("the Commission's case register"), f"{shown[0]} is no {self._subject.noun} case")

    def _is_ours(self, number: str) -> bool:
        return number.startswith(self._subject.info.key.removeprefix("ec-").upper())


def _labels(body: bytes) -> dict[str, str]:
    """The words of every decision type that the file prints, by code."""
    return {code.decode(): label.decode("utf-8", "replace") for code, label in _LABEL.findall(body)}


def _companies(case: EcCase) -> Fact | None:
    """The undertakings named; a title is no list of parties here."""
    names = list(dict.fromkeys(name for source in case.named if (name := clean(source.text))))
    if not names:
        return None
    return Fact("party:parties", "\n".join(names), ", ".join(names), case.named[0].locator, case.named[0].text)


def _by_title(case: EcCase) -> Fact | None:
    return _companies(case) or parties_by_title(case)


def _antitrust_facts(case: EcCase) -> Iterator[Fact]:
    """Whether it is a cartel, and the articles it rests on. The field says "Antitrust" on every merger as well."""
    if case.kind is not None and case.kind.text.casefold() in _KINDS:
        yield Fact("text:type", case.kind.text, case.kind.text, case.kind.locator, case.kind.text)
    yield from _basis_facts(case)


def _basis_facts(case: EcCase) -> Iterator[Fact]:
    if case.legal_basis:
        words = [basis.text for basis in case.legal_basis]
        first = case.legal_basis[0]
        yield Fact("text:legal_basis", "\n".join(words), ", ".join(words), first.locator, first.text)


def _subject(
    key: str,
    title: str,
    tells: str,
    untold: str,
    law: Law,
    codes: str,
    questions: tuple[str, ...],
    noun: str,
    *,
    bulk: str = "",
    instrument: str = "",
    confirmed: bool = False,
) -> Subject:
    info = SourceInfo(
        key=key,
        authority="EC",
        title=title,
        zone=ZONE,
        interval=timedelta(hours=3),
        homepage=ec_requests.DMA_SITE if key == "ec-dma" else ec_requests.SITE,
        terms=_TERMS,
        tells=tells,
        untold=untold,
        active_hours=(7, 22),
        confirmed=confirmed,
        pace=timedelta(seconds=2),
    )
    return Subject(info, law, codes, instrument or key.removeprefix("ec-").upper(), questions, bulk, noun)


SUBJECTS = (
    _subject(
        "ec-at",
        mark("European Commission antitrust and cartels"),
        mark(
            "Every antitrust and cartel case: decisions with type and day, undertakings, documents."
            " A decision of a type that is not known is shown in the Commission's words and moves nothing."
        ),
        mark(
            "There is no deadline by law. Complaints and inspections before a case is opened are not in the register."
        ),
        Law(
            "EU_ART101_102",
            ec_other_status.antitrust,
            _companies,
            _antitrust_facts,
            _PARTLY,
            settled=False,
            opened=_OPENED,
        ),
        "ec_antitrust",
        (ec_requests.LATEST,),
        "antitrust",
        bulk=f"{_FILES}case-data-AT.json",
        confirmed=True,
    ),
    _subject(
        "ec-fs",
        mark("European Commission foreign subsidies"),
        mark(
            "Concentrations and tenders notified under the Foreign Subsidies Regulation, with the Commission's own"
            " deadline where it gives one."
            " A decision of a type that is not known is shown in the Commission's words and moves nothing."
        ),
        mark(
            "Preliminary reviews that the Commission begins of its own accord are not in it before they are published."
        ),
        Law("EU_FSR", ec_other_status.foreign_subsidies, _by_title, _basis_facts, complete=_PARTLY, settled=False),
        "ec_foreign_subsidies",
        (ec_requests.OPEN, ec_requests.LATEST),
        "foreign subsidies",
        bulk=f"{_FILES}case-data-FS.json",
        instrument="InstrumentFS",
    ),
    _subject(
        "ec-dma",
        mark("European Commission Digital Markets Act"),
        mark(
            "Designations, specification and non-compliance proceedings under the Digital Markets Act, with their"
            " documents and press releases."
            " A decision of a type that is not known is shown in the Commission's words and moves nothing."
        ),
        mark("Gatekeepers' information about acquisitions is shown only where it is published."),
        Law(
            "EU_DMA",
            ec_other_status.digital_markets,
            _companies,
            complete=_PARTLY,
            opened=_OPENED,
            page=f"{ec_requests.DMA_SITE}/cases/",
        ),
        "ec_digital_markets",
        (ec_requests.ALL,),
        "Digital Markets Act",
        instrument="InstrumentDMA",
    ),
    _subject(
        "ec-sa",
        mark("European Commission state aid"),
        mark(
            "State aid cases with a decision, the newest first; a case that you add by its number is asked for."
            " A decision of a type that is not known is shown in the Commission's words and moves nothing."
        ),
        mark("There are far too many to read all, so a case without a decision is shown only when asked for."),
        Law("EU_STATE_AID", ec_other_status.state_aid, _companies, _basis_facts, _PARTLY, opened=_OPENED),
        "ec_state_aid",
        (ec_requests.LATEST,),
        "state aid",
    ),
)


def ec_others() -> tuple[EcOther, ...]:
    return tuple(EcOther(read_codes(subject.codes), subject) for subject in SUBJECTS)
