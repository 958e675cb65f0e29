"""Saved pages and parts of pages as commands: choosing the files, opening the dialogs, saying what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.tasks import Runner


class AttachActs:
    """`commands` by name. `files` is also what a drop of files on the window calls."""

    def __init__(self, window: MainWindow, tasks: Runner, failed: Callable[[Exception], None]) -> None:
        self._window, self._tasks, self._failed = window, tasks, failed
        self.commands: dict[str, Callable[[], None]] = {"attach_page": self.choose, "pick": self.pick}

    def choose(self) -> None:
        kinds = _("Saved pages (*.html *.htm *.xhtml *.xml *.json *.pdf);;All files (*)")
        paths = QFileDialog.getOpenFileNames(self._window, _("Attach saved page"), "", kinds)[0]
        self.files([Path(path) for path in paths])

    def files(self, paths: Sequence[Path]) -> None:
        """Ask about these files, oldest first, and take them in."""
        from dealwatch.ui.attach_dialog import AttachDialog

        if not paths:
            return
        w = self._window
        try:
            files = sorted((w.desk.saved_file(path) for path in paths), key=lambda file: file.at)
        except DealwatchError as error:
            self._failed(error)
            return
        dialog = AttachDialog(w.look, w.desk, self._tasks, files, w)
        dialog.taken.connect(self._taken)
        dialog.show()

    def _taken(self, words: str) -> None:
        self._window.desk_changed()
        self._window.status.remark(words)

    def pick(self, url: str = "") -> None:
        """Choose what of a web page is watched."""
        from dealwatch.ui.picker_dialog import PickerDialog

        w = self._window
        dialog = PickerDialog(w.look, w.desk, self._tasks, url, w)
        dialog.watched.connect(self._watched)
        dialog.show()

    def _watched(self, place: str) -> None:
        self._window.desk_changed()
        self._window.go(place)
        self._window.status.remark(_("The page is watched. You are told about changes from now on."))
