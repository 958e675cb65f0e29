"""A window without a screen, over a desk in memory. Every look, wait and click is real Qt."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "UTC"  # local times are part of what the window says
if hasattr(time, "tzset"):
    time.tzset()
sys.path.insert(0, str(Path(__file__).parent))

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sample_desk import SampleDesk
from sample_machine import SampleMachine

from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.bridge import Bridge
from dealwatch.ui.dressing import dress
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.sweeper import Sweeper
from dealwatch.ui.tasks import AtOnce
from dealwatch.ui.theme import Appearance, Look, choose
from dealwatch.ui.time_desk import TimeDesk

MakeWindow = Callable[..., MainWindow]
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When the store begins, a Monday; its desk is opened one day later."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen warns of what only a screen can do; that is no fault of ours."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(
                pytest.mark.qt_log_ignore(
                    r"This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)"
                )
            )


@pytest.fixture(autouse=True, scope="module")
def swept(qapp: QApplication) -> Iterator[Sweeper]:
    """As in the application: no thread but this one takes widgets away."""
    sweeper = Sweeper()
    sweeper.start()
    yield sweeper
    sweeper.stop()


@pytest.fixture(autouse=True)
def _sweep(swept: Sweeper) -> Iterator[None]:
    yield
    swept.sweep()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    found = Look(choose(Appearance.LIGHT, 1.0, "Noto Sans"))
    dress(qapp, found)
    return found


@pytest.fixture
def desk() -> SampleDesk:
    return SampleDesk()


@pytest.fixture
def machine() -> SampleMachine:
    return SampleMachine()


@pytest.fixture
def bridge(qapp: QApplication) -> Bridge:
    return Bridge()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    found = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    found.setValue("place", "today")
    return found


@pytest.fixture
def make_window(
    qtbot: QtBot, look: Look, machine: SampleMachine, bridge: Bridge, settings: QSettings
) -> Iterator[MakeWindow]:
    made: list[MainWindow] = []

    def make(desk: SampleDesk, size: tuple[int, int] = (1440, 900)) -> MainWindow:
        window = MainWindow(look, desk, machine, AtOnce(), bridge, settings)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()  # on a bare X server nobody else gives it the keyboard
        qtbot.waitUntil(window.isActiveWindow, timeout=5000)
        QApplication.processEvents()
        made.append(window)
        return window

    yield make
    for window in made:
        window.stays_in_tray = False


@pytest.fixture
def window(make_window: MakeWindow, desk: SampleDesk) -> MainWindow:
    return make_window(desk)


@pytest.fixture
def start() -> datetime:
    return START


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """With nothing in it: tests put in what they are about."""
    with Store.open(tmp_path / "data", START) as opened:
        yield opened


@pytest.fixture
def times(store: Store) -> Iterator[TimeDesk]:
    """The desk over the store, which nothing checks."""
    desk = TimeDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
    yield desk
    desk.close()
