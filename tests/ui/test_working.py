"""The user's own work in the window: dialogs filled with real keys, and the right data in the store afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, DealKind, Party
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.ids import new_id
from dealwatch.model.status import Badge
from dealwatch.system.clock import FixedClock
from dealwatch.ui.bridge import Answer
from dealwatch.ui.views import deal as deal_view
from dealwatch.watch.working import Working


@pytest.fixture
def times(times, store, start):
    """Two deals; the first has two reviews."""
    working = Working(store, FixedClock(start))
    times.first = working.create(Deal("", "Acme / Beta", parties=(Party("Acme", "acquirer"),)))
    times.second = working.create(Deal("", "ACME–Beta"))
    for number in ("1", "2"):
        with store.write() as database:
            case_id = store.cases.create(
                database, source="reg", authority=f"REG{number}", number=number, title=f"Case {number}"
            )
        working.put_case(case_id, times.first)
    return times


@pytest.fixture
def window(make_window, times):
    found = make_window(times.desk)
    found.go(f"deal/{times.first}")
    return found


def dialog_of(window) -> QDialog:
    QApplication.processEvents()
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def said(window) -> str:
    return window.status._left.text()


def test_a_new_deal_is_written_and_opened(window, store, qtbot):
    window.act("new_deal")
    dialog = dialog_of(window)
    dialog.submit()
    assert dialog._trouble.title.text() == "A deal needs a name."
    qtbot.keyClicks(dialog.name.edit, "Gamma / Delta")
    qtbot.keyClicks(dialog.value.edit, "$20bn")
    qtbot.keyClicks(dialog.announced.edit, "5.3.2026")
    qtbot.keyClicks(dialog.long_stop.edit, "soon")
    qtbot.keyClicks(dialog.tags.edit, "urgent, client  A")
    dialog.kind.setCurrentIndex(dialog.kind.findText("Merger"))
    qtbot.keyClicks(dialog.parties.rows[0].name.edit, "Gamma")
    qtbot.keyClicks(dialog.parties.rows[0].aliases.edit, "GMA, Gamma AG")
    assert len(dialog.parties.rows) == 2, "another row waits for the next party"
    qtbot.keyClick(dialog.name.edit, Qt.Key.Key_Return)
    assert "“soon” is no day." in dialog._trouble.title.text()
    dialog.long_stop.edit.setText("2027")
    dialog.submit()
    deal = store.deals.find("Gamma / Delta")
    assert (deal.kind, deal.value, deal.announced, deal.long_stop, deal.tags) == (
        DealKind.MERGER, "$20bn", PartialDate(2026, 3, 5), PartialDate(2027), ("client A", "urgent"),
    )  # fmt: skip
    assert deal.parties == (Party("Gamma", "", ("GMA", "Gamma AG")),)
    assert str(window.views.place) == f"deal/{deal.id}"


def test_editing_is_undone_and_done_again_by_keys(window, store, times, qtbot):
    window.act("edit_deal")
    dialog = dialog_of(window)
    assert dialog.parties.rows[0].role.currentText() == "acquirer"
    dialog.parties.rows[0].removed.emit()
    dialog.name.edit.setText("Acme / Beta AG")
    dialog.submit()
    assert store.deals.get(times.first).parties == ()
    assert window.views.current().page.name == "Acme / Beta AG"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said(window) == "Undone: Edited Acme / Beta AG"
    assert store.deals.get(times.first).name == "Acme / Beta"
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert said(window) == "Done again: Edited Acme / Beta AG"
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert said(window) == "There is nothing to do again."


def test_merging_and_splitting(window, store, times, qtbot):
    window.act("merge_deal")
    dialog = dialog_of(window)
    dialog.submit()
    assert dialog._trouble.title.text() == "Choose a deal."
    dialog.box.setEditText("acme–beta")
    assert "0 reviews go over" in dialog._said.text()
    dialog.submit()
    assert [deal.id for deal in store.deals.all()] == [times.first]
    window.act("split_deal")
    dialog = dialog_of(window)
    dialog.submit()
    assert dialog._trouble.title.text() == "No review was chosen."
    list(dialog.boxes.values())[1].setChecked(True)
    dialog.submit()
    assert dialog._trouble.title.text() == "A deal needs a name."
    qtbot.keyClicks(dialog.name.edit, "Acme / Gamma")
    dialog.submit()
    new = store.deals.find("Acme / Gamma")
    assert str(window.views.place) == f"deal/{new.id}"
    assert len(new.case_ids) == len(store.deals.get(times.first).case_ids) == 1
    window.act("split_deal")
    assert "only one review" in said(window)


def test_archiving_and_bringing_back(window, store, times):
    window.act("archived")
    empty = dialog_of(window)
    assert not empty.table.isVisible()
    empty.reject()
    window.act("archive_deal")
    assert store.deals.get(times.first).archived
    assert str(window.views.place) == "portfolio"
    window.act("archived")
    dialog_of(window).bring_back()
    assert not store.deals.get(times.first).archived
    window.go(f"deal/{times.first}")
    window.act("remove_deal")
    assert [deal.id for deal in store.deals.all()] == [times.second]
    window.act("undo")
    assert len(store.deals.all()) == 2


def test_a_status_by_hand_needs_a_reason(window, store, times, qtbot):
    window.act("hand_status")
    dialog = dialog_of(window)
    dialog.authority.setEditText("")
    dialog.submit()
    assert dialog._trouble.title.text() == "Which authority?"
    dialog.authority.setEditText("CMA")
    dialog.submit()
    assert dialog._trouble.title.text() == "A status set by hand needs a reason."
    qtbot.keyClicks(dialog.reason, "Counsel told us")
    dialog.badge.setCurrentIndex(dialog.badges.index(Badge.PRE_NOTIFICATION))
    dialog.submit()
    case = next(case for case in store.cases.of_deal(times.first) if case.source == "user")
    assert (case.authority, case.status.badge) == ("CMA", Badge.PRE_NOTIFICATION)
    window.act("undo")
    assert all(case.source != "user" for case in store.cases.of_deal(times.first))


def test_notes_are_written_edited_and_removed(window, store, times, qtbot):
    view = window.views.current()
    window.act("note")
    assert view.tabs.currentIndex() == deal_view.NOTES
    box = view.notes.box
    assert not box.keep.isEnabled()
    qtbot.keyClicks(box.field, "Ask about **turnover** <b>x</b>")
    qtbot.keyClick(box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = store.notes.of(times.first)
    assert note.body == "Ask about **turnover** <b>x</b>"
    assert box.field.toPlainText() == ""
    cards = [box._cards.itemAt(place).widget() for place in range(box._cards.count())]
    assert "<b>" in cards[0].findChild(type(cards[0].layout().itemAt(1).widget())).toPlainText()
    cards[0].edited.emit(note)
    assert box.leave.isVisibleTo(box)
    box.field.setPlainText("Asked")
    box.keep.click()
    assert [kept.body for kept in store.notes.of(times.first)] == ["Asked"]
    cards = [box._cards.itemAt(place).widget() for place in range(box._cards.count())]
    cards[0].removed.emit(note.id)
    assert store.notes.of(times.first) == []
    box.field.setPlainText("half")
    window.go(f"deal/{times.second}")
    assert box.field.toPlainText() == "", "what was begun for one deal is not put with another"


def test_files_are_attached_shown_and_taken_away(window, store, times, tmp_path, monkeypatch):
    paper = tmp_path / "agreement.txt"
    paper.write_text("The parties agree.")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_kw: ([str(paper)], ""))
    window.act("attach")
    (kept,) = store.attachments.of(times.first)
    assert (kept.name, kept.content_type) == ("agreement.txt", "text/plain")
    window.act(f"attachment/{kept.id}")
    dialog = dialog_of(window)
    assert "The parties agree." in dialog.text.toPlainText()
    dialog.close()
    window.act(f"detach/{kept.id}")
    assert store.attachments.of(times.first) == []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_kw: ([str(tmp_path / "gone")], ""))
    window.act("attach")
    assert dialog_of(window).windowTitle()


def test_files_are_dropped_onto_the_notes(window, store, times, tmp_path):
    paper = tmp_path / "agreement.txt"
    paper.write_text("x")
    view = window.views.current()
    window.act("note")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper)), QUrl("https://example.org/x")])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    view.notes.dragEnterEvent(enter)
    assert enter.isAccepted()
    view.notes.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert [kept.name for kept in store.attachments.of(times.first)] == ["agreement.txt"]


def test_muting_the_deal(window, store, times):
    window.act("mute")
    assert store.deals.get(times.first).muted
    assert "inbox only" in said(window)
    window.act("mute")
    assert not store.deals.get(times.first).muted


def test_the_overview_tells_what_is_known(window):
    view = window.views.current()
    view.tabs.setCurrentIndex(deal_view.OVERVIEW)
    QApplication.processEvents()
    assert view.overview.isVisible()
    view._show_authority("REG2")
    assert view.tabs.currentIndex() == deal_view.CHRONOLOGY_TAB


def test_without_a_deal_the_commands_say_what_is_missing(window):
    window.go("sources")
    window.inspector.show_nothing()
    for command in ("edit_deal", "mute", "note", "snooze"):
        window.act(command)
        assert "first" in said(window), command


@pytest.fixture
def alerted(times, store, start):
    """A change of the first deal's case that stands in the inbox."""
    case = store.cases.of_deal(times.first)[0]
    at = start + timedelta(hours=2)
    event = Event(
        id=new_id(at), case_id=case.id, observed_at=at, kind=EventKind.DEADLINE, field="phase_1", old=None,
        new="2026-04-01", badge_old="", badge_new="", source="reg", evidence=Evidence("", "", at), authority="REG1",
    )  # fmt: skip
    with store.write() as database:
        store.events.add(database, event)
        store.alerts.raise_(
            database, occasion="o", now=at, subject=AlertSubject.CHANGE, level=AlertLevel.NOTIFY, case_id=case.id,
            event_ids=[event.id],
        )  # fmt: skip
    return event.id


