"""What a window says: every visible text of its widgets, and which of them are cut off by their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTabBar,
    QWidget,
)

_ROWS = 60


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """(where, text) of every visible text, tooltip and accessible name below `root`, its own title included."""
    yield "title", root.windowTitle()
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) and widget is not root:
            continue
        kind = type(widget).__name__
        yield f"{kind} tooltip", widget.toolTip()
        yield f"{kind} name", widget.accessibleName()
        if isinstance(widget, QLabel | QAbstractButton):
            yield kind, widget.text()
        if isinstance(widget, QLineEdit):
            yield f"{kind} placeholder", widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from ((kind, widget.itemText(row)) for row in range(widget.count()))
        if isinstance(widget, QTabBar):
            yield from ((kind, widget.tabText(place)) for place in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from ((f"{kind} cell", text) for text in _cells(widget.model(), QModelIndex()))
    for action in root.findChildren(QAction):
        yield "action", action.text()


def _cells(model: QAbstractItemModel, above: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for column in range(columns):
        title = model.headerData(column, Qt.Orientation.Horizontal)
        yield title if isinstance(title, str) and not title.isdigit() else ""
    for row in range(min(model.rowCount(above), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, above)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                text = index.data(role)
                yield text if isinstance(text, str) else ""
            if column == 0 and isinstance(model, QStandardItemModel):
                yield from _cells(model, index)


_DAYS = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Mon|Tue|Wed|Thu|Fri|Sat|Sun|UTC)\b"
)
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_ELIDED = re.compile(r"\[[^\]]*…\Z")
_DIGEST = re.compile(r"\b[0-9a-f]{12,}\b")
_KEYS = re.compile(r"\b(Ctrl|Shift|Alt|F\d+|Enter|Left|Right|Up|Down)\b")


def unspoken(text: str, data: str) -> str:
    """What of a text neither carries the brackets of the pseudo-language nor is data, a day or a key."""
    known = data.casefold()
    text = re.sub(r"<[^>]*>", " ", text)
    while _BRACKETED.search(text):
        text = _BRACKETED.sub(" ", text)
    text = _ELIDED.sub(" ", text)
    text = _DIGEST.sub(" ", _KEYS.sub(" ", _DAYS.sub(" ", text)))
    words = [word for word in re.findall(r"[^\W\d_]{3,}", text) if word.casefold() not in known]
    return " ".join(words)


def cut_labels(root: QWidget) -> Iterator[str]:
    """Buttons, chips and tabs that are narrower than their words, and wrapped texts lower than theirs."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        if isinstance(widget, QAbstractButton) and widget.text():
            elides = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
            if not elides and widget.width() < min(widget.sizeHint().width(), widget.maximumWidth()):
                yield f"{type(widget).__name__}: {widget.text()}"
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            need = widget.heightForWidth(widget.width())
            if need > widget.height() + 1 and widget.sizePolicy().verticalPolicy() is not QSizePolicy.Policy.Ignored:
                yield f"{type(widget).__name__}: {widget.text()}"
