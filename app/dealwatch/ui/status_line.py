"""The status bar: how the sources stand, in words; at the right when they were and will be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStatusBar, QWidget

from dealwatch.language import _
from dealwatch.ui.controls import link
from dealwatch.ui.draw import Pen
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.sidebar import paint_state_dot, state_of
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.desk import Standing

SAID_FOR = 6000  # ms a passing remark stays


class StatusLine(QStatusBar):
    resume_wanted = Signal()
    now_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizeGripEnabled(False)
        self.setAccessibleName(_("Status"))
        self._dot = _Dot(look)
        self._left = Words(look, "", Type.BADGE, "text2", elide=True)
        self._right = Words(look, "", Type.BADGE, "text2")
        self._resume = link(look, _("Resume"))
        self._resume.clicked.connect(self.resume_wanted)
        px = look.theme.px
        self._now = link(look, _("Return to now"))
        self._now.clicked.connect(self.now_wanted)
        self._now.hide()
        self._past = ""
        row = line(
            self._dot, self._left, self._right, self._resume, self._now, gap=px(8), margins=(px(12), 0, px(12), 0)
        )
        row.setStretch(1, 1)
        body = Ground(look, "window")
        column = stack(Rule(look, strong=True))
        column.addLayout(row, 1)
        body.setLayout(column)
        self._body = body
        body.setParent(self)  # not an item of the bar: the style would inset and frame it
        self._words = ("", "fine")
        self._remark = QTimer(self)
        self._remark.setSingleShot(True)
        self._remark.timeout.connect(self._show)
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(self._look.theme.px(26))
        self._body.setGeometry(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._body.setGeometry(self.rect())

    def say(self, standing: Standing, now: datetime) -> None:
        from dealwatch.ui.status_words import left_words, near_text, right_words  # late: the first paint says none

        kind = "offline" if standing.offline_since is not None else state_of(standing)
        said = "   ".join(part for part in (left_words(standing, now), near_text(standing)) if part)
        self._words = (said, kind) if not self._past else (self._past, "past")
        self._right.say(right_words(standing, now))
        self._resume.setVisible(standing.paused)
        if not self._remark.isActive():
            self._show()

    def show_moment(self, words: str) -> None:
        """Which past moment is shown, with the way back; empty for now."""
        self._past = _("Showing what was known on {moment}").format(moment=words) if words else ""
        self._now.setVisible(bool(words))
        if words:
            self._words = (self._past, "past")
            self._show()

    def remark(self, text: str) -> None:
        """Say something in passing, where the standing sentence stands."""
        self._left.say(text)
        self._dot.show_kind("fine")
        self._remark.start(SAID_FOR)

    def _show(self) -> None:
        self._left.say(self._words[0])
        self._dot.show_kind(self._words[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        del event  # the items paint themselves; the style would frame each of them


class _Dot(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._kind = look, "fine"
        self.setFixedWidth(look.theme.px(16))

    def show_kind(self, kind: str) -> None:
        self._kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(16), self._look.theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        pen = Pen(painter, self._look.theme)
        if self._kind == "past":
            pen.icon(0, self.height() / 2, "clock-counter-clockwise", "accent", 14)
        elif self._kind == "offline":
            pen.icon(0, self.height() / 2, "wifi-slash", "text2", 14)
        else:
            paint_state_dot(pen, 0, self.height() / 2, self._kind)
        painter.end()
