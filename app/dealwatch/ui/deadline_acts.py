"""What the commands about deadlines do: What if…, and the rule for reminders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dealwatch.language import _

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow


class DeadlineActs:
    """`run` does an act on data, says the second argument when it is done and reads everything anew."""

    def __init__(self, window: MainWindow, run: Callable[[Callable[[], object], str], None]) -> None:
        self._window, self._run = window, run

    def what_if(self, case_id: str = "") -> None:
        """For the case given, else the one in the inspector, else the first of the page that has rules."""
        from dealwatch.ui.what_if_dialog import WhatIfDialog

        w = self._window
        for wanted in (case_id,) if case_id else self._cases():
            hypothesis = w.desk.hypothesis(wanted)
            if hypothesis is not None:
                WhatIfDialog(w.look, w.desk, wanted, hypothesis, w).show()
                return
        w.status.remark(_("Open a case first. What if needs one whose procedure has deadlines that are known here."))

    def _cases(self) -> tuple[str, ...]:
        w = self._window
        change, place = w.inspector.change, w.views.place
        chosen = (change.case.id,) if change is not None and change.case is not None else ()
        page = None
        if place.kind in ("deal", "case"):
            page = w.desk.page(*((place.ref, "") if place.kind == "deal" else ("", place.ref)))
        shown = tuple(case.id for case in page.cases) if page is not None else ()
        return (*(each for each in chosen if not shown or each in shown), *shown)

    def reminders(self) -> None:
        from dealwatch.ui.reminder_dialog import ReminderDialog

        w = self._window
        dialog = ReminderDialog(w.look, w.desk, w)

        def keep() -> None:
            chosen, stops = dialog.rules.distances, dialog.stops.distances

            def put() -> None:
                w.desk.set_reminder_distances(chosen)
                w.desk.set_long_stop_distances(stops)

            self._run(put, _("Reminders kept.") if chosen or stops else _("You are not reminded of deadlines."))

        dialog.accepted.connect(keep)
        dialog.show()
