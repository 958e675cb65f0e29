"""Recorded registers of the United States: the Antitrust Division's list of cases and the FTC's early terminations.

Expected values were read off the recorded pages by hand.
"""

from __future__ import annotations

import json
import lzma
import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Known
from dealwatch.model.status import Badge, Status
from dealwatch.sources.american_days import read_day
from dealwatch.sources.doj_cases import LIST_URL, DojCases
from dealwatch.sources.doj_documents import Kind, is_numbered, kind
from dealwatch.sources.doj_status import axes
from dealwatch.sources.ftc_hsr import API_URL, FtcHsr
from dealwatch.sources.printed import clean

SHARED = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[3] / "shared")
DOJ = SHARED / "data" / "us-doj"
FTC = SHARED / "data" / "us-ftc"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DOJ.is_dir(), reason="the recorded payloads are not here (DEALWATCH_SHARED)"),
]

SEEN = datetime(2026, 8, 15, 12, tzinfo=UTC)

# case, badge, opened, type, documents, defendant
ROWS = [
    ("us-and-state-tennessee-v-crh-plc-et-al", Badge.REMEDIES, "2026-08-07", "Civil Merger", 5, "CRH plc"),
    (
        "us-and-plaintiff-states-v-cal-maine-foods-inc-et-al",
        *(Badge.REMEDIES, "2026-06-29", "Civil Non Merger", 9, "Cal-Maine Foods, Inc."),
    ),
    (
        "us-and-state-california-v-taiheiyo-cement-corporation-et-al",
        *(Badge.REMEDIES, "2026-05-21", "Civil Merger", 6, "Taiheiyo Cement Corporation"),
    ),
    (
        "us-v-new-york-and-presbyterian-hospital",
        *(Badge.IN_COURT, "2026-03-26", "", 1, "The New York and Presbyterian Hospital"),
    ),
    ("us-v-alan-hayward-james", Badge.IN_COURT, "2026-03-20", "Criminal", 2, "Alan Hayward James"),
    ("broadway-across-america", Badge.DECIDED, "2026-03-18", "", 1, ""),
    (
        "us-and-state-ohio-v-ohiohealth-corporation",
        *(Badge.REMEDIES, "2026-02-20", "Civil Non Merger", 5, "OhioHealth Corporation"),
    ),
    ("us-v-reddy-ice-llc-et-al", Badge.REMEDIES, "2026-01-30", "Civil Merger", 8, "Reddy Ice LLC"),
    (
        "us-v-columbus-mckinnon-corporation-et-al",
        *(Badge.CLEARED_CONDITIONS, "2026-01-29", "Civil Merger", 9, "Columbus McKinnon Corporation"),
    ),
    ("us-v-eblock-corporation", Badge.IN_COURT, "2026-01-22", "Criminal", 2, "EBlock Corporation"),
    (
        "us-and-plaintiff-states-v-constellation-energy-corporation-et-al",
        *(Badge.CLEARED_CONDITIONS, "2025-12-05", "Civil Merger", 10, "Constellation Energy Corporation"),
    ),
    (
        "u-s-v-china-international-marine-containers-group-co-ltd-et-al",
        *(Badge.IN_COURT, "2025-10-02", "Criminal", 1, "China International Marine Containers (Group) Co., Ltd."),
    ),
]

