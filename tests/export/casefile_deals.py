"""Deals for the tests of exports, written in the shape in which the sources bring them.

The Microsoft / Mistral AI deal follows the public record of 2024; the deal at three authorities is made up.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dealwatch.export.casefile_input import (
    CasefileInput,
    ComputedDeadline,
    CountedDay,
    CoverageRow,
    DayKind,
    Gap,
    Note,
    SourceKind,
    StoredCopy,
)
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal, DealKind, Party
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import Fact, ProvenFact
from dealwatch.model.source import SourceInfo
from dealwatch.model.status import AXES, Status

AS_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


def info(key: str, who: str, title: str, zone: str) -> SourceInfo:
    return SourceInfo(key, who, title, zone, timedelta(minutes=30), "https://example.org", "open", "cases")


SOURCES = {
    "ec": info("ec", "EC", "European Commission, merger cases", "Europe/Brussels"),
    "cma": info("cma", "CMA", "CMA cases on GOV.UK", "Europe/London"),
    "ftc": info("ftc", "FTC", "FTC press releases", "America/New_York"),
}


class Deals:
    """Builds a deal step by step: pages are stored, facts and events rest on them."""

    def __init__(self, deal: Deal) -> None:
        self.deal = deal
        self.copies: dict[str, StoredCopy] = {}
        self.events: list[Event] = []
        self.cases: list[Case] = []

    def page(
        self, url: str, body: str | bytes, at: datetime, *, content_type: str = "text/html; charset=utf-8", **more: Any
    ) -> Evidence:
        data = body.encode() if isinstance(body, str) else body
        sha256 = hashlib.sha256(data).hexdigest()
        self.copies[sha256] = StoredCopy(sha256, data, content_type, url, at, **more)
        return Evidence(sha256, url, at)

    def case(
        self,
        key: str,
        who: str,
        number: str,
        title: str,
        status: Status,
        facts: list[tuple[Fact, Evidence]] | None = None,
        *,
        url: str = "",
        procedure: str = "",
    ) -> str:
        proven = {
            fact.name: ProvenFact(
                fact.name, fact.value, fact.words, fact.locator, fact.quote, fact.occurred_on, fact.link,
                evidence=replace(evidence, locator=fact.locator, quote=fact.quote),
            )
            for fact, evidence in facts or []
        }  # fmt: skip
        case_id = f"case-{len(self.cases) + 1}"
        self.cases.append(
            Case(
                case_id, key, who, number or f"key-{case_id}", number, title, url, procedure, status, proven,
                checked_at=AS_AT - timedelta(hours=1),
            )
        )  # fmt: skip
        return case_id

    def event(
        self,
        case_id: str,
        kind: EventKind,
        name: str,
        old: str | None,
        new: str | None,
        evidence: Evidence,
        *,
        on: str = "",
        badges: tuple[str, str] = ("", ""),
        quote: str = "",
        words: str = "",
        note: EventNote = EventNote.NONE,
    ) -> str:
        number = len(self.events) + 1
        source = next((case.source for case in self.cases if case.id == case_id), "feed:news")
        event_id = f"{number:026d}"
        self.events.append(
            Event(
                event_id, case_id, evidence.fetched_at, kind, name, old, new, badges[0], badges[1], source,
                replace(evidence, quote=quote), PartialDate.parse(on) if on else None, words, note,
            )
        )  # fmt: skip
        return event_id

    def status(
        self,
        case_id: str,
        before: Status,
        after: Status,
        evidence: Evidence,
        *,
        on: str = "",
        quote: str = "",
        **more: Any,
    ) -> None:
        """The events of one change of status, an event for each axis that moved."""
        old, new = before.axes(), after.axes()
        for axis in AXES:
            if old[axis] != new[axis]:
                badges = (before.badge.value, after.badge.value)
                was, now = old[axis] or None, new[axis] or None
                self.event(
                    case_id, EventKind.STATUS, axis, was, now, evidence, on=on, badges=badges, quote=quote, **more
                )

    def input(self, **more: Any) -> CasefileInput:
        given = CasefileInput(
            deal=self.deal,
            cases=tuple(self.cases),
            events=tuple(self.events),
            as_at=AS_AT,
            snapshots=self.copies,
            sources=SOURCES,
            zone="Europe/Brussels",
        )
        return replace(given, **more)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def status(stage: str = "announced", outcome: str = "pending", clock: str = "none", overlay: str = "") -> Status:
    return Status.from_axes({"stage": stage, "outcome": outcome, "clock": clock, "overlay": overlay})


def page_text(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html lang=en><title>{title}</title><body><h1>{title}</h1>{body}</body></html>"


def mistral_deal() -> Deals:
    deals = Deals(
        Deal(
            "deal-1",
            "Microsoft – Mistral AI",
            DealKind.MINORITY_STAKE,
            (
                Party("Microsoft Corporation", "investor", ("Microsoft", "MSFT")),
                Party("Mistral AI SAS", "target", ("Mistral",)),
            ),
            "€15m ($16m)",
            PartialDate(2024, 2, 26),
            list_name="AI partnerships",
        )
    )
    checking = status("jurisdiction_review")
    ec = deals.case("ec", "EC", "", "Microsoft / Mistral AI", checking)
    words = "La Commission a reçu une copie de l’accord et va l’analyser, a dit une porte-parole."
    press = deals.page(
        "https://journal.example/2024/02/27/microsoft-mistral",
        page_text("L’Union européenne se penche sur l’accord", words),
        at("2024-02-27T18:04:00"),
        title="L’Union européenne se penche sur l’accord entre Microsoft et Mistral AI",
        publisher="Le Journal",
        kind=SourceKind.PRESS,
        language="fr",
        published=PartialDate(2024, 2, 27),
    )
    deals.status(ec, status(), checking, press, on="2024-02-27", quote=words)
    _mistral_cma(deals)
    headline = "EU opens investigation into Microsoft’s deal with Mistral AI"
    story = page_text(headline, "The Commission said that it was analysing the agreement.")
    item = deals.page("https://pageone.example/eu-opens", story, at("2024-02-27T20:00:00"), kind=SourceKind.PRESS)
    deals.event("", EventKind.DOCUMENT, "item-1", None, headline, item, on="2024-02-27")
    return deals


def _mistral_cma(deals: Deals) -> None:
    url = "https://www.gov.uk/cma-cases/microsoft-slash-mistral-ai-partnership-merger-inquiry"
    title = "Microsoft / Mistral AI partnership merger inquiry"
    comment = (
        "The CMA is considering whether it is or may be the case that the partnership has resulted in a relevant"
        " merger situation."
    )
    final = "The CMA has found that the partnership does not qualify for investigation."
    launch = "Launch of merger inquiry: 16 May 2024"
    first = deals.page(url, page_text(title, comment), at("2024-04-24T13:10:00"), title=title)
    second = deals.page(url, page_text(title, comment, launch), at("2024-05-16T09:01:30"), title=title)
    third = deals.page(url, page_text(title, comment, final), at("2024-05-17T09:31:00"), title=title)
    decision = deals.page(
        "https://assets.publishing.service.gov.uk/media/664c6cfd993111924d9d3654/Full_text_decision.pdf",
        b"%PDF-1.7 not a real one",
        at("2024-05-21T15:00:00"),
        content_type="application/pdf",
        title="Full text decision",
    )
    names = "Microsoft Corporation\nMistral AI SAS\nMicrosoft Ireland Operations Limited"
    day, paper = PartialDate(2024, 5, 21), "https://assets.publishing.service.gov.uk/media/x/itc.pdf"
    invited, launched = status("jurisdiction_review"), status("notified", clock="running")
    refused = status("decision", "no_jurisdiction", "expired")
    facts = [
        (Fact("text:status", "closed", "Closed"), third),
        (Fact("date:comments_until", "2024-05-09", "24 April to 9 May 2024"), first),
        (Fact("party:parties", names), first),
        (Fact("document:abc", "Full text decision", occurred_on=day, locator="page 1"), decision),
        (Fact("document:def", "Invitation to comment (PDF)", link=paper), first),
    ]
    cma = deals.case("cma", "CMA", "ME/7102/24", title, refused, facts, url=url, procedure="UK_CMA_MERGER")
    deals.status(cma, status(), invited, first, on="2024-04-24", quote=comment)
    deals.status(cma, invited, launched, second, on="2024-05-16")
    deals.event(cma, EventKind.DEADLINE, "phase_1", None, "2024-07-11", second)
    deals.status(cma, launched, refused, third, on="2024-05-17", quote=final)
    deals.event(cma, EventKind.DEADLINE, "phase_1", "2024-07-11", None, third)


def three_deal() -> Deals:
    """Made up: one review cleared with conditions after an extension, one stopped, one in court."""
    deals = Deals(
        Deal(
            "deal-2",
            "Northwind / Contoso Grid",
            DealKind.MERGER,
            (Party("Northwind Holdings plc", "acquirer"), Party("Contoso Grid SA", "target", ("Contoso",))),
            "about $69bn (reported)",
            PartialDate(2022, 1, 18),
            PartialDate(2023, 7, 18),
        )
    )
    _three_ec(deals)
    _three_cma(deals)
    _three_ftc(deals)
    return deals


def _three_ec(deals: Deals) -> None:
    url, kind = "https://competition-cases.ec.europa.eu/cases/M.19646", "application/json"
    opened = deals.page(url, '{"caseNumber": "M.19646", "phase": "II"}', at("2022-11-08T16:00:00"), content_type=kind)
    extended = deals.page(url, '{"caseNumber": "M.19646"}', at("2023-03-01T08:00:00"), content_type=kind)
    closed = deals.page(
        url,
        '{"caseNumber": "M.19646", "decision": "8(2)"}',
        at("2023-05-15T15:00:00"),
        content_type=kind,
        of_file="ab" * 32,
        place="/cases/1204, bytes 1048576-1052001",
    )
    cleared = status("decision", "cleared_conditions", "expired")
    facts = [
        (Fact("date:notified", "2022-09-30", "Notification received"), opened),
        (Fact("date:prenotification_opened", "2022-04-11"), opened),
        (Fact("deadline:decision", "2023-05-22", locator="/deadline"), extended),
        (Fact("text:legal_basis", "Regulation 139/2004, Articles 6(1)(c) and 8(2)"), closed),
    ]
    ec = deals.case("ec", "EC", "M.19646", "NORTHWIND / CONTOSO GRID", cleared, facts, url=url, procedure="EU_MERGER")
    phase_1, deep = status("notified", clock="running"), status("in_depth", clock="running")
    objections = status("objections", clock="running")
    deals.status(ec, phase_1, deep, opened, on="2022-11-08", quote="Initiation of proceedings, Article 6(1)(c)")
    deals.event(ec, EventKind.DEADLINE, "decision", "2022-11-08", "2023-03-23", opened, on="2022-11-08")
    deals.event(ec, EventKind.DEADLINE, "decision", "2023-03-23", "2023-05-22", extended)
    deals.status(ec, deep, objections, extended, on="2023-02")
    deals.status(ec, objections, cleared, closed, on="2023-05-15", quote="Compatible with commitments, Article 8(2)")
    summary = "Decision summary published in the Official Journal"
    deals.event(ec, EventKind.DOCUMENT, "event:oj:2023-08-14", None, summary, closed, on="2023-08-14")


def _three_cma(deals: Deals) -> None:
    url, title = "https://www.gov.uk/cma-cases/northwind-slash-contoso-grid", "Northwind / Contoso Grid merger inquiry"
    a = deals.page(url, page_text(title, "Launch of merger inquiry"), at("2022-07-06T09:00:00"), title=title)
    b = deals.page(url, page_text(title, "Reference made"), at("2022-09-15T09:00:00"), title=title)
    c = deals.page(url, page_text(title, "Statutory timetable suspended"), at("2023-02-10T09:00:00"), title=title)
    facts = [
        (Fact("deadline:phase_2", "suspended", "Suspended until further notice"), c),
        (Fact("date:hearing", "2026-12-09"), c),
    ]
    phase_1, deep = status("notified", clock="running"), status("in_depth", clock="running")
    stopped = status("in_depth", clock="suspended")
    cma = deals.case("cma", "CMA", "ME/6983/22", title, stopped, facts, url=url, procedure="UK_CMA_MERGER")
    deals.status(cma, status(), phase_1, a, on="2022-07-06", quote="Launch of merger inquiry")
    deals.status(cma, phase_1, deep, b, on="2022-09-15", quote="Reference made")
    deals.status(cma, deep, stopped, c, on="2023-02-10", quote="Statutory timetable suspended under section 39(4)")


def _three_ftc(deals: Deals) -> None:
    notice = deals.page(
        "https://www.ftc.example/legal/complaint",
        page_text("Complaint"),
        at("2022-12-08T20:00:00"),
        title="Administrative complaint",
    )
    request, litigated = status("in_depth"), status("objections", overlay="court_litigation")
    ftc = deals.case("ftc", "FTC", "9412", "In the Matter of Northwind/Contoso", litigated, procedure="US_HSR")
    owner, told = Evidence("", "", at("2022-12-20T10:00:00")), "Second request, told by counsel"
    deals.status(ftc, status(), request, owner, on="2022-03-03", note=EventNote.BY_USER, words=told)
    reason = "The Commission has reason to believe that the acquisition would violate section 7."
    deals.status(ftc, request, litigated, notice, on="2022-12-08", quote=reason)


def counted(first: date, last: date, holidays: dict[date, str]) -> tuple[CountedDay, ...]:
    found, day = [], first
    while day <= last:
        if day in holidays:
            found.append(CountedDay(day, DayKind.HOLIDAY, holidays[day]))
        else:
            found.append(CountedDay(day, DayKind.WEEKEND if day.weekday() > 4 else DayKind.COUNTED))
        day += timedelta(days=1)
    return tuple(found)


AUTUMN = {date(2022, 11, 1): "All Saints’ Day", date(2022, 11, 2): "All Souls’ Day"}
WINTER = {
    date(2022, 12, 23): "End-of-year day – inferred, not in the list seen",
    **{date(2022, 12, day): "End-of-year days" for day in range(26, 31)},
    date(2023, 1, 2): "Day after New Year’s Day",
}
COMPUTED = (
    ComputedDeadline(
        "case-1",
        "phase_1",
        date(2022, 11, 8),
        "25 working days; day 1 is the first working day after the trigger",
        "30 Sep 2022 (Fri), complete notification",
        "Regulation 139/2004, Article 10(1)",
        "Commission holidays 2022 (secondary)",
        days=counted(date(2022, 10, 1), date(2022, 11, 8), AUTUMN),
        remark="decided on the computed day",
    ),
    ComputedDeadline(
        "case-1",
        "decision",
        date(2023, 3, 23),
        "90 working days; day 1 is the first working day after the trigger",
        "8 Nov 2022 (Tue), Article 6(1)(c) decision",
        "Regulation 139/2004, Article 10(3)",
        "Commission holidays 2022 and 2023",
        official=date(2023, 5, 22),
        difference=38,
        days=counted(date(2022, 11, 9), date(2023, 3, 23), WINTER),
        warnings=("23 Dec 2022 is inferred. Without it the result would be 22 Mar 2023 (Wed).",),
        remark="extended since",
    ),
    ComputedDeadline(
        "case-2",
        "phase_2",
        None,
        "24 weeks including the day of reference",
        "15 Sep 2022",
        remark="not computable: the clock stands still",
    ),
)
SLEPT = Gap(at("2024-08-02T22:00:00"), at("2024-08-05T06:10:00"), "this machine slept")
COVERAGE = (
    CoverageRow("ec", at("2022-03-01T00:00:00"), at("2026-11-23T12:40:00")),
    CoverageRow("cma", at("2022-03-01T00:00:00"), at("2026-11-23T12:35:00"), (SLEPT,)),
    CoverageRow("ftc", None, None),
)
NOTES = (
    Note("Counsel expects a decision before Easter.\n\nTo be asked again.", at("2023-01-05T09:00:00"), "Owner"),
    Note("Privileged advice on the remedy.", at("2023-01-06T09:00:00"), privileged=True),
)


def three_input(**more: Any) -> CasefileInput:
    given = three_deal().input(
        computed=COMPUTED,
        coverage=COVERAGE,
        notes=NOTES,
        marking="Privileged and confidential",
        file_number="DW-2022-0003",
        version=5,
        supersedes=(4, date(2023, 10, 16)),
        prepared_by="Competition team",
        prepared_for="Board legal committee",
    )
    return replace(given, **more)
