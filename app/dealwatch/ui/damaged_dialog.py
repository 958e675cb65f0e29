"""Before any window: the data cannot be used. What is safe, and the way on; the safest choice first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSizePolicy

from dealwatch.language import _
from dealwatch.model.errors import DataError, DealwatchError
from dealwatch.store import backup
from dealwatch.store.database import restore
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import IconView, Words, line, stack
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.words import day_text


class DamagedDialog(Dialog):
    """`retry` says after `exec` whether to open the data once more."""

    def __init__(self, look: Look, error: DataError, data: Path, now: datetime) -> None:
        super().__init__(look, "Dealwatch", 460, None)
        self.retry = False
        self._data, self._now = data, now
        px = look.theme.px
        self._title = Words(look, error.title, Type.SECTION, wrap=True)
        self._hint = Words(look, error.hint, Type.SECONDARY, "text2", wrap=True, selectable=True)
        words = stack(self._title, self._hint, gap=px(4))
        head = line(IconView(look, "database", "bad", 22), gap=px(12))
        head.addLayout(words, 1)
        column = stack(gap=px(8), margins=(px(20), px(18), px(20), px(16)))
        column.addLayout(head)
        column.addSpacing(px(6))
        self.copy = newest_copy(data) if damaged(error) else None
        choices = []
        if self.copy is not None:
            made = datetime.fromtimestamp(self.copy.stat().st_mtime, now.tzinfo).astimezone()
            choices.append(
                (
                    _("Restore the copy of {day}, {made:%H:%M}").format(
                        day=day_text(made.date(), weekday=False), made=made
                    ),
                    self._restore,
                )
            )
        else:
            choices.append((_("Try again"), self._again))
        choices += [(_("Open the data folder"), self._open_folder), (_("Quit"), self.reject)]
        for place, (verb, act) in enumerate(choices):
            button = Button(look, verb, kind=Kind.PRIMARY if place == 0 else Kind.PLAIN)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setDefault(place == 0)
            button.clicked.connect(act)
            column.addWidget(button)
        self.setLayout(column)

    def _again(self) -> None:
        self.retry = True
        self.accept()

    def _restore(self) -> None:
        assert self.copy is not None
        try:
            restore(self.copy, self._data, self._now)
        except DealwatchError as error:
            self._title.say(error.title)
            self._hint.say(error.hint)
            return
        self._again()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data)))


def damaged(error: DataError) -> bool:
    """Whether restoring a copy is the way on: not for a file that is only locked, newer or out of reach."""
    return error.title == _("The Dealwatch data file is damaged.")


def newest_copy(data: Path) -> Path | None:
    """The newest backup that is whole."""
    copies = sorted((data / "backups").glob("*.db"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in copies:
        try:
            backup.check(path)
        except DealwatchError:
            continue
        return path
    return None
