"""Figures: the longest step of the window's thread while a check brings 500 changes.

    python tests/bench/bench_stalls.py [PLACE …] [--deals N] [--data FOLDER]

The real window over 1,000 deals with 5,000 cases and 200,000 events; the engine reads 50 feeds from a site on this
machine in a process of its own, each with ten new items. A timer of the window's thread notes how late it comes and
how much the thread worked itself; a thread beside it looks at what it is doing then. `idle` is without a check.
"""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HOSTS, FEEDS_A_HOST, OLD, NEW = 10, 5, 40, 10
TICK, LATE, LOOK = 0.005, 0.05, 0.01  # s
SHOWN = 6
PLACES = ("today", "inbox", "portfolio")


def serve(known: int) -> None:
    """Feeds with `known` items, at least `OLD`, and `NEW` more once `/go` was asked for. Prints its port."""
    more = [max(known - OLD, 0)]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            name = self.path.strip("/")
            if name.startswith("go"):
                more[0] += NEW
            entries = "".join(
                f"<item><title>Story {n} of feed {name}</title><link>https://f.example/{name}/{n}</link>"
                f"<guid>{name}-{n}</guid><description>{'Words about a merger. ' * 12}</description></item>"
                for n in range(OLD + more[0], more[0], -1)
            )
            body = f"<rss version='2.0'><channel><title>Feed {name}</title>{entries}</channel></rss>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


class Step(NamedTuple):
    """One turn of the window's thread: seconds by the clock, seconds it worked itself, where it was seen."""

    wall: float
    own: float
    places: Counter[str]


class Watchdog:
    """How long the window's thread does not come back to its loop, what of it was its own work, where it was then.

    The rest of the clock's time it waited: for Python's lock, for the disk, for a processor that others use.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.steps: list[Step] = []
        self._seen: Counter[str] = Counter()
        self._main = threading.get_ident()
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._sweep = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(TICK * 1000))
        self._timer.timeout.connect(self._tick)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _swept(self, phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            self._sweep = time.thread_time()
        elif threading.get_ident() == self._main:
            spent = (time.thread_time() - self._sweep) * 1000
            if spent > 2:
                self._seen[f"garbage of generation {told['generation']}, {spent:.0f} ms of work"] += 1

    def start(self) -> None:
        gc.callbacks.append(self._swept)
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()
        self._thread.start()

    def stop(self) -> None:
        gc.callbacks.remove(self._swept)
        self._timer.stop()
        self._over.set()
        self._thread.join()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.steps.append(Step(max(now - self._last - TICK, 0), worked - self._worked, self._seen))
        self._last, self._worked, self._seen = now, worked, Counter()

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            if time.perf_counter() - self._last - TICK > LOOK:
                frame = sys._current_frames().get(self._main)
                ours = [entry for entry in traceback.extract_stack(frame) if "dealwatch" in entry.filename]
                where = " < ".join(f"{Path(e.filename).stem}.{e.name}:{e.lineno}" for e in reversed(ours[-12:]))
                self._seen[where or "(not in our code: waiting for its turn)"] += 1

    def say(self, label: str) -> None:
        longest = max(self.steps, key=lambda step: step.wall)
        busiest = max(self.steps, key=lambda step: step.own)
        over = sum(step.wall > LATE for step in self.steps), sum(step.own > LATE for step in self.steps)
        print(
            f"{label:28}longest {longest.wall * 1000:6.0f} ms by the clock ({over[0]} above 50),"
            f" {busiest.own * 1000:6.0f} ms of own work ({over[1]} above 50)"
        )
        worst = sorted(self.steps, key=lambda step: -max(step.wall, step.own))[:SHOWN]
        for step in worst:
            if step.wall > LATE * 0.6:
                print(f"    {step.wall * 1000:5.0f} ms, own {step.own * 1000:5.0f}")
                for where, times in step.places.most_common(3):
                    print(f"        {times:3}×  {where}")


class Counting:
    """How many events there are more than at the beginning; counted beside the window's thread, which is measured."""

    def __init__(self, data: Path) -> None:
        self.more = 0
        self._data, self._over = data, threading.Event()
        self._thread = threading.Thread(target=self._count, daemon=True)
        self._thread.start()

    def _count(self) -> None:
        with sqlite3.connect(f"{self._data.as_uri()}?mode=ro", uri=True) as database:
            ask = "SELECT count(*) FROM events"
            before = database.execute(ask).fetchone()[0]
            while not self._over.wait(0.3):
                self.more = database.execute(ask).fetchone()[0] - before

    def stop(self) -> int:
        self._over.set()
        self._thread.join()
        return self.more


