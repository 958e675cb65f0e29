"""Figures: how soon the portfolio is read, and how long a frame of scrolling, filtering and zooming takes.

    python tests/bench/bench_portfolio.py [DEALS] [FOLDER]

By default 1,000 deals with 5 cases and 200 events each: 5,000 cases, 200,000 events. With a folder the data stay there
for a look at them in the window. Frames are painted into an image, as the window paints them, at 1440 × 900.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, DealKind
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.ids import new_id
from dealwatch.model.status import Clock, Outcome, Stage, Status
from dealwatch.store.database import Store
from dealwatch.watch.by_hand import Entry, enter

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
AUTHORITIES = ("CMA", "EC", "FTC", "BKartA", "CNMC", "AGCM", "ACM", "AdlC", "ACCC", "NZCC", "CCI", "SAMR")
PROCEDURES = {"EC": "EU_MERGER", "CMA": "UK_CMA_MERGER", "BKartA": "DE_MERGER"}
FIRMS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper", "Larch", "Maple")
LISTS = ("Live mergers", "Partnerships", "Concluded", "")
PAPERS = 34  # documents a case, so that it has 40 events with its steps


def fill(store: Store, deals: int, papers: int = PAPERS) -> None:
    """The same portfolio each time; reviews of every stage and outcome, deadlines ahead and passed, long stops."""
    dice = random.Random(7)
    with store.write() as database:
        for number in range(deals):
            stop = NOW.date() + timedelta(days=dice.randint(-60, 300)) if number % 5 == 0 else None
            deal = store.deals.add(
                database,
                Deal(
                    "",
                    f"{dice.choice(FIRMS)} {number} / {dice.choice(FIRMS)}",
                    dice.choice(list(DealKind)),
                    long_stop=PartialDate.of(stop) if stop else None,
                    list_name=LISTS[number % 4],
                ),
                NOW,
            )
            for authority in dice.sample(AUTHORITIES, 5):
                case_id = _review(store, database, dice, f"{number}/{authority}", authority)
                store.deals.link(database, deal, case_id)
                for paper in range(papers):
                    at = NOW - timedelta(days=dice.randint(0, 250), seconds=paper)
                    store.events.add(
                        database,
                        Event(new_id(at), case_id, at, EventKind.DOCUMENT, f"d{paper}", None, f"Paper {paper}", "", "",
                              "user", Evidence("", "https://register.example", at), authority=authority),
                    )  # fmt: skip


def _review(store: Store, database: object, dice: random.Random, number: str, authority: str) -> str:
    day = NOW.date() - timedelta(days=dice.randint(60, 700))
    steps: list[tuple[Status, str]] = [(Status(Stage.PRE_NOTIFICATION, clock=Clock.NONE), "first contact")]
    far = dice.randint(0, 4)
    if far >= 1:
        steps.append((Status(Stage.NOTIFIED, clock=Clock.RUNNING), "notified"))
    if far >= 2:
        steps.append((Status(Stage.IN_DEPTH, clock=Clock.RUNNING), "phase 2 opened"))
    if far >= 3 and dice.random() < 0.5:
        steps.append((Status(Stage.IN_DEPTH, clock=Clock.SUSPENDED), "clock stopped"))
        steps.append((Status(Stage.OBJECTIONS, clock=Clock.RUNNING), "objections sent"))
    if far == 4:
        outcome = dice.choice([Outcome.CLEARED, Outcome.CLEARED_CONDITIONS, Outcome.PROHIBITED, Outcome.WITHDRAWN])
        steps.append((Status(Stage.DECISION, outcome, Clock.EXPIRED), "decided"))
    case_id = ""
    for place, (status, words) in enumerate(steps):
        when = min(day + timedelta(days=place * dice.randint(20, 90)), NOW.date())
        deadlines: dict[str, date] = {}
        if place == len(steps) - 1 and far in (1, 2, 3) and dice.random() < 0.6:
            deadlines = {"phase_1" if far == 1 else "phase_2": NOW.date() + timedelta(days=dice.randint(-10, 150))}
        entry = Entry(
            number, authority, f"Case {number}", words, Evidence("", "https://register.example", NOW), status,
            deadlines=deadlines, day=PartialDate.of(when), procedure=PROCEDURES.get(authority, ""),
        )  # fmt: skip
        case_id, _ = enter(store, database, entry, NOW, EventNote.BY_USER)  # type: ignore[arg-type]
    return case_id


def timed(act: Callable[[], object], rounds: int) -> list[tuple[float, float]]:
    """Milliseconds of each round: by the clock, and of this thread's own work (the machine may be busy otherwise)."""
    found = []
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.thread_time()
        act()
        found.append(((time.perf_counter() - started) * 1000, (time.thread_time() - worked) * 1000))
    return found


