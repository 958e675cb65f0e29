"""Copies of a figure, the same for every picture: as PNG, as SVG, as a table, by menu and by Ctrl+C; its table twin.

Ctrl+C puts all three on the clipboard at once, so that a drawing program takes the SVG, a letter the picture and a
spreadsheet the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from dealwatch.figures.svg import to_svg
from dealwatch.language import _
from dealwatch.ui.figure_paint import paint_figure

if TYPE_CHECKING:
    from dealwatch.figures.shapes import Figure
    from dealwatch.ui.theme import Look

SVG = "image/svg+xml"
SHARP = 2.0  # px of the picture for one on the screen
LARGEST = 16000  # px a side; no program takes larger pictures from the clipboard


class FigureCopies:
    """`figure` gives the picture as it is at the moment; None where there is none yet.

    `show` opens the table twin; without it this does so itself.
    """

    def __init__(
        self,
        look: Look,
        owner: QWidget,
        figure: Callable[[], Figure | None],
        show: Callable[[Figure], None] | None = None,
    ) -> None:
        self._look, self._owner, self._figure = look, owner, figure
        self._show = show or self._show_twin
        self.before: Callable[[QMenu], None] | None = None
        """Fills what comes before the copies in the menu."""

    def menu(self) -> QMenu:
        menu = QMenu(self._owner)
        menu.setAccessibleName(_("Copies of the picture"))
        menu.aboutToHide.connect(menu.deleteLater)
        if self.before is not None:
            self.before(menu)
            menu.addSeparator()
        self.fill(menu)
        return menu

    def fill(self, menu: QMenu) -> None:
        """The copies alone, for a menu that has more."""
        menu.addAction(_("Copy picture as PNG"), self.picture)
        menu.addAction(_("Copy picture as SVG"), self.svg)
        menu.addAction(_("Copy picture as table"), self.table)
        menu.addSeparator()
        menu.addAction(_("Show as table"), self.show_table)

    def popup(self, where: QPoint) -> None:
        if self._figure() is not None:
            self.menu().popup(where)

    def key(self, event: QKeyEvent) -> bool:
        """Take Ctrl+C; False for any other key."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            return False
        self.everything()
        return True

    def everything(self) -> None:
        figure = self._figure()
        if figure is None:
            return
        # on the object that the clipboard has made itself: one of Python's would be there longer than the interpreter
        QGuiApplication.clipboard().setImage(image(self._look, figure))
        data = QGuiApplication.clipboard().mimeData()
        data.setData(SVG, to_svg(figure, self._look.theme.tokens).encode())
        data.setText(figure.table.tab_separated())

    def picture(self) -> None:
        figure = self._figure()
        if figure is not None:
            QGuiApplication.clipboard().setImage(image(self._look, figure))

    def svg(self) -> None:
        figure = self._figure()
        if figure is not None:
            text = to_svg(figure, self._look.theme.tokens)
            QGuiApplication.clipboard().setText(text)
            QGuiApplication.clipboard().mimeData().setData(SVG, text.encode())

    def table(self) -> None:
        figure = self._figure()
        if figure is not None:
            QGuiApplication.clipboard().setText(figure.table.tab_separated())

    def _show_twin(self, figure: Figure) -> None:
        from dealwatch.ui.twin_dialog import TwinDialog  # late: it holds a table, and tables hold copies

        TwinDialog(self._look, figure, self._owner.window()).show()

    def show_table(self) -> None:
        figure = self._figure()
        if figure is not None:
            self._show(figure)


def image(look: Look, figure: Figure) -> QImage:
    """The figure on its ground, twice as fine as on the screen."""
    scale = look.theme.scale * SHARP
    scale *= min(1.0, LARGEST / (max(figure.width, figure.height, 1) * scale))
    found = QImage(
        max(round(figure.width * scale), 1), max(round(figure.height * scale), 1), QImage.Format.Format_RGB32
    )
    ratio = scale / look.theme.scale
    found.setDevicePixelRatio(ratio)
    found.fill(look.theme.colour("base"))
    painter = QPainter(found)
    paint_figure(painter, look.theme, figure, 0, 0, look.theme.scale)
    painter.end()
    return found
