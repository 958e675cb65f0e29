"""Figures: a frame of scrolling in every view with a long list, and a letter of search, in the real window.

    python tests/bench/bench_frames.py [--data FOLDER]

1,000 deals with 5,000 cases, 200,000 events and 200,000 documents in the index. A frame is one step of the scroll bar,
painted at once; a letter is what the search field does for the words typed so far. Filtering and zooming of the
portfolio are in `bench_portfolio`.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_portfolio import fill
from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

import dealwatch.ui.app as ours
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.system.data_place import DataPlace
from dealwatch.system.paths import paths_for
from dealwatch.ui.dressing import dress
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.theme import LIGHT, Look, Theme

PLACES = ("inbox", "portfolio/table", "portfolio/matrix", "portfolio/lanes", "documents", "calendar", "sources")
STEPS, STRIDE = 120, 60
PATIENCE = 120
"""Seconds until the rows are there, which are read beside the window."""
WORDS = ("alder", "birch 12", "cedar 700 elm", "paper 3", "m")


def index(store: Store, documents: int) -> None:
    now = datetime.now(UTC)
    with store.write() as database:
        store.settings.put(database, "bench_frames", now.isoformat())
        for number in range(documents):
            title = f"Paper {number} of Alder {number % 997} and Birch {number % 499}"
            store.search.put(database, "document", f"bench/{number}", title, f"Cedar {number % 97} commitments", "")


def long_areas(window: MainWindow) -> list[QAbstractScrollArea]:
    areas = window.views.currentWidget().findChildren(QAbstractScrollArea)
    return [area for area in areas if area.isVisible() and area.verticalScrollBar().maximum() > 0]


def frames(window: MainWindow, place: str) -> str:
    window.go(place)
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until and not long_areas(window):
        QApplication.processEvents()
        time.sleep(0.01)
    areas = long_areas(window)
    if not areas:
        return "nothing to scroll"
    area = max(areas, key=lambda each: each.verticalScrollBar().maximum())
    bar, spent, own = area.verticalScrollBar(), [], []
    for step in range(STEPS):
        began, worked = time.perf_counter(), time.thread_time()
        bar.setValue(min(step * STRIDE, bar.maximum()))
        area.viewport().repaint()
        spent.append((time.perf_counter() - began) * 1000)
        own.append((time.thread_time() - worked) * 1000)
        QApplication.processEvents()
    return f"frame {said(spent, own)}"


def said(spent: list[float], own: list[float]) -> str:
    """Of a busy machine the clock tells little; own work is what this thread did itself."""
    return (
        f"median {statistics.median(spent):5.1f} ms, worst {max(spent):5.1f} ms;"
        f" own work median {statistics.median(own):5.1f} ms, worst {max(own):5.1f} ms"
    )


def letters(window: MainWindow) -> str:
    """From a letter until what it finds is there; own work is what the window's thread does for it."""
    spent, own = [], []
    for words in WORDS:
        for end in range(1, len(words) + 1):
            there: list[object] = []
            began, worked = time.perf_counter(), time.thread_time()
            window.seek(words[:end], lambda: True, there.append)
            own.append((time.thread_time() - worked) * 1000)
            while not there:
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            spent.append((time.perf_counter() - began) * 1000)
    return f"letter {said(spent, own)}"


def main() -> None:
    kept = sys.argv[sys.argv.index("--data") + 1] if "--data" in sys.argv else ""
    with tempfile.TemporaryDirectory() as temporary:
        measure(Path(kept or temporary))


def measure(folder: Path) -> None:
    clock = SystemClock()
    with Store.open(folder, clock.now()) as store:
        if not store.deals.all():
            fill(store, 1000)
        if not store.settings.get("bench_frames"):
            index(store, 200_000)
    app = QApplication([])
    look = Look(Theme(LIGHT, family=app.font().family()))
    dress(app, look)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    store = Store.open(folder, clock.now())
    session = ours.Session(app, DataPlace(paths_for(folder), named=True), settings, look, store, clock, ())
    session.window.fill()  # the engine is not begun: what is measured is the window
    session._beginning.stop()
    session.window.show()
    for place in PLACES:
        print(f"{place:20}{frames(session.window, place)}", flush=True)
    print(f"{'search':20}{letters(session.window)}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
