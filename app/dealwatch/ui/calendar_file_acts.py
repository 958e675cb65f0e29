"""Days of one deadline, or of the page that is shown, as a calendar file.

Must not contain: the calendar's own file of all that it shows (`views.calendar`), what stands in a file (`export`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from dealwatch.language import _, n_
from dealwatch.ui.words import number_text

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.tasks import Runner


class CalendarFileActs:
    def __init__(self, window: MainWindow, tasks: Runner, failed: Callable[[Exception], None]) -> None:
        self._window, self._tasks, self._failed = window, tasks, failed

    def ask(self) -> None:
        """The days of the deal or case that is shown; where none is, or it has none, what the calendar shows."""
        keys, name = self._shown()
        if keys:
            self.of(keys, name)
            return
        from dealwatch.ui.views.calendar import CalendarView

        self._window.go("calendar")
        view = self._window.views.current()
        if isinstance(view, CalendarView):
            view.ask_file()

    def of(self, keys: Sequence[str], name: str = "") -> None:
        """Where the file is to go; then it is written. `keys` are those of deadlines."""
        w = self._window
        file = "".join(sign if sign.isalnum() or sign in " -.,&()" else "-" for sign in name).strip(" .-")[:80]
        chosen, _kind = QFileDialog.getSaveFileName(
            w, _("Write calendar file"), f"{file or 'dealwatch'}.ics", _("Calendar (*.ics)")
        )
        if not chosen:
            return
        path = Path(chosen)

        def told(count: int) -> None:
            words = n_("{n} day written to {file}.", "{n} days written to {file}.", count)
            w.status.remark(words.format(n=number_text(count), file=path.name))

        self._tasks.run(lambda: w.desk.write_calendar(keys, path)).then(told, self._failed)

    def of_deadline(self, key: str) -> None:
        sheet = self._window.desk.deadline(key)
        self.of((key,), sheet.name if sheet is not None else "")

    def _shown(self) -> tuple[tuple[str, ...], str]:
        w = self._window
        place = w.views.place
        if place.kind not in ("deal", "case"):
            return (), ""
        page = w.desk.page(*((place.ref, "") if place.kind == "deal" else ("", place.ref)))
        if page is None:
            return (), ""
        sheets = [sheet for case in page.cases for sheet in w.desk.case_deadlines(case.id)]
        keys = [sheet.key for sheet in sheets if sheet.deadline.last_day is not None]
        if page.deal is not None and page.deal.long_stop is not None:
            keys.append(f"long_stop/{page.deal.id}")
        return tuple(keys), page.name
