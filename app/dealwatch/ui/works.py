"""All long work of the window, a line for each at its foot; starts it, follows it, says how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dealwatch.language import _
from dealwatch.model.progress import Progress, Stopped
from dealwatch.ui.meter import Meter
from dealwatch.ui.panes import stack
from dealwatch.ui.tasks import Runner
from dealwatch.ui.theme import Look
from dealwatch.ui.work_row import WorkRow

T = TypeVar("T")


class Works(QWidget):
    """`say` takes a sentence: what was stopped, and what of it stays."""

    _woken = Signal(object)

    def __init__(self, look: Look, tasks: Runner, say: Callable[[str], None]) -> None:
        super().__init__()
        self._look, self._tasks, self._say = look, tasks, say
        self._rows: dict[Meter, WorkRow] = {}
        self._column = stack()
        self.setLayout(self._column)
        self._woken.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        title: str,
        act: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Meter:
        """Do long work; one of the two calls is made at its end, unless the user stopped it: that is only said."""
        meter = Meter(title)
        row = self._row(meter)

        def ended(error: Exception) -> None:
            if isinstance(error, Stopped):
                self._say(f"{error.title} {error.hint}".strip())
            else:
                failed(error)

        meter.step(_("Waiting for other work"))
        row.begin()
        self._tasks.run_long(act, meter).then(done, ended)
        return meter

    def watch(self, meter: Meter, title: str) -> None:
        """Follow work that comes and goes in a thread of its own."""
        meter.title = title
        self._row(meter)
        meter.woken = lambda: self._woken.emit(meter)

    def rows(self) -> list[WorkRow]:
        return list(self._rows.values())

    def _row(self, meter: Meter) -> WorkRow:
        row = WorkRow(self._look, meter)
        self._rows[meter] = row
        self._column.addWidget(row)
        row.hide()
        row.rested.connect(lambda: self._rested(meter))
        return row

    def _begin(self, meter: Meter) -> None:
        row = self._rows.get(meter)
        if row is not None:
            row.begin()

    def _rested(self, meter: Meter) -> None:
        row = self._rows[meter]
        if not meter.over:
            if row.stopped:
                self._say(_("Stopped. What was stored before stays; the rest is read again later."))
            return
        if self._rows.pop(meter, None) is not None:
            self._column.removeWidget(row)
            row.deleteLater()
