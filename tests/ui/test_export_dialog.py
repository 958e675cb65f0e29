"""A deal into a file through the dialog: kinds, place, marking, notes; what is there is never replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from dealwatch.ui.desk.exporting import ExportChoices
from dealwatch.ui.export_dialog import KINDS, Export, ExportDialog


@pytest.fixture
def dialog(qtbot, look, tmp_path: Path) -> ExportDialog:
    made = ExportDialog(look, "Microsoft / Mistral AI", ExportChoices("Draft"), 2, tmp_path / "M.pdf", None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: ExportDialog, suffix: str) -> None:
    dialog.kind.setCurrentIndex([kind[0] for kind in KINDS].index(suffix))


def test_what_was_chosen_last_stands_there_and_notes_do_not(dialog: ExportDialog, tmp_path: Path) -> None:
    assert dialog.export() == Export(tmp_path / "M.pdf", ExportChoices("Draft"))
    assert "2 notes" in dialog.notes.text()
    dialog.notes.setChecked(True)
    dialog.by.edit.setText("Competition team")
    dialog.paper.setCurrentIndex(1)
    assert dialog.export().choices == ExportChoices("Draft", True, "Competition team", "", "us-letter")


def test_the_kind_decides_the_ending_and_what_can_be_chosen(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.notes.setChecked(True)
    for suffix, marked, paper in ((".docx", True, False), (".json", False, False), (".pdf", True, True)):
        choose(dialog, suffix)
        assert dialog.export().path == tmp_path / f"M{suffix}"
        assert dialog.marking.isEnabled() == marked
        assert dialog.paper.isEnabled() == paper
        assert dialog.export().choices.with_notes == marked
    dialog.path.edit.setText(str(tmp_path / "v1.2 draft"))
    assert dialog.export().path == tmp_path / "v1.2 draft.pdf"


def test_a_file_that_is_there_is_replaced_only_when_written_once_more(dialog, qtbot, tmp_path: Path) -> None:
    (tmp_path / "M.pdf").write_text("kept")
    asked: list[Export] = []
    dialog.ready.connect(asked.append)
    dialog.do.click()
    assert not asked
    assert "already" in dialog._trouble.title.text()
    dialog.do.click()
    assert asked[0].path == tmp_path / "M.pdf"


def test_no_place_is_said(dialog: ExportDialog) -> None:
    dialog.path.edit.setText(" ")
    dialog.do.click()
    assert "Into which file?" in dialog._trouble.title.text()


def test_a_place_that_the_file_dialog_gave_is_agreed(dialog: ExportDialog, monkeypatch, tmp_path: Path) -> None:
    there = tmp_path / "there.pdf"
    there.write_text("old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(there), ""))
    dialog._browse()
    assert dialog.export().path == there
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog._browse()
    assert dialog.export().path == there


def test_the_command_asks_writes_and_remembers(window, desk, monkeypatch, tmp_path: Path) -> None:
    window.go("deal/mistral")
    window.act("case_file")
    dialog = window.findChild(ExportDialog)
    dialog.path.edit.setText(str(tmp_path / "m.docx"))
    choose(dialog, ".docx")
    dialog.marking.edit.setText("")
    dialog.do.click()
    QApplication.processEvents()
    assert desk.written == [("mistral", tmp_path / "m.docx")]
    assert desk.chosen == [ExportChoices("")]
    assert desk.habits.marking == ""


def test_the_monday_table_is_of_the_list_that_is_shown(window, desk, tmp_path: Path) -> None:
    window.go("list/AI partnerships")
    window.act("monday_table")
    dialog = window.findChild(ExportDialog)
    assert dialog.kind.itemText(0) == "Word document"
    assert not dialog.notes.isVisible()
    dialog.path.edit.setText(str(tmp_path / "monday"))
    dialog.do.click()
    QApplication.processEvents()
    assert desk.written == [("AI partnerships", tmp_path / "monday.docx")]
