"""The whole application without a screen: from the command to the window, the demonstration, and the end."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from dealwatch.store.database import Store
from dealwatch.system import autostart
from dealwatch.system.clock import SystemClock
from dealwatch.system.data_place import DataPlace
from dealwatch.system.paths import paths_in
from dealwatch.ui.app import BEGIN, Session
from dealwatch.ui.demo_window import DemoWindow
from dealwatch.ui.late_engine import LateEngine
from dealwatch.ui.machine import ThisMachine
from dealwatch.ui.theme import Look
from dealwatch.watch.ports import Message
from dealwatch.watch.sample_install import install_sample


@pytest.fixture
def no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """No session bus: the machine's own notifications are not for tests."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")


@contextmanager
def a_session(app: QApplication, look: Look, folder: Path) -> Iterator[Session]:
    hook, thread_hook = sys.excepthook, threading.excepthook
    paths = paths_in(folder).create()
    clock = SystemClock()
    store = Store.open(paths.data, clock.now())
    install_sample(store)
    settings = QSettings(str(paths.config / "window.ini"), QSettings.Format.IniFormat)
    found = Session(app, DataPlace(paths, named=True), settings, look, store, clock, ("--data", str(folder)))
    yield found
    found.window.stays_in_tray = False
    found.window.close()
    found.end()
    sys.excepthook, threading.excepthook = hook, thread_hook


@pytest.fixture
def session(qapp: QApplication, look: Look, tmp_path: Path, no_bus, monkeypatch) -> Iterator[Session]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    with a_session(qapp, look, tmp_path) as found:
        yield found


def test_the_first_start_shows_the_sample(session, qtbot) -> None:
    session.begin(hidden=False, link="")
    qtbot.waitUntil(lambda: session.window.filled)
    assert str(session.window.views.place) == "list/AI partnerships"
    assert not session.window.stays_in_tray, "there is no tray here"
    qtbot.wait(600)  # the engine has started beside it
    assert session.desk.standing().sources == 0


def test_a_second_start_leads_the_first_to_its_link(session) -> None:
    session.begin(hidden=True, link="dealwatch://sources")
    session.called("dealwatch://inbox")
    assert session.window.isVisible()
    assert str(session.window.views.place) == "inbox"
    session.called("dealwatch://")
    assert str(session.window.views.place) == "inbox"


def test_without_notifications_the_test_notification_is_shown_in_the_window(session, qtbot) -> None:
    session.begin(hidden=False, link="")
    session.window.act("test_notification")
    qtbot.waitUntil(lambda: session.window.banner is not None and session.window.banner.isVisible(), timeout=5000)
    assert "This is a test" in session.window.banner.accessibleName()


def test_starting_with_the_computer_is_a_switch(session, tmp_path) -> None:
    machine = session.window.machine
    assert not machine.starts_with_computer()
    machine.start_with_computer(True)
    assert machine.starts_with_computer()
    assert str(tmp_path) in (tmp_path / "xdg" / "autostart" / "dealwatch.desktop").read_text()
    machine.start_with_computer(False)
    assert not autostart.enabled()


def test_text_size_and_appearance_apply_at_once_and_are_kept(session, look) -> None:
    session.window.act("larger")
    assert look.theme.scale == pytest.approx(1.1)
    for _ in range(20):
        session.window.act("larger")
    assert look.theme.scale == 2.0
    session.window.act("usual_size")
    session.window.preferences.appear("dark")
    assert look.theme.dark
    assert session._settings.value("appearance") == "dark"
    session.window.preferences.appear("light")


