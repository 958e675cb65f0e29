"""Pictures of every view from the sample desk: `python tests/ui/screenshots.py OUT [name…]`, without a screen too."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TZ", "UTC")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from sample_desk import SampleDesk, SampleMachine

from dealwatch.ui.bridge import Bridge
from dealwatch.ui.dressing import dress
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.tasks import AtOnce
from dealwatch.ui.theme import Appearance, Look, choose

FAMILY = "Noto Sans"
SHOTS = {
    "today": ("today", {}),
    "inbox": ("inbox", {}),
    "portfolio": ("portfolio", {}),
    "sources": ("source/bkarta", {}),
    "deal": ("deal/figma", {"moment": datetime(2023, 11, 20, 18, tzinfo=UTC)}),
    "deal-runai": ("deal/runai", {}),
    "first-run": ("list/AI partnerships", {"sample_only": True, "offline": True, "checked": False}),
    "empty": ("portfolio", {"empty": True, "checked": False}),
    "today-first": ("today", {"sample_only": True, "checked": False}),
    "inbox-empty": ("inbox", {"sample_only": True, "checked": False}),
    "add": ("today", {}),
    "search": ("today", {}),
    "banner": ("today", {}),
    "snapshot": ("inbox", {}),
}
LOOKS = {
    "light": (Appearance.LIGHT, 1.0),
    "dark": (Appearance.DARK, 1.0),
    "contrast": (Appearance.HIGH_CONTRAST, 1.0),
    "150": (Appearance.LIGHT, 1.5),
}


def make(look: Look, options: dict[str, bool], place: str, size: tuple[int, int]) -> MainWindow:
    settings = QSettings(str(Path(tempfile.mkdtemp()) / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("place", "today")
    window = MainWindow(look, SampleDesk(**options), SampleMachine(), AtOnce(), Bridge(), settings)
    window.resize(*size)
    window.show()
    window.go(place)
    QApplication.processEvents()
    return window


def stage(window: MainWindow, name: str) -> None:
    """What happens before the picture is taken."""
    if name in ("inbox", "snapshot", "deal", "today"):
        window.act("next")
        QApplication.processEvents()
    if name == "deal":
        for _ in range(3):
            window.act("next")
    if name == "add":
        window.acts.add("M.11766")
    if name == "search":
        window.toolbar.search.edit.setText("mistral")
        window.jump.search()
    if name == "banner":
        from dealwatch.watch.ports import Message

        message = Message(
            "CMA: Alphabet / Anthropic – phase 1 decision",
            "‘does not qualify for investigation’ · 19 Nov 2024",
            "dealwatch://today",
            ("a",),
            (("open", "Open case"),),
        )
        window.show_message(message)
    if name == "snapshot":
        window.act("snapshot")
    for _ in range(3):
        QApplication.processEvents()


def main(out: Path, names: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    sizes = {"": (1440, 900), "-small": (800, 600)}
    for look_name, (appearance, scale) in LOOKS.items():
        look = Look(choose(appearance, scale, FAMILY))
        dress(app, look)
        for name, (place, options) in SHOTS.items():
            for suffix, size in sizes.items():
                full = f"{name}-{look_name}{suffix}"
                if names and not any(
                    full == wanted or full.startswith(wanted + "-") or look_name == wanted for wanted in names
                ):
                    continue
                window = make(look, options, place, size)
                stage(window, name)
                window.grab().save(str(out / f"{full}.png"))
                for dialog in window.findChildren(type(window.acts), "") if False else _dialogs(window):
                    dialog.grab().save(str(out / f"{full}-dialog.png"))
                    dialog.close()
                window.close()
                window.deleteLater()
                QApplication.processEvents()


def _dialogs(window: MainWindow) -> list:
    from PySide6.QtWidgets import QDialog

    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
