"""Looks for words that do not fit their widget, for widgets outside their place and for widgets on top of each other.

Works on widgets as they are laid out; what a delegate paints elides by itself and is not seen here.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedLayout,
    QTabBar,
    QToolButton,
    QWidget,
)

from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.panes import Words

LEAST_OF_HINT = 0.7
SLACK = 1  # px of rounding


def cut(root: QWidget) -> list[str]:
    """One line a fault, in the order of the widgets; empty where all is well."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible() or widget.width() <= 0:
            continue
        trouble = _words(widget) or _outside(widget, root)
        if trouble:
            found.append(f"{_name(widget)}: {trouble}")
        found += _overlaps(widget)
    return found


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QLabel, QPushButton, QToolButton)) else widget.accessibleName()
    return f"{type(widget).__name__} “{' '.join(text.split())[:60]}”"


def _words(widget: QWidget) -> str:
    """What of its words does not fit, empty where all does."""
    wanted = _wanted(widget)
    if wanted.width() > widget.width() + SLACK:
        return f"needs {wanted.width()} px of width, has {widget.width()}"
    if wanted.height() > widget.height() + SLACK:
        return f"needs {wanted.height()} px of height, has {widget.height()}"
    return ""


def _wanted(widget: QWidget) -> QSize:
    """The room its words need; nothing for one that elides or scrolls."""
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, Button):
        return QSize(0, 0) if widget._kind is Kind.LINK else widget.sizeHint()
    if isinstance(widget, (QPushButton, QCheckBox, QRadioButton)):
        return widget.sizeHint()
    if isinstance(widget, QTabBar):
        last = widget.tabRect(widget.count() - 1)
        return QSize(last.right(), 0)
    metrics = widget.fontMetrics()
    if isinstance(widget, QComboBox) and widget.toolTip() != widget.currentText():
        return QSize(metrics.horizontalAdvance(widget.currentText()) + 24, metrics.height())
    if isinstance(widget, QLineEdit) and not widget.text():
        # a hint that does not fit ends in dots, and its label says what the field is: only a stump is a fault
        return QSize(round(metrics.horizontalAdvance(widget.placeholderText()) * LEAST_OF_HINT), metrics.height())
    return QSize(0, 0)


def _label(label: QLabel) -> QSize:
    if not label.text() or (isinstance(label, Words) and label._elide):
        return QSize(0, 0)
    if not label.wordWrap():
        return label.sizeHint()
    margins, text = label.contentsMargins(), label.text()
    if label.textFormat() is Qt.TextFormat.RichText:
        text = QTextDocumentFragment.fromHtml(text).toPlainText()
    longest = max(label.fontMetrics().horizontalAdvance(word) for word in text.replace("\u200b", " ").split() or [""])
    return QSize(longest + margins.left() + margins.right(), label.heightForWidth(label.width()))


def _outside(widget: QWidget, root: QWidget) -> str:
    """Whether a part of it lies outside a parent that does not scroll."""
    if not _speaks(widget):
        return ""
    place = QRect(widget.rect())
    child: QWidget = widget
    while child is not root and (parent := child.parentWidget()) is not None:
        place.translate(child.pos())
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return ""
        room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if not room.contains(place):
            return f"reaches {place.right() + 1}, {place.bottom() + 1} in {parent.width()} × {parent.height()}"
        child = parent
    return ""


def _speaks(widget: QWidget) -> bool:
    return isinstance(widget, (QLabel, QPushButton, QToolButton, QComboBox, QLineEdit, Button))


def _overlaps(widget: QWidget) -> list[str]:
    """Items of one layout that lie on each other."""
    layout = widget.layout()
    return _within(layout) if layout is not None else []


def _within(layout: QLayout) -> list[str]:
    if isinstance(layout, QStackedLayout):
        return []
    items = [layout.itemAt(place) for place in range(layout.count())]
    widgets = [item.widget() for item in items if item.widget() is not None and item.widget().isVisible()]
    found = []
    for place, one in enumerate(widgets):
        for other in widgets[place + 1 :]:
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > SLACK and shared.height() > SLACK:
                found.append(f"{_name(one)} lies on {_name(other)}")
    for item in items:
        inner = item.layout()
        if inner is not None:
            found += _within(inner)
    return found


def too_large(dialog: QWidget, screen: tuple[int, int]) -> str:
    """A dialog that cannot be made to fit a screen; empty where it can."""
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    if dialog.windowFlags() & Qt.WindowType.Dialog and (least.width() > screen[0] or least.height() > screen[1]):
        return f"the dialog needs {least.width()} × {least.height()}, the screen is {screen[0]} × {screen[1]}"
    return ""