def say(label: str, found: list[tuple[float, float]]) -> None:
    clock, work = sorted(each[0] for each in found), sorted(each[1] for each in found)
    worst = clock[max(int(len(clock) * 0.95) - 1, 0)]
    print(
        f"{label:42}median {statistics.median(clock):7.1f} ms (own work {statistics.median(work):7.1f})"
        f"   95 % {worst:7.1f}   longest {clock[-1]:7.1f}"
    )


def reading(store: Store) -> None:
    from dealwatch.system.clock import FixedClock
    from dealwatch.ui.engine import IdleEngine
    from dealwatch.ui.portfolio_data import prepare
    from dealwatch.ui.store_desk import StoreDesk

    desk = StoreDesk(store, FixedClock(NOW), IdleEngine())
    say("read for the first time (worker)", timed(desk.portfolio, 1))
    found = desk.portfolio()
    say("made ready for the modes (worker)", timed(lambda: prepare(found), 3))

    def write_one() -> None:
        with store.write() as database:
            store.settings.put(database, "bench", str(time.time()))

    def again() -> None:
        write_one()
        desk.portfolio()

    say("read again after a change (worker)", timed(again, 5))


def frames(store: Store) -> None:
    from dealwatch.system.clock import FixedClock
    from dealwatch.ui.app import Tasks
    from dealwatch.ui.bridge import Bridge
    from dealwatch.ui.dressing import dress
    from dealwatch.ui.engine import IdleEngine
    from dealwatch.ui.main_window import MainWindow
    from dealwatch.ui.theme import Appearance, Look, choose
    from dealwatch.ui.time_desk import TimeDesk

    sys.path.insert(0, str(Path(__file__).parent.parent / "ui"))
    from sample_machine import SampleMachine

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
        for mode in ("table", "matrix", "lanes"):
            started = time.perf_counter()
            window.go(f"portfolio/{mode}")
            blocked = (time.perf_counter() - started) * 1000
            view = window.views.current()
            while view._prepared is None or view._reading:  # type: ignore[union-attr]
                app.processEvents()
                time.sleep(0.002)
            print(f"{mode}: going there held the window for {blocked:.1f} ms")
            area = view.mode.first_focus()  # type: ignore[union-attr]
            view.grab()

            def scroll(area=area) -> None:  # type: ignore[no-untyped-def]
                bar = area.verticalScrollBar()
                bar.setValue((bar.value() + 37) % max(bar.maximum(), 1))
                area.viewport().grab()

            say(f"{mode}: scroll by 37 px and paint", timed(scroll, 150))
            words = ["a", "al", "ald", "alde", "alder", "alder 1", "", "elm", "cma", ""]

            def type_(view=view, words=words) -> None:  # type: ignore[no-untyped-def]
                word = words.pop(0)
                words.append(word)
                view.bar.field.edit.setText(word)
                view.bar._typed()
                view.mode.first_focus().viewport().grab()

            say(f"{mode}: filter by text and paint", timed(type_, 30))
            if mode == "lanes":

                def along(area=area) -> None:  # type: ignore[no-untyped-def]
                    bar = area.horizontalScrollBar()
                    bar.setValue((bar.value() + 53) % max(bar.maximum(), 1))
                    area.viewport().grab()

                def zoom(area=area) -> None:  # type: ignore[no-untyped-def]
                    zooms = list(type(area.zoom))
                    area.set_zoom(zooms[(zooms.index(area.zoom) + 1) % len(zooms)])
                    area.viewport().grab()

                say("lanes: scroll along the time and paint", timed(along, 150))
                say("lanes: zoom and paint", timed(zoom, 30))
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
                fill(store, deals)
            deals, cases = len(store.deals.all()), len(store.cases.tracked({}))
            print(f"{deals:,} deals, {cases:,} cases, {store.events.count():,} events")
            reading(store)
            frames(store)


if __name__ == "__main__":
    main()
