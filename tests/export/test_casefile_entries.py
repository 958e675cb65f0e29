"""Rows of the chronology: made once from events and dated facts, on the right day, in plain words."""

from __future__ import annotations

from datetime import date

import pytest
from casefile_deals import Deals, at, status

from dealwatch.export.casefile import build
from dealwatch.export.casefile_computed import computed_deadlines
from dealwatch.export.casefile_entries import Entry, entries_of, spoken_words
from dealwatch.export.casefile_events import event_words
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import Fact
from dealwatch.watch.deadlines import deadlines_of

TODAY = date(2026, 11, 23)


def rows(deals: Deals, zone: str = "Europe/Brussels") -> tuple[Entry, ...]:
    return entries_of(deals.cases[0], deals.events, zone, TODAY)


def one_case(facts: list[Fact], stage: str = "notified", outcome: str = "pending") -> Deals:
    deals = Deals(Deal("d", "A / B"))
    page = deals.page("https://x.example", "x", at("2026-03-02T23:30:00"))
    found = [(fact, page) for fact in facts]
    deals.case("ec", "EC", "M.1", "A / B", status(stage, outcome, "running"), found, procedure="EU_MERGER")
    return deals


def test_a_case_met_late_brings_its_past_as_facts() -> None:
    deals = one_case(
        [
            Fact("stage", "decision", occurred_on=PartialDate(2026, 2, 20)),
            Fact("outcome", "cleared", "Article 6(1)(b)", occurred_on=PartialDate(2026, 2, 20)),
            Fact("date:prenotification_opened", "2025-11-03"),
            Fact("date:notified", "2026-01-15"),
            Fact("date:decision", "2026-02-20"),
            Fact("document:event:oj:2026-01-22", "Prior notification published", occurred_on=PartialDate(2026, 1, 22)),
            Fact("document:9", "Decision text", occurred_on=PartialDate(2026, 3)),
        ],
        "decision",
        "cleared",
    )
    found = rows(deals)
    assert [(str(row.day), row.text) for row in found] == [
        ("2025-11-03", "Pre-notification begun."),
        ("2026-01-15", "Notified; Phase 1 begun."),
        ("2026-01-22", "Prior notification published."),
        ("2026-02-20", "Cleared."),
        ("2026-03", "Document: “Decision text”."),
    ]
    assert [row.axes for row in found if row.axes] == [
        {"stage": "pre_notification"},
        {"stage": "notified"},
        {"outcome": "cleared"},
    ]
    assert found[-1].flag == "day not recorded"


def test_the_day_of_the_decision_dates_an_outcome_that_has_none() -> None:
    deals = one_case([Fact("outcome", "prohibited"), Fact("date:decision", "2026-02-20")], "decision", "prohibited")
    (row,) = rows(deals)
    assert row.axes == {"outcome": "prohibited"}
    data, _ = build(deals.input())
    assert data["authorities"][0]["position"] == "Prohibited, 20 Feb 2026 [S1]."


def test_what_an_event_tells_is_not_told_again_by_a_fact() -> None:
    deals = one_case(
        [
            Fact("stage", "notified", occurred_on=PartialDate(2026, 1, 15)),
            Fact("date:notified", "2026-01-15"),
            Fact("document:7", "Paper", occurred_on=PartialDate(2026, 1, 16)),
        ]
    )
    page = deals.page("https://x.example", "y", at("2026-01-16T09:00:00"))
    deals.status("case-1", status("pre_notification"), status("notified", clock="running"), page, on="2026-01-15")
    deals.event("case-1", EventKind.TEXT, "date:notified", None, "2026-01-15", page)
    deals.event("case-1", EventKind.DOCUMENT, "7", None, "Paper", page, on="2026-01-16")
    assert [row.text for row in rows(deals)] == ["Phase 1 opened.", "Document: “Paper”."]


def test_an_axis_without_a_day_changed_with_the_one_that_has_it() -> None:
    deals = one_case([])
    page = deals.page("https://x.example", "y", at("2026-01-16T09:00:00"))
    badges = ("pre_notification", "phase_1")
    deals.event("case-1", EventKind.STATUS, "stage", None, "notified", page, on="2026-01-15", badges=badges)
    deals.event("case-1", EventKind.STATUS, "clock", "none", "running", page, badges=badges)
    (row,) = rows(deals)
    assert (row.axes, str(row.day), row.sure) == ({"stage": "notified", "clock": "running"}, "2026-01-15", True)


def test_changes_of_different_days_read_together_stay_apart() -> None:
    deals = one_case([])
    page = deals.page("https://x.example", "y", at("2026-01-16T09:00:00"))
    deals.event("case-1", EventKind.STATUS, "stage", None, "in_depth", page, on="2026-01-12")
    deals.event("case-1", EventKind.STATUS, "overlay", None, "appeal", page, on="2026-01-14")
    deals.event("case-1", EventKind.STATUS, "clock", None, "expired", page)
    assert [(str(row.day), row.text) for row in rows(deals)] == [
        ("2026-01-12", "In-depth review opened."),
        ("2026-01-14", "Added: appeal."),
        ("2026-01-16", "Clock ended."),
    ]


