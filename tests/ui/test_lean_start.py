"""The first paint waits for no source, no reader, no law and none of their libraries; they come after it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LATE = (
    "concurrent.", "dealwatch.alerts", "dealwatch.export", "dealwatch.reading", "dealwatch.rules", "dealwatch.sources.",
    "dealwatch.ui.acts", "dealwatch.ui.jump_list", "json.", "logging.handlers.",
    "dealwatch.ui.store_", "dealwatch.ui.views.today", "dealwatch.ui.views.portfolio", "dealwatch.ui.inspector",
    "dealwatch.ui.settings.", "dealwatch.ui.tray", "dealwatch.watch.deadlines", "dealwatch.watch.poller",
    "apscheduler", "babel.", "feedparser", "holidays", "httpx2", "icalendar", "jeepney", "keyring", "lxml", "msgspec",
    "numpy", "pikepdf", "py3langid", "pypdf", "qtawesome", "selectolax", "sqlite_utils", "trafilatura", "typst", "ulid",
    "hashlib", "PySide6.QtNetwork", "PySide6.QtSvg",
)  # fmt: skip
"""Beginnings of names of modules."""
SCRIPT = """
import builtins, os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
import dealwatch.ui.app as ours

class Watched(QApplication):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.first = FirstPaint()
        self.installEventFilter(self.first)

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType() and watched.isWindow():
            slow = builtins.__import__.__name__ == "__feature_import__"
            print("a_slow_import" if slow else "", *sorted(sys.modules), flush=True)
            os._exit(0)
        return False

ours.QApplication = Watched
ours.run_window(Path(sys.argv[1]), None)
"""


def modules_at_first_paint(folder: Path) -> list[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)], env=environment, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.split()


def test_what_the_first_paint_does_not_need_is_not_loaded_for_it(tmp_path: Path) -> None:
    modules_at_first_paint(tmp_path)  # the very first start makes the data and puts the sample in
    loaded = modules_at_first_paint(tmp_path)
    assert "dealwatch.ui.main_window" in loaded
    assert "a_slow_import" not in loaded, "PySide6 looks into the source of every module"
    assert [name for name in loaded if f"{name}.".startswith(LATE)] == []
