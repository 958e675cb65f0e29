"""The user's rule for reminders: how many working days before a deadline to be told. For a dialog or for settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from dealwatch.language import _, n_
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.flow import Flow
from dealwatch.ui.panes import Words, clear, stack
from dealwatch.ui.theme import Look, Type

LONGEST = 60
"""Working days; farther off nothing is near."""


class ReminderRules(QWidget):
    """`changed` carries the distances after each act, farthest first; the owner keeps them."""

    changed = Signal(tuple)

    def __init__(self, look: Look, distances: Sequence[int]) -> None:
        super().__init__()
        self._look = look
        self._distances: tuple[int, ...] = ()
        px = look.theme.px
        self._chips = Flow(gap=px(8))
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._none = Words(look, _("You are not reminded of deadlines."), Type.SECONDARY, "text2")
        self.days = QSpinBox()
        self.days.setRange(0, LONGEST)
        self.days.setValue(5)
        self.days.setFont(look.theme.font(Type.BODY))
        self.days.setMinimumHeight(px(28))
        self.days.setAccessibleName(_("Working days before the deadline"))
        self.add = Button(look, _("Add reminder"), icon="plus")
        self.add.clicked.connect(lambda: self._use({*self._distances, self.days.value()}))
        column = stack(gap=px(10))
        text = _("Be reminded of the deadlines of watched cases, published and calculated ones:")
        column.addWidget(Words(look, text, Type.BODY, wrap=True))
        column.addLayout(self._chips)
        column.addWidget(self._none)
        after = Words(look, _("working days before"), Type.BODY, "text2")
        after.setMinimumHeight(px(28))
        column.addLayout(Flow(self.days, after, self.add, gap=px(8)))
        self.setLayout(column)
        self.show_distances(distances)

    @property
    def distances(self) -> tuple[int, ...]:
        return self._distances

    def show_distances(self, distances: Sequence[int]) -> None:
        self._distances = tuple(sorted(set(distances), reverse=True))
        clear(self._chips)
        for distance in self._distances:
            words = distance_words(distance)
            chip = Button(self._look, words, kind=Kind.CHIP, icon="x", say=_("Remove: {rule}").format(rule=words))
            chip.clicked.connect(lambda _checked=False, gone=distance: self._use(set(self._distances) - {gone}))
            self._chips.addWidget(chip)
        self._none.setVisible(not self._distances)

    def _use(self, distances: set[int]) -> None:
        self.show_distances(tuple(distances))
        self.changed.emit(self._distances)


def distance_words(distance: int) -> str:
    """`on the day`, `one working day before`, `3 working days before`."""
    if distance == 0:
        return _("on the day")
    return n_("{n} working day before", "{n} working days before", distance).format(n=distance)
