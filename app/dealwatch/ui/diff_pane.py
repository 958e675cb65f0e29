"""Two versions of a page: word by word in one text, or side by side; from change to change; a map of where they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QWidget

from dealwatch.language import _
from dealwatch.ui.bend import Bend
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.panes import Ground, Rule, Words, line, stack
from dealwatch.ui.text_diff import Comparison, Row, Run, compare
from dealwatch.ui.text_diff import Kind as Change
from dealwatch.ui.text_pane import TextPane
from dealwatch.ui.theme import Look, Type

Passage = tuple[int, int] | None


class DiffText(TextPane):
    """One side of a comparison, or both in one. `side` is which runs are left out: none, NEW (as it was), GONE (as is).

    New words lie on the colour of insertion and are underlined, gone ones on that of deletion and are struck: never
    by colour alone. Lines that are not there on a side are left blank where both sides stand beside each other.
    """

    def __init__(self, look: Look, name: str, without: Change | None = None) -> None:
        self._without = without
        self._rows: tuple[Row, ...] = ()
        self._labels: list[str] = []
        self._quoted: Passage = None
        super().__init__(look, name)

    def show_rows(self, rows: tuple[Row, ...], passage: Passage = None) -> None:
        """`passage` is a place in the new text (as `page_text.find` gives it), marked over everything else."""
        self._rows, self._quoted = rows, passage
        self._labels = self._number()
        self._fill()

    def _number(self) -> list[str]:
        found, count = [], 0
        for row in self._rows:
            there = row.old is not None if self._without is Change.NEW else row.new is not None
            count += there
            found.append(str(count) if there else "")
        return found

    def line_label(self, line: int) -> str:
        return self._labels[line] if line < len(self._labels) else ""

    def _runs(self, row: Row) -> Sequence[Run]:
        return [run for run in row.runs if run.kind is not self._without]

    def _fill(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        styles = {kind: self._style(kind) for kind in Change}
        at, passage = 0, None
        for number, row in enumerate(self._rows):
            if number:
                cursor.insertBlock(QTextBlockFormat(), styles[Change.SAME])
            start = cursor.position()
            for run in self._runs(row):
                words = run.text.lstrip(" ") if cursor.atBlockStart() else run.text  # an indentation is no change
                cursor.insertText(run.text[: len(run.text) - len(words)], styles[Change.SAME])
                cursor.insertText(words, styles[run.kind])
            if row.new is not None:
                if self._quoted is not None and at <= self._quoted[0] <= at + len(row.new):
                    passage = start
                at += len(row.new) + 1
        cursor.endEditBlock()
        self._passage = self._place_of_quote() if passage is not None else None
        self._mark()
        self._fit()
        if self._passage is not None:
            self.show_place(self._passage[0])
        else:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def _place_of_quote(self) -> Passage:
        """Where the quote's first and last letters stand among the runs of both versions."""
        assert self._quoted is not None
        first = self._position(self._quoted[0])
        last = self._position(self._quoted[1] - 1)
        return (first, last + 1) if first is not None and last is not None else None

    def _position(self, wanted: int) -> int | None:
        """The place in this document of a place in the new text."""
        here, at = 0, 0
        for row in self._rows:
            for run in self._runs(row):
                if run.kind is not Change.GONE:
                    if at <= wanted < at + len(run.text):
                        return here + wanted - at
                    at += len(run.text)
                here += len(run.text)
            here += 1
            at += row.new is not None
        return None

    def show_place(self, place: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.centerCursor()

    def show_row(self, row: int) -> None:
        """Scroll to a line."""
        self.show_place(self.document().findBlockByNumber(row).position())

    def _style(self, kind: Change) -> QTextCharFormat:
        theme = self._look.theme
        style = QTextCharFormat()
        style.setForeground(theme.colour("text"))
        if kind is Change.NEW:
            style.setBackground(theme.colour("ins"))
            style.setFontUnderline(True)
            style.setUnderlineColor(theme.colour("blue"))
        elif kind is Change.GONE:
            style.setBackground(theme.colour("del_"))
            style.setFontStrikeOut(True)
            style.setForeground(theme.colour("text"))
        return style

    def _restyle(self) -> None:
        super()._restyle()
        if self._rows:
            self._fill()


class ChangeMap(QWidget):
    """Where in the text something changed: new words blue and whole, gone ones orange and half as wide."""

    wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[Row, ...] = ()
        self.setAccessibleName(_("Map of changes"))
        self._fit()
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(self._look.theme.px(14))

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(14), 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(self.rect(), theme.colour("base"))
        painter.fillRect(0, 0, 1, self.height(), theme.colour("line"))
        step = self.height() / max(len(self._rows), 1)
        for number, row in enumerate(self._rows):
            if row.changed:
                kinds = {run.kind for run in row.runs}
                self._tick(painter, number * step, step, theme.colour("blue") if Change.NEW in kinds else None)
                self._tick(
                    painter, number * step, step, theme.colour("orange") if Change.GONE in kinds else None, half=True
                )
        painter.end()

    def _tick(self, painter: QPainter, top: float, step: float, ink: QColor | None, *, half: bool = False) -> None:
        if ink is not None:
            width = self.width() - 4.0
            painter.fillRect(QRectF(3, top, width / 2 if half else width, max(step, 2.0)), ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._rows:
            self.wanted.emit(
                min(int(event.position().y() / max(self.height(), 1) * len(self._rows)), len(self._rows) - 1)
            )


class DiffPane(Ground):
    """`show_versions` compares; the strip above says which versions, and goes from change to change."""

    page_wanted = Signal()

    def __init__(self, look: Look, *, page: bool = True) -> None:
        """`page`: there is a page to go back to."""
        super().__init__(look)
        self._comparison = Comparison(())
        self._at = -1
        px = look.theme.px
        self._words = Button(look, _("Words"), kind=Kind.SEGMENT, small=True)
        self._sides = Button(look, _("Side by side"), kind=Kind.SEGMENT, small=True)
        for place, button in enumerate((self._words, self._sides)):
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, place=place: self.show_mode(place))
        whole = Button(look, _("Page"), kind=Kind.SEGMENT, small=True)
        whole.clicked.connect(self.page_wanted)
        self._caption = Words(look, "", Type.SECONDARY, "text2", elide=True)
        self.previous = Button(look, kind=Kind.QUIET, icon="caret-left", say=_("Previous change"), small=True)
        self.next = Button(look, kind=Kind.QUIET, icon="caret-right", say=_("Next change"), small=True)
        self._count = Words(look, "", Type.SECONDARY, "text2")
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        strip = Bend(
            (self._words, self._sides, whole), self._caption, (self.previous, self._count, self.next), gap=px(6)
        )
        strip.setContentsMargins(px(18), px(6), px(12), px(6))
        self.both = DiffText(look, _("Comparison of the two versions"))
        self.old = DiffText(look, _("The page before"), Change.NEW)
        self.new = DiffText(look, _("The page after"), Change.GONE)
        self._follow(self.old, self.new)
        self._follow(self.new, self.old)
        self._map = ChangeMap(look)
        self._map.wanted.connect(self._show_row)
        beside = Ground(look)
        row = line(self.old, Rule(look, upright=True), self.new, gap=0)
        row.setStretch(0, 1)
        row.setStretch(2, 1)
        beside.setLayout(row)
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self.both)
        self._bodies.addWidget(beside)
        below = line(self._bodies, self._map, gap=0)
        below.setStretch(0, 1)
        column = stack()
        column.addWidget(strip)
        column.addWidget(Rule(look))
        column.addLayout(below, 1)
        self.setLayout(column)
        whole.setVisible(page)
        self.show_mode(0)

    def _follow(self, leader: DiffText, follower: DiffText) -> None:
        """The two sides scroll as one; a bar that is set to where it is says nothing, so that this ends."""
        leader.verticalScrollBar().valueChanged.connect(follower.verticalScrollBar().setValue)

    def show_versions(self, old: str, new: str, caption: str, passage: Passage = None) -> None:
        """`passage` is the proof, a place in the new text."""
        self._comparison = compare(old, new)
        self._at = -1
        self._caption.say(caption)
        rows = self._comparison.rows
        for pane in (self.both, self.new):
            pane.show_rows(rows, passage)
        self.old.show_rows(rows)
        self._map.show_rows(rows)
        if passage is None:
            self.step(1)
        self._say()

    def show_mode(self, place: int) -> None:
        """0 words in one text, 1 side by side."""
        self._bodies.setCurrentIndex(place)
        self._words.setChecked(place == 0)
        self._sides.setChecked(place == 1)
        if 0 <= self._at < len(self._comparison.changes):
            self._show_row(self._comparison.changes[self._at].start)

    def step(self, by: int) -> None:
        """The next or the previous change."""
        changes = self._comparison.changes
        if not changes:
            return
        self._at = min(max(self._at + by, 0), len(changes) - 1)
        self._show_row(changes[self._at].start)
        self._say()

    def _show_row(self, row: int) -> None:
        for pane in (self.both, self.old, self.new):
            pane.show_row(row)

    def _say(self) -> None:
        count = len(self._comparison.changes)
        if not count:
            self._count.say(_("no difference in the words"))
        elif self._at < 0:
            self._count.say(_("{count} changes").format(count=count) if count > 1 else _("1 change"))
        else:
            self._count.say(_("{number} of {count}").format(number=self._at + 1, count=count))
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < count - 1)

    def first_focus(self) -> QWidget:
        return self.both if self._bodies.currentIndex() == 0 else self.new
