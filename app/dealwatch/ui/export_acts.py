"""Deals into files: the case file and its other kinds for one deal, the Monday table for all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from dealwatch.language import _

if TYPE_CHECKING:
    from dealwatch.model.progress import Progress
    from dealwatch.ui.desk.exporting import ExportChoices
    from dealwatch.ui.export_dialog import Export, ExportDialog
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.work_acts import WorkActs


class ExportActs:
    def __init__(self, window: MainWindow, work: WorkActs, failed: Callable[[Exception], None]) -> None:
        self._window, self._work, self._failed = window, work, failed

    def case_file(self) -> None:
        w = self._window
        deal = self._work.deal()
        page = w.desk.page(deal.id) if deal is not None else None
        if page is None or page.deal is None:
            lone = w.views.place.kind == "case"
            w.status.remark(
                _("This case belongs to no deal yet: Deal ▸ Edit deal… makes one.")
                if lone
                else _("Open or choose a deal first; its case file is written from there.")
            )
            return
        deal_id = page.deal.id
        dialog = self._dialog(page.name, w.desk.note_count(deal_id), ".pdf")
        dialog.ready.connect(
            lambda export: self._go(dialog, export, lambda: self.write_case_file(deal_id, export.path, export.choices))
        )
        dialog.show()

    def monday_table(self) -> None:
        """Of the list that is shown, else of every deal."""
        place = self._window.views.place
        list_name = place.ref if place.kind == "list" else ""
        dialog = self._dialog(list_name or _("Every deal"), None, ".docx")
        dialog.ready.connect(
            lambda export: self._go(dialog, export, lambda: self._write_monday_table(list_name, export))
        )
        dialog.show()

    def write_case_file(self, deal_id: str, path: Path, choices: ExportChoices | None = None) -> None:
        w = self._window

        def write(progress: Progress) -> str:
            return w.desk.write_case_file(deal_id, path, choices, progress)

        w.status.remark(_("Writing the case file…"))
        w.works.start(_("Case file {name}").format(name=path.name), write, w.status.remark, self._failed)

    def _write_monday_table(self, list_name: str, export: Export) -> None:
        w = self._window

        def write(progress: Progress) -> str:
            return w.desk.write_monday_table(list_name, export.path, export.choices, progress)

        w.works.start(_("Monday table {name}").format(name=export.path.name), write, w.status.remark, self._failed)

    def _dialog(self, name: str, notes: int | None, suffix: str) -> ExportDialog:
        from dealwatch.ui.export_dialog import ExportDialog  # late: no start needs it

        w = self._window
        plain = "".join(char if char.isalnum() or char in " -–" else "–" for char in name)
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        if not folder.is_dir():  # not every system makes it
            folder = Path.home()
        return ExportDialog(w.look, name, w.desk.export_habits(), notes, folder / f"{plain}{suffix}", w)

    def _go(self, dialog: ExportDialog, export: Export, write: Callable[[], None]) -> None:
        dialog.accept()
        self._window.desk.keep_export_habits(export.choices)
        write()
