"""Figures: the longest step of the window's thread while a check brings 500 changes.

    python tests/bench/bench_stalls.py [PLACE …] [--deals N] [--data FOLDER]

The real window over 1,000 deals with 5,000 cases and 200,000 events; the engine reads 50 feeds from a site on this
machine in a process of its own, each with ten new items. A timer of the window's thread notes how late it comes; a
thread beside it looks at what that thread is doing when it is late. `idle` is the same without a check.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HOSTS, FEEDS_A_HOST, OLD, NEW = 10, 5, 40, 10
TICK, LATE = 0.005, 0.05  # s
PLACES = ("today", "inbox", "portfolio")


def serve() -> None:
    """Feeds with `OLD` items, and `NEW` more once `/go` was asked for. Prints its port."""
    more = [0]

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
                for n in range(OLD + more[0], 0, -1)
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


class Watchdog:
    """How long the window's thread does not come back to its loop, and where it was then."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.waits: list[float] = []
        self.stacks: Counter[str] = Counter()
        self._main = threading.get_ident()
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(TICK * 1000))
        self._timer.timeout.connect(self._tick)
        self._over = threading.Event()
        self._longest_of_stack: dict[str, float] = {}
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()
        self._thread.start()

    def stop(self) -> None:
        self._timer.stop()
        self._over.set()
        self._thread.join()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.waits.append(max(now - self._last - TICK, 0))
        self._last = now

    def _look(self) -> None:
        while not self._over.wait(0.02):
            late = time.perf_counter() - self._last - TICK
            if late > LATE * 0.6:
                frame = sys._current_frames().get(self._main)
                ours = [entry for entry in traceback.extract_stack(frame) if "dealwatch" in entry.filename]
                where = " < ".join(f"{Path(e.filename).stem}.{e.name}:{e.lineno}" for e in reversed(ours[-7:]))
                self.stacks[where] += 1
                self._longest_of_stack[where] = max(self._longest_of_stack.get(where, 0), late)

    def say(self, label: str) -> None:
        ranked = sorted(self.waits)
        median, worst = ranked[len(ranked) // 2], ranked[-1]
        over = sum(wait > LATE for wait in ranked)
        print(f"{label:28}longest {worst * 1000:6.0f} ms, above 50 ms {over:3} times, median {median * 1000:.1f} ms")
        for where, late in sorted(self._longest_of_stack.items(), key=lambda item: -item[1])[:8]:
            words = where or "(not in our code: waiting for its turn)"
            print(f"    {late * 1000:5.0f} ms  {self.stacks[where]:3}×  {words}")


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
    from dealwatch.store.database import Store
    from dealwatch.system.clock import SystemClock
    from dealwatch.system.data_place import DataPlace
    from dealwatch.system.paths import paths_for
    from dealwatch.ui.dressing import dress
    from dealwatch.ui.sweeper import Sweeper
    from dealwatch.ui.theme import LIGHT, Look, Theme
    from dealwatch.watch.tracking import Tracking

    server = subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    base = f"http://127.0.0.1:{int(server.stdout.readline())}"
    origins = folder / "origins.json"
    folder.mkdir(exist_ok=True)
    origins.write_text(json.dumps({f"https://host{host}.example": base for host in range(HOSTS)}))
    os.environ["DEALWATCH_ORIGINS"] = str(origins)
    clock = SystemClock()
    with Store.open(folder, clock.now()) as store:
        if not store.deals.all():
            fill(store, deals)
            tracking = Tracking(store, clock)
            for host in range(HOSTS):
                for number in range(FEEDS_A_HOST):
                    tracking.feed(f"https://host{host}.example/{host}/{number}")
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
    print(f"{len(store.sources.all())} sources, {store.events.count()} events")
    for place in places:
        session.window.go(place)
        wait_for(5)
        idle = Watchdog()
        idle.start()
        wait_for(2)
        idle.stop()
        idle.say(f"{place}: idle")
        httpx2.get(f"{base}/go", trust_env=False)
        dog = Watchdog()
        dog.start()
        session.desk.check_now(())
        wait_for(5, lambda: session.engine.checking)
        spent = wait_for(120, quiet)
        spent += wait_for(2)
        dog.stop()
        dog.say(f"{place}: check of {spent:.0f} s")
    session.quit()
    session.end()
    server.kill()
    os._exit(0)


if __name__ == "__main__":
    serve() if "--serve" in sys.argv else main()