ENTERED = {
    "Final Judgment",
    "Final Judgement",
    "Amended Final Judgment",
    "Modified Final Judgment",
    "Second Modified Final Judgment",
    "Third Amended Final Judgment",
    "Order (Granting Entry of the Final Judgment)",
}
PROPOSED = {
    "[Proposed] Final Judgment",
    "(Proposed) Final Judgment",
    "Proposed Final Judgment",
    "Proposed Final Judgement",
    "Proposed Final Judgment [Redline Version]",
    "Exhibit A - [Proposed] Final Judgment",
    "Exhibit A: [Proposed] Final Judgment",
    "Exhibit A: Proposed Final Judgment",
    "Exhibit A - Final Judgment",
    "Exhibit A – Final Judgment",
    "Exhibit 1 - Proposed Final Judgment",
    "Exhibit 2 - Proposed Final Judgment [Redline Version]",
    "Exhibit 1: Modified Proposed Final Judgment",
    "Exhibit 2: Modified Proposed Final Judgment [Redline Version]",
    "Exhibit A - Plaintiff's Second Amended [Proposed] Final Judgment",
    "Modified [Proposed] Final Judgment",
    "[Proposed] Modified Final Judgment",
    "[Proposed] Amended Final Judgment",
    "[Proposed] Amended Final Judgment [Redline Version]",
    "[Proposed] Second Modified Final Judgment",
    "PROPOSED SECOND MODIFIED FINAL JUDGMENT",
}

# title as recorded in 2023, and where the case stood by its documents
STANDINGS = {
    "U.S. and Plaintiff States v. JetBlue Airways Corporation and Spirit Airlines, Inc.": Badge.IN_COURT,
    "U.S. v. ASSA ABLOY, et al.": Badge.REMEDIES,
    "U.S. and Plaintiff States v. UnitedHealth Group, Inc. and Change Healthcare Inc.": Badge.IN_COURT,
    "U.S. v. S&P Global Inc., et al.": Badge.CLEARED_CONDITIONS,
    "U.S. v. Gray Television, Inc. and Quincy Media, Inc.": Badge.REMEDIES,
    "U.S. v. Aon plc and Willis Towers Watson plc": Badge.DECIDED,
    "U.S. v. Stone Canyon Industies Holdings LLC, et al.": Badge.CLEARED_CONDITIONS,
    "U.S. v. AT&T Inc., DirecTV Group Holdings, LLC, and Time Warner Inc.": Badge.IN_COURT,
    "U.S. v. GrafTech International Ltd and Seadrift Coke L.P.": Badge.CLEARED_CONDITIONS,
    "U.S., et al. v. Election Systems & Software, Inc.": Badge.CLEARED_CONDITIONS,
    "U.S. v. Baker Hughes Inc. and BJ Services Co.": Badge.REMEDIES,
    "U.S. v. Exelon Corp. and Public Service Enterprise Group Inc.": Badge.DECIDED,
}


def listed() -> tuple[bytes, list[CaseFacts]]:
    body = (DOJ / "doj_atr_case_filings_2026-08-15_page0.html").read_bytes()
    request = DojCases().plan(Known(SEEN))[0]
    parsed = DojCases().parse(Document(request, LIST_URL, body, "text/html", SEEN), Known(SEEN))
    assert (parsed.warnings, parsed.follow, parsed.listed) == ((), (), None)
    return body, list(parsed.cases)


def dockets() -> list[dict[str, Any]]:
    with lzma.open(DOJ / "civil_merger_cases_dev.json.xz") as file:
        cases: list[dict[str, Any]] = json.load(file)
    return cases


def badge(case: CaseFacts) -> Badge:
    return Status.from_axes({fact.name: fact.value for fact in case.facts if fact.namespace == "status"}).badge


def value(case: CaseFacts, name: str) -> str:
    fact = case.get(name)
    return fact.value if fact else ""


def test_every_row_of_the_list() -> None:
    _, cases = listed()
    found = [
        (
            case.number.removeprefix("/atr/case/"),
            badge(case),
            value(case, "date:opened"),
            value(case, "text:case_type"),
            sum(fact.namespace == "document" for fact in case.facts),
            value(case, "party:defendant"),
        )
        for case in cases
    ]
    assert found == ROWS
    assert all(case.warnings == () for case in cases)


def test_only_merger_cases_are_merger_procedures() -> None:
    _, cases = listed()
    assert {case.number for case in cases if case.procedure} == {
        case.number for case in cases if value(case, "text:case_type") == "Civil Merger"
    }


