"""Choosing the moment at which everything is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QTimeZone, Signal
from PySide6.QtWidgets import QDateEdit, QTimeEdit, QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.panes import Words, line, stack
from dealwatch.ui.theme import Look, Type

Beside = Callable[[datetime, int], datetime | None]


class AsAtDialog(Dialog):
    """`chosen` carries the moment (aware, UTC), or None for now. Days and times are those of this computer."""

    chosen = Signal(object)

    def __init__(self, look: Look, moment: datetime, beside: Beside, *, past: bool, parent: QWidget | None) -> None:
        super().__init__(look, _("As at a past moment"), 420, parent)
        self._beside = beside
        px = look.theme.px
        self._exact = moment  # the fields show minutes; a change that was stepped to is meant exactly
        self.day, self.time = QDateEdit(), QTimeEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.time.setDisplayFormat("HH:mm")
        self.day.setAccessibleName(_("Day"))
        self.time.setAccessibleName(_("Time"))
        for field in (self.day, self.time):
            field.setFont(look.theme.font(Type.BODY))
            field.setFixedHeight(px(28))
        self.show_moment(moment)
        self.day.dateChanged.connect(self._edited)
        self.time.timeChanged.connect(self._edited)
        before, after = (
            Button(look, _("Change before"), icon="caret-left"),
            Button(look, _("Change after"), icon="caret-right"),
        )
        before.clicked.connect(lambda: self._step(-1))
        after.clicked.connect(lambda: self._step(1))
        now = Button(look, _("Return to now"))
        now.setEnabled(past)
        now.clicked.connect(lambda: self._choose(None))
        show = Button(look, _("Show"), kind=Kind.PRIMARY)
        show.setDefault(True)
        show.clicked.connect(lambda: self._choose(self._exact))
        text = _(
            "Deals, cases, deadlines and sources are shown as they were known then. Nothing can be changed meanwhile."
        )
        column = stack(gap=px(12), margins=(px(20), px(16), px(20), px(14)))
        column.addWidget(Words(look, text, Type.SECONDARY, "text2", wrap=True))
        column.addLayout(line(self.day, self.time, 1, gap=px(8)))
        column.addLayout(line(before, after, 1, gap=px(8)))
        column.addLayout(line(now, 1, show, gap=px(8)))
        self.setLayout(column)
        self.day.setFocus()

    def show_moment(self, moment: datetime) -> None:
        """Put it into the fields, in local time."""
        self._exact = moment
        local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()), QTimeZone.systemTimeZone())
        for field in (self.day, self.time):
            field.blockSignals(True)
        self.day.setDate(local.date())
        self.time.setTime(local.time())
        for field in (self.day, self.time):
            field.blockSignals(False)

    def _edited(self) -> None:
        local = QDateTime(self.day.date(), self.time.time(), QTimeZone.systemTimeZone())
        self._exact = datetime.fromtimestamp(local.toSecsSinceEpoch(), UTC)

    def _step(self, by: int) -> None:
        found = self._beside(self._exact, by)
        if found is not None:
            self.show_moment(found)

    def _choose(self, moment: datetime | None) -> None:
        self.chosen.emit(moment)
        self.accept()
