"""Long work as a line: what it is, what is being done, how far, and a way to stop it. For the window and dialogs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from dealwatch.figures.day_words import number_text
from dealwatch.language import _
from dealwatch.ui.controls import Button
from dealwatch.ui.meter import Meter
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.theme import Look, Type

BEAT = 100  # ms between two looks
PATIENCE = 300  # ms that work may take before it is worth a line
SLICES = 40  # of the bar where nobody knows how much there is


class SlimProgress(QProgressBar):
    """A bar of 6 px; where the end is not known, a part of it that wanders."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._slice = look, 0
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(160), self._look.theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(60), self._look.theme.px(6))

    def show_share(self, done: int, total: int) -> None:
        self.setRange(0, total)
        self.setValue(done)
        if not total:
            self._slice = (self._slice + 1) % SLICES
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = box.height() / 2
        painter.setPen(theme.colour("edge"))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(box, radius, radius)
        if self.maximum() > 0:
            box.setWidth(box.width() * min(self.value() / self.maximum(), 1))
        else:
            part = box.width() / 4
            box = QRectF(box.left() + (box.width() - part) * self._slice / SLICES, box.top(), part, box.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(box, radius, radius)
        painter.end()


class WorkRow(Ground):
    """Follows a meter while it is busy; not shown for work that is soon over. `rested`: there is no more to show."""

    rested = Signal()

    def __init__(self, look: Look, meter: Meter) -> None:
        super().__init__(look, "window")
        self.meter = meter
        px = look.theme.px
        self.setAccessibleName(meter.title)
        self.title = Words(look, meter.title, Type.SECONDARY, bold=True)
        self.words = Words(look, "", Type.SECONDARY, "text2", elide=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.share = Words(look, "", Type.SECONDARY, "text2")
        self.bar = SlimProgress(look, _("Progress of {title}").format(title=meter.title))
        self.cancel = Button(look, _("Cancel"), small=True, say=_("Cancel {title}").format(title=meter.title))
        self.cancel.clicked.connect(self.stop)
        row = line(self.title, self.words, self.share, self.bar, self.cancel, gap=px(10))
        row.setContentsMargins(px(16), px(3), px(16), px(3))
        column = stack(Rule(look, strong=True))
        column.addLayout(row)
        self.setLayout(column)
        self.stopped = False
        """Whether the user asked to stop what is shown."""
        self._waited = 0
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self.look_again)
        self.hide()

    def begin(self) -> None:
        """Look from now on."""
        self._waited, self.stopped = 0, False
        self.cancel.setEnabled(True)
        self._timer.start()

    def look_again(self) -> None:
        if self.meter.over or not (self.meter.busy or self._waited == 0):
            self._timer.stop()
            self.hide()
            self.rested.emit()
            return
        self._waited += BEAT
        step = self.meter.now
        self.words.say(_("Stopping …") if self.meter.stop_wanted else step.words)
        self.share.say(
            _("{done} of {total}").format(done=number_text(step.done), total=number_text(step.total))
            if step.total
            else (number_text(step.done) if step.done else "")
        )
        self.bar.show_share(step.done, step.total)
        if self._waited >= PATIENCE:
            self.show()

    def stop(self) -> None:
        self.meter.stop()
        self.stopped = True
        self.cancel.setEnabled(False)
        self.words.say(_("Stopping …"))
