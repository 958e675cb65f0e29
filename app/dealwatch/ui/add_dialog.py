"""Add: one field that says what it takes the text for, what can be watched, and where it is filed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSizePolicy, QWidget

from dealwatch.language import _, mark
from dealwatch.model.errors import DealwatchError
from dealwatch.sources.trouble_words import shown_trouble
from dealwatch.ui import icons
from dealwatch.ui.controls import KEYBOARD, Button, Kind
from dealwatch.ui.desk import Candidate, Desk, Order, Recognition
from dealwatch.ui.dialog import Dialog
from dealwatch.ui.draw import RIGHT, Pen
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.panes import Field, IconView, Rule, Scroll, Words, line, stack
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.tasks import Runner

WAIT = 150  # ms after the last key
HINT = mark("For example M.12345, ME/7102/24, a company name, https://…, or a feed.")


class AddDialog(Dialog):
    """`added` gives the place where what was added can be seen."""

    added = Signal(str)
    part_wanted = Signal(str)
    """The address of a page of which the user wants to choose a part."""

    def __init__(self, look: Look, desk: Desk, tasks: Runner, parent: QWidget, text: str = "") -> None:
        super().__init__(look, _("Add"), 720, parent)
        self._desk, self._tasks = desk, tasks
        self._recognised = Recognition("")
        self._rows: list[CandidateRow] = []
        px = look.theme.px
        self.field = Field(look, _("Case number, company, web address or feed"), icon="magnifying-glass", height=34)
        self._state = IconView(look, "info", "text2")
        self._sentence = Words(look, _(HINT), Type.SECONDARY, "text2", wrap=True)
        said = line(self._state, self._sentence, gap=px(8))
        said.setStretch(1, 1)
        top = stack(gap=px(6), margins=(px(20), px(18), px(20), px(12)))
        top.addWidget(Words(look, _("Case number, company, web address or feed"), Type.SECONDARY, "text2"))
        top.addWidget(self.field)
        top.addLayout(said)
        self._found = Scroll(look)
        self._found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._deal, self._list = _choice(look, _("Deal")), _choice(look, _("List"))
        filing = line(gap=px(12), margins=(px(20), px(12), px(20), px(12)))
        for label, box in ((_("Deal"), self._deal), (_("List"), self._list)):
            filing.addWidget(Words(look, label, Type.BODY, "text2"))
            filing.addWidget(box, 1)
        self._filing = QWidget()
        self._filing.setLayout(filing)
        self._note = InlineBar(look, "", hue="slate", icon="clock-counter-clockwise", single=True)
        self._trouble = InlineBar(look, "", "", hue="orange", icon="warning", closable=True)
        self._trouble.hide()
        cancel = Button(look, _("Cancel"))
        cancel.clicked.connect(self.reject)
        self.do = Button(look, _("Add and watch"), kind=Kind.PRIMARY)
        self.do.setDefault(True)
        self.do.clicked.connect(self.submit)
        self._part = Button(look, _("Choose a part of the page…"), kind=Kind.LINK)
        self._part.clicked.connect(self._choose_part)
        self._part.hide()
        foot = line(self._part, 1, cancel, self.do, margins=(px(20), px(12), px(20), px(12)))
        column = stack()
        column.addLayout(top)
        column.addWidget(Rule(look, strong=True))
        column.addWidget(self._found, 1)
        column.addWidget(self._filing)
        column.addWidget(self._note)
        column.addWidget(self._trouble)
        column.addWidget(Rule(look))
        column.addLayout(foot)
        self.setLayout(column)
        self.setMinimumHeight(px(400))
        self.resize(px(720), px(540))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.recognise)
        self.field.edit.textEdited.connect(lambda: self._wait.start(WAIT))
        self.field.edit.returnPressed.connect(self.submit)  # typed fast: the button may not be there yet
        self._fill_filing()
        self.field.edit.setText(text)
        self.recognise()
        self.field.edit.setFocus()

    def _fill_filing(self) -> None:
        for row in self._desk.deals():
            self._deal.addItem(row.deal.name)
        for entry in self._desk.standing().lists:
            self._list.addItem(entry.name)
        self._deal.setEditText("")
        self._list.setEditText("")

    def recognise(self) -> None:
        """Read the field and show what it was taken for."""
        text = self.field.edit.text().strip()
        found = self._desk.recognise(text) if text else Recognition("")
        self._recognised = found
        known = bool(found.candidates)
        words = found.sentence or (_("Nothing known looks like this. {hint}").format(hint=_(HINT)) if text else _(HINT))
        self._sentence.say(words)
        self._state.show_icon("check" if known else "question" if text else "info", "ok" if known else "text2")
        if found.deal_name:
            self._deal.setEditText(found.deal_name)
        self._note.title.say(found.note)
        self._note.setVisible(bool(found.note))
        self._filing.setVisible(known)
        self._part.setVisible(any(candidate.page for candidate in found.candidates))
        self._show_candidates(found.candidates)
        self._judge()

    def _show_candidates(self, candidates: Sequence[Candidate]) -> None:
        px = self.look.theme.px
        widgets: list[QWidget] = []
        self._rows = []
        for official, title in ((True, _("Official")), (False, _("Also about this deal"))):
            members = [candidate for candidate in candidates if candidate.official is official]
            if members:
                head = Words(self.look, title, Type.CAPTION, "text2", bold=True)
                head.setContentsMargins(px(20), px(9), px(20), px(4))
                widgets.append(head)
            for candidate in members:
                row = CandidateRow(self.look, candidate)
                row.toggled.connect(self._judge)
                self._rows.append(row)
                widgets.append(row)
        self._found.fill(widgets)

    def chosen(self) -> tuple[str, ...]:
        """Keys of the candidates that are ticked."""
        return tuple(row.candidate.key for row in self._rows if row.isChecked())

    def _judge(self) -> None:
        self.do.setEnabled(bool(self.chosen()))

    def submit(self) -> None:
        """Add what is ticked; trouble is said here and nothing is lost of what was typed."""
        if self._wait.isActive():
            self._wait.stop()
            self.recognise()
        if not self.chosen():
            return
        order = Order(
            self.field.edit.text().strip(),
            self.chosen(),
            self._deal.currentText().removesuffix(_("{deal} (new)").format(deal="")).strip(),
            self._list.currentText().strip(),
        )
        self.do.setEnabled(False)
        self._tasks.run(lambda: self._desk.add(order)).then(self._done, self._failed)

    def _choose_part(self) -> None:
        page = next((row.candidate.page for row in self._rows if row.candidate.page), "")
        self.reject()
        self.part_wanted.emit(page)

    def _done(self, place: str) -> None:
        self.added.emit(place)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.do.setEnabled(True)
        if not isinstance(error, DealwatchError):
            raise error
        self._trouble.title.say(shown_trouble(error.title))
        self._trouble.text.say(shown_trouble(error.hint))
        self._trouble.text.setVisible(bool(error.hint))
        self._trouble.show()


def _choice(look: Look, name: str) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setAccessibleName(name)
    if (field := box.lineEdit()) is not None:
        field.setPlaceholderText(_("optional"))
    box.setMinimumHeight(look.theme.px(28))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


class CandidateRow(QAbstractButton):
    """A source that can be watched: tick, name, what it is, how often it is read."""

    def __init__(self, look: Look, candidate: Candidate) -> None:
        super().__init__()
        self._look, self.candidate = look, candidate
        self._ring = False
        self.setCheckable(True)
        self.setChecked(candidate.chosen)
        self._about = candidate.about
        if not candidate.confirmed:
            self._about = _("{about} · unconfirmed: nobody has seen a real answer of it yet").format(about=self._about)
        self.setAccessibleName(f"{candidate.title}, {self._about}, {candidate.every}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(300, round(theme.metrics().height() + theme.metrics(Type.SECONDARY).height() + theme.px(19)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        theme = self._look.theme
        pen = Pen(painter, theme)
        px = theme.px
        box = QRectF(self.rect())
        painter.fillRect(box, theme.colour("base"))
        pen.ground(box, selected=self._ring and self.hasFocus())
        pen.line(box.left(), box.right(), box.bottom() - 1)
        middle = (box.height() - 1) / 2
        paint_tick(pen, px(20), middle, self.isChecked())
        pen.icon(px(48), middle, "newspaper" if self.candidate.news else "broadcast")
        right = box.right() - px(20)
        width = pen.width(self.candidate.every, Type.SECONDARY)
        pen.text(
            QRectF(right - width, 0, width + 1, middle * 2), self.candidate.every, Type.SECONDARY, "text2", align=RIGHT
        )
        x, height = px(78), theme.metrics().height()
        room = right - width - px(12) - x
        pen.text(QRectF(x, px(9), room, height), self.candidate.title, bold=True)
        below = QRectF(x, px(9) + height, room, theme.metrics(Type.SECONDARY).height())
        pen.text(below, self._about, Type.SECONDARY, "text2")
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)


def paint_tick(pen: Pen, x: float, middle: float, on: bool) -> None:
    theme = pen.theme
    size = theme.px(15)
    box = QRectF(round(x) + 0.5, round(middle - size / 2) + 0.5, size - 1, size - 1)
    pen.painter.setPen(QPen(theme.colour("accent" if on else "edge"), 1))
    pen.painter.setBrush(theme.colour("accent" if on else "base"))
    pen.painter.drawRoundedRect(box, 3, 3)
    if on:
        pixmap = icons.pixmap("check-bold", theme.px(12), theme.colour("on_accent"), pen.ratio)
        pen.painter.drawPixmap(round(x + theme.px(1.5)), round(middle - theme.px(6)), pixmap)
