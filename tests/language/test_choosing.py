"""The language is chosen before anything is built, and another one rebuilds the window at once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from dealwatch.language import LANGUAGES, PSEUDO, _, n_, p_, pseudo, speak, spoken
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.system.data_place import DataPlace
from dealwatch.system.paths import paths_in
from dealwatch.ui.app import Session
from dealwatch.ui.spoken import SETTING, language_of, speak_chosen
from dealwatch.watch.sample_install import install_sample


@pytest.fixture
def english_qt(qapp: QApplication, settings: QSettings) -> Iterator[None]:
    yield
    settings.setValue(SETTING, "en")
    speak_chosen(qapp, settings)


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
def test_a_choice_is_kept(settings, code) -> None:
    settings.setValue(SETTING, code)
    assert language_of(settings) == code


@pytest.mark.parametrize(("system", "code"), [("fr_CA", "fr"), ("de_AT", "de"), ("pt_BR", "en"), ("C", "en")])
def test_without_a_choice_the_system_speaks(settings, monkeypatch, system, code) -> None:
    from PySide6.QtCore import QLocale

    here = QLocale(system)
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: here))
    for chosen in ("", "tlh"):
        settings.setValue(SETTING, chosen)
        assert language_of(settings) == code


def test_qt_speaks_too(qapp, settings, english_qt) -> None:
    settings.setValue(SETTING, "de")
    speak_chosen(qapp, settings)
    assert spoken() == "de"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText) == "Strg+K"
    settings.setValue(SETTING, "en")
    speak_chosen(qapp, settings)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.fixture
def session(qapp, look, tmp_path: Path, english_qt, monkeypatch) -> Iterator[Session]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    hook, thread_hook = sys.excepthook, threading.excepthook
    paths, clock = paths_in(tmp_path).create(), SystemClock()
    store = Store.open(paths.data, clock.now())
    install_sample(store)
    kept = QSettings(str(paths.config / "window.ini"), QSettings.Format.IniFormat)
    found = Session(qapp, DataPlace(paths, named=True), kept, look, store, clock, ())
    yield found
    found.window.stays_in_tray = False
    found.window.close()
    found.end()
    sys.excepthook, threading.excepthook = hook, thread_hook


def test_another_language_rebuilds_the_window_at_its_place(session, qtbot) -> None:
    session.window.show()
    qtbot.waitUntil(lambda: " – " in session.window.windowTitle())
    session.window.go("sources")
    before = session.window
    session.choose_language("de")
    assert session.window is not before
    assert session.window.isVisible()
    assert not before.isVisible()
    qtbot.waitUntil(lambda: session.window.windowTitle() == "Quellen – Dealwatch")
    assert session.window.actions_by_name["check"].text() == "Jetzt prüfen"
    session.choose_language("en")
    assert session.window.actions_by_name["check"].text() == "Check now"


def test_a_hidden_window_stays_hidden(session) -> None:
    session.choose_language("fr")
    assert not session.window.isVisible()
    assert session.window.actions_by_name["check"].text() == "Vérifier maintenant"


def test_the_pseudo_language_keeps_fields_and_marks() -> None:
    speak(PSEUDO)
    assert spoken() == "en"
    assert _("{n} of <b>all</b>") == "[{n} óf <b>áll</b>~~~~~]"
    assert n_("{n} day", "{n} days", 2).startswith("[{n} dáýs")
    assert p_("state", "Open") == pseudo.pseudo("Open")
    assert _("") == ""


@pytest.mark.parametrize("code", ["de", "fr"])
def test_a_context_tells_two_meanings_apart(code) -> None:
    speak(code)
    assert p_("deadline", "published") != "published"
