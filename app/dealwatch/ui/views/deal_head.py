"""The head of a deal's page: its name and badge, one line of facts, who decides last; and the area of its ribbons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QSizePolicy

from dealwatch.figures.review import gating
from dealwatch.language import _
from dealwatch.ui.badge_view import BadgeView
from dealwatch.ui.controls import Button
from dealwatch.ui.panes import Ground, Words, line, stack
from dealwatch.ui.slim_bar import slim
from dealwatch.ui.theme import Look, Type
from dealwatch.ui.views.deal_menu import fill_deal_menu
from dealwatch.ui.views.deal_words import facts_line, leading_badges
from dealwatch.ui.words import day_text

if TYPE_CHECKING:
    from dealwatch.ui.desk import DealPage
    from dealwatch.ui.figure_view import FigureView
    from dealwatch.ui.views.view import Stage


class RibbonArea(QScrollArea):
    """As high as the ribbon where there is room for it; otherwise it scrolls and the chronology keeps its place."""

    def __init__(self, look: Look, ribbon_view: FigureView) -> None:
        super().__init__()
        self._look, self._ribbon = look, ribbon_view
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        slim(look, self)
        host = Ground(look)
        host.setLayout(stack(ribbon_view, 1, margins=(8, 0, 8, 0)))
        self.setWidget(host)
        ribbon_view.resized.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(480, self._ribbon.height())

    def minimumSizeHint(self) -> QSize:
        one_row = self._look.theme.px(28 + 64 + 4)
        return QSize(240, min(one_row, self._ribbon.height()))


class DealHead(Ground):
    """Name, the most advanced badge, one line of facts; at the right who decides last and when."""

    def __init__(self, look: Look, stage: Stage) -> None:
        super().__init__(look)
        self._look, self._stage = look, stage
        px = look.theme.px
        self._name = Words(look, "", Type.TITLE, elide=True)
        self._badges = BadgeView(look)
        self._facts = Words(look, "", Type.BODY, "text2", elide=True)
        self._who = Words(look, "", Type.CAPTION, "text2")
        self._when = Words(look, "", Type.SECTION)
        self._who.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._when.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._file = Button(look, _("Case file…"), icon="file-pdf", small=True)
        self._file.clicked.connect(lambda: stage.act("case_file"))
        first = line(self._name, self._badges, 1, gap=px(12))
        left = stack(gap=px(2))
        left.addLayout(first)
        left.addWidget(self._facts)
        right = stack(1, self._who, self._when, 1, gap=0)
        row = line(gap=px(16), margins=(px(16), px(13), px(16), px(12)))
        row.addLayout(left, 1)
        row.addLayout(right)
        row.addWidget(self._file)
        self.setLayout(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the deal; a case that belongs to none has no such menu."""
        if self._file.isHidden():
            return
        menu = QMenu(self)
        menu.setAccessibleName(_("Deal"))
        menu.aboutToHide.connect(menu.deleteLater)
        fill_deal_menu(menu, self._stage)
        menu.popup(event.globalPos())

    def show_page(self, page: DealPage) -> None:
        self._name.say(page.name)
        self._badges.show_badges(leading_badges(page.cases))
        self._facts.say(facts_line(page))
        gate = gating(page.reviews) if len(page.reviews) > 0 else None
        limits = gate.current_limits if gate is not None else ()
        self._who.setVisible(bool(limits))
        self._when.setVisible(bool(limits))
        if gate is not None and limits:
            limit = max(limits, key=lambda limit: limit.day)
            self._who.say(
                _("Last to decide: {short}").format(short=gate.short)
                if len(page.reviews) > 1
                else _("{short} deadline").format(short=gate.short)
            )
            self._when.say(day_text(limit.day) if limit.published else f"≈ {day_text(limit.day)}")
            self._when.set_use(bold=limit.published, role="text" if limit.published else "text2")
        self._file.setVisible(page.deal is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name comes first: where room is short the button is only its icon."""
        super().resizeEvent(event)
        wanted = _("Case file…") if event.size().width() >= self._look.theme.px(620) else ""
        if self._file.text() != wanted:
            self._file.setAccessibleName(_("Case file…"))
            self._file.setToolTip(_("Write the case file of this deal"))
            self._file.setText(wanted)
            self._file.updateGeometry()
