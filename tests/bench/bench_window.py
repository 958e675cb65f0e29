"""Figures: from the start of the process to the first paint, and the memory of the idle window.

    python tests/bench/bench_window.py [ROUNDS]

Needs a display (or QT_QPA_PLATFORM=offscreen). Beside the window an empty PySide6 main window is measured in the same
run, in turns; the ratio is what counts. With --full the data hold 5,000 cases, 200,000 events and 200,000 documents.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.ids import new_id
from dealwatch.store.database import Store

IDLE_SECONDS = 4
WATCHING = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch:  # an event filter would weigh on the window that has more of them
    watched = False
    def paintEvent(self, event):
        if not Watch.watched:
            Watch.watched = True
            QTimer.singleShot(0, self.told)  # before whatever the window itself does after its first paint
            QTimer.singleShot(int(os.environ["IDLE"]) * 1000, self.finish)
        super().paintEvent(event)
    def told(self):
        print("paint", time.time() - float(os.environ["STARTED"]), time.process_time(), flush=True)
        QTimer.singleShot(0, self.full)
    def full(self):
        print("filled", time.time() - float(os.environ["STARTED"]), time.process_time(), flush=True)
    def finish(self):
        for line in open("/proc/self/status"):
            if line.startswith("VmRSS"):
                print("memory", int(line.split()[1]) / 1024, flush=True)
        os._exit(0)
"""
EMPTY = """
class Window(Watch, QMainWindow):
    pass

app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
OURS = """
import dealwatch.ui.app as ours
from pathlib import Path

class Window(Watch, ours.MainWindow):
    pass

ours.MainWindow = Window
ours.run_window(Path(sys.argv[1]), None)
"""


class Figures(NamedTuple):
    """Seconds from the start of the process, of the processor, until all of the first view is there; MiB when idle."""

    paint: float
    work: float
    filled: float
    memory: float


def measure(script: str, bytecode: str, *arguments: str) -> Figures:
    """With byte code in `bytecode`, as an installed program has it."""
    environment = {**os.environ, "STARTED": str(time.time()), "IDLE": str(IDLE_SECONDS)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = bytecode
    ran = subprocess.run(
        [sys.executable, "-c", WATCHING + script, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    told = {words[0]: [float(word) for word in words[1:]] for words in map(str.split, ran.stdout.splitlines())}
    if not told.keys() >= {"paint", "filled", "memory"}:
        sys.exit(ran.stderr)
    return Figures(*told["paint"], told["filled"][0], told["memory"][0])


def fill(folder: Path) -> None:
    """5,000 cases, 200,000 events, 200,000 documents."""
    now = datetime.now(UTC)
    with Store.open(folder, now) as store, store.write() as database:
        for number in range(5000):
            case_id = store.cases.create(
                database, source="reg", authority="EC", number=f"M.{number}", title=f"Firm {number} / Firm {number + 1}"
            )
            for step in range(40):
                at = now - timedelta(days=400 - step, seconds=number)
                event = Event(new_id(at), case_id, at, EventKind.DOCUMENT, f"d{step}", None, f"Paper {step}", "", "",
                              "reg", Evidence("", "https://x.example", at), authority="EC")  # fmt: skip
                store.events.add(database, event)
                store.search.put(
                    database, "document", f"{case_id}/d{step}", f"Paper {step} of firm {number}", "", case_id
                )


def main() -> None:
    rounds = next((int(word) for word in sys.argv[1:] if word.isdigit()), 5)
    with tempfile.TemporaryDirectory() as folder:
        if "--full" in sys.argv:
            fill(Path(folder))
        code = str(Path(folder) / "bytecode")
        measure(OURS, code, folder)  # installs the sample, writes byte code and warms the file cache
        empty, ours = [], []
        for _ in range(rounds):
            empty.append(measure(EMPTY, code))
            ours.append(measure(OURS, code, folder))
    for label, found in (("empty PySide6 window", empty), ("Dealwatch", ours)):
        paint, work, filled, memory = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"{label:24}first paint {paint:.2f} s (best {min(one.paint for one in found):.2f}; {work:.2f} s of CPU), "
              f"filled {filled:.2f} s, idle memory {memory:.0f} MiB")  # fmt: skip
    for words, column in (("first paints", 0), ("CPU until then", 1)):
        ratio = statistics.median(one[column] for one in ours) / statistics.median(one[column] for one in empty)
        print(f"ratio of {words}: {ratio:.1f}")


if __name__ == "__main__":
    main()
