"""The toolbar: check, add, back and forward, search in the middle, the moment shown and the ways out at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QWidget

from dealwatch.language import _
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.panes import Field, Ground, Rule, line, stack
from dealwatch.ui.wash import wash

if TYPE_CHECKING:
    from dealwatch.ui.theme import Look

SEARCH = 440


class Toolbar(QToolBar):
    """Buttons only say what they are; the window connects them."""

    def __init__(self, look: Look) -> None:
        super().__init__(_("Toolbar"))
        self._look = look
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.check = Button(look, _("Check now"), icon="arrows-clockwise")
        self.add = Button(look, _("Add…"), icon="plus")
        self.back = Button(look, kind=Kind.QUIET, icon="caret-left", say=_("Back"))
        self.forward = Button(look, kind=Kind.QUIET, icon="caret-right", say=_("Forward"))
        self.search_key = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        self.search = Field(look, _("Search or jump…"), icon="magnifying-glass", key=self.search_key)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.as_at = Button(look, _("As at: now"), kind=Kind.QUIET, icon="clock-counter-clockwise")
        self.as_at.setToolTip(_("Everything is shown as it is known now."))
        self.export = Button(look, _("Export"), icon="export")
        self.check_menu, self.export_menu = QMenu(self), QMenu(self)
        self.check.set_menu(self.check_menu, split=True)
        self.export.set_menu(self.export_menu)
        body = _Body(look, self)
        self._body = body
        self.addWidget(body)
        self.setContentsMargins(0, 0, 0, 0)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.as_at_words, self.moment_words = _("As at: now"), ""
        self._fit()
        look.changed.connect(self._fit)

    def show_search_key(self, key: str) -> None:
        """The key that leads into the field, as the user has it; empty where there is none."""
        if key != self.search_key:
            self.search_key = key
            self._body.name_buttons()

    def show_moment(self, words: str) -> None:
        """Which past moment is shown; empty for now."""
        self.moment_words = words
        self.as_at_words = _("As at: {moment}").format(moment=words) if words else _("As at: now")
        self.as_at.set_kind(Kind.PRIMARY if words else Kind.QUIET)
        self.as_at.setToolTip(
            _("Everything is shown as it was known then.") if words else _("Everything is shown as it is known now.")
        )
        self._body.name_buttons()

    def _fit(self) -> None:
        theme = self._look.theme
        self._body.setFixedHeight(theme.px(44))
        self.search.setMaximumWidth(theme.px(SEARCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wash(painter, event.rect(), self._look.theme.colour("window"))
        painter.end()


class _Body(Ground):
    def __init__(self, look: Look, bar: Toolbar) -> None:
        super().__init__(look, "window")
        self._bar = bar
        px = look.theme.px
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        left = QWidget()
        left.setLayout(line(bar.check, bar.add, bar.back, bar.forward, gap=px(8)))
        right = QWidget()
        right.setLayout(line(bar.as_at, bar.export, gap=px(8)))
        row = line(left, 1, bar.search, 1, right, gap=px(12), margins=(px(12), 0, px(12), 0))
        row.setStretch(2, 100)
        outer = stack()
        outer.addLayout(row, 1)
        outer.addWidget(Rule(look, strong=True))
        self.setLayout(outer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.name_buttons()

    def name_buttons(self) -> None:
        """Words where there is room for them, icons elsewhere; a past moment is always said."""
        px, past = self._look.theme.px, self._bar.as_at_words != _("As at: now")
        hint = _("Search or jump…") if self.width() >= px(560) or not past else _("Search")
        self._bar.search.edit.setPlaceholderText(hint)
        self._bar.search.show_key(self._bar.search_key if self.width() >= px(700 if past else 500) else "")
        for button, text, room in (
            (self._bar.check, _("Check now"), 900),
            (self._bar.export, _("Export"), 900),
            (self._bar.as_at, self._bar.as_at_words, 0 if past else 900),
            (self._bar.add, _("Add…"), 700),
        ):
            wanted = text if self.width() >= px(room) else ""
            if button is self._bar.as_at and past and self.width() < px(700):
                wanted = self._bar.moment_words
            if button.text() != wanted:
                button.setAccessibleName(text)
                button.setText(wanted)
                button.updateGeometry()
