"""Add, search, crash, damaged data: what they say and what they do."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from sample_desk import SampleDesk

from dealwatch.model.errors import DataError, UsageError
from dealwatch.store.database import FILE_NAME, Store
from dealwatch.ui.add_dialog import AddDialog
from dealwatch.ui.crash_dialog import CrashDialog, report
from dealwatch.ui.damaged_dialog import DamagedDialog, damaged, newest_copy
from dealwatch.ui.desk import Hit
from dealwatch.ui.keep_running_dialog import KeepRunningDialog
from dealwatch.ui.tasks import AtOnce
from dealwatch.ui.trouble_dialog import TroubleDialog

NOW = datetime(2024, 11, 19, 16, 20, tzinfo=UTC)


@pytest.fixture
def dialog(qtbot, look, desk) -> AddDialog:
    found = AddDialog(look, desk, AtOnce(), None)
    found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(found)
    found.show()
    return found


def write(dialog: AddDialog, text: str) -> None:
    dialog.field.edit.setText(text)
    dialog.recognise()


def test_the_field_says_what_it_takes_the_text_for(dialog) -> None:
    assert "For example" in dialog._sentence.text()
    assert not dialog.do.isEnabled()
    write(dialog, "M.11766")
    assert dialog._sentence.text() == "Merger case number of the European Commission"
    assert dialog.do.isEnabled()
    assert dialog._deal.currentText() == "NVIDIA / Run:ai (new)"
    assert "imported silently" in dialog._note.title.text()
    write(dialog, "???")
    assert dialog._sentence.text().startswith("Nothing known looks like this.")
    assert not dialog.do.isEnabled()


def test_typing_is_recognised_after_a_moment(dialog, qtbot) -> None:
    qtbot.keyClicks(dialog.field.edit, "M.11766")
    qtbot.waitUntil(lambda: dialog.do.isEnabled(), timeout=2000)


def test_what_is_ticked_is_added_and_the_place_told(dialog, desk, qtbot) -> None:
    write(dialog, "M.11766")
    assert dialog.chosen() == ("case:ec:M.11766", "ec-oj")
    dialog._rows[1].click()
    with qtbot.waitSignal(dialog.added) as told:
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert told.args == ["deal/new"]
    order = desk.orders[0]
    assert (order.candidates, order.deal_name) == (("case:ec:M.11766",), "NVIDIA / Run:ai")


def test_without_a_tick_there_is_nothing_to_add(dialog, desk) -> None:
    write(dialog, "M.11766")
    for row in dialog._rows:
        row.setChecked(False)
    assert not dialog.do.isEnabled()
    dialog.submit()
    assert desk.orders == []


def test_trouble_is_said_in_the_dialog_and_the_text_is_kept(dialog, desk, qtbot) -> None:
    desk.refuse_add = UsageError("No source shows that case yet.", "Add a feed instead.")
    write(dialog, "M.11766")
    dialog.submit()
    QApplication.processEvents()
    assert dialog._trouble.isVisible()
    assert dialog._trouble.title.text() == "No source shows that case yet."
    assert dialog.field.edit.text() == "M.11766"
    assert dialog.do.isEnabled()


def test_a_mistake_of_ours_is_not_hidden(dialog, desk) -> None:
    write(dialog, "M.11766")
    with pytest.raises(ZeroDivisionError):
        dialog._failed(ZeroDivisionError())


def test_adding_from_the_window_goes_to_the_new_deal(window, desk) -> None:
    window.acts.add("M.11766")
    dialog = window.findChild(AddDialog)
    dialog.submit()
    QApplication.processEvents()
    assert str(window.views.place) == "deal/new"


# -- search


def found_by(window, text: str) -> list[Hit]:
    found: list[Hit] = []
    window.seek(text, lambda: True, found.extend)
    return found


def test_ctrl_k_finds_places_deals_events_and_commands(window, qtbot) -> None:
    field = window.toolbar.search.edit
    window.act("find")
    assert window.jump.isVisible()
    titles = [hit.title for hit in found_by(window, "")]
    assert titles[:6] == ["Today", "Inbox", "Portfolio", "Calendar", "Documents", "Sources"]
    qtbot.keyClicks(field, "mistral")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert str(window.views.place) == "deal/mistral"
    assert field.text() == ""
    assert not window.jump.isVisible()


def test_the_list_is_walked_by_keys_and_left_with_escape(window, qtbot) -> None:
    field = window.toolbar.search.edit
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert window.jump.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert str(window.views.place) == "inbox"
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_search_without_result_says_what_it_covers(window) -> None:
    window.toolbar.search.edit.setText("qwertz")
    window.jump.search()
    hit = window.jump._hits.index(0).data()
    assert hit.startswith("No results for “qwertz”")


def test_commands_are_found_by_their_words(window, desk) -> None:
    window.toolbar.search.edit.setText("check now")
    window.jump.search()
    window.jump._choose(window.jump._list.currentIndex())
    assert desk.asked == [()]


# -- trouble


def test_a_crash_report_has_versions_and_trace_and_can_be_copied(qtbot, look) -> None:
    try:
        raise KeyError("lost")
    except KeyError:
        details = report(*sys.exc_info())
    assert "Dealwatch" in details
    assert "KeyError: 'lost'" in details
    dialog = CrashDialog(look, details)
    qtbot.addWidget(dialog)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy details").click()
    assert QGuiApplication.clipboard().text() == details


def test_trouble_is_title_and_hint(qtbot, look) -> None:
    dialog = TroubleDialog(look, "The disk is full.", "Free some space.", None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.isVisible()


def test_the_first_close_is_said_once_with_a_way_out(qtbot, look) -> None:
    left = []
    dialog = KeepRunningDialog(look, lambda: left.append(1))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Quit").click()
    assert left == [1]


def buttons(dialog: DamagedDialog) -> list[str]:
    return [button.text() for button in dialog.findChildren(QPushButton)]


def test_damaged_data_are_restored_from_the_newest_whole_copy(qtbot, look, tmp_path: Path) -> None:
    with Store.open(tmp_path, NOW) as store:
        store.backup(tmp_path / "backups" / "daily-2024-11-19.db")
    (tmp_path / "backups" / "daily-2024-11-20.db").write_bytes(b"broken")
    (tmp_path / FILE_NAME).write_bytes(b"no database")
    with pytest.raises(DataError) as caught:
        Store.open(tmp_path, NOW)
    dialog = DamagedDialog(look, caught.value, tmp_path, NOW)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    assert buttons(dialog)[0].startswith("Restore the copy of ")
    assert buttons(dialog)[1:] == ["Open the data folder", "Quit"]
    dialog.findChildren(QPushButton)[0].click()
    assert dialog.retry
    Store.open(tmp_path, NOW).close()


def test_a_file_that_is_only_locked_is_never_replaced(qtbot, look, tmp_path: Path) -> None:
    error = DataError("Another program is using the Dealwatch data.", "Close it.")
    dialog = DamagedDialog(look, error, tmp_path, NOW)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    assert not damaged(error)
    assert buttons(dialog)[0] == "Try again"
    dialog.findChildren(QPushButton)[0].click()
    assert dialog.retry


def test_without_a_copy_there_is_none_to_restore(tmp_path: Path) -> None:
    assert newest_copy(tmp_path) is None


def test_the_case_file_goes_where_it_is_told(window, desk, tmp_path: Path) -> None:
    window.go("deal/mistral")
    window.acts.exports.write_case_file("mistral", tmp_path / "file.pdf")
    QApplication.processEvents()
    assert desk.written == [("mistral", tmp_path / "file.pdf")]
    assert "file.pdf" in window.status._left.accessibleName()


def test_a_case_file_needs_a_deal(window) -> None:
    window.go("documents")
    window.inspector.show_nothing()
    window.act("case_file")
    assert "Open or choose a deal first" in window.status._left.accessibleName()


def test_trouble_of_an_act_is_shown_and_mistakes_are_raised(window) -> None:
    window.acts._failed(UsageError("No.", "Because."))
    assert window.findChild(TroubleDialog).isVisible()
    window.findChild(TroubleDialog).close()
    with pytest.raises(KeyError):
        window.acts._failed(KeyError("x"))


def test_a_desk_of_another_day_is_shown_as_of_then(make_window) -> None:
    window = make_window(SampleDesk(moment=datetime(2023, 11, 20, 18, tzinfo=UTC)))
    window.go("deal/figma")
    assert any(
        text.text == "20 Nov 2023" for text in window.views.current().ribbon.figure.shapes if hasattr(text, "runs")
    )
