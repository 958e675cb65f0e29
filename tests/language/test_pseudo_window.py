"""Every view and dialog in the pseudo-language: nothing is hard-coded, and no label is cut where it must not be."""

from __future__ import annotations

import ast
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from visible import cut_labels, texts, unspoken

from dealwatch.language import speak
from dealwatch.ui.dressing import dress
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.theme import Appearance, Look, choose

PLACES = [
    "today", "inbox", "portfolio", "portfolio/matrix", "portfolio/lanes", "calendar", "documents", "sources",
    "deal/figma", "list/AI partnerships", "source/bkarta",
]  # fmt: skip
DIALOGS = ["add", "shortcuts", "about", "as_at", "reminders", "new_deal"]
SAMPLE = Path(str(files("dealwatch.resources") / "sample"))
NAMES = "Dealwatch Apache License Icons Phosphor MIT Windows Qt Python LGPL Ctrl SHA Commission Markdown"
"""Names that are the same in every language."""


@pytest.fixture
def pseudo() -> None:
    speak("qps")


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@cache
def desk_data() -> str:
    """Every text that the desk in memory is written with, and what is the same in every language."""
    found = [NAMES]
    for path in sorted((Path(__file__).parent.parent / "ui").glob("sample_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        found += [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    # the deals of the desk are those of the sample list
    found += [path.read_text("utf-8") for path in sorted(SAMPLE.rglob("*")) if path.suffix in (".toml", ".json")]
    return " ".join(found)


def hard_coded(root: QWidget, data: str) -> set[tuple[str, str]]:
    return {(where, text) for where, text in texts(root) if unspoken(text, data)}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_in_a_view_is_hard_coded(pseudo, window, place) -> None:
    window.go(place)
    window.act("next")
    settle()
    assert hard_coded(window, desk_data()) == set()


@pytest.mark.parametrize("command", DIALOGS)
def test_nothing_in_a_dialog_is_hard_coded(pseudo, window, command) -> None:
    window.go("inbox")
    settle()
    window.act(command)
    settle()
    shown = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert shown
    data = desk_data()
    assert set().union(*(hard_coded(dialog, data) for dialog in shown)) == set()


def test_it_would_be_seen(pseudo) -> None:
    assert unspoken("[Ñó~] case file", "data") == "case file"
    assert unspoken("[Çásé fílé~~]: Adobe, 3 May 2024 (Fri)", "Adobe / Figma") == ""


@pytest.fixture
def large(qapp: QApplication) -> Look:
    found = Look(choose(Appearance.LIGHT, 1.5, "Noto Sans"))
    dress(qapp, found)
    return found


@pytest.mark.parametrize("code", ["de", "fr"])
@pytest.mark.parametrize("place", PLACES)
def test_no_button_is_cut_at_150_percent(qtbot, large, machine, bridge, settings, desk, code, place) -> None:
    """Texts may be elided where there is a whole text in the tooltip; a button, a chip or a tab never."""
    from dealwatch.ui.tasks import AtOnce

    speak(code)
    window = MainWindow(large, desk, machine, AtOnce(), bridge, settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.go(place)
    settle()
    assert list(cut_labels(window)) == []
    window.stays_in_tray = False
