"""A strip whose right end goes below its left one where there is no room for both: no word is cut off by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from dealwatch.ui.panes import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dealwatch.ui.panes import Words


class Bend(QWidget):
    """`said` stands between the ends and is elided to the room that is left, of which it keeps `least` px."""

    def __init__(
        self, left: Sequence[QWidget], said: Words, right: Sequence[QWidget], gap: int, *, least: int = 0
    ) -> None:
        super().__init__()
        self._said, self._least = said, least
        self._left, self._right = QWidget(), QWidget()
        row = line(*left, said, gap=gap)
        row.setStretch(len(left), 1)
        self._left.setLayout(row)
        self._right.setLayout(line(*right, gap=gap))
        self._right.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._right, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _ends(self) -> tuple[int, int]:
        """How wide the two ends are without what is said between them."""
        hint = self._said.sizeHint().width()
        said = hint - max(self._said.minimumSizeHint().width(), min(self._least, hint))
        return self._left.sizeHint().width() - said, self._right.sizeHint().width()

    def _fit(self) -> None:
        left, right = self._ends()
        beside = left + right + self._row.spacing() <= self.contentsRect().width()
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(max(self._ends()) + margins.left() + margins.right(), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # a word or a button at an end has changed
            self._fit()
        return done
