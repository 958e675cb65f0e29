"""The settings over a real store in a folder of its own, with a keyring in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sample_machine import SampleMachine

from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.system.data_place import DataPlace
from dealwatch.system.paths import Paths
from dealwatch.system.secrets import Secrets
from dealwatch.ui.bridge import Bridge
from dealwatch.ui.household import Household
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.settings.dialog import SettingsDialog
from dealwatch.ui.tasks import AtOnce
from dealwatch.ui.theme import Look
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.watch.sample_install import install_sample

NOW = datetime(2024, 11, 19, 16, 5, tzinfo=UTC)


class Engine:
    """Counts how often it was told that something may be due."""

    checking = False
    stuck = ""
    offline_since = None
    woken = 0

    def wake(self) -> None:
        self.woken += 1


class Ring:
    """A keyring in memory; `locked` answers as one that nobody unlocks."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.locked = False

    def _ask(self) -> None:
        if self.locked:
            raise RuntimeError("the keyring is locked")

    def get_password(self, _service: str, name: str) -> str | None:
        self._ask()
        return self.kept.get(name)

    def set_password(self, _service: str, name: str, value: str) -> None:
        self._ask()
        self.kept[name] = value

    def delete_password(self, _service: str, name: str) -> None:
        self._ask()
        del self.kept[name]


@dataclass
class World:
    """Everything that a setting may change."""

    window: MainWindow
    dialog: SettingsDialog
    store: Store
    settings: QSettings
    engine: Engine
    ring: Ring
    machine: SampleMachine
    place: DataPlace

    def page(self, name: str):
        self.window.act(f"settings/{name}")
        QApplication.processEvents()
        return self.dialog.pages[name]


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def make_world(
    qtbot: QtBot, look: Look, tmp_path: Path, settings: QSettings, machine: SampleMachine, ring: Ring
) -> Callable[..., World]:
    opened = []

    def make(*, sources: bool = True, named: bool = False) -> World:
        paths = Paths(*(tmp_path / name for name in ("data", "config", "cache", "logs"))).create()
        store, engine = Store.open(paths.data, NOW), Engine()
        opened.append(store)
        install_sample(store)
        if sources:
            with store.write() as database:
                store.sources.add(database, "cma", "CMA: merger cases", timedelta(minutes=20), NOW)
                store.sources.add(
                    database, "feed:x", "A feed", timedelta(hours=1), NOW, {"url": "https://example.org/x"}
                )
        place = DataPlace(paths, named=named)
        times = TimeDesk(store, FixedClock(NOW), engine, None, Household(Secrets(ring), place))
        window = MainWindow(look, times.desk, machine, AtOnce(), Bridge(), settings)
        qtbot.addWidget(window)
        window.show()
        window.act("settings")
        dialog = window.findChild(SettingsDialog)
        qtbot.waitExposed(dialog)
        return World(window, dialog, store, settings, engine, ring, machine, place)

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world()