def wait_for(seconds: float, done: object = None) -> float:
    from PySide6.QtWidgets import QApplication

    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        QApplication.processEvents()
        if callable(done) and done():
            break
        time.sleep(0.001)
    return time.perf_counter() - began


def main() -> None:
    words = sys.argv[1:]
    deals = int(words[words.index("--deals") + 1]) if "--deals" in words else 1000
    kept = words[words.index("--data") + 1] if "--data" in words else ""
    places = [word for word in words if not word.startswith("--") and word not in (str(deals), kept)] or list(PLACES)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(kept or folder), places, deals)


def measure(folder: Path, places: list[str], deals: int) -> None:
    import httpx2
    from bench_portfolio import fill
    from PySide6.QtWidgets import QApplication

    import dealwatch.ui.app as ours
    from dealwatch.store.database import FILE_NAME, Store
    from dealwatch.system.clock import SystemClock
    from dealwatch.system.data_place import DataPlace
    from dealwatch.system.paths import paths_for
    from dealwatch.ui.dressing import dress
    from dealwatch.ui.sweeper import Sweeper
    from dealwatch.ui.theme import LIGHT, Look, Theme
    from dealwatch.watch.tracking import Tracking

    clock = SystemClock()
    folder.mkdir(exist_ok=True)
    with Store.open(folder, clock.now()) as store:
        if not store.deals.all():
            fill(store, deals)
            tracking = Tracking(store, clock)
            for host in range(HOSTS):
                for number in range(FEEDS_A_HOST):
                    tracking.feed(f"https://host{host}.example/{host}/{number}")
        counts = "SELECT coalesce(max(n), 0) FROM (SELECT count(*) n FROM items GROUP BY source)"
        known = store.connections.reader.conn.execute(counts).fetchone()[0]  # of an earlier run over the same folder
    server = subprocess.Popen([sys.executable, __file__, "--serve", str(known)], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    base = f"http://127.0.0.1:{int(server.stdout.readline())}"
    origins = folder / "origins.json"
    origins.write_text(json.dumps({f"https://host{host}.example": base for host in range(HOSTS)}))
    os.environ["DEALWATCH_ORIGINS"] = str(origins)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    from PySide6.QtCore import QSettings

    look = Look(Theme(LIGHT, family=app.font().family()))
    dress(app, look)
    sweeper = Sweeper(app)
    sweeper.start()
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    store = Store.open(folder, clock.now())
    session = ours.Session(app, DataPlace(paths_for(folder), named=True), settings, look, store, clock, ())
    sys.setswitchinterval(ours.TURN)
    session.engine_begun.connect(sweeper.spare)
    session.begin(hidden=False, link="")
    quiet = lambda: session.engine._engine is not None and not session.engine.checking  # noqa: E731
    wait_for(10, lambda: session.engine._engine is not None)
    wait_for(2)
    wait_for(120, quiet)  # the first reading of every feed
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{len(store.sources.all())} sources, {store.events.count()} events, load of the machine {load:.1f}")
    for place in places:
        session.window.go(place)
        wait_for(5)
        idle = Watchdog()
        idle.start()
        wait_for(2)
        idle.stop()
        idle.say(f"{place}: idle")
        wait_for(120, quiet)
        httpx2.get(f"{base}/go", trust_env=False)
        counting = Counting(folder / FILE_NAME)
        dog = Watchdog()
        dog.start()
        session.desk.check_now(())
        spent = wait_for(120, lambda count=counting: count.more >= HOSTS * FEEDS_A_HOST * NEW and quiet())
        wait_for(2)
        dog.stop()
        dog.say(f"{place}: {counting.stop()} changes in {spent:.0f} s")
    session.quit()
    session.end()
    server.kill()
    os._exit(0)


if __name__ == "__main__":
    serve(int(sys.argv[-1])) if "--serve" in sys.argv else main()
