"""Deadlines as a calendar file, read back with the library that calendars use."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from dealwatch.export.calendar import uid, write_ics
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Clock, Outcome, Stage, Status
from dealwatch.watch.deadlines import deadlines_of

SEEN = datetime(2023, 9, 18, 9, tzinfo=UTC)
NOW = datetime(2023, 10, 2, 22, 30, tzinfo=UTC)  # already the third in Brussels
PAGE = Evidence("ab" * 32, "https://x.example/api/M.1", SEEN, "/where", "until 20 October")
PHASE_1 = Status(Stage.NOTIFIED, clock=Clock.RUNNING)
DECIDED = Status(Stage.DECISION, Outcome.CLEARED)


def fact(name, value, day=None):
    return ProvenFact(name, value, occurred_on=PartialDate.parse(day) if day else None, evidence=PAGE)


def seen(hours=0, kind=EventKind.FIRST_SEEN, field="case", old=None, new="A"):
    at = SEEN + timedelta(hours=hours)
    return Event(f"E{hours}", "C1", at, kind, field, old, new, "", "phase_1", "ec", PAGE)


NOTIFIED, PUBLISHED = fact("date:notified", "2023-09-15"), fact("deadline:decision", "2023-10-20")
FIRST = (seen(),)
MOVED = (*FIRST, seen(24, EventKind.DEADLINE, "decision", "2023-10-20", "2023-11-07"))
GONE = (*MOVED, seen(48, EventKind.DEADLINE, "decision", "2023-11-07", None))


def made(*facts, events=FIRST, status=PHASE_1, now=NOW, procedure="EU_MERGER", **more):
    more = {"url": "https://x.example/M.1", **more}
    case = Case("C1", "ec", "EC", "M.1", "M.1", "A; B, \\ C\nD", procedure=procedure, status=status,
                facts={each.name: each for each in facts}, **more)  # fmt: skip
    return write_ics(deadlines_of(case, events, now), now, "Deadlines", {"C1": "A – B"})


def read(body: bytes):
    calendar = icalendar.Calendar.from_ical(body)
    return {str(entry["uid"]).partition("-")[2].partition("@")[0]: entry for entry in calendar.walk("VEVENT")}


class Imported(dict):
    """What a calendar holds: an entry replaces the one of the same UID if its SEQUENCE is not lower (RFC 5546)."""

    def take(self, body: bytes) -> None:
        for entry in icalendar.Calendar.from_ical(body).walk("VEVENT"):
            name = str(entry["uid"])
            if name not in self or entry["sequence"] >= self[name]["sequence"]:
                self[name] = entry
            if self[name]["status"] == "CANCELLED":
                del self[name]

    @property
    def days(self):
        return {str(entry["summary"]).partition(": ")[2].partition(" –")[0]: entry.start for entry in self.values()}


def test_an_entry_is_a_day_of_the_authority_with_what_proves_it():
    entry = read(made(NOTIFIED, PUBLISHED))["decision"]
    assert str(entry["summary"]) == "EC M.1: Phase 1 decision – A – B"
    assert (entry.start, entry.end) == (date(2023, 10, 20), date(2023, 10, 21))
    assert entry["dtstart"].params["VALUE"] == "DATE"
    assert "TZID" not in entry["dtstart"].params
    assert (str(entry["status"]), str(entry["transp"])) == ("CONFIRMED", "TRANSPARENT")
    assert str(entry["url"]) == "https://x.example/M.1"
    assert str(entry["x-dealwatch-zone"]) == "Europe/Brussels"
    assert entry["dtstamp"].dt == NOW
    lines = str(entry["description"]).split("\n")
    assert lines[0] == "Published by EC."
    assert "The day is a day in Europe/Brussels." in str(entry["description"])
    assert "Computed: 20 Oct 2023 (Fri), the same" in lines
    assert "2023-10-20 Friday: day 25, the last day" in lines
    assert lines[-1] == "“until 20 October” https://x.example/api/M.1"


def test_what_only_we_computed_says_so():
    entry = read(made(NOTIFIED))["decision"]
    assert str(entry["status"]) == "TENTATIVE"
    assert str(entry["summary"]) == "EC M.1: Phase 1 decision (computed) – A – B"
    assert str(entry["description"]).startswith("Computed by Dealwatch; EC has not published this day.")


def test_a_difference_is_told_with_its_cause_and_the_earlier_day():
    entry = read(made(NOTIFIED, fact("deadline:decision", "2023-11-07"), events=MOVED))["decision"]
    text = str(entry["description"])
    assert "Computed: 20 Oct 2023 (Fri), +10 working days. It would fit: commitments offered in Phase 1" in text
    assert "Earlier: 20 Oct 2023 (Fri)." in text


def test_importing_again_moves_and_cancels_and_never_doubles():
    mine = Imported()
    mine.take(made(NOTIFIED, events=FIRST))
    assert mine.days == {
        "Phase 1 decision (computed)": date(2023, 10, 20),
        "Last day for commitments in Phase 1 (computed)": date(2023, 10, 13),
    }
    first = made(NOTIFIED, PUBLISHED, events=FIRST)
    for body in (first, first):
        mine.take(body)
        assert mine.days["Phase 1 decision"] == date(2023, 10, 20)
        assert len(mine) == 2
    mine.take(made(NOTIFIED, fact("deadline:decision", "2023-11-07"), events=MOVED))
    assert (mine.days["Phase 1 decision"], len(mine)) == (date(2023, 11, 7), 2)
    mine.take(first)  # an old file does not bring the old day back
    assert mine.days["Phase 1 decision"] == date(2023, 11, 7)
    mine.take(made(NOTIFIED, events=GONE))
    assert list(mine.days) == ["Last day for commitments in Phase 1 (computed)"]


def test_the_same_instant_gives_the_same_bytes():
    assert made(NOTIFIED, PUBLISHED) == made(NOTIFIED, PUBLISHED)
    entry = read(made(NOTIFIED, PUBLISHED))["decision"]
    again = read(made(NOTIFIED, PUBLISHED, events=MOVED))["decision"]
    assert entry["uid"] == again["uid"]
    assert entry["sequence"] < again["sequence"]


def test_a_vanished_day_is_cancelled_on_its_last_day():
    entry = read(made(NOTIFIED, events=GONE))["decision"]
    assert (str(entry["status"]), entry.start) == ("CANCELLED", date(2023, 11, 7))
    assert str(entry["description"]).startswith("EC no longer shows this day.")


def test_a_stopped_clock_takes_a_computed_day_back():
    stopped = (
        fact("date:phase_2", "2023-08-07"),
        fact("document:event:suspended:x", "Deadline suspended", "2023-09-25"),
    )
    status = Status(Stage.IN_DEPTH, clock=Clock.SUSPENDED)
    entry = read(made(*stopped, events=MOVED[:1] + GONE[1:2], status=status))["decision"]
    assert str(entry["status"]) == "CANCELLED"
    assert read(made(*stopped, status=status)) == {}  # never handed out, nothing to take back
    alone = read(made(*stopped, events=(*FIRST, seen(5, EventKind.DOCUMENT, "x")), status=status))["decision"]
    assert (str(alone["status"]), alone.start) == ("CANCELLED", date(2023, 10, 3))
    assert str(alone["description"]).startswith("No day can be given now. The clock has been stopped since 2023-09-25")
    gone = read(made(*stopped, events=GONE, status=status))["decision"]
    assert str(gone["description"]).startswith("EC no longer shows this day.")
    assert "Not computable: The clock has been stopped since 2023-09-25" in str(gone["description"])


@pytest.mark.parametrize(
    ("decided", "events", "status"),
    [("2023-10-09", MOVED, "CANCELLED"), ("2023-10-09", FIRST, None), ("2023-10-20", MOVED, "CONFIRMED")],
    ids=["decided early", "known as decided only", "decided on the day"],
)
def test_a_settled_deadline(decided, events, status):
    outcome = fact("outcome", "cleared", decided)
    found = read(made(NOTIFIED, PUBLISHED, outcome, events=events, status=DECIDED))
    assert (str(found["decision"]["status"]) if "decision" in found else None) == status
    if status == "CANCELLED":
        assert "settled on 9 Oct 2023 (Mon)" in str(found["decision"]["description"])


def test_what_was_only_computed_and_never_awaited_again_is_left_out():
    outcome = fact("outcome", "cleared", "2023-10-20")
    assert read(made(NOTIFIED, outcome, events=MOVED[:1], status=DECIDED)) == {}


@pytest.mark.parametrize(("url", "kept"), [("", "https://x.example/api/M.1"), ("javascript:x", None)])
def test_only_a_web_address_becomes_a_link(url, kept):
    entry = read(made(NOTIFIED, PUBLISHED, url=url))["decision"]
    assert (str(entry["url"]) if "url" in entry else None) == kept


def test_a_day_without_known_rules_stands_with_its_proof():
    unproven = ProvenFact("deadline:hearing", "2023-11-07")
    entry = read(made(unproven, procedure="", url=""))["hearing"]
    assert str(entry["summary"]) == "EC M.1: Hearing – A – B"
    assert "url" not in entry


def test_an_hour_at_which_the_day_ends_is_told():
    case = Case("C1", "ec", "EC", "M.1", "M.1", "A", "", "EU_MERGER", PHASE_1, {NOTIFIED.name: NOTIFIED})
    found = [
        replace(each, computed=replace(each.computed, expires="23:59 America/New_York"))
        for each in deadlines_of(case, FIRST, NOW)
    ]
    assert "Ends at 23:59 America/New_York." in str(read(write_ics(found, NOW, "X"))["decision"]["description"])


def test_strange_texts_survive():
    case = Case("C2", "ec", "EC", "M.2", "", "A; B, \\ C\r\nEND:VEVENT\n\u2028😀" * 9, "", "", PHASE_1,
                {PUBLISHED.name: PUBLISHED})  # fmt: skip
    found = deadlines_of(case, FIRST, NOW)
    calendar = icalendar.Calendar.from_ical(write_ics(found, NOW, "X"))
    (entry,) = calendar.walk("VEVENT")
    assert str(entry["uid"]) == uid(found[0]) == "C2-decision@dealwatch"
    assert str(entry["summary"]).startswith("EC: Decision – A; B, \\ C END:VEVENT 😀A; B")