def test_a_notification_can_be_answered_with_mute(window, store, times, alerted, bridge):
    bridge.answered.emit(Answer(f"dealwatch://event/{alerted}", "mute"))
    assert store.deals.get(times.first).muted
    bridge.answered.emit(Answer("dealwatch://event/unknown", "mute"))
    bridge.answered.emit(Answer("nonsense", "mute"))


def test_a_snoozed_change_is_out_of_sight_until_its_time(window, store, times, alerted):
    window.inspect(times.change_of(alerted))
    window.act("snooze")
    assert times.inbox() == ()
    times._clock.set(times._clock.now() + timedelta(days=2))
    (change,) = times.inbox()
    assert change.unread
    window.act("undo")


def test_a_note_is_written_beside_the_change_it_is_about(window, store, times, alerted, qtbot):
    window.show_inspector(True)
    window.inspect(times.change_of(alerted))
    box = window.inspector.notes
    qtbot.keyClicks(box.field, "Check the day")
    qtbot.keyClick(box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = store.notes.of(times.first)
    assert (note.event_id, note.body) == (alerted, "Check the day")
    assert box._cards.count() == 1
    box._cards.itemAt(0).widget().removed.emit(note.id)
    assert store.notes.of(times.first) == []
    assert box._cards.count() == 0


def test_companies_on_the_radar_are_seen_and_taken_off(window, store, start):
    window.act("radar")
    empty = dialog_of(window)
    assert not empty.table.isVisible()
    empty.accept()
    with store.write() as database:
        store.watches.add(database, "company", "", start, target="Globex")
    window.act("radar")
    dialog_of(window).take_off()
    assert store.watches.companies() == ()
    window.act("undo")
    assert store.watches.companies() == ("Globex",)
