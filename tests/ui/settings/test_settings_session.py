"""Settings that the application carries out: language, tray, keys of commands, secrets shared with the engine."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from dealwatch.language import speak
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.system.data_place import DataPlace
from dealwatch.system.paths import paths_in
from dealwatch.ui.app import Session
from dealwatch.ui.settings.dialog import SettingsDialog
from dealwatch.ui.theme import Look


@pytest.fixture
def session(
    qapp: QApplication, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Session]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    hook, thread_hook = sys.excepthook, threading.excepthook
    paths, clock = paths_in(tmp_path).create(), SystemClock()
    store = Store.open(paths.data, clock.now())
    settings = QSettings(str(paths.config / "window.ini"), QSettings.Format.IniFormat)
    found = Session(qapp, DataPlace(paths, named=True), settings, look, store, clock, ("--data", str(tmp_path)))
    found.begin(hidden=False, link="")
    qtbot.waitUntil(lambda: hasattr(found, "tray"))
    yield found
    found.window.stays_in_tray = False
    found.window.close()
    found.end()
    sys.excepthook, threading.excepthook = hook, thread_hook
    speak("en")


def dialog_of(session: Session) -> SettingsDialog:
    return next(found for found in session.window.findChildren(SettingsDialog) if found.isVisible())


def test_another_language_comes_at_once_and_the_settings_come_back_at_their_page(session, qtbot) -> None:
    session.window.act("settings/language")
    before, box = session.window, dialog_of(session).pages["language"].language
    box.setFocus()
    for _step in range(box.findText("Deutsch") - box.currentIndex()):
        QTest.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: session.window is not before)
    fresh = dialog_of(session)
    assert fresh.page == "language"
    assert fresh.pages["language"].language.currentText() == "Deutsch"
    assert session.window.menus["File"].title() == "&Datei"
    session.choose_language("en")
    assert session.window.menus["File"].title() == "&File"


def test_closing_to_the_tray_is_the_users_choice(session, monkeypatch, qapp) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    session.window.preferences.close_to_tray(False)
    assert not session.window.stays_in_tray
    assert qapp.quitOnLastWindowClosed()
    session.window.preferences.close_to_tray(True)
    assert session.window.stays_in_tray
    assert not qapp.quitOnLastWindowClosed()
    session.window.preferences.close_to_tray(False)
    session._closing()
    assert not session.window.stays_in_tray


def test_a_key_of_this_session_is_known_to_the_engine(session, monkeypatch) -> None:
    from dealwatch.system.secrets import Secrets, Unavailable

    monkeypatch.setattr(Secrets, "_usable", lambda _self: Unavailable("There is none."))
    session.desk.settings().keep_key("api.data.gov", "s3cret")
    assert session.engine._secrets.value("api.data.gov") == "s3cret"


def test_the_window_keeps_its_own_keys_over_a_start(session) -> None:
    session.window.keys.set("add", ("Ctrl+J",))
    session.rebuild()
    assert session.window.actions_by_name["add"].shortcut().toString() == "Ctrl+J"
