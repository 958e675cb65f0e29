"""The user's rule for reminders: how many days before a day that binds to be told. For a dialog or for settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from dealwatch.language import _, mark, n_
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.flow import Flow
from dealwatch.ui.panes import Words, clear, stack
from dealwatch.ui.theme import Look, Type


def distance_words(distance: int) -> str:
    """`on the day`, `one working day before`, `3 working days before`."""
    if distance == 0:
        return _("on the day")
    return n_("{n} working day before", "{n} working days before", distance).format(n=distance)


def calendar_words(distance: int) -> str:
    """`on the day`, `30 days before`."""
    if distance == 0:
        return _("on the day")
    return n_("{n} day before", "{n} days before", distance).format(n=distance)


@dataclass(frozen=True, slots=True)
class Ahead:
    """Of what one is reminded, and in which days it is counted; the texts are messages. `longest` is in those days."""

    about: str
    none: str
    say: str
    unit: str
    longest: int
    usual: int
    words: Callable[[int], str]


DEADLINES = Ahead(
    mark("Be reminded of the deadlines of watched cases, published and calculated ones:"),
    mark("You are not reminded of deadlines."),
    mark("Working days before the deadline"),
    mark("working days before"),
    60,
    5,
    distance_words,
)
LONG_STOPS = Ahead(
    mark("Be reminded of the long-stop dates of your deals, while a review is open:"),
    mark("You are not reminded of long-stop dates."),
    mark("Days before the long-stop date"),
    mark("days before"),
    365,
    14,
    calendar_words,
)


class ReminderRules(QWidget):
    """`changed` carries the distances after each act, farthest first; the owner keeps them."""

    changed = Signal(tuple)

    def __init__(self, look: Look, distances: Sequence[int], ahead: Ahead = DEADLINES) -> None:
        super().__init__()
        self._look, self._ahead = look, ahead
        self._distances: tuple[int, ...] = ()
        px = look.theme.px
        self._chips = Flow(gap=px(8))
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._none = Words(look, _(ahead.none), Type.SECONDARY, "text2")
        self.days = QSpinBox()
        self.days.setRange(0, ahead.longest)
        self.days.setValue(ahead.usual)
        self.days.setFont(look.theme.font(Type.BODY))
        self.days.setMinimumHeight(px(28))
        self.days.setAccessibleName(_(ahead.say))
        self.add = Button(look, _("Add reminder"), icon="plus")
        self.add.clicked.connect(lambda: self._use({*self._distances, self.days.value()}))
        column = stack(gap=px(10))
        column.addWidget(Words(look, _(ahead.about), Type.BODY, wrap=True))
        column.addLayout(self._chips)
        column.addWidget(self._none)
        after = Words(look, _(ahead.unit), Type.BODY, "text2")
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
            words = self._ahead.words(distance)
            chip = Button(self._look, words, kind=Kind.CHIP, icon="x", say=_("Remove: {rule}").format(rule=words))
            chip.clicked.connect(lambda _checked=False, gone=distance: self._use(set(self._distances) - {gone}))
            self._chips.addWidget(chip)
        self._none.setVisible(not self._distances)

    def _use(self, distances: set[int]) -> None:
        self.show_distances(tuple(distances))
        self.changed.emit(self._distances)
