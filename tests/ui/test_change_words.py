"""Events and changes in words; one look as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sample_facts import NOW, build

from dealwatch.model.dates import PartialDate
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import Badge
from dealwatch.ui import change_words as words
from dealwatch.ui.chronology import led, steps
from dealwatch.ui.desk import Change

AT = datetime(2024, 11, 19, 11, 5, tzinfo=UTC)


def event(kind: EventKind, field: str = "", old: str | None = None, new: str | None = None, **more: object) -> Event:
    made = Event("1", "c", AT, kind, field, old, new, "", "", "cma", Evidence("", "", AT), authority="CMA")
    return replace(made, **more)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (event(EventKind.STATUS, "stage", badge_new="in_depth"), "In-depth review opened"),
        (event(EventKind.STATUS, "stage", badge_new="in_depth", words="segunda fase"), "Segunda fase"),
        (
            event(EventKind.STATUS, "outcome", badge_new="not_reviewable", words="x" * 80),
            "Found not reviewable, which is no clearance",
        ),
        (event(EventKind.STATUS, "clock", "running", "suspended"), "Clock stopped"),
        (event(EventKind.STATUS, "overlay", None, "appeal", badge_new="cleared"), "Appeal brought"),
        (event(EventKind.STATUS, "overlay", "appeal", None), "No longer under appeal or in court"),
        (event(EventKind.STATUS, "overlay", None, "gun_jumping"), "Gun-jumping"),
        (event(EventKind.DEADLINE, "phase_2", None, "2024-02-05"), "Phase 2 deadline set: 5 Feb 2024"),
        (event(EventKind.DEADLINE, "phase_2", "2024-01-08", "2024-02-05"), "Phase 2 deadline moved to 5 Feb 2024"),
        (event(EventKind.DEADLINE, "phase_2", "2024-01-08", None), "Phase 2 deadline no longer published"),
        (event(EventKind.DOCUMENT, "d1", None, "Full text decision"), "Document: Full text decision"),
        (event(EventKind.REMOVED, "d1", "Timetable", None), "No longer shown: Timetable"),
        (event(EventKind.PARTY, "acquirer", "A", "A\nB"), "Parties changed: A, B"),
        (event(EventKind.TITLE, "title", "A", "B"), "Title is now “B”"),
        (event(EventKind.TEXT, "date:notified", None, "2024-11-15"), "Notified: 15 Nov 2024 (Fri)"),
        (event(EventKind.TEXT, "text:sector", None, "Software"), "Sector: “Software”"),
        (event(EventKind.FIRST_SEEN, "case", badge_new="phase_1"), "First seen: phase 1"),
        (event(EventKind.FIRST_SEEN, "case", badge_new="phase_1", note=EventNote.SAMPLE), "Phase 1 opened"),
        (event(EventKind.FIRST_SEEN, "case", badge_new="of_a_newer_version"), "First seen"),
    ],
)  # fmt: skip
def test_what_happened(given: Event, said: str) -> None:
    assert words.event_words(given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (event(EventKind.STATUS, "stage", badge_old="phase_1", badge_new="in_depth"), "Phase 1 → In-depth"),
        (event(EventKind.STATUS, "clock", "running", "suspended"), "Running → Stopped"),
        (event(EventKind.STATUS, "clock", None, "running"), "No clock → Running"),
        (event(EventKind.DEADLINE, "phase_2", "2024-01-08", "2024-02-05"), "was 8 Jan 2024"),
        (event(EventKind.DEADLINE, "phase_2", None, "2024-02-05"), ""),
        (event(EventKind.TITLE, "title", "A", "B"), "was “A”"),
        (event(EventKind.STATUS, "stage", note=EventNote.ROLLBACK), "step backwards, waiting for confirmation"),
        (event(EventKind.STATUS, "stage", note=EventNote.BY_USER), "entered by you"),
    ],
)
def test_what_it_was(given: Event, said: str) -> None:
    assert words.change_words(given) == said


def change() -> Change:
    world = build()
    events = [e for e in world.events if e.case_id == "alphabet-cma" and e.observed_at.day == 19]
    return Change("a", led(events), world.cases["alphabet-cma"], world.deals["alphabet"], "CMA case page")


def test_a_change_is_led_by_its_status_and_proved_by_its_sentence() -> None:
    it = change()
    assert words.badges(it) == (Badge.PHASE_1, Badge.NOT_REVIEWABLE)
    assert words.aside(it) == "deadline 19 Dec 2024 no longer runs"
    assert words.quote(it).startswith("does not qualify")
    assert words.provenance(it, NOW) == "CMA case page · stored 11:05 · 2 facts changed"
    labels = [(fact.label, fact.old, fact.new) for fact in words.facts(it)]
    assert labels == [("Status", "", ""), ("Phase 1 deadline", "19 Dec 2024 (Thu)", "none")]


def test_a_change_without_status_has_no_badge() -> None:
    it = Change("a", (event(EventKind.DOCUMENT, "d", None, "Decision"),))
    assert words.badges(it) == (None, None)
    assert words.headline(it) == "Document: Decision"
    assert it.name == "Decision"


def test_a_clock_that_ends_with_a_decision_is_no_fact_of_its_own() -> None:
    outcome = event(EventKind.STATUS, "outcome", "pending", "cleared", badge_old="phase_1", badge_new="cleared")
    clock = event(EventKind.STATUS, "clock", "running", "none", badge_new="cleared")
    assert [fact.label for fact in words.facts(Change("a", (outcome, clock)))] == ["Status"]
    stop = event(EventKind.STATUS, "clock", "running", "suspended", badge_new="clock_stopped")
    assert ("Clock", "Running", "Stopped") in [(f.label, f.old, f.new) for f in words.facts(Change("a", (stop,)))]


def test_days_as_precise_as_they_are() -> None:
    assert words.day_words(event(EventKind.STATUS, occurred_on=PartialDate(2024))) == "2024"
    assert words.day_words(event(EventKind.STATUS, occurred_on=PartialDate(2024, 5))) == "May 2024"
    assert words.day_words(event(EventKind.STATUS)) == "19 Nov 2024 (Tue)"


# -- chronology


def of_look(*events: Event) -> list[Event]:
    return [replace(e, id=str(n)) for n, e in enumerate(events)]


def test_one_look_is_one_step_led_by_the_outcome() -> None:
    events = of_look(
        event(EventKind.STATUS, "stage", "notified", "decision"),
        event(EventKind.STATUS, "outcome", "pending", "cleared"),
        event(EventKind.STATUS, "clock", "running", "none"),
        event(EventKind.TEXT, "text:status", "open", "closed"),
        event(EventKind.DOCUMENT, "d", None, "Decision"),
    )
    found = steps(events, {})
    assert [[e.field for e in step.events] for step in found] == [
        ["outcome", "stage", "clock", "text:status"],
        ["d"],
    ]


def test_texts_alone_are_one_step() -> None:
    events = of_look(event(EventKind.TEXT, "text:a", "1", "2"), event(EventKind.TEXT, "text:b", "1", "2"))
    assert len(steps(events, {})) == 1


def test_steps_of_other_cases_and_looks_stay_apart() -> None:
    one = event(EventKind.STATUS, "stage", None, "notified")
    events = of_look(one, replace(one, case_id="other"), replace(one, observed_at=AT.replace(hour=12)))
    assert len(steps(events, {})) == 3


def test_the_newest_day_stands_on_top() -> None:
    old = event(EventKind.STATUS, "stage", None, "notified", occurred_on=PartialDate(2023, 5, 1))
    vague = event(EventKind.STATUS, "outcome", None, "cleared", occurred_on=PartialDate(2024))
    found = steps(of_look(old, vague), {})
    assert [str(step.day) for step in found] == ["2024", "2023-05-01"]


def test_a_step_off_the_usual_path_says_so_and_keeps_its_arrow() -> None:
    given = event(
        EventKind.STATUS, "outcome", "pending", "prohibited", badge_old="phase_1", badge_new="prohibited",
        note=EventNote.UNEXPECTED,
    )  # fmt: skip
    assert words.change_words(given) == "Phase 1 → Prohibited"
    assert words.caution(given) == "Not a step the procedure lists after “Phase 1”; authorities do skip steps."
    assert words.caution(replace(given, badge_old="")) == "Not a step the procedure lists; authorities do skip steps."
    assert words.caution(replace(given, note=EventNote.NONE)) == ""
