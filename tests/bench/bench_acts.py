"""Figures: the longest step of the window's thread at what a user does every day, over much data.

    python tests/bench/bench_acts.py [ACT …] --data FOLDER

The folder is one that `bench_frames --data` has filled; a deal gets thousands of events first. Each act is done twice:
the first time its view or dialog is made, the second time it is only shown. The engine rests, but
is loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_stalls import Watchdog, wait_for
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog

import dealwatch.ui.app as ours
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.ids import new_id
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.system.data_place import DataPlace
from dealwatch.system.paths import paths_for
from dealwatch.ui.dressing import dress
from dealwatch.ui.theme import LIGHT, Look, Theme

if TYPE_CHECKING:
    from dealwatch.ui.main_window import MainWindow

MANY = 3000  # events of one deal
SEEN = 3.0  # s an act is watched


def fullest(store: Store) -> str:
    """The first deal, with `MANY` documents more in one of its cases."""
    deal = store.deals.all()[0]
    if store.settings.get("bench_acts"):
        return deal.id
    case_id = store.cases.of_deal(deal.id)[0].id
    now = SystemClock().now()
    with store.write() as database:
        store.settings.put(database, "bench_acts", now.isoformat())
        for number in range(MANY):
            at = now - timedelta(hours=number)
            event = Event(new_id(at), case_id, at, EventKind.DOCUMENT, f"acts{number}", None, f"Submission {number}",
                          "", "", "user", Evidence("", "https://register.example", at), authority="EC")  # fmt: skip
            store.events.add(database, event)
    return deal.id


def shut_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()


def main() -> None:
    import_module("dealwatch.ui.engine")  # it runs beside the window long before the first act
    words = [word for word in sys.argv[1:] if word != "--data"]
    folder = Path(sys.argv[sys.argv.index("--data") + 1])
    wanted = [word for word in words if word != str(folder)]
    clock = SystemClock()
    with Store.open(folder, clock.now()) as store:
        deal = fullest(store)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(Theme(LIGHT, family=app.font().family()))
    dress(app, look)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    store = Store.open(folder, clock.now())
    session = ours.Session(app, DataPlace(paths_for(folder), named=True), settings, look, store, clock, ())
    window = session.window
    window.fill()
    session._beginning.stop()
    window.show()
    wait_for(5)
    for label, act in acts(window, deal).items():
        if not wanted or label in wanted:
            for time in ("first", "again"):
                measure(f"{label}, {time}", act)
                shut_dialogs()
                window.go("today")
                wait_for(1)
    os._exit(0)


def acts(window: MainWindow, deal: str) -> dict[str, Callable[[], object]]:
    places = (
        "today",
        "inbox",
        "portfolio/table",
        "portfolio/matrix",
        "portfolio/lanes",
        "calendar",
        "documents",
        "sources",
    )
    commands = ("settings", "manual", "shortcuts", "find", "search", "add", "new_deal", "as_at", "case_file", "rules",
                "radar", "reminders", "archived", "whats_new", "about")  # fmt: skip
    found: dict[str, Callable[[], object]] = {place: lambda place=place: window.go(place) for place in places}
    found["deal"] = lambda: window.go(f"deal/{deal}")
    for name in commands:
        found[name] = lambda name=name: window.act(name)
    return found


def measure(label: str, act: Callable[[], object]) -> None:
    """A dialog that waits for its answer is shut from the event loop."""
    dog = Watchdog()
    dog.start()
    QTimer.singleShot(0, act)
    QTimer.singleShot(int(SEEN * 1000), shut_dialogs)
    wait_for(SEEN + 0.2)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    dog.stop()
    dog.say(label)


if __name__ == "__main__":
    main()
