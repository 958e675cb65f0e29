"""The window at a past moment: choosing it, saying it everywhere, and the way back to now."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from dealwatch.language import _
from dealwatch.ui.words import day_text

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow


class AsAtActs:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        window.toolbar.as_at.clicked.connect(self.choose)
        window.status.now_wanted.connect(lambda: self.look_at(None))

    def choose(self) -> None:
        from dealwatch.ui.as_at_dialog import AsAtDialog

        desk = self._window.desk
        moment = desk.moment()
        start = moment or desk.now() - timedelta(days=1)
        dialog = AsAtDialog(self._window.look, start, desk.change_beside, past=moment is not None, parent=self._window)
        dialog.chosen.connect(self.look_at)
        dialog.show()

    def look_at(self, moment: datetime | None) -> None:
        """Show the whole window as it was known then; None is now."""
        window = self._window
        window.desk.look_at(moment)
        window.inspector.show_nothing()
        self.say()
        window.desk_changed()

    def say(self) -> None:
        """The toolbar's field and the status bar say which moment is shown."""
        moment = self._window.desk.moment()
        words = moment_text(moment) if moment is not None else ""
        self._window.toolbar.show_moment(words)
        self._window.status.show_moment(words)


def moment_text(moment: datetime) -> str:
    """The day, and the time where it is not the end of that day. Local."""
    local = moment.astimezone()
    day = day_text(local.date(), weekday=False)
    if local.time() >= time(23, 59):
        return day
    return _("{day}, {time}").format(day=day, time=local.strftime("%H:%M"))