def test_a_session_that_ends_at_once_never_begins_to_check(
    qapp: QApplication, look: Look, tmp_path: Path, no_bus, monkeypatch, qtbot
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    started: list[LateEngine] = []
    monkeypatch.setattr(LateEngine, "start", lambda engine: started.append(engine))
    with a_session(qapp, look, tmp_path) as found:
        found.begin(hidden=True, link="")
    qtbot.wait(BEGIN + 100)
    assert started == []


def test_an_unexpected_error_is_shown_with_details(session, qtbot) -> None:
    from dealwatch.ui.crash_dialog import CrashDialog

    try:
        raise RuntimeError("nobody expected this")
    except RuntimeError:
        sys.excepthook(*sys.exc_info())
    qtbot.waitUntil(lambda: session.window.findChild(CrashDialog) is not None)
    dialog = session.window.findChild(CrashDialog)
    assert "nobody expected this" in dialog.details.toPlainText()
    dialog.close()


def test_the_demonstration_plays_to_its_end_in_a_window_of_its_own(session, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("dealwatch.ui.demo_window.PACE", 20)
    session.begin(hidden=False, link="")
    session.window.act("demo")
    qtbot.waitUntil(lambda: isinstance(session._demo, DemoWindow), timeout=5000)
    demo = session._demo
    qtbot.waitUntil(lambda: demo.over, timeout=30_000)
    assert "Demonstration: " in demo.window.windowTitle()
    assert demo.bar.title.text() == "Demonstration: that was all"
    assert demo.window.banner is not None, "no desktop here takes notifications"
    assert str(demo.window.views.place).startswith("deal/")
    with qtbot.waitSignal(session.bridge.demo_wanted):
        session.window.act("demo")
    assert session._demo is demo, "one demonstration at a time"
    demo.window.close()
    assert session._demo is None
    assert len(session.desk.inbox()) == 0, "the user's own data is not touched"


def test_the_end_of_the_program_is_the_end_of_its_demonstration(
    qapp: QApplication, look: Look, tmp_path: Path, no_bus, qtbot
) -> None:
    before = set(threading.enumerate())
    with a_session(qapp, look, tmp_path) as found:
        found.begin(hidden=False, link="")
        found.window.act("demo")
        qtbot.waitUntil(lambda: found._demo is not None, timeout=5000)
        window = found._demo.window
    assert found._demo is None
    assert not window.isVisible()
    left = {thread.name for thread in set(threading.enumerate()) - before}
    assert "demonstration" not in left


def test_a_channel_that_fails_gives_way_to_the_next() -> None:
    from dealwatch.model.errors import DealwatchError

    class Channel:
        def __init__(self, name: str, fails: bool, there: bool = True) -> None:
            self.name, self._fails, self._there, self.sent = name, fails, there, []

        def available(self) -> bool:
            return self._there

        def send(self, message: Message) -> None:
            if self._fails:
                raise DealwatchError("no")
            self.sent.append(message)

    absent, broken, good = Channel("x", False, there=False), Channel("desktop", True), Channel("window", False)
    said = ThisMachine([absent, broken, good], (), lambda: None).send_test_notification()
    assert said == "This desktop has no notifications, so alerts are shown in this window."
    assert (absent.sent, len(good.sent)) == ([], 1)
    with pytest.raises(DealwatchError, match="No notification could be shown"):
        ThisMachine([broken], (), lambda: None).send_test_notification()


def test_the_command_opens_the_window_and_a_second_start_ends_at_once(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "import dealwatch.ui.app as app\n"
        "begin = app.Session.begin\n"
        "def tell(self, **how):\n"
        "    begin(self, **how)\n"
        "    self.window.refreshed.connect(lambda: None)\n"
        "    def heard(message):\n"
        "        print('heard', message, flush=True)\n"
        "        QTimer.singleShot(50, self.quit)\n"
        "    self.bridge.answered.connect(lambda a: None)\n"
        "    called = self.called\n"
        "    print('open', self.window.isVisible(), flush=True)\n"
        "    self.window.open_target = lambda target: heard(target)\n"
        "app.Session.begin = tell\n"
        f"sys.exit(app.run_window(Path({str(tmp_path)!r}), None))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    first = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment)
    assert first.stdout.readline().strip() == "open True"
    second = subprocess.run(
        [sys.executable, "-m", "dealwatch", "--data", str(tmp_path), "dealwatch://sources"], env=environment, timeout=60
    )
    assert second.returncode == 0
    said, _ = first.communicate(timeout=60)
    assert said.strip() == "heard dealwatch://sources"
    assert first.returncode == 0
