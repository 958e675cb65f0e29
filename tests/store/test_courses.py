"""Courses of decided cases out of their index; cases that still await a decision; alerts that are taken back."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Outcome, Overlay, Stage, Status
from dealwatch.store.courses import Course, courses
from dealwatch.store.database import FILE_NAME, Store
from dealwatch.store.migrations import migrations

CLEARED = Status(Stage.DECISION, Outcome.CLEARED)
SIMPLE = Status(Stage.DECISION, Outcome.CLEARED, overlays=frozenset({Overlay.SIMPLIFIED, Overlay.APPEAL}))


def _case(store, now, number, status=CLEARED, procedure="EU_MERGER", authority="EC", **values):
    facts = {name.replace("__", ":"): value for name, value in values.items()}
    with store.write() as database:
        case_id = store.cases.create(database, source="ec", authority=authority, number=number)
        store.cases.save(
            database, case_id, status=status, title="", url="", printed_number=number, procedure=procedure, now=now,
            facts={n: v if isinstance(v, ProvenFact) else ProvenFact(n, v) for n, v in facts.items()}, changed=False,
            seen=True,
        )  # fmt: skip
    return case_id


def test_the_days_of_decided_cases_of_one_procedure(store, now):
    decided = ProvenFact("outcome", "cleared", occurred_on=PartialDate(2026, 3, 9))
    month = ProvenFact("outcome", "cleared", occurred_on=PartialDate(2026, 3))
    first = _case(store, now, "M.1", SIMPLE, date__notified="2026-02-02", date__decision="2026-03-02", outcome=decided)
    second = _case(store, now, "M.2", date__notified="2026-02", date__phase_2="2026-02-30", outcome=decided)
    third = _case(store, now, "M.3", date__applied="2026-02-03", date__referred="2026-02-04", outcome=month)
    _case(store, now, "M.4", Status(Stage.NOTIFIED), date__notified="2026-02-02")
    _case(store, now, "M.5", procedure="EU_MERGER_4064")
    _case(store, now, "M.6", authority="CMA")
    found = {course.case_id: course for course in courses(store.connections, "EC", "EU_MERGER")}
    nothing = None, None
    assert found == {
        first: Course(first, Outcome.CLEARED, True, date(2026, 2, 2), *nothing, date(2026, 3, 2)),
        second: Course(second, Outcome.CLEARED, False, None, *nothing, date(2026, 3, 9)),
        third: Course(third, Outcome.CLEARED, False, None, date(2026, 2, 3), date(2026, 2, 4), None),
    }


def test_what_the_authority_prints_as_the_stage_comes_along(store, now):
    _case(store, now, "M.1", text__stage="Phase 2 - detailed assessment")
    (course,) = courses(store.connections, "EC", "EU_MERGER")
    assert course.printed_stage == "Phase 2 - detailed assessment"


def test_they_are_read_from_the_index(store):
    plan = store.connections.reader.conn.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM cases WHERE authority = 'EC' AND procedure = 'P' AND outcome != 'pending'"
    ).fetchall()
    assert "cases_by_course" in plan[0][3]


def test_a_file_of_the_first_version_gains_the_index(tmp_path, now):
    with Store.open(tmp_path, now) as store:
        case_id = _case(store, now, "M.1", date__notified="2026-02-02", date__decision="2026-03-02")
        with store.write() as database:
            database.conn.execute("DROP INDEX cases_by_course")
            database.conn.execute("DELETE FROM _sqlite_migrations WHERE name = '0002_courses'")
    assert [step.name for step in migrations.pending(Database(tmp_path / FILE_NAME))] == ["0002_courses"]
    with Store.open(tmp_path, now) as store:
        assert [course.case_id for course in courses(store.connections, "EC", "EU_MERGER")] == [case_id]
        assert store.check() == "ok"
    assert list((tmp_path / "backups").glob("before-migration-*"))


def test_only_watched_cases_without_a_decision_are_awaited(store, now):
    open_case = _case(store, now, "M.1", Status(Stage.IN_DEPTH))
    _case(store, now, "M.2")
    _case(store, now, "M.3", Status(Stage.DECISION))
    gone = _case(store, now, "M.4", Status(Stage.NOTIFIED))
    assert store.cases.awaiting() == []
    with store.write() as database:
        store.watches.add(database, "register", "ec", now)
        store.cases.remove(database, gone, now)
    assert [case.id for case in store.cases.awaiting()] == [open_case]


def test_an_alert_nobody_was_told_can_be_taken_back(store, now):
    with store.write() as database:
        untold, told = (
            store.alerts.raise_(
                database, occasion=name, now=now, subject=AlertSubject.REMINDER, level=AlertLevel.NOTIFY, case_id="c"
            )
            for name in ("a", "b")
        )
        store.alerts.delivered(database, [told], "terminal", now)
        store.alerts.withdraw(database, [untold, told])
    assert [alert.id for alert in store.alerts.inbox()] == [told]


def test_a_store_without_events_has_no_latest_one(store):
    assert store.events.latest_id() == ""