def test_a_day_that_nobody_gives_is_the_day_it_was_seen_where_the_authority_sits() -> None:
    deals = one_case([])
    page = deals.page("https://x.example", "y", at("2026-03-02T23:30:00"))
    deals.status("case-1", status("notified"), status("in_depth"), page)
    assert str(rows(deals)[0].day) == "2026-03-03"
    assert str(rows(deals, "America/New_York")[0].day) == "2026-03-02"
    assert rows(deals)[0].flag == "day on which it was seen"


def test_changes_of_wording_alone_are_counted_not_listed() -> None:
    deals = one_case([])
    page = deals.page("https://x.example", "y", at("2026-03-02T10:00:00"))
    deals.event("case-1", EventKind.TEXT, "text:sectors", "A", "B", page)
    deals.event("case-1", EventKind.TEXT, "text:status", "Open", "Reopened for review", page)
    assert [row.text for row in rows(deals)] == ["Text (status) now “Reopened for review”, before “Open”."]
    assert any("wording alone are not listed (1)" in gap for gap in build(deals.input())[0]["gaps"])


def test_what_a_person_cites_is_press_where_it_is_press() -> None:
    deals = one_case([])
    page = deals.page("https://news.example/a", "y", at("2026-03-02T10:00:00"))
    deals.status("case-1", status(), status("monitoring"), page, on="2026-03-01", note=EventNote.BY_USER)
    data, _ = build(deals.input())
    assert (data["sources"][0]["kind"], data["sources"][0]["publisher"]) == ("press", "news.example")
    assert data["chronology"][0]["flag"] == "entered by the file owner"


@pytest.mark.parametrize(
    ("kind", "field", "old", "new", "words"),
    [
        (EventKind.DEADLINE, "phase_1", None, "2026-05-04", "Phase 1 deadline published: 4 May 2026."),
        (EventKind.DEADLINE, "a", "2026-05-04", "2026-06-01", "A deadline moved from 4 May 2026 to 1 Jun 2026."),
        (EventKind.DEADLINE, "phase_1", "2026-05-04", None, "Phase 1 deadline no longer published; it was 4 May 2026."),
        (EventKind.TEXT, "date:hearing", "2026-05", "2026", "Hearing moved from May 2026 to 2026."),
        (EventKind.DOCUMENT, "7", None, "Paper", "Document: “Paper”."),
        (EventKind.DOCUMENT, "7", "Paper", "Paper, final", "Retitled: “Paper, final”, before “Paper”."),
        (EventKind.DOCUMENT, "7", "Paper", None, "No longer shown: “Paper”."),
        (EventKind.DOCUMENT, "update:1", None, "Case page updated", "Case page updated."),
        (EventKind.REMOVED, "case", "A / B", None, "No longer shown by the source: “A / B”."),
        (EventKind.PARTY, "target", "A\nB", "A\nC", "Parties (target) now “A, C”, before “A, B”."),
        (EventKind.TITLE, "title", "A / B", "A / C", "Title now “A / C”, before “A / B”."),
        (EventKind.TITLE, "title", "A / B", None, "Title no longer shown; it was “A / B”."),
        (EventKind.TEXT, "text:status", None, "Open", "Text (status): “Open”."),
    ],
)
def test_events_in_words(kind: EventKind, field: str, old: str | None, new: str | None, words: str) -> None:
    now = at("2026-03-02T10:00:00")
    event = Event("1", "c", now, kind, field, old, new, "", "", "ec", Evidence("", "", now))
    assert event_words(event)[0] == words


@pytest.mark.parametrize(
    ("axis", "old", "new", "words"),
    [
        ("outcome", "cleared", "pending", "No longer shown as decided."),
        ("outcome", "pending", "novel_outcome", "Outcome: novel_outcome."),
        ("stage", "notified", "novel_stage", "Stage: novel_stage."),
        ("clock", "running", "suspended", "Clock stopped."),
        ("clock", "running", "novel", "Clock: novel."),
        ("overlay", "appeal", "simplified,novel", "Added: novel, simplified procedure; no longer: appeal."),
        ("overlay", "appeal", None, "No longer: appeal."),
    ],
)
def test_changes_of_an_axis_in_words(axis: str, old: str, new: str | None, words: str) -> None:
    deals = one_case([])
    page = deals.page("https://x.example", "y", at("2026-03-02T10:00:00"))
    deals.event("case-1", EventKind.STATUS, axis, old, new, page, on="2026-03-01")
    assert rows(deals)[0].text == words


def test_words_of_a_person_are_told_from_values_of_a_record() -> None:
    assert spoken_words("The CMA’s decision, published 2 May") == ["The", "CMA’s", "decision,", "published", "May"]
    for value in ("2026-01-08T23:00:00.000+0000", "FormalInvestigationPhase1Merger", "M-12076/2ABE0882-6499", "{}"):
        assert spoken_words(value) == []


