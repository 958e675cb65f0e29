"""What a person does with a control: click it, choose in it, press a key into it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT = Qt.MouseButton.LeftButton


def click(widget) -> None:
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def choose(box, words: str) -> None:
    """By keyboard, as somebody does who does not open the list."""
    box.setFocus()
    at = box.findText(words)
    assert at >= 0, [box.itemText(i) for i in range(box.count())]
    while box.currentIndex() != at:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < at else Qt.Key.Key_Up)


def press(page, name: str, key: str) -> None:
    assert page.table.go_to(name)
    page.field.setFocus()
    page.field.setKeySequence(QKeySequence(key))
    page.field.editingFinished.emit()
    QApplication.processEvents()
