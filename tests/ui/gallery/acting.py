"""The window over the fixed data, and what a person does in it before a picture is taken. Must not contain: scenes."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sample_facts import NOW
from sample_machine import SampleMachine

from dealwatch.model.event import EventKind
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.bridge import Bridge
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.tasks import AtOnce
from dealwatch.ui.theme import Look
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.watch.ports import Message
from dealwatch.watch.sample_install import install_sample

from .fixed_data import fill

PAST = datetime(2023, 11, 20, 18, 0, tzinfo=UTC)
SAVED = Path(__file__).parents[2] / "sources" / "accc_case_running.html"
ADDRESS = "https://www.accc.gov.au/public-registers/acquisitions-and-mergers-registers/acquisitions-register/grain"


def settle(times: int = 4) -> None:
    """Let everything that is due happen."""
    for _ in range(times):
        QApplication.processEvents()


def press(widget: QWidget | None, key: str) -> None:
    if widget is not None:
        QTest.keySequence(widget, QKeySequence(key))
    settle()


def visible_dialog() -> QDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())


class Troubled(IdleEngine):
    offline_since = datetime(2024, 11, 19, 15, 40, tzinfo=UTC)


class Data:
    """Data folders to look at, made once each; every scene gets a copy of its own."""

    def __init__(self) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="dealwatch-pictures-"))
        self.deals: dict[str, str] = {}
        self._cases: dict[str, str] = {}
        self._made: dict[str, Path] = {}

    def folder(self, kind: str) -> Path:
        """A fresh copy."""
        wanted = "full" if kind == "offline" else kind
        if wanted not in self._made:
            self._made[wanted] = self._make(wanted)
        return Path(shutil.copytree(self._made[wanted], tempfile.mkdtemp(dir=self._root) + "/data"))

    def _make(self, kind: str) -> Path:
        place = self._root / kind
        if kind == "full":
            filled = fill(place)
            self.deals, self._cases = filled.deals, filled.cases
            filled.store.close()
            return place
        with Store.open(place, NOW) as store:
            if kind == "first":
                install_sample(store)
        return place

    def place(self, place: str) -> str:
        """`deal/figma` with the id of that deal."""
        kind, _slash, ref = place.partition("/")
        return f"deal/{self.deals.get(ref, ref)}" if kind == "deal" else place

    def case(self, key: str) -> str:
        return self._cases[key]

    def forget(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)


@dataclass
class Stage:
    """What an act may touch."""

    window: MainWindow
    times: TimeDesk
    store: Store
    data: Data
    folder: Path
    kept: list[object] = field(default_factory=list)

    def event(self, case: str) -> str:
        """The id of the last change of status of a case."""
        found = self.store.events.list(case_id=self.data.case(case), kinds=(EventKind.STATUS,), newest_first=True)
        return found[0].id

    def look_at_the_past(self) -> None:
        self.window.as_at.look_at(PAST)
        settle()

    def show_message(self) -> None:
        title, body = (
            "CMA: Alphabet / Anthropic – phase 1 decision",
            "“does not qualify for investigation”, 19 Nov 2024",
        )
        self.window.show_message(Message(title, body, "dealwatch://today", ("a",), (("open", "Open case"),)))

    def saved_page(self) -> Path:
        """A page of the ACCC's register as a browser saves it."""
        path = self.folder / "acquisition.html"
        head = f"<!-- saved from url=({len(ADDRESS):04d}){ADDRESS} -->\n"
        path.write_bytes(head.encode() + SAVED.read_bytes())
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
        return path

    def keep(self, thing: QDialog) -> QDialog:
        self.kept.append(thing)
        return thing


@contextmanager
def staged(look: Look, data: Data, kind: str, place: str, size: tuple[int, int]) -> Iterator[Stage]:
    """A window at a place over its own copy of the data; everything is closed afterwards."""
    folder = data.folder(kind)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("place", "today")
    with Store.open(folder, NOW) as store:
        times = TimeDesk(store, FixedClock(NOW), Troubled() if kind == "offline" else IdleEngine())
        window = MainWindow(look, times.desk, SampleMachine(), AtOnce(), Bridge(), settings)
        stage = Stage(window, times, store, data, folder)
        try:
            window.resize(*size)
            window.show()
            window.go(data.place(place))
            settle()
            yield stage
        finally:
            for dialog in QApplication.topLevelWidgets():
                if dialog is not window:
                    dialog.close()
            window.close()
            window.deleteLater()
            settle()
            times.close()
