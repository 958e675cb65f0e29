"""The data of a case file: what is said, in which order it is cited, what is left out, what is said to be missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from casefile_deals import AS_AT, COMPUTED, Deals, at, mistral_deal, status, three_deal
from casefile_pdf import text

from dealwatch.export.casefile import RenderedCasefile, build, render
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.errors import DataError
from dealwatch.model.event import EventKind, EventNote
from dealwatch.model.facts import Fact
from dealwatch.model.status import Badge


def section(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in data["authorities"] if item["id"] == name)
    return found


def test_a_check_without_a_case_is_not_called_an_investigation(mistral: CasefileInput) -> None:
    data, _ = build(mistral)
    ec = section(data, "EC")
    assert data["deal"]["lead"][0] == "Two authorities looked at this deal; neither opened an in-depth review."
    assert ec["badge"] == "Jurisdiction check"
    assert ec["clock"] == "none"
    assert ec["case"] == ""
    checking = "The European Commission has been checking since 27 Feb 2024 whether it can review the deal [S1]."
    assert ec["position"] == f"{checking} No clock runs."
    assert [note.split(".")[0] for note in ec["notes"]] == [
        "No case number",
        "No clock: no legal time limit runs",
        "No formal investigation",
        "No published conclusion found in the sources and periods of the coverage statement",
    ]
    assert ec["matrix"] == {"check": "27 Feb 2024"}
    assert ec["current"] == "check"
    assert data["deal"]["facts"][3] == ["Gating authority", "none"]
    assert data["deadlines"] == []
    assert data["no_deadline"].startswith("None. No legal time limit is running")


def test_not_reviewable_is_never_told_as_a_clearance(mistral: CasefileInput) -> None:
    data, _ = build(mistral)
    cma = section(data, "CMA")
    assert cma["glyph"] == "noreview"
    assert "no clearance" in cma["position"]
    assert "no clearance" in data["deal"]["lead"][1]
    assert cma["matrix"] == {"check": "24 Apr 2024", "p1": "16 May 2024", "outcome": "17 May 2024"}


def test_foreign_press_words_say_who_reported_them_in_what_language(mistral: CasefileInput) -> None:
    quote = section(build(mistral)[0], "EC")["quotes"][0]
    assert quote["text"].startswith("La Commission a reçu")
    assert (quote["lang"], quote["langname"], quote["reported"]) == ("fr", "French", "Le Journal")


def test_reports_stand_apart_and_set_nothing(mistral: CasefileInput) -> None:
    data, _ = build(mistral)
    assert [row["title"] for row in data["news"]] == ["EU opens investigation into Microsoft’s deal with Mistral AI"]
    assert not any("investigation into" in row["event"] for row in data["chronology"])
    assert next(source for source in data["sources"] if source["n"] == data["news"][0]["sources"][0])["kind"] == "press"


def test_sources_are_numbered_in_the_order_of_reading(three: CasefileInput) -> None:
    data, copies = build(three)
    assert [source["n"] for source in data["sources"]] == list(range(1, 9))
    assert data["deadlines"][0]["source"] == 1
    assert data["sources"][1]["kind"] == "user"
    assert data["sources"][1]["snapshot"] is None
    assert [name[:3] for name in copies] == ["S01", "S03", "S04", "S05", "S06", "S07", "S08"]


def test_changes_of_status_read_together_are_one_row(mistral: CasefileInput) -> None:
    data, _ = build(mistral)
    launched = [row for row in data["chronology"] if row["date"]["iso"] == "2024-05-16"]
    assert [row["event"] for row in launched] == ["Phase 1 opened.", "Phase 1 deadline published: 11 Jul 2024."]
    assert launched[1]["flag"] == "day on which it was seen"


def test_the_ribbon_draws_what_is_on_file(three: CasefileInput) -> None:
    data, _ = build(three)
    ec, cma, ftc = (section(data, name)["ribbon"] for name in ("EC", "CMA", "FTC"))
    assert [(seg["kind"], seg["a"], seg["b"]) for seg in ec["segs"]] == [
        ("pre", "2022-04-11", "2022-09-30"),
        ("p1", "2022-09-30", "2022-11-08"),
        ("p2", "2022-11-08", "2023-03-23"),
        ("ext", "2023-03-23", "2023-05-15"),
    ]
    assert ec["end"]["glyph"] == "conditions"
    assert [(seg["kind"], seg["open"]) for seg in cma["segs"]] == [("p1", False), ("p2", False), ("stop", True)]
    assert [(seg["kind"], seg["open"]) for seg in ftc["segs"]] == [("p2", False), ("court", True)]
    assert "Clock stopped since 10 Feb 2023, no end known" in cma["alt"]
    assert set(data["key"]) == {n for ribbon in (ec, cma, ftc) for n in ribbon["marks"]}
    assert data["axis"]["unit"] == "quarter"
    assert data["axis"]["note"].endswith("no step is recorded after that day.")


def test_a_withdrawn_deal_shows_the_time_that_was_left() -> None:
    deals = Deals(Deal("d", "A / B"))
    page = deals.page("https://x.example", "x", at("2023-12-18T10:00:00"))
    limit = [(Fact("deadline:decision", "2024-02-05"), page), (Fact("date:notified", "2023-06-30"), page)]
    case = deals.case("ec", "EC", "M.19999", "A / B", status("decision", "withdrawn", "expired"), limit)
    deals.status(case, status("in_depth"), status("decision", "withdrawn"), page, on="2023-12-18")
    ribbon = section(build(deals.input())[0], "EC")["ribbon"]
    assert [(seg["kind"], seg["a"], seg["b"]) for seg in ribbon["segs"]] == [
        ("p1", "2023-06-30", "2023-12-18"),
        ("left", "2023-12-18", "2024-02-05"),
    ]
    assert ribbon["deadlines"] == [{"a": "2024-02-05", "label": "5 Feb 2024", "official": True}]


def test_time_left_of_a_running_review_is_outlined_up_to_the_deadline() -> None:
    deals = Deals(Deal("d", "A / B"))
    page = deals.page("https://x.example", "x", at("2026-11-02T10:00:00"))
    limit = [(Fact("deadline:decision", "2026-12-07"), page), (Fact("date:notified", "2026-11-02"), page)]
    deals.case("ec", "EC", "M.19999", "A / B", status("notified", clock="running"), limit)
    data, _ = build(deals.input())
    ribbon = section(data, "EC")["ribbon"]
    assert [(seg["kind"], seg["b"]) for seg in ribbon["segs"]] == [("p1", "2026-11-23"), ("left", "2026-12-07")]
    assert data["axis"]["today"] == "2026-11-23"
    assert data["deadlines"][0]["date"]["text"] == "7 Dec 2026 (Mon)"
    assert data["deal"]["facts"][3] == ["Gating authority", "European Commission"]


def test_a_step_backwards_that_was_taken_back_never_was_one() -> None:
    deals = Deals(Deal("d", "A / B"))
    pages = [deals.page("https://x.example", f"v{n}", at(f"2026-03-{n + 1:02}T10:00:00")) for n in range(4)]
    open_, done = status("notified", clock="running"), status("decision", "cleared", "expired")
    case = deals.case("accc", "ACCC", "MN-55012", "A / B", done)
    deals.status(case, status(), open_, pages[0], on="2026-03-01")
    deals.status(case, open_, done, pages[1], on="2026-03-02")
    deals.status(case, done, open_, pages[2], note=EventNote.ROLLBACK)
    deals.status(case, open_, done, pages[3], note=EventNote.ROLLBACK_UNDONE)
    data, _ = build(deals.input())
    accc = section(data, "ACCC")
    assert [(seg["kind"], seg["b"]) for seg in accc["ribbon"]["segs"]] == [("p1", "2026-03-02")]
    assert accc["matrix"] == {"p1": "1 Mar 2026", "outcome": "2 Mar 2026"}
    flags = [row["flag"] for row in data["chronology"]]
    assert flags[2:] == [
        "day on which it was seen, step backwards",
        "day on which it was seen, step backwards taken back",
    ]


def test_two_cases_of_one_authority_are_two_sections() -> None:
    deals = Deals(Deal("d", "A / B"))
    page = deals.page("https://x.example", "x", at("2026-03-01T10:00:00"))
    for number in ("ME/1/22", "ME/2/23"):
        case = deals.case("cma", "CMA", number, "A / B", status("notified", clock="running"))
        deals.status(case, status(), status("notified"), page, on=f"20{number[-2:]}-03-01")
    data, _ = build(deals.input())
    assert [item["id"] for item in data["authorities"]] == ["CMA-1", "CMA-2"]
    assert [item["name"][-7:] for item in data["authorities"]] == ["ME/1/22", "ME/2/23"]


def test_what_happened_after_the_as_at_instant_is_left_out() -> None:
    given = mistral_deal().input(as_at=at("2024-05-01T00:00:00"))
    data, _ = build(given)
    rows = [row for row in data["chronology"] if row["sources"]]
    assert [row["date"]["iso"] for row in rows] == ["2024-02-27", "2024-04-24"]
    assert any("left out" in gap for gap in data["gaps"])
    assert [source["captured_day"] for source in data["sources"]] == ["27 Feb 2024", "24 Apr 2024", "27 Feb 2024"]


def test_a_stored_copy_that_no_longer_matches_stops_the_export(mistral: CasefileInput) -> None:
    sha256, copy = next(iter(mistral.snapshots.items()))
    broken = {**mistral.snapshots, sha256: replace(copy, body=copy.body + b" ")}
    with pytest.raises(DataError, match="fingerprint"):
        build(replace(mistral, snapshots=broken))


def test_a_copy_that_is_not_at_hand_is_said_to_be_missing(mistral: CasefileInput) -> None:
    data, copies = build(replace(mistral, snapshots={}))
    assert copies == {}
    assert all(source["snapshot"] is None and len(source["missing"]) == 64 for source in data["sources"])


def test_notes_need_a_tick_and_privileged_ones_a_second(three: CasefileInput, three_pdf: RenderedCasefile) -> None:
    assert "Easter" not in text(three_pdf.pdf)
    assert build(three)[0]["file"]["notes"] == "not included"
    one = replace(three, with_notes=True)
    shown = text(render(one).pdf)
    assert "Counsel expects a decision before Easter." in shown
    assert "Privileged advice" not in shown
    assert "1 included, 1 privileged left out" in shown
    both, _ = build(replace(one, with_privileged_notes=True))
    assert [note["text"][:7] for note in both["notes"]] == ["Counsel", "Privile"]


def test_the_version_before_is_compared(mistral: CasefileInput) -> None:
    earlier, _ = build(replace(mistral, as_at=at("2024-05-16T10:00:00")))
    later, _ = build(replace(mistral, version=2, previous=earlier))
    assert later["file"]["supersedes"] == "version 1 of 16 May 2024"
    changes = [" – ".join(row) for row in later["changes"]]
    assert "Chronology – Added: 17 May 2024, CMA: Found not reviewable, which is no clearance." in changes
    same, _ = build(replace(mistral, version=3, previous=later))
    assert same["changes"] == [["All parts", "No row was added, moved or removed."]]


def test_moved_and_removed_rows_are_told(mistral: CasefileInput) -> None:
    before, _ = build(mistral)
    events = [event for event in mistral.events if event.occurred_on != PartialDate(2024, 4, 24)]
    moved = [replace(e, occurred_on=PartialDate(2024, 5, 18)) if e.new == "no_jurisdiction" else e for e in events]
    after, _ = build(replace(mistral, events=tuple(moved), cases=mistral.cases[1:], previous=before))
    changes = [row[1] for row in after["changes"]]
    assert any(change.startswith("Removed: 24 Apr 2024, CMA") for change in changes)
    assert ["European Commission", "No longer in the file"] in after["changes"]


def test_demonstration_and_sample_say_so() -> None:
    deals = mistral_deal()
    assert build(deals.input())[0]["file"]["remark"] == ""
    sample = replace(deals.deal, sample=True)
    assert build(deals.input(deal=sample))[0]["file"]["remark"].startswith("Sample.")
    played = tuple(replace(event, note=EventNote.DEMO) for event in deals.events)
    demo = build(deals.input(events=played))[0]
    assert demo["file"]["remark"].startswith("Demonstration.")


def test_a_sample_citing_the_press_is_no_official_source() -> None:
    deals = Deals(Deal("d", "A / B", sample=True))
    page = deals.page("https://news.example/a", "x", at("2024-02-27T10:00:00"))
    own = deals.page("https://www.gov.uk/cma-cases/a", "y", at("2024-02-28T10:00:00"))
    case = deals.case("ec", "EC", "", "A / B", status("monitoring"))
    deals.status(case, status(), status("monitoring"), page, on="2024-02-27", note=EventNote.SAMPLE)
    deals.event(case, EventKind.DOCUMENT, "d", None, "Paper", own, on="2024-02-28", note=EventNote.SAMPLE)
    assert [source["kind"] for source in build(deals.input())[0]["sources"]] == ["press", "official"]


@pytest.mark.parametrize("badge", list(Badge))
def test_every_badge_can_be_told(badge: Badge) -> None:
    deals = Deals(Deal("d", "A / B"))
    page = deals.page("https://x.example", "x", at("2026-03-01T10:00:00"))
    case = deals.case("zz", "ZZ", "1", "A / B", status("notified", clock="running"))
    deals.event(case, EventKind.FIRST_SEEN, "case", None, "A / B", page, on="2026-03-01", badges=("", badge.value))
    deals.event(case, EventKind.FIRST_SEEN, "case", None, "A / B", page, badges=("", badge.value))
    rows = build(deals.input())[0]["chronology"]
    assert rows[1]["event"] == f"Case first read; its status then: {badge.label}."
    assert rows[0]["event"].endswith(".")


def test_computed_deadlines_stand_beside_official_ones(three: CasefileInput) -> None:
    data, _ = build(three)
    rows = {row["step"]: row for row in section(data, "EC")["timetable"]}
    assert rows["Decision"]["official"]["short"] == "22 May 2023"
    assert rows["Decision"]["computed"]["short"] == "23 Mar 2023"
    assert rows["Decision"]["diff"] == "+38 WD"
    assert rows["Phase 1"]["official"] is None
    stopped = {row["step"]: row for row in section(data, "CMA")["timetable"]}["Phase 2"]
    assert stopped["computed"] is None
    assert stopped["computable"] is False
    assert stopped["official"]["text"] == "Suspended until further notice"
    working = data["workings"][0]
    assert [row["days"] for row in working["rows"]] == [
        "wwcccccwwcccccwwcccccwwcccccwwc",
        "hhccwwce......................",
    ]
    assert [(row["count"], row["total"]) for row in working["rows"]] == [(21, 21), (4, 25)]
    assert working["rows"][1]["skipped"] == "1: All Saints’ Day; 2: All Souls’ Day"
    assert data["workings"][1]["rows"][1]["skipped"].endswith("; 26–30: End-of-year days")


def test_computed_deadlines_of_other_deals_are_ignored(mistral: CasefileInput) -> None:
    other = replace(COMPUTED[0], case_id="case-99")
    assert build(replace(mistral, computed=(other,)))[0]["workings"] == []


def test_a_deal_with_many_authorities_is_counted() -> None:
    deals = three_deal()
    for number in range(9):
        deals.case("x", f"X{number}", "", "", status("notified", clock="running"))
    given = deals.input()
    data, _ = build(given)
    assert data["deal"]["lead"][1] == (
        "By position: 9 × Phase 1, 1 × Cleared (conditions), 1 × Clock stopped and 1 × In court."
    )
    shown = text(render(given).pdf)
    assert "4 more in the summary." in shown
    assert all(f"X{number}" in shown for number in range(9))


def test_dates_to_come_are_no_events() -> None:
    deals = Deals(Deal("d", "A / B"))
    page = deals.page("https://x.example", "x", at("2026-03-01T10:00:00"))
    later = (AS_AT + timedelta(days=30)).date()
    facts = [(Fact("date:hearing", str(later)), page), (Fact("date:opened", "2026-03"), page)]
    deals.case("cma", "CMA", "ME/1/26", "A / B", status("in_depth", clock="running"), facts)
    data, _ = build(deals.input())
    assert [(row["event"], row["flag"]) for row in data["chronology"]] == [("Case opened.", "day not recorded")]
    assert data["deadlines"][0]["scheduled"] is True
    assert later > date(2026, 11, 23)