def test_every_fact_stands_where_it_says() -> None:
    body, cases = listed()
    tree = LexborHTMLParser(body)
    for case in cases:
        for fact in case.facts:
            (node,) = tree.css(fact.locator)
            shown = clean(node.text(separator=" ")) + (node.attributes.get("href") or "")
            assert fact.quote in shown, f"{case.number}: {fact.name}"


def test_proposed_and_entered_judgments_are_told_apart_in_every_docket() -> None:
    titles = {clean(paper["title"]) for case in dockets() for paper in case["documents"]}
    assert {title for title in titles if kind(title) is Kind.JUDGMENT} == titles & ENTERED
    assert {title for title in titles if kind(title) is Kind.PROPOSED_JUDGMENT} == titles & PROPOSED
    assert len(titles & ENTERED) >= 6
    assert len(titles & PROPOSED) >= 15


def test_the_category_would_have_said_nothing() -> None:
    kinds = Counter(
        kind(paper["title"])
        for case in dockets()
        for paper in case["documents"]
        if paper["doc_name"].startswith("Final Judgments + Proposed Final Judgments")
    )
    assert kinds[Kind.JUDGMENT] > 80
    assert kinds[Kind.PROPOSED_JUDGMENT] > 130


def test_a_slug_tells_what_the_title_tells() -> None:
    """Drupal drops small words and cuts long names: only an exhibit *to* a judgment then looks like one of the kind."""
    slugs = [
        (paper["doc_page"].rpartition("/")[2], clean(paper["title"]))
        for case in dockets()
        for paper in case["documents"]
    ]
    named = [(slug, title) for slug, title in slugs if not is_numbered(slug)]
    assert len(named) > 800
    differ = [(slug, title) for slug, title in named if kind(slug) is not kind(title)]
    assert len(differ) <= len(named) // 100
    assert not [slug for slug, title in differ if Kind.JUDGMENT in (kind(slug), kind(title))]


def test_where_recorded_cases_stood() -> None:
    found = {}
    for case in dockets():
        kinds = [kind(paper["title"]) for paper in case["documents"]]
        status = Status.from_axes({axis.name: axis.value for axis in axes(case["case_type"], kinds)})
        found[case["title"]] = status.badge
    assert {title: found[title] for title in STANDINGS} == STANDINGS


def test_every_printed_day_of_the_dockets_is_read() -> None:
    days = [paper["date"] for case in dockets() for paper in case["documents"] if paper["date"]]
    days += [case["case_open_date"] for case in dockets() if case["case_open_date"]]
    assert len(days) > 1000
    assert {day for day in days if read_day(clean(day)) is None} <= {"NA"}
    assert str(read_day("Tuesday, March 7, 2023")) == "2023-03-07"


def test_early_terminations_as_the_interface_gave_them() -> None:
    body = (FTC / "hsr_api_jsonapi_sample_blockbuster.json").read_bytes()
    request = FtcHsr().owns(f"{API_URL}?filter%5Btitle%5D%5Bvalue%5D=Blockbuster")
    assert request is not None
    parsed = FtcHsr().parse(Document(request, request.url, body, "application/vnd.api+json", SEEN), Known(SEEN))
    assert parsed.warnings == ()
    found = [
        (
            case.number,
            badge(case),
            value(case, "date:early_termination"),
            value(case, "party:acquirer"),
            value(case, "party:target"),
            value(case, "party:acquired_entities"),
        )
        for case in parsed.cases
    ]
    target = "Blockbuster Inc. - Debtor-in-Possession"
    assert found == [
        ("20110718", Badge.WAITING_PERIOD_OVER, "2011-04-11", "Carl C. Icahn", target, target),
        ("20110728", Badge.WAITING_PERIOD_OVER, "2011-04-08", "Charles W. Ergen", target, target),
    ]
