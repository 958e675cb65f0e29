"""Two versions of a page in the window: what changed, where the proof stands in it, and from change to change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QDialog

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.ids import new_id
from dealwatch.store.database import Store
from dealwatch.store.snapshots import Snapshot, digest
from dealwatch.system.clock import FixedClock
from dealwatch.ui.diff_pane import DiffPane
from dealwatch.ui.time_desk import TimeDesk

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
URL = "https://register.example/case/1"
OLD = "<p>The authority is investigating Alphabet.</p><p>Phase 1</p><p>Deadline: 19 December 2024</p>"
NEW = (
    "<p>The authority investigated Alphabet.</p><p>Phase 1</p><p>It does not qualify.</p>"
    "<p>Deadline: 9 January 2025</p>"
)


class IdleEngine:
    checking = False
    offline_since = None
    stuck = ""

    def wake(self) -> None:
        """Nothing runs here."""


@pytest.fixture
def desk(tmp_path):
    """One case whose page was kept twice; the second version brought a change, which stands in the inbox."""
    with Store.open(tmp_path / "data", START) as store:
        with store.write() as database:
            case_id = store.cases.create(database, source="reg", authority="REG", number="1", title="Alphabet")
            for hours, body in ((0, OLD), (5, NEW)):
                at = START + timedelta(hours=hours)
                sha256 = digest(body.encode())
                store.snapshots.put(database, Snapshot(sha256, body.encode(), "text/html", URL, at, "reg"))
                event = Event(
                    id=new_id(at), case_id=case_id, observed_at=at, kind=EventKind.DEADLINE, field="phase_1",
                    old=None, new="2025-01-09", badge_old="", badge_new="", source="reg", authority="REG",
                    evidence=Evidence(sha256, URL, at, "/p", "It does not qualify." if hours else "Phase 1"),
                )  # fmt: skip
                store.events.add(database, event)
                store.alerts.raise_(
                    database, occasion=str(hours), now=at, subject=AlertSubject.CHANGE, level=AlertLevel.QUIET,
                    case_id=case_id, event_ids=[event.id],
                )  # fmt: skip
        times = TimeDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
        times.events = [event.id for event in store.events.list()]
        yield times
        times.close()


def marked(pane) -> str:
    start, end = pane.passage
    return pane.toPlainText()[start:end]


def test_the_version_before_is_found_by_its_address(desk):
    first, second = desk.events
    assert desk.earlier_page(second).body == OLD.encode()
    assert desk.earlier_page(first) is None
    assert desk.earlier_page("none") is None


def test_a_change_opens_with_what_changed_and_its_proof_marked(make_window, desk):
    window = make_window(desk.desk)
    window.go("inbox")
    view = window.views.current()
    assert view.go_to(desk.events[1])
    reader = view._reader
    reader.show_change(window.desk.change_of(desk.events[1]))
    pane = reader.difference
    assert pane.both.toPlainText().splitlines()[0] == "The authority is investigatinginvestigated Alphabet."
    assert marked(pane.both) == marked(pane.new) == "It does not qualify."
    assert pane.old.toPlainText().splitlines()[0] == "The authority is investigating Alphabet."
    assert [pane.both.line_label(line) for line in range(4)] == ["1", "2", "3", "4"]
    assert pane.old.line_label(2) == "", "the new line has no number on the old side"
    assert pane._count.text() == "2 changes"
    window.act("next_difference")
    assert pane._count.text() == "1 of 2"
    window.act("next_difference")
    window.act("next_difference")
    assert (pane._count.text(), pane.next.isEnabled(), pane.previous.isEnabled()) == ("2 of 2", False, True)
    window.act("previous_difference")
    assert pane._count.text() == "1 of 2"
    pane.show_mode(1)
    assert pane.first_focus() is pane.new
    window.act("diff")
    assert marked(reader._text) == "It does not qualify."
    assert not reader.step_difference(1)
    window.act("diff")
    assert reader.step_difference(1)


def test_the_first_version_has_nothing_to_compare(make_window, desk):
    window = make_window(desk.desk)
    window.go("inbox")
    reader = window.views.current()._reader
    reader.show_change(window.desk.change_of(desk.events[0]))
    reader.compare()
    assert not reader.step_difference(1)
    assert marked(reader._text) == "Phase 1"


def test_elsewhere_the_comparison_has_a_window_of_its_own(make_window, desk):
    window = make_window(desk.desk)
    window.go(f"event/{desk.events[1]}")
    window.act("diff")
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    assert marked(dialog.pane.both) == "It does not qualify."
    dialog.close()
    window.inspect(window.desk.change_of(desk.events[0]))
    window.act("diff")
    assert "no earlier version" in window.status._left.text()


def test_equal_words_are_said_to_be_equal_and_the_look_may_change(qtbot, look):
    pane = DiffPane(look)
    qtbot.addWidget(pane)
    pane.show_versions("same", "same", "a → b")
    assert pane._count.text() == "no difference in the words"
    pane.step(1)
    pane.show_versions("one", "two\nthree", "a → b")
    pane.resize(600, 300)
    pane.show()
    look.changed.emit()
    pane._map.wanted.emit(0)
    assert pane.both.toPlainText().splitlines() == ["one", "two", "three"]
