"""Figures: how long opening the calendar and stepping a month hold the window, with thousands of reviews.

    python tests/bench/bench_calendar.py [DEALS] [FOLDER]

The portfolio of `bench_portfolio`; with a folder the data stay there. Steps are painted into an image at 1440 × 900.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from bench_portfolio import NOW, fill, say, timed
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.app import Tasks
from dealwatch.ui.bridge import Bridge
from dealwatch.ui.dressing import dress
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.ui.theme import Appearance, Look, choose
from dealwatch.ui.time_desk import TimeDesk

sys.path.insert(0, str(Path(__file__).parent.parent / "ui"))
from sample_machine import SampleMachine


def reading(store: Store) -> None:
    desk = StoreDesk(store, FixedClock(NOW), IdleEngine())
    say("read for the first time (worker)", timed(desk.calendar, 1))
    print(f"{len(desk.calendar().entries):,} entries")

    def again() -> None:
        with store.write() as database:
            store.settings.put(database, "bench", str(time.time()))
        desk.calendar()

    say("read again after a change (worker)", timed(again, 5))


def steps(store: Store) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(choose(Appearance.LIGHT, 1.0, "Noto Sans"))
    dress(app, look)
    tasks = Tasks()
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        settings.setValue("place", "sources")
        desk = TimeDesk(store, FixedClock(NOW), IdleEngine())
        window = MainWindow(look, desk.desk, SampleMachine(), tasks, Bridge(), settings)
        window.resize(1440, 900)
        window.show()
        app.processEvents()
        say("open the view", timed(lambda: window.go("calendar"), 1))
        view = window.views.current()
        longest = 0.0
        while view._page is None or view._reading:  # type: ignore[union-attr]
            started = time.thread_time()
            app.processEvents()
            longest = max(longest, (time.thread_time() - started) * 1000)
            time.sleep(0.002)
        print(f"longest step until it was there: {longest:.1f} ms of the window's own work")
        say("paint all of it", timed(lambda: view.grab(), 3))
        say("step a month", timed(lambda: view.turn(1), 12))  # type: ignore[union-attr]
        say("step a month back", timed(lambda: view.turn(-1), 12))  # type: ignore[union-attr]

        def turn() -> None:
            view.turn(1)  # type: ignore[union-attr]
            view.grid.viewport().grab()  # type: ignore[union-attr]
            view.agenda.viewport().grab()  # type: ignore[union-attr]

        say("step a month and paint", timed(turn, 12))
        view.go_to_today()  # type: ignore[union-attr]
        say("chip Past on and off", timed(view.chips.past.click, 4))  # type: ignore[union-attr]
        say("chip Calculated on and off", timed(view.chips.calculated.click, 4))  # type: ignore[union-attr]
        window.close()
    tasks.close()
    desk.close()


def main() -> None:
    deals = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with Store.open(folder, NOW) as store:
            if not store.deals.all():
                fill(store, deals, papers=4)
            print(f"{len(store.deals.all()):,} deals, {len(store.cases.tracked({})):,} cases")
            reading(store)
            steps(store)


if __name__ == "__main__":
    main()