SEEN = at("2022-10-10T10:00:00")


def test_deadlines_are_computed_from_the_facts_with_the_days_of_the_count() -> None:
    deals = one_case([Fact("date:notified", "2022-09-30"), Fact("deadline:decision", "2022-11-08")])
    computed = computed_deadlines(deadlines_of(deals.cases[0], [], SEEN))
    found = next(item for item in computed if item.official)
    assert (found.day, found.official, found.difference) == (date(2022, 11, 8), date(2022, 11, 8), 0)
    assert found.trigger.startswith("30 Sep 2022 (Fri), ")
    assert (found.days[-1].day, sum(day.kind == "counted" for day in found.days)) == (date(2022, 11, 8), 25)
    data, _ = build(deals.input(computed=computed))
    timetable = {row["step"]: row for row in data["authorities"][0]["timetable"]}
    assert timetable[found.label]["diff"] == "0 WD"
    working = data["workings"][timetable[found.label]["w"] - 1]
    assert working["rows"][-1]["days"].startswith("hhccwwce")


def test_a_day_that_vanished_with_the_decision_is_the_one_that_counted() -> None:
    deals = one_case([Fact("date:notified", "2022-09-30")])
    page = deals.page("https://x.example", "y", at("2022-10-20T10:00:00"))
    deals.event("case-1", EventKind.DEADLINE, "decision", "2022-11-08", None, page, on="2022-10-20")
    (_, running) = computed_deadlines(deadlines_of(deals.cases[0], deals.events, at("2022-10-21T10:00:00")))
    assert (running.step, running.official, running.day, running.difference) == ("decision", None, date(2022, 11, 8), 0)
    assert running.remark == "No longer shown by the authority; it was 8 Nov 2022."
    cleared = Fact("outcome", "cleared", occurred_on=PartialDate(2022, 10, 20))
    decided = one_case([Fact("date:notified", "2022-09-30"), cleared], "decision", "cleared")
    (found,) = computed_deadlines(deadlines_of(decided.cases[0], deals.events, at("2022-10-21T10:00:00")))
    assert (found.step, found.official, found.day) == ("decision", date(2022, 11, 8), date(2022, 11, 8))
    assert found.remark == "No longer shown by the authority."


def test_a_reason_is_given_once() -> None:
    stopped = Fact("document:event:suspended:x", "Deadline suspended", occurred_on=PartialDate(2022, 10, 3))
    deals = one_case([Fact("date:phase_2", "2022-09-30"), Fact("deadline:decision", "2023-02-08"), stopped])
    found = next(item for item in computed_deadlines(deadlines_of(deals.cases[0], [], SEEN)) if item.official)
    assert found.day is None
    assert found.remark.count("The clock has been stopped since 2022-10-03") == 1


def test_a_procedure_without_rules_gives_no_deadline() -> None:
    deals = Deals(Deal("d", "A / B"))
    deals.case("x", "X", "1", "A / B", status("notified"), procedure="MARS_MERGER")
    assert computed_deadlines(deadlines_of(deals.cases[0], [], SEEN)) == ()
    assert build(deals.input())[0]["authorities"][0]["procedure"] == "MARS_MERGER"


def test_remarks_are_sentences_with_one_full_stop_each() -> None:
    deals = one_case([Fact("date:notified", "2022-09-30"), Fact("deadline:decision", "2022-11-22")])
    page = deals.page("https://x.example", "y", at("2022-10-05T10:00:00"))
    deals.event("case-1", EventKind.DEADLINE, "decision", "2022-11-08", "2022-11-22", page, on="2022-10-05")
    computed = computed_deadlines(deadlines_of(deals.cases[0], deals.events, SEEN))
    data, _ = build(deals.input(computed=computed))
    note = next(row["note"] for row in data["authorities"][0]["timetable"] if row["official"])
    assert note.startswith("Earlier day: 8 Nov 2022. It would fit: commitments offered in Phase 1")
    assert ".;" not in note
    assert ".." not in note


def test_workings_of_two_reviews_without_numbers_are_told_apart() -> None:
    deals = Deals(Deal("d", "A / B"))
    page = deals.page("https://x.example", "x", at("2022-10-01T10:00:00"))
    for number, title in (("", "A / B"), ("", "A / C"), ("M.1", "A / D")):
        facts = [(Fact("date:notified", "2022-09-30"), page), (Fact("deadline:decision", "2022-11-08"), page)]
        running = status("notified", clock="running")
        deals.case("ec", "EC", number, title, running, facts, procedure="EU_MERGER")
    computed = [line for case in deals.cases for line in computed_deadlines(deadlines_of(case, [], SEEN))]
    titles = [working["title"] for working in build(deals.input(computed=tuple(computed)))[0]["workings"]]
    assert len(titles) == len(set(titles))
    assert "EC – Phase 1 decision (A / B)" in titles
    assert "EC M.1 – Phase 1 decision" in titles
